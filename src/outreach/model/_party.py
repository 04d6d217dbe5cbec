"""Those who buy and those who sell."""

from __future__ import annotations

import enum

import attrs

from outreach.model._contact import Contact
from outreach.model._identifier import Classification, Identifier
from outreach.model._origin import Origin
from outreach.model._strict import strict


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
