"""What is known of the made files, and how it is compared with what was read."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal


def truth(path):
    """Return what is known of a made file."""
    return json.loads((path.parent / "truth" / f"{path.name}.json").read_text(encoding="utf-8"))


def names(told):
    """Return the names of suppliers, of codes, of members."""
    return [one.get("name") or one.get("id") for one in told or []]


def length(told):
    """Return months, options and the whole; None where nothing of it is told."""
    whole = told and (told["months"], tuple(told["options"] or ()), told["max_months"])
    return whole if whole and whole != (None, (), None) else None


def estimate(told):
    """Return the bounds, the currency, whether about, and per what; None where no number is told."""
    if not told or told["low"] is told["high"] is None:
        return None
    low, high = (None if told[end] is None else Decimal(str(told[end])) for end in ("low", "high"))
    return low, high, told["currency"], told["about"], told.get("per", "")


def is_time(told, period):
    """Tell whether *period* is what is told: exactly, a season within its widest reading and overlapping it."""
    if not told or told["precision"] == "none":
        return period is None
    if period is None or period.precision != {"half": "half_year"}.get(told["precision"], told["precision"]):
        return False
    start, end = (told[name] and date.fromisoformat(told[name]) for name in ("start", "end"))
    if "outer" in told:
        first, last = map(date.fromisoformat, told["outer"])
        return first <= period.start <= end and start <= period.end <= last
    return (start, end) == (period.start, period.end)
