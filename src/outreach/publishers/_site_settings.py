"""What is the same on every page of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from outreach import languages

if TYPE_CHECKING:
    from collections.abc import Mapping


@attrs.frozen(kw_only=True)
class Settings:
    """What is the same on every page (inställningar)."""

    title: str = ""
    publisher_name: str = ""
    contact: str = ""
    base_url: str = ""
    locale: str = ""
    feed_url: str = ""
    calendar_url: str = ""


def settings_of(state: Mapping[str, Any], given: Settings, locale: str) -> Settings:
    """Return what was *given*, and for the rest what the folder remembers; the first language published is its own."""
    kept = {key: value for key, value in state.get("settings", {}).items() if isinstance(value, str)}
    merged = {key: value or kept.get(key, "") for key, value in attrs.asdict(given).items()}
    return Settings(**{**merged, "locale": languages.normalise(merged["locale"] or locale)})
