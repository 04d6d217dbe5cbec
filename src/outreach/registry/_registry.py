"""What sources, publishers and checks there are: the library's own, and those of installed packages."""

from __future__ import annotations

import functools
import importlib
import threading
import warnings
from typing import TYPE_CHECKING, NoReturn

import attrs

from outreach import countries
from outreach.errors import PluginError, PluginWarning
from outreach.registry import _loader
from outreach.registry._faults import FAULTS, reason
from outreach.registry._shelf import Offer, PluginInfo, Shelf
from outreach.registry.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.countries import Country
    from outreach.registry._checks import Check
    from outreach.registry.contracts import Publisher, Source

FORMATS = "outreach.sources"
COUNTRIES = "outreach.countries"
BUILT_INS = (FORMATS, "outreach.publishers")
"""Imported on first use, and registered through the same hooks as strangers."""

BLOCKED = "blocked"


class Registry:
    """The sources, publishers and checks that can be used (register).

    Installed plugins are active unless blocked; they are imported when something is first asked for. A plugin
    may do all that you may on this computer. One that is broken is a ``PluginWarning`` with its name, and nothing of
    it is used; the others are.

    Args:
        entry_points: Whether installed packages are looked for. Tests say no.
        blocked: Names of plugins to leave out; they are not even imported. The environment variable
            ``OUTREACH_BLOCKED_PLUGINS`` (names, separated by commas) adds to them.
    """

    def __init__(self, *, entry_points: bool = True, blocked: Iterable[str] = ()) -> None:
        if isinstance(blocked, str):
            raise PluginError(f"blocked is a text (give a list: [{blocked!r}])")
        self._entry_points, self._blocked = entry_points, frozenset(blocked)
        self._shelf: Shelf | None = None
        self._left_out: list[PluginInfo] = []
        self._lock = threading.RLock()
        self._loading = False

    def sources(self) -> dict[str, type[Source]]:
        """Return the sources by name, the built-in ones first."""
        return {name: found for offer in self._whole().offers for name, found in offer.sources.items()}

    def strangers(self) -> dict[str, type[Source]]:
        """Return the sources that do not come with the library, by name; they are asked before those that do."""
        offers = [offer for offer in self._loaded().offers if not offer.info.is_builtin]
        return {name: found for offer in offers for name, found in offer.sources.items()}

    def formats(self) -> Iterator[type[Source]]:
        """Yield the built-in sources in the order in which they are asked, each imported when its turn comes."""
        module = importlib.import_module(FORMATS)
        return (getattr(module, name) for name in module.FORMATS)

    def publishers(self) -> dict[str, type[Publisher]]:
        """Return the publishers by name, the built-in ones first."""
        return {name: found for offer in self._whole().offers for name, found in offer.publishers.items()}

    def checks(self) -> tuple[Check, ...]:
        """Return the checks; each is called with a ``Dataset``, gives problems, and never raises."""
        return tuple(check for offer in self._loaded().offers for check in offer.checks)

    def countries(self) -> dict[str, Country]:
        """Return the countries by code, the built-in ones first."""
        return {code: found for offer in self._whole().offers for code, found in offer.countries.items()}

    def country(self, code: str | Country) -> Country:
        """Return the country with a *code*; one that is given itself is returned as it is.

        Raises:
            QuestionError: None of that code comes with the library or an installed package.
        """
        own = {found.code: found for found in countries.built_in()}
        known = code.strip().upper() in own if isinstance(code, str) else True
        return countries.country(code, own if known else self.countries())

    def is_builtin(self, name: str) -> bool:
        """Return whether the source *name* comes with the library; strangers' sources are asked before these."""
        return any(name in offer.sources for offer in self._whole().offers if offer.info.is_builtin)

    def plugins(self) -> tuple[PluginInfo, ...]:
        """Return what is installed: the plugins in use, then those left out, with the reason."""
        return (*(offer.info for offer in self._whole().offers), *self._left_out)

    def register(self, plugin: object, name: str) -> None:
        """Add *plugin*, a module or an instance with hooks, for tests and scripts.

        Args:
            plugin: Has functions or methods marked with ``@outreach.hookimpl``.
            name: How messages and listings call it; no two have the same.

        Raises:
            PluginError: It breaks the contract, or its name is taken; nothing of it is used.
        """
        shelf = self._whole()
        if any(offer.info.name == name for offer in shelf.offers):
            raise PluginError(f"plugin {name!r} is registered already (give it another name)")
        try:
            shelf.add(plugin, PluginInfo(name=name))
        except FAULTS as error:
            raise PluginError(f"plugin {name!r} was not registered: {reason(error)}") from error

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Registry is not pickled; make one in each process")

    def __repr__(self) -> str:
        if self._shelf is None:
            return "<Registry: not loaded>"
        return f"<Registry: {', '.join(info.name for info in self.plugins())}>"

    def _loaded(self) -> Shelf:
        with self._lock:
            if self._shelf is None:
                self._shelf, self._left_out = self._load()
                for info in self._left_out:
                    _warn(info)
                for offer in self._shelf.offers:
                    _enter(offer)
            return self._shelf

    def _whole(self) -> Shelf:
        """Return the shelf with everything built in, which nobody who reads one file has to wait for."""
        shelf = self._loaded()
        with self._lock:
            _add_built_ins(shelf)
        return shelf

    def _load(self) -> tuple[Shelf, list[PluginInfo]]:
        """Fill a shelf before it is shown, so that a fault on the way leaves no half-filled registry behind."""
        if self._loading:
            raise PluginError("the registry was asked while it loads (ask inside a function, not at import)")
        self._loading = True
        try:
            shelf = Shelf()
            return shelf, self._add_installed(shelf)
        finally:
            self._loading = False

    def _add_installed(self, shelf: Shelf) -> list[PluginInfo]:
        found = _installed() if self._entry_points else []
        if found:
            _add_built_ins(shelf)  # before strangers, whose names must not be theirs
        blocked = self._blocked | _loader.blocked_by_environment()
        return [info for candidate in found if (info := _add(shelf, candidate, blocked)).problem]


class _OwnCountries:
    """The countries that come with the library, which know nothing of plugins themselves."""

    @hookimpl
    def outreach_countries(self) -> tuple[Country, ...]:
        return countries.built_in()


def _add_built_ins(shelf: Shelf) -> None:
    known = {offer.info.name for offer in shelf.offers}
    for path in (*BUILT_INS, COUNTRIES):
        if path not in known:
            info = PluginInfo(name=path, distribution="outreach", version=_loader.own_version(), is_builtin=True)
            shelf.add(_OwnCountries() if path == COUNTRIES else importlib.import_module(path), info)


def _enter(offer: Offer) -> None:
    """Make the countries of an installed package known to ``outreach.countries`` too."""
    for country in offer.countries.values() if not offer.info.is_builtin else ():
        countries.enter(country)


def _installed() -> list[_loader.Candidate]:
    try:
        return _loader.candidates()
    except FAULTS as error:
        message = f"no plugin was loaded: the installed packages cannot be listed: {reason(error)}"
        warnings.warn(message, PluginWarning, stacklevel=2)
        return []


def _add(shelf: Shelf, candidate: _loader.Candidate, blocked: frozenset[str]) -> PluginInfo:
    """Put what is installed on the *shelf*; return what it is, with the problem where it was left out."""
    info = PluginInfo(name=candidate.name, distribution=candidate.distribution, version=candidate.version)
    if candidate.name in blocked:
        return attrs.evolve(info, problem=BLOCKED)
    try:
        shelf.add(candidate.load(), info)
    except FAULTS as error:
        return attrs.evolve(info, problem=reason(error))
    return info


def _warn(info: PluginInfo) -> None:
    if info.problem != BLOCKED:
        warnings.warn(f"{info} was not loaded: {info.problem}", PluginWarning, stacklevel=2)


@functools.cache
def default_registry() -> Registry:
    """Return the registry that is used where none is given: everything installed, but for what is blocked."""
    return Registry()
