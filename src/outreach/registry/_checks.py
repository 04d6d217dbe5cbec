"""A stranger's check of a whole dataset, made safe to call."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import attrs

from outreach.errors import PluginError, PluginWarning, shown
from outreach.model import Problem, Severity

if TYPE_CHECKING:
    from outreach.dataset import Dataset


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
