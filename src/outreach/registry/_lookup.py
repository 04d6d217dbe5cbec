"""Sources and publishers by name, for those who do not import the module a plugin lives in."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypeVar

from outreach.errors import PluginError, PluginNotFoundError
from outreach.registry._registry import Registry, default_registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.registry._shelf import PluginInfo
    from outreach.registry.contracts import Publisher, Source

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
