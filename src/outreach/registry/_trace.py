"""Hook calls in the standard log, switched by its level: ``logging.getLogger("outreach.plugins")`` at DEBUG."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pluggy

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
