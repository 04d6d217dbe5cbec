"""Finds the packages that announce themselves, without importing any of them."""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Callable

import attrs

GROUP = "outreach"
"""The entry-point group: ``[project.entry-points.outreach]``."""

BLOCKED = "OUTREACH_BLOCKED_PLUGINS"
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
    return frozenset(name.strip() for name in os.environ.get(BLOCKED, "").split(",") if name.strip())
