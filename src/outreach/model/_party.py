"""Those who buy and those who sell: contacts, numbers, buyers, suppliers, and which suppliers are one."""

from __future__ import annotations

import enum
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from outreach import countries
from outreach.codes._code import is_known_scheme, number_as_written, organisation_key, scheme_of
from outreach.countries._country import PERSONAL_SUFFIX
from outreach.countries.sweden.numbers import ORGANISATION as SWEDISH_ORGANISATION
from outreach.countries.sweden.numbers import PERSON as SWEDISH_PERSON
from outreach.model._problem import Origin
from outreach.model._strict import PERSONAL, strict

if TYPE_CHECKING:
    from outreach.countries import Country

__all__ = ["SWEDISH_ORGANISATION", "SWEDISH_PERSON"]

MASK: Final = "******-****"
"""What a person's number shows as."""


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


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Identifier:
    """A number that tells who somebody is (organisationsnummer).

    OCDS ``identifier``; eForms BT-501. A sole trader is registered under the person's own number: it never shows in
    a repr, a problem or a publication.

    Attributes:
        scheme: By org-id.guide: ``SE-ON``, ``GB-COH``; another name of one is read as it (``SE-ORG``). One that ends
            in ``-PNR`` is of persons.
        id: The number in its normal form.
    """

    scheme: str
    id: str

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "scheme", scheme_of(self.scheme))

    @classmethod
    def organisation(cls, text: str, country: Country | str = "SE") -> Identifier:
        """Read an organisation number in any of its spellings, by default a Swedish one.

        ``556016-0680``, ``5560160680``, ``16 5560160680`` and ``SE556016068001`` are one.

        Raises:
            outreach.errors.UnreadableError: Not a number of that *country*, or its check digit is wrong.
            outreach.errors.QuestionError: There is no such country.
        """
        number = countries.country(country).parse_organisation(text)
        return cls(scheme=number.scheme, id=number.id)

    @property
    def is_personal(self) -> bool:
        """Whether it is a person's number (personnummer), and must not be shown."""
        return self.scheme.endswith(PERSONAL_SUFFIX)

    @property
    def is_known(self) -> bool:
        """Whether its scheme is one of org-id.guide that the library knows."""
        return is_known_scheme(self.scheme)

    @property
    def key(self) -> str:
        """What the organisation is known by: ``5560160680``, ``GB-COH-00445790``; empty for a person's number."""
        return "" if self.is_personal else organisation_key(self.scheme, self.id)

    def __str__(self) -> str:
        return MASK if self.is_personal else number_as_written(self.scheme, self.id)

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
