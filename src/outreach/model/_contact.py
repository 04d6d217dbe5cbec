"""Whom to ask."""

from __future__ import annotations

import enum

import attrs

from outreach.model._strict import strict


class ContactRole(enum.StrEnum):
    """What a contact does."""

    HEAD_OF_PROCUREMENT = "head_of_procurement"
    BUSINESS_DEVELOPER = "business_developer"
    HEAD_OF_BUSINESS = "head_of_business"
    PURCHASER = "purchaser"
    PRESS_OFFICER = "press_officer"


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Contact:
    """A person's contact data (kontaktperson). Personal data: it shows in no repr.

    OCDS ``contactPoint``; eForms BT-502, BT-503, BT-506.

    Attributes:
        name: The person or the function.
        role: What the contact does.
        email: E-mail address; empty where unknown.
        phone: Telephone number; empty where unknown.
    """

    name: str = ""
    role: ContactRole | None = None
    email: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        return f"Contact(role={self.role.value if self.role else None!r}, …)"
