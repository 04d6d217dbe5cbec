"""The contracts of sources and publishers, the hooks that announce them, and what is installed.

The only room that touches pluggy.
"""

from outreach.registry._checks import Check
from outreach.registry._lookup import plugins, publisher, source
from outreach.registry._registry import Registry, default_registry
from outreach.registry._shelf import PluginInfo
from outreach.registry.contracts import Edition, Publisher, Receipt, Sample, Source
from outreach.registry.hookspecs import hookimpl

__all__ = [
    "Check",
    "Edition",
    "PluginInfo",
    "Publisher",
    "Receipt",
    "Registry",
    "Sample",
    "Source",
    "default_registry",
    "hookimpl",
    "plugins",
    "publisher",
    "source",
]
