"""Who buys what: which industries a purchaser can answer for."""

from __future__ import annotations

import attrs

from outreach.model._contact import Contact
from outreach.model._strict import strict


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Purchaser:
    """Somebody who buys, and the industries they know (upphandlare). Personal data: it shows in no repr.

    Attributes:
        contact: Who it is. A contact with a role is one in office: publications may name it.
        industries: What they can answer for, codes or words (``"construction"``, ``"bygg"``); none: every industry.
    """

    contact: Contact
    industries: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Purchaser({self.contact!r}, industries={self.industries!r})"
