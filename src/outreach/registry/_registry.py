"""What sources, publishers and checks there are: the library's own, and those of installed packages."""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import inspect
import os
import threading
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import attrs

from outreach import countries
from outreach.errors import PluginError, PluginNotFoundError, PluginWarning
from outreach.registry._manager import FAULTS, Offer, PluginInfo, PluginManager, reason
from outreach.registry.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from outreach.countries import Country
    from outreach.registry._manager import Check
    from outreach.registry.contracts import Publisher, Source

GROUP = "outreach"
"""The entry-point group: ``[project.entry-points.outreach]``."""

BLOCKED_PLUGINS = "OUTREACH_BLOCKED_PLUGINS"
"""The environment variable that names plugins to leave out, separated by commas."""


@attrs.frozen(kw_only=True)
class Candidate:
    """A plugin that is installed and not yet imported."""

    name: str  # the entry point's name
    distribution: str = ""  # the installed package's name; empty where it has none
    version: str = ""  # the installed package's version
    load: Callable[[], object] = attrs.field(eq=False, repr=False)  # imports it


def candidates() -> list[Candidate]:
    """Return what is installed, sorted, so that the order of ``sys.path`` decides nothing."""
    plugins = map(_candidate, importlib.metadata.entry_points(group=GROUP))
    return sorted(plugins, key=lambda candidate: (candidate.name, candidate.distribution))


def _candidate(entry: importlib.metadata.EntryPoint) -> Candidate:
    distribution, version = (entry.dist.name, entry.dist.version) if entry.dist else ("", "")
    return Candidate(name=entry.name, distribution=distribution or "", version=version or "", load=entry.load)


def own_version() -> str:
    """Return the library's installed version; empty where it runs without being installed."""
    try:
        return importlib.metadata.version("outreach")
    except importlib.metadata.PackageNotFoundError:
        return ""


def blocked_by_environment() -> frozenset[str]:
    """Return the names that ``OUTREACH_BLOCKED_PLUGINS`` leaves out."""
    return frozenset(name.strip() for name in os.environ.get(BLOCKED_PLUGINS, "").split(",") if name.strip())


FORMATS = "outreach.sources"
COUNTRIES = "outreach.countries"
BUILT_INS = (FORMATS, "outreach.publishers")
"""Imported on first use, and registered through the same hooks as third-party plugins."""

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
        self._manager: PluginManager | None = None
        self._left_out: list[PluginInfo] = []
        self._lock = threading.RLock()
        self._loading = False

    def sources(self) -> dict[str, type[Source]]:
        """Return the sources by name, the built-in ones first."""
        return {name: source for offer in self._whole().offers for name, source in offer.sources.items()}

    def third_party_sources(self) -> dict[str, type[Source]]:
        """Return the sources that do not come with the library, by name; they are asked before those that do."""
        offers = [offer for offer in self._loaded().offers if not offer.info.is_builtin]
        return {name: source for offer in offers for name, source in offer.sources.items()}

    def formats(self) -> Iterator[type[Source]]:
        """Yield the built-in sources in the order in which they are asked, each imported when its turn comes."""
        module = importlib.import_module(FORMATS)
        return (getattr(module, name) for name in module.FORMATS)

    def publishers(self) -> dict[str, type[Publisher]]:
        """Return the publishers by name, the built-in ones first."""
        return {name: publisher for offer in self._whole().offers for name, publisher in offer.publishers.items()}

    def checks(self) -> tuple[Check, ...]:
        """Return the checks; each is called with a ``Dataset``, gives problems, and never raises."""
        return tuple(check for offer in self._loaded().offers for check in offer.checks)

    def countries(self) -> dict[str, Country]:
        """Return the countries by code, the built-in ones first."""
        return {code: country for offer in self._whole().offers for code, country in offer.countries.items()}

    def country(self, code: str | Country) -> Country:
        """Return the country with a *code*; one that is given itself is returned as it is.

        Raises:
            QuestionError: None of that code comes with the library or an installed package.
        """
        own = {country.code: country for country in countries.built_in()}
        known = code.strip().upper() in own if isinstance(code, str) else True
        return countries.country(code, own if known else self.countries())

    def is_builtin(self, name: str) -> bool:
        """Return whether the source *name* comes with the library; third-party sources are asked before these."""
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
        manager = self._whole()
        if any(offer.info.name == name for offer in manager.offers):
            raise PluginError(f"plugin {name!r} is registered already (give it another name)")
        try:
            manager.add(plugin, PluginInfo(name=name))
        except FAULTS as error:
            raise PluginError(f"plugin {name!r} was not registered: {reason(error)}") from error

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Registry is not pickled; make one in each process")

    def __repr__(self) -> str:
        if self._manager is None:
            return "<Registry: not loaded>"
        return f"<Registry: {', '.join(info.name for info in self.plugins())}>"

    def _loaded(self) -> PluginManager:
        with self._lock:
            if self._manager is None:
                self._manager, self._left_out = self._load()
                for info in self._left_out:
                    _warn(info)
                for offer in self._manager.offers:
                    _enter(offer)
            return self._manager

    def _whole(self) -> PluginManager:
        """Return the manager with the built-in plugins registered; reading one file does without them."""
        manager = self._loaded()
        with self._lock:
            _add_built_ins(manager)
        return manager

    def _load(self) -> tuple[PluginManager, list[PluginInfo]]:
        """Fill a manager before it is kept, so that a fault on the way leaves no half-filled registry behind."""
        if self._loading:
            raise PluginError("the registry was asked while it loads (ask inside a function, not at import)")
        self._loading = True
        try:
            manager = PluginManager()
            return manager, self._add_installed(manager)
        finally:
            self._loading = False

    def _add_installed(self, manager: PluginManager) -> list[PluginInfo]:
        candidates = _installed() if self._entry_points else []
        if candidates:
            _add_built_ins(manager)  # before third-party plugins, which may not take their names
        blocked = self._blocked | blocked_by_environment()
        return [info for candidate in candidates if (info := _add(manager, candidate, blocked)).problem]


class _OwnCountries:
    """The countries that come with the library, which know nothing of plugins themselves."""

    @hookimpl
    def outreach_countries(self) -> tuple[Country, ...]:
        return countries.built_in()


def _add_built_ins(manager: PluginManager) -> None:
    known = {offer.info.name for offer in manager.offers}
    for path in (*BUILT_INS, COUNTRIES):
        if path not in known:
            info = PluginInfo(name=path, distribution="outreach", version=own_version(), is_builtin=True)
            manager.add(_OwnCountries() if path == COUNTRIES else importlib.import_module(path), info)


def _enter(offer: Offer) -> None:
    """Make the countries of an installed package known to ``outreach.countries`` too."""
    for country in offer.countries.values() if not offer.info.is_builtin else ():
        countries.enter(country)


def _installed() -> list[Candidate]:
    try:
        return candidates()
    except FAULTS as error:
        message = f"no plugin was loaded: the installed packages cannot be listed: {reason(error)}"
        warnings.warn(message, PluginWarning, stacklevel=2)
        return []


def _add(manager: PluginManager, candidate: Candidate, blocked: frozenset[str]) -> PluginInfo:
    """Register an installed plugin; return what it is, with the problem where it was left out."""
    info = PluginInfo(name=candidate.name, distribution=candidate.distribution, version=candidate.version)
    if candidate.name in blocked:
        return attrs.evolve(info, problem=BLOCKED)
    try:
        manager.add(candidate.load(), info)
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


Made = TypeVar("Made")


def source(name: str, /, *, registry: Registry | None = None, **options: Any) -> Source:  # noqa: ANN401 - the source's own
    """Return the source *name* with its *options*, as in ``source("hassleholm", path="lista.csv")`` (källa).

    Args:
        name: As the source calls itself.
        registry: Where to look; what is installed if none is given.
        options: What the source's constructor takes.

    Raises:
        PluginNotFoundError: There is none of that name.
        PluginError: It does not take these options.
    """
    return _make("source", name, (registry or default_registry()).sources(), options)


def publisher(name: str, /, *, registry: Registry | None = None, **options: Any) -> Publisher:  # noqa: ANN401
    """Return the publisher *name* with its *options*, as in ``publisher("website", root="public")`` (kanal).

    Args:
        name: As the publisher calls itself.
        registry: Where to look; what is installed if none is given.
        options: What the publisher's constructor takes.

    Raises:
        PluginNotFoundError: There is none of that name.
        PluginError: It does not take these options.
    """
    return _make("publisher", name, (registry or default_registry()).publishers(), options)


def plugins(*, registry: Registry | None = None) -> tuple[PluginInfo, ...]:
    """Return what is installed: each plugin with its package, version, hooks and names, and those left out, with why.

    Args:
        registry: Where to look; what is installed if none is given.
    """
    return (registry or default_registry()).plugins()


def _make(kind: str, name: str, known: Mapping[str, type[Made]], options: Mapping[str, object]) -> Made:
    if name not in known:
        raise PluginNotFoundError(kind, name, sorted(known))
    _check_options(kind, name, known[name], options)
    return known[name](**options)


def _check_options(kind: str, name: str, cls: type, options: Mapping[str, object]) -> None:
    signature = inspect.signature(cls)
    try:
        signature.bind(**options)
    except TypeError as error:
        takes = ", ".join(map(_shown, signature.parameters.values())) or "nothing"
        raise PluginError(f"{kind} {name!r}: {error} (it takes: {takes})") from None


def _shown(parameter: inspect.Parameter) -> str:
    return f"{parameter.name}=…" if parameter.default is parameter.empty else f"{parameter.name}={parameter.default!r}"
