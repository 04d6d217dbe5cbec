"""Publications → receipts."""

from outreach._publishing._publish import publish

__all__ = ["publish"]
