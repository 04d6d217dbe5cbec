"""The one typed wrapper around pluggy: a plugin is checked and registered as a whole, or not at all."""

from __future__ import annotations

import inspect
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs
import pluggy

from outreach.countries import Country
from outreach.errors import PluginError, PluginWarning, shown
from outreach.model import Problem, Severity
from outreach.registry import hookspecs
from outreach.registry.contracts import Publisher, Source

if TYPE_CHECKING:
    from outreach.dataset import Dataset

SOURCES, PUBLISHERS, COUNTRIES, CHECKS = HOOKS = (
    "outreach_sources",
    "outreach_publishers",
    "outreach_countries",
    "outreach_checks",
)
"""Every hook there is; a test compares them with ``hookspecs``."""

_Marked: TypeAlias = tuple[str, Callable[..., object]]


@attrs.frozen
class Check:
    """A function of a plugin that looks at a dataset; one that raises is a warning with the plugin's name.

    Attributes:
        plugin: The plugin, as messages name it.
        function: What it brings; takes a ``Dataset``.
    """

    plugin: str
    function: Callable[..., Iterable[Problem]]

    def __call__(self, dataset: Dataset) -> tuple[Problem, ...]:
        """Return what the check finds in *dataset*, nothing where it fails."""
        try:
            return tuple(_warning(problem) for problem in self.function(dataset))
        except FAULTS as error:
            name = getattr(self.function, "__name__", type(self.function).__name__)
            warnings.warn(f"{self.plugin}: check {name} failed: {reason(error)}", PluginWarning, stacklevel=2)
            return ()


def _warning(problem: object) -> Problem:
    if not isinstance(problem, Problem):
        raise PluginError(f"it gives a {type(problem).__name__} (give an outreach.Problem)")
    return attrs.evolve(problem, severity=Severity.WARNING)


FAULTS = (Exception, SystemExit)
"""What a plugin may raise without taking the library with it; a KeyboardInterrupt is the user's."""


def reason(error: BaseException) -> str:
    """Return class and message of an *error*, on one line; some errors cannot even say what they are."""
    try:
        text = shown(error, 300)
    except FAULTS:
        text = "(it cannot say why)"
    return ": ".join(filter(None, (type(error).__name__, text)))


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


class PluginManager:
    """The plugins in use, in the order they came; the built-in ones first."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        follow(self._manager)
        self.offers: list[Offer] = []

    def add(self, plugin: object, info: PluginInfo) -> None:
        """Take in *plugin* as what *info* says.

        Raises:
            PluginError: It breaks the contract. What it raises itself comes through. Either way nothing of it stays.
        """
        check_plugin(plugin)
        marked = self._marked(plugin)
        check_implementations(marked, HOOKS)
        check_unmarked(plugin, dict(marked), HOOKS)
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
        return tuple(self._find_marked(plugin))

    def _find_marked(self, plugin: object) -> Iterator[_Marked]:
        for name in dir(plugin):
            options = self._manager.parse_hookimpl_opts(plugin, name)
            if options and (options.get("wrapper") or options.get("hookwrapper")):
                raise PluginError(f"{name} is a wrapper (a plugin speaks for itself only)")
            if options:
                yield options.get("specname") or name, getattr(plugin, name)

    def _offer(self, plugin: object, info: PluginInfo) -> Offer:
        given = {hook: self._ask(hook, plugin) for hook in HOOKS}
        sources = dict(classes(SOURCES, given[SOURCES], Source))
        publishers = dict(classes(PUBLISHERS, given[PUBLISHERS], Publisher))
        countries = dict(instances(COUNTRIES, given[COUNTRIES], Country, "code"))
        checks = tuple(Check(str(info), function) for function in functions(CHECKS, given[CHECKS]))
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
        return [implementation for implementation in caller.get_hookimpls() if implementation.plugin is plugin]

    def _ask(self, hook: str, plugin: object) -> list[object]:
        """Call one hook of one plugin alone: pluggy would lose everybody's answers for one that raises."""
        expected = len(self._implementations(hook, plugin))
        if not expected:
            return []
        others = [other for _, other in self._manager.list_name_plugin() if other is not plugin]
        return flat(hook, self._manager.subset_hook_caller(hook, others)(), expected)

    def _check_clashes(self, offer: Offer) -> None:
        for other in self.offers:
            for kind, name in sorted(offer.names & other.names):
                raise PluginError(
                    f"{kind} {name!r} is already brought by {other.info} (rename it, or block one of the two)"
                )


Contract = TypeVar("Contract")
Value = TypeVar("Value")

_LIST = "return a list"


def check_plugin(plugin: object) -> None:
    """Refuse a class where its instance, or a module, is meant: its methods would lack their ``self``."""
    if isinstance(plugin, type):
        hint = f"give a module, or an instance: {plugin.__name__}()"
        raise PluginError(f"{plugin.__name__} is a class ({hint})")


def check_implementations(implementations: Iterable[tuple[str, Callable[..., object]]], hooks: Iterable[str]) -> None:
    """Refuse what pluggy would accept and then never call, or call with other arguments than written.

    Args:
        implementations: Pairs of a hook and the function marked for it.
        hooks: The hooks there are.
    """
    pairs, known = tuple(implementations), tuple(hooks)
    if not pairs:
        raise PluginError(f"it offers nothing (mark one of {', '.join(known)} with @outreach.hookimpl)")
    for hook, function in pairs:
        if hook not in known:
            raise PluginError(f"there is no hook {hook!r} (hooks: {', '.join(known)})")
        _check_signature(hook, function)


def check_unmarked(plugin: object, marked: Iterable[str], hooks: Iterable[str]) -> None:
    """Refuse a function with a hook's name that is not marked: it would never be called."""
    for hook in sorted(set(hooks) - set(marked)):
        if inspect.isroutine(inspect.getattr_static(plugin, hook, None)):
            raise PluginError(f"{hook} is not marked (write @outreach.hookimpl above it)")


def _check_signature(hook: str, function: Callable[..., object]) -> None:
    for parameter in inspect.signature(function).parameters.values():
        if parameter.default is not parameter.empty:
            raise PluginError(f"{hook}: argument {parameter.name!r} has a default (hook arguments have none)")
        if parameter.kind is parameter.KEYWORD_ONLY:
            raise PluginError(f"{hook}: argument {parameter.name!r} is keyword-only (pluggy does not pass it)")


def classes(hook: str, given: Iterable[object], contract: type[Contract]) -> Iterator[tuple[str, type[Contract]]]:
    """Return the classes a hook gave, each with its name, checked against their *contract*."""
    names: set[str] = set()
    for item in given:
        offered = _class(hook, item, contract)
        name = _name(offered)
        if name in names:
            raise PluginError(f"{hook} gives two classes of the name {name!r}")
        names.add(name)
        yield name, offered


def _class(hook: str, item: object, contract: type[Contract]) -> type[Contract]:
    if not isinstance(item, type):
        raise PluginError(f"{hook} gives an instance of {type(item).__name__} (give the class)")
    if not issubclass(item, contract):
        raise PluginError(f"{hook} gives {item.__name__}, which is no outreach.{contract.__name__} (inherit from it)")
    return item


def _name(offered: type) -> str:
    name = getattr(offered, "name", None)
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        hint = f"write in the class: name = {offered.__name__.lower()!r}"
        raise PluginError(f"{offered.__name__} has no name ({hint})")
    return name


def instances(hook: str, given: Iterable[object], contract: type[Value], attribute: str) -> Iterator[tuple[str, Value]]:
    """Return the values a hook gave, each with the *attribute* it is known by."""
    names: set[str] = set()
    for item in given:
        if not isinstance(item, contract):
            raise PluginError(f"{hook} gives {shown(repr(item))}, which is no outreach.{contract.__name__}")
        name: str = getattr(item, attribute)
        if name in names:
            raise PluginError(f"{hook} gives two of the {attribute} {name!r}")
        names.add(name)
        yield name, item


def functions(hook: str, given: Iterable[object]) -> Iterator[Callable[..., Any]]:
    """Return the functions a hook gave."""
    for item in given:
        if not callable(item):
            raise PluginError(f"{hook} gives {shown(repr(item))}, which cannot be called (give a function)")
        yield item


def flat(hook: str, results: Iterable[object], expected: int) -> list[object]:
    """Return what all results of one plugin's *hook* hold, as one list: here a generator runs, so here it fails.

    Args:
        hook: For messages.
        results: One iterable for each implementation that returned something.
        expected: How many implementations there are.
    """
    every = list(results)
    if len(every) < expected:
        raise PluginError(f"{hook} returns None ({_LIST})")
    return [item for result in every for item in _items(hook, result)]


def _items(hook: str, result: object) -> Iterable[object]:
    if isinstance(result, (str, bytes)) or not isinstance(result, Iterable) or isinstance(result, type):
        raise PluginError(f"{hook} returns {shown(repr(result))} ({_LIST})")
    return result


logging.getLogger("outreach").addHandler(logging.NullHandler())
logger = logging.getLogger("outreach.plugins")


def follow(manager: pluggy.PluginManager) -> None:
    """Log every hook call of *manager*, with who answers and what."""

    def before(hook: str, implementations: object, keywords: object) -> None:
        del keywords
        logger.debug("%s: calling %s", hook, [call.plugin_name for call in implementations])  # type: ignore[attr-defined]

    def after(outcome: pluggy.Result[object], hook: str, implementations: object, keywords: object) -> None:
        del implementations, keywords
        logger.debug("%s: %r", hook, outcome.exception or outcome.get_result())

    manager.add_hookcall_monitoring(before, after)
