"""The four hooks by which an installed package says what it offers.

Hooks announce, calls work: a hook returns classes, functions or countries, and everything after that is an ordinary
call with an ordinary traceback. A hook never gains a meaning; it may gain an argument, with a warning for those who
lack it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.model import Problem
    from outreach.registry.contracts import Publisher, Source

PROJECT = "outreach"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def outreach_sources() -> Iterable[type[Source]]:
    """Return the sources a package brings (källor): classes, not instances.

    Each has a ``name`` that no other installed source has. Strangers' sources are asked whether they recognise a file
    before the built-in ones are.

    .. versionadded:: 0.1.0
    """
    return ()


@hookspec
def outreach_publishers() -> Iterable[type[Publisher]]:
    """Return the publishers a package brings (kanaler): classes, not instances.

    Each has a ``name`` that no other installed publisher has.

    .. versionadded:: 0.1.0
    """
    return ()


@hookspec
def outreach_countries() -> Iterable[Country]:
    """Return the countries a package brings (länder): values, made once.

    Each has a ``code`` that no other installed country has; Sweden's and the United Kingdom's come through this hook
    too. ``outreach.read(…, country="NO")`` finds them, and so does ``outreach.countries.country("NO")`` after that.

    .. versionadded:: 0.2.0
    """
    return ()


@hookspec
def outreach_checks() -> Iterable[Callable[[Dataset], Iterable[Problem]]]:
    """Return functions that look at a whole dataset after the merge and tell what they find odd (kontroller).

    What they return are warnings: a check never sets a row aside. One that raises is a ``PluginWarning``.

    .. versionadded:: 0.1.0
    """
    return ()
