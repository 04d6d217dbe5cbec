"""The class Country: what one country's module says, as one value."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

import attrs

from outreach.errors import ModelError, UnreadableError, shown

PERSONAL_SUFFIX = "-PNR"
"""How every scheme of persons' numbers ends: ``SE-PNR``, ``GB-PNR``; so a record knows one without any table."""

_CODE = re.compile(r"[A-Z]{2}")


class ParsedNumber(NamedTuple):
    """An organisation number in its normal form.

    Attributes:
        scheme: By org-id.guide, such as ``SE-ON`` or ``GB-COH``; a person's ends in ``-PNR``.
        id: The number, without blanks and dashes.
        is_personal: Whether it is a person's (a sole trader may have no other number); it must not be shown.
    """

    scheme: str
    id: str
    is_personal: bool = False


def _refuse(text: str) -> ParsedNumber:
    raise UnreadableError(f"not an organisation number: {shown(text)!r}", "no numbers of this country are known")


def _checked_code(owner: object, field: attrs.Attribute[str], value: str) -> None:
    del owner
    if not _CODE.fullmatch(value):
        raise ModelError("Country", field.name, f"not a country code: {shown(value)!r}", "write two letters, NO")


@attrs.frozen(kw_only=True)
class Country:
    """What the library knows of a country (land). Two are equal if their codes are.

    Attributes:
        code: ISO 3166-1 alpha-2, such as ``"SE"``.
        name: In English.
        currency: ISO 4217 code of its money, and of amounts written with a word of ``currency_words``.
        timezone: IANA name of the zone that its municipalities keep.
        locale: Language and country of a publication that asks for none, such as ``"sv_SE"``.
        organisation_scheme: org-id scheme of its organisation numbers, such as ``"SE-ON"``; empty where none is known.
        scheme_aliases: Other names of that scheme in the wild.
        currency_words: Words for its currency, case-folded, such as ``("kr", "kronor")``.
        parse: A text → :class:`ParsedNumber`, else ``UnreadableError`` with a hint; no message repeats a person's.
        write: A number in its normal form → as people write it.
        personal_number: Regular expression for what may be a person's number, its check digit right or not; without
            groups that capture and without look-around, so that ``re``, polars, RE2 and Java read it alike. Empty
            where there is none.
        personal_cell: The same for a whole cell of a column of numbers, in any spelling.
        mask: What stands in the place of a person's number.
    """

    code: str = attrs.field(validator=_checked_code)
    name: str = attrs.field(eq=False)
    currency: str = attrs.field(eq=False, repr=False)
    timezone: str = attrs.field(eq=False, repr=False)
    locale: str = attrs.field(eq=False, repr=False)
    organisation_scheme: str = attrs.field(default="", eq=False, repr=False)
    scheme_aliases: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)
    currency_words: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)
    parse: Callable[[str], ParsedNumber] = attrs.field(default=_refuse, eq=False, repr=False)
    write: Callable[[str], str] = attrs.field(default=str, eq=False, repr=False)
    personal_number: str = attrs.field(default="", eq=False, repr=False)
    personal_cell: str = attrs.field(default="", eq=False, repr=False)
    mask: str = attrs.field(default="******-****", eq=False, repr=False)

    @property
    def personal_scheme(self) -> str:
        """The scheme of persons' numbers: ``SE-PNR``."""
        return f"{self.code}{PERSONAL_SUFFIX}"

    @property
    def personal_pattern(self) -> str:
        """What may be a person's number inside a text, as a regular expression; empty where the country has none.

        It captures what stands right before and after, a letter or nothing: put both back around the mask, in polars
        ``texts.str.replace_all(country.personal_pattern, "${1}" + country.mask + "${2}")``.
        """
        return rf"(\b|[^\W0-9])(?:{self.personal_number})(\b|[^\W0-9])" if self.personal_number else ""

    def parse_organisation(self, text: str) -> ParsedNumber:
        """Return the organisation number (organisationsnummer) that *text* writes, in its normal form.

        Raises:
            UnreadableError: It is none; the hint says what to write. A person's number is never repeated.
        """
        return self.parse(text)

    def written(self, number: str) -> str:
        """Return an organisation number in its normal form as people write it: ``556016-0680``."""
        return self.write(number)

    def masked(self, text: str) -> str:
        """Return *text* with stars for everything that may be a person's number (personnummer).

        Check digits are not asked: a mistyped number is a person's all the same.
        """
        return _detector(self.personal_number).sub(self.mask, text) if self.personal_number else text

    def may_be_personal(self, text: str) -> bool:
        """Return whether *text* holds what may be a person's number, its check digit right or not."""
        return bool(self.personal_number and _detector(self.personal_number).search(text))

    def scheme(self, written: str) -> str:
        """Return the name of a scheme by org-id.guide, where *written* is another name of this country's."""
        return self.organisation_scheme if written in self.scheme_aliases else written


@functools.cache
def _detector(number: str) -> re.Pattern[str]:
    """Return the pattern of :attr:`Country.personal_number` as a part of a text, whatever but a digit is beside it."""
    return re.compile(rf"(?<![0-9])(?:{number})(?![0-9])")
