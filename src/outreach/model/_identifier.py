"""Numbers that identify organisations, and codes that classify."""

from __future__ import annotations

import attrs

from outreach import values
from outreach.model._strict import strict

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
