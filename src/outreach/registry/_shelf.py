"""The one typed wrapper around pluggy: plugins come onto the shelf whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs
import pluggy

from outreach.countries import Country
from outreach.errors import PluginError
from outreach.registry import _rules, _trace, hookspecs
from outreach.registry._checks import Check
from outreach.registry._faults import FAULTS
from outreach.registry.contracts import Publisher, Source

SOURCES, PUBLISHERS, COUNTRIES, CHECKS = HOOKS = (
    "outreach_sources",
    "outreach_publishers",
    "outreach_countries",
    "outreach_checks",
)
"""Every hook there is; a test compares them with ``hookspecs``."""

_Marked: TypeAlias = tuple[str, Callable[..., object]]


@attrs.frozen(kw_only=True)
class PluginInfo:
    """What the listing says of a plugin (insticksmodul).

    Attributes:
        name: The entry point's name, by which it can be blocked; a module's path for the built-in ones.
        distribution: The installed package it comes from; empty where it was registered by hand.
        version: That package's version.
        hooks: The hooks it implements.
        sources: The names of its sources.
        publishers: The names of its publishers.
        countries: The codes of its countries.
        checks: How many checks of a dataset it brings.
        is_builtin: Whether it comes with the library.
        problem: Why it was left out: ``blocked``, or what it raised; empty for a plugin in use.
    """

    name: str
    distribution: str = ""
    version: str = ""
    hooks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    checks: int = 0
    is_builtin: bool = False
    problem: str = ""

    def __str__(self) -> str:
        package = " ".join(filter(None, (self.distribution, self.version)))
        return f"plugin {self.name!r}{f' ({package})' if package else ''}"


@attrs.frozen(kw_only=True)
class Offer:
    """What one plugin brings, checked."""

    info: PluginInfo
    sources: Mapping[str, type[Source]]
    publishers: Mapping[str, type[Publisher]]
    countries: Mapping[str, Country]
    checks: tuple[Check, ...]

    @property
    def names(self) -> set[tuple[str, str]]:
        """Kind and name of each class and country."""
        kinds = {"source": self.sources, "publisher": self.publishers, "country": self.countries}
        return {(kind, name) for kind, known in kinds.items() for name in known}


class Shelf:
    """The plugins in use, in the order they came; the built-in ones first."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        _trace.follow(self._manager)
        self.offers: list[Offer] = []

    def add(self, plugin: object, info: PluginInfo) -> None:
        """Take in *plugin* as what *info* says.

        Raises:
            PluginError: It breaks the contract. What it raises itself comes through. Either way nothing of it stays.
        """
        _rules.check_plugin(plugin)
        marked = self._marked(plugin)
        _rules.check_implementations(marked, HOOKS)
        _rules.check_unmarked(plugin, dict(marked), HOOKS)
        self._manager.register(plugin, info.name)
        try:
            self._manager.check_pending()
            offer = self._offer(plugin, info)
            self._check_clashes(offer)
        except FAULTS:
            self._manager.unregister(name=info.name)
            raise
        self.offers.append(offer)

    def _marked(self, plugin: object) -> tuple[_Marked, ...]:
        return tuple(self._each_marked(plugin))

    def _each_marked(self, plugin: object) -> Iterator[_Marked]:
        for name in dir(plugin):
            options = self._manager.parse_hookimpl_opts(plugin, name)
            if options and (options.get("wrapper") or options.get("hookwrapper")):
                raise PluginError(f"{name} is a wrapper (a plugin speaks for itself only)")
            if options:
                yield options.get("specname") or name, getattr(plugin, name)

    def _offer(self, plugin: object, info: PluginInfo) -> Offer:
        given = {hook: self._ask(hook, plugin) for hook in HOOKS}
        sources = dict(_rules.classes(SOURCES, given[SOURCES], Source))
        publishers = dict(_rules.classes(PUBLISHERS, given[PUBLISHERS], Publisher))
        countries = dict(_rules.instances(COUNTRIES, given[COUNTRIES], Country, "code"))
        checks = tuple(Check(str(info), function) for function in _rules.functions(CHECKS, given[CHECKS]))
        info = attrs.evolve(
            info,
            hooks=tuple(hook for hook in HOOKS if self._implementations(hook, plugin)),
            sources=tuple(sources),
            publishers=tuple(publishers),
            countries=tuple(countries),
            checks=len(checks),
        )
        return Offer(info=info, sources=sources, publishers=publishers, countries=countries, checks=checks)

    def _implementations(self, hook: str, plugin: object) -> list[Any]:
        caller: pluggy.HookCaller = getattr(self._manager.hook, hook)
        return [found for found in caller.get_hookimpls() if found.plugin is plugin]

    def _ask(self, hook: str, plugin: object) -> list[object]:
        """Call one hook of one plugin alone: pluggy would lose everybody's answers for one that raises."""
        expected = len(self._implementations(hook, plugin))
        if not expected:
            return []
        others = [other for _, other in self._manager.list_name_plugin() if other is not plugin]
        return _rules.flat(hook, self._manager.subset_hook_caller(hook, others)(), expected)

    def _check_clashes(self, offer: Offer) -> None:
        for other in self.offers:
            for kind, name in sorted(offer.names & other.names):
                raise PluginError(
                    f"{kind} {name!r} is already brought by {other.info} (rename it, or block one of the two)"
                )
