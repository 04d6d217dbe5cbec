"""What a plugin has to be, checked before anything of it is registered; every refusal says what to write instead."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from outreach.errors import PluginError, shown

Contract = TypeVar("Contract")
Value = TypeVar("Value")

_LIST = "return a list"


def check_plugin(plugin: object) -> None:
    """Refuse a class where its instance, or a module, is meant: its methods would lack their ``self``."""
    if isinstance(plugin, type):
        hint = f"give a module, or an instance: {plugin.__name__}()"
        raise PluginError(f"{plugin.__name__} is a class ({hint})")


def check_implementations(found: Iterable[tuple[str, Callable[..., object]]], hooks: Iterable[str]) -> None:
    """Refuse what pluggy would accept and then never call, or call with other arguments than written.

    Args:
        found: Pairs of a hook and the function marked for it.
        hooks: The hooks there are.
    """
    pairs, known = tuple(found), tuple(hooks)
    if not pairs:
        raise PluginError(f"it offers nothing (mark one of {', '.join(known)} with @outreach.hookimpl)")
    for hook, function in pairs:
        if hook not in known:
            raise PluginError(f"there is no hook {hook!r} (hooks: {', '.join(known)})")
        _check_signature(hook, function)


def check_unmarked(plugin: object, found: Iterable[str], hooks: Iterable[str]) -> None:
    """Refuse a function with a hook's name that is not marked: it would never be called."""
    for hook in sorted(set(hooks) - set(found)):
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
        found = _class(hook, item, contract)
        name = _name(found)
        if name in names:
            raise PluginError(f"{hook} gives two classes of the name {name!r}")
        names.add(name)
        yield name, found


def _class(hook: str, item: object, contract: type[Contract]) -> type[Contract]:
    if not isinstance(item, type):
        raise PluginError(f"{hook} gives an instance of {type(item).__name__} (give the class)")
    if not issubclass(item, contract):
        raise PluginError(f"{hook} gives {item.__name__}, which is no outreach.{contract.__name__} (inherit from it)")
    return item


def _name(found: type) -> str:
    name = getattr(found, "name", None)
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        hint = f"write in the class: name = {found.__name__.lower()!r}"
        raise PluginError(f"{found.__name__} has no name ({hint})")
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
