"""Those who buy and those who sell: contacts, numbers, buyers, suppliers, and which suppliers are one."""

from __future__ import annotations

import enum
from datetime import date
from typing import Final

import attrs

from outreach import values
from outreach.model._problem import Origin
from outreach.model._strict import PERSONAL, strict


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


SWEDISH_ORGANISATION = "SE-ON"
SWEDISH_PERSON = "SE-PNR"
_ALIASES = {"SE-BLV": SWEDISH_ORGANISATION, "SE-ORG": SWEDISH_ORGANISATION}


def _scheme(value: str) -> str:
    return _ALIASES.get(value, value)


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Identifier:
    """A number that tells who somebody is (organisationsnummer).

    OCDS ``identifier``; eForms BT-501. A sole trader is registered under the person's own number: it never shows in
    a repr, a problem or a publication.

    Attributes:
        scheme: ``SE-ON`` for Sweden (``SE-BLV`` and ``SE-ORG`` are read as it), ``SE-PNR`` for a person's.
        id: The number, Swedish ones as ten digits.
    """

    scheme: str
    id: str

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "scheme", _scheme(self.scheme))

    @classmethod
    def organisation(cls, text: str) -> Identifier:
        """Read a Swedish organisation number in any of its spellings.

        ``556016-0680``, ``5560160680``, ``16 5560160680`` and ``SE556016068001`` are one.

        Raises:
            outreach.errors.UnreadableError: Not a number, or its check digit is wrong.
        """
        number, is_personal = values.parse_organisation_number(text)
        return cls(scheme=SWEDISH_PERSON if is_personal else SWEDISH_ORGANISATION, id=number)

    @property
    def is_personal(self) -> bool:
        """Whether it is a personal identity number (personnummer), and must not be shown."""
        return self.scheme == SWEDISH_PERSON

    def __str__(self) -> str:
        if self.is_personal:
            return "******-****"
        if self.scheme == SWEDISH_ORGANISATION and len(self.id) == 10:  # noqa: PLR2004 - ten digits, as written
            return f"{self.id[:6]}-{self.id[6:]}"
        return self.id

    def __repr__(self) -> str:
        return f"Identifier(scheme={self.scheme!r}, id={str(self)!r})"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Classification:
    """What something is, by a scheme's code (klassificering: CPV-kod, SNI-kod).

    OCDS ``classification``; eForms BT-262 and BT-263.

    Attributes:
        scheme: ``CPV``, ``SNI`` …
        code: As the scheme writes it, without a check digit.
        label: As the source writes it; empty where it gives none.
    """

    scheme: str
    code: str
    label: str = ""


class Size(enum.StrEnum):
    """How large a company is (storlek); EU recommendation 2003/361, eForms BT-165."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    SME = "sme"
    LARGE = "large"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Buyer:
    """The organisation that buys (upphandlande myndighet).

    OCDS ``buyer``; eForms BT-500 and BT-501.

    Attributes:
        id: The key other records use.
        identifier: Its organisation number.
        name: Its name.
        municipality: Four-digit municipality code, such as ``1293``.
        contact: Whom to ask.
        origin: Where it was read.
    """

    id: str
    name: str
    identifier: Identifier | None = None
    municipality: str = ""
    contact: Contact | None = attrs.field(default=None, repr=False)
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True, field_transformer=strict)
class Supplier:
    """A company that sells or might sell to a buyer (leverantör, företag).

    OCDS ``parties[]``; eForms economic operator. The law's word: whoever offers goods, services or works.

    Attributes:
        id: The key other records use.
        name: As registered.
        identifier: Its organisation number; a sole trader's is personal.
        industries: SNI (or CPV) codes, main one first.
        industry: The industry as written, where the register names one instead of a code (bransch).
        size: By EU 2003/361.
        municipality: Four-digit municipality code (kommun).
        locality: Town (ort).
        postcode: Postal code.
        contacts: Whom to ask; personal data.
        description: What it does.
        incomplete: Fields whose text could not be read, and the text as written.
        origin: Where it was read.
    """

    id: str
    name: str
    identifier: Identifier | None = None
    industries: tuple[Classification, ...] = ()
    industry: str = ""
    size: Size | None = None
    municipality: str = ""
    locality: str = ""
    postcode: str = ""
    contacts: tuple[Contact, ...] = attrs.field(default=(), repr=False)
    description: str = ""
    incomplete: tuple[tuple[str, str], ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def is_sole_trader(self) -> bool:
        """Whether its number is a person's (enskild näringsidkare)."""
        return self.identifier is not None and self.identifier.is_personal


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


BY_NAME: Final = "name:"
"""What the key of a supplier without a valid number starts with; the folded name follows."""


@attrs.frozen(kw_only=True, field_transformer=strict)
class SameSupplier:
    """A decision that two suppliers are one (samma leverantör); a line of the small file that a person keeps.

    A supplier is named by its organisation number, or by its name where a ledger or a register knows no number. The
    decision is undone by deleting its line and reading again.

    Attributes:
        id: Both keys, so that a decision stands once.
        keep: Which of the two stays: ten digits, a register's own id, or ``name:`` and the name in lower case.
        same: Which is the same as it.
        decided: When.
        by: Who decided; personal data.
        reason: Why.
        origin: Where it was read.
    """

    id: str
    keep: str
    same: str
    decided: date | None = None
    by: str = attrs.field(default="", repr=False, metadata={PERSONAL: True})
    reason: str = ""
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
