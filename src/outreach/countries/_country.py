"""The class Country: what one country's module says, as one value."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs

from outreach.codes._code import number_as_written, organisation_key, scheme_and_number
from outreach.codes._industries import nace, plan_from_table
from outreach.countries._columns import FOREIGN_VAT, NumberColumn, ParsedNumber, check_each, with_foreign
from outreach.countries._law import Law, law_of
from outreach.countries._places import Places
from outreach.errors import ModelError, QuestionError, UnreadableError, shown

if TYPE_CHECKING:
    from datetime import date, datetime

    import polars as pl  # noqa: TC004 - attrs resolves no types here

    from outreach.codes import AccountPlan, Code, CodeList

PERSONAL_SUFFIX = "-PNR"
"""How every scheme of persons' numbers ends: ``SE-PNR``, ``GB-PNR``; so a record knows one without any table."""

NEVER = "\x00\x00no such number"
"""A pattern that no text has."""

_UNIVERSAL = frozenset({"UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu"})
"""Names of zones that are no place's."""

_CODE = re.compile(r"[A-Z]{2}")


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
        currency_words: Words for its currency, case-folded, such as ``("kr", "kronor")``.
        parse: A text → :class:`ParsedNumber`, else ``UnreadableError`` with a hint; no message repeats a person's.
        personal_number: Regular expression for what may be a person's number, its check digit right or not; without
            groups that capture and without look-around, so that ``re``, polars, RE2 and Java read it alike. Empty
            where there is none.
        personal_cell: The same for a whole cell of a column of numbers, in any spelling.
        mask: What stands in the place of a person's number.
        check: A column of distinct texts → :class:`NumberColumn`, in polars; None: ``parse`` is called for each.
        industry_scheme: What its national version of NACE is called.
        places: Its municipalities and regions.
        plans: Account plan → name of its table in ``package``.
        package: The package beside whose module its tables stand: account plans, and ``law.toml``.
        headings: What columns are called, case-folded, in files that this country's law or standards ask for: two of
            them say that a file is of this country.
        ledger_headings: What the columns are called in ledgers after the country's specification, case-folded: five
            of them beside an organisation number of the country say that the amounts are in its currency.
        bands: Lower edges of the value bands of purchases, in major units; below the first is credit.
    """

    code: str = attrs.field(validator=_checked_code)
    name: str = attrs.field(eq=False)
    currency: str = attrs.field(eq=False, repr=False)
    timezone: str = attrs.field(eq=False, repr=False)
    locale: str = attrs.field(eq=False, repr=False)
    organisation_scheme: str = attrs.field(default="", eq=False, repr=False)
    currency_words: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)
    parse: Callable[[str], ParsedNumber] = attrs.field(default=_refuse, eq=False, repr=False)
    personal_number: str = attrs.field(default="", eq=False, repr=False)
    personal_cell: str = attrs.field(default=NEVER, eq=False, repr=False)
    mask: str = attrs.field(default="******-****", eq=False, repr=False)
    check: Callable[[pl.Series], NumberColumn] | None = attrs.field(default=None, eq=False, repr=False)
    industry_scheme: str = attrs.field(default="NACE", eq=False, repr=False)
    places: Places | None = attrs.field(default=None, eq=False, repr=False)
    plans: Mapping[str, str] = attrs.field(factory=dict, eq=False, repr=False)
    package: str = attrs.field(default="", eq=False, repr=False)
    headings: frozenset[str] = attrs.field(default=frozenset(), eq=False, repr=False)
    ledger_headings: frozenset[str] = attrs.field(default=frozenset(), eq=False, repr=False)
    bands: tuple[int, ...] = attrs.field(default=(0, 10_000, 100_000, 700_000, 5_000_000), eq=False, repr=False)

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
        return number_as_written(self.organisation_scheme, number)

    def masked(self, text: str) -> str:
        """Return *text* with stars for everything that may be a person's number (personnummer).

        Check digits are not asked: a mistyped number is a person's all the same.
        """
        return _detector(self.personal_number).sub(self.mask, text) if self.personal_number else text

    def may_be_personal(self, text: str) -> bool:
        """Return whether *text* holds what may be a person's number, its check digit right or not."""
        return bool(self.personal_number and _detector(self.personal_number).search(text))

    def local(self, when: datetime) -> datetime:
        """Return a moment in this country's time (lokal tid); one in a place's own zone (IANA) stays as it is.

        ``21:59Z`` in June is 23:59 in Sweden. What is too far off for a calendar stays as it is too.
        """
        zone = getattr(when.tzinfo, "key", "")
        if zone and zone not in _UNIVERSAL and not zone.startswith("Etc/"):
            return when
        try:
            return when.astimezone(ZoneInfo(self.timezone))
        except (OverflowError, ValueError):
            return when

    def organisation(self, text: str) -> ParsedNumber:
        """Return the number that *text* writes, of this country, else of another that the text itself names.

        ``NO-BRC-923609016``, a key such as ``XX:123`` and a VAT number that begins with letters name theirs. In a
        country whose numbers are not known every number stays, as ``NO:923609016``: kept, and no person's.

        Raises:
            UnreadableError: It is none of these, or its check digit is wrong.
        """
        try:
            return self.parse(text)
        except UnreadableError:
            if self.may_be_personal(text) or not (foreign := self._foreign(text)):
                raise
            return foreign

    def _foreign(self, text: str) -> ParsedNumber | None:
        compact = re.sub(r"\s", "", text).upper()
        if named := scheme_and_number(text.strip()):
            return ParsedNumber(*named)
        vat = re.fullmatch(FOREIGN_VAT, compact)
        if vat and vat[1] != self.code:
            return ParsedNumber(f"{vat[1]}-VAT", vat[2])
        is_number = any(map(str.isdecimal, compact))
        return ParsedNumber(self.code, compact) if is_number and not self.organisation_scheme else None

    def key(self, number: ParsedNumber) -> str:
        """Return the key of an organisation; empty for a person's number, which is no key."""
        if number.is_personal:
            return ""
        return organisation_key(number.scheme, number.id)

    def check_column(self, texts: pl.Series) -> NumberColumn:
        """Return what a column of distinct *texts* of organisation numbers says, a row for each.

        A million distinct texts take a second where the country checks them in polars.
        """
        check = self.check or functools.partial(check_each, self.parse, self.key, self.personal_cell)
        checked = check(texts)
        return checked if checked.number.null_count() == 0 else with_foreign(checked, texts, self)

    @property
    def account_plans(self) -> tuple[AccountPlan, ...]:
        """The account plans (kontoplaner) of its municipalities, the most usual first."""
        return tuple(map(self.account_plan, self.plans))

    def account_plan(self, name: str) -> AccountPlan:
        """Return the account plan (kontoplan) of a *name*.

        Raises:
            QuestionError: The country has none of that name.
        """
        if name not in self.plans:
            raise QuestionError("account plan", name, tuple(self.plans))
        return plan_from_table(name, self.plans[name], self.package)

    def industry_code(self, text: str, *, names: CodeList | None = None) -> Code:
        """Return the industry code that *text* writes (näringsgrenskod): SNI in Sweden, SIC in the United Kingdom.

        Raises:
            UnreadableError: It is none.
        """
        return nace(text, self.industry_scheme, names=names)

    def municipality(self, text: str) -> Code:
        """Return the municipality (kommun) or local authority with a code or a name: ``"1293"``, ``"Hässleholm"``.

        Raises:
            UnreadableError: There is none, or the country brings no table of them.
        """
        return self._places.municipality(text)

    def municipality_code(self, text: str) -> str:
        """Return the code of a municipality given by name or code; one not in use today stands, if its region does.

        Municipalities merge and codes change; a spreadsheet drops the zero in front.

        Raises:
            UnreadableError: There is none.
        """
        return self._places.municipality_code(text)

    @property
    def municipalities(self) -> tuple[Code, ...]:
        """All municipalities (kommuner) that are known, in the order of their codes."""
        return self.places.every_municipality() if self.places else ()

    def region(self, code: str) -> Code:
        """Return the region (län) with a *code*: ``"12"`` for Skåne.

        Raises:
            UnreadableError: There is none, or the country brings no table of them.
        """
        return self._places.region(code)

    @property
    def regions(self) -> tuple[Code, ...]:
        """All regions (län), in the order of their codes."""
        return self.places.every_region() if self.places else ()

    def nuts(self, code: str, *, names: CodeList | None = None) -> Code:
        """Return the NUTS region (ITL in the United Kingdom) with *code*, such as ``"SE224"`` for Skåne.

        Args:
            code: The code; with *names* any code of that list, of other countries and levels too.
            names: The official list, from ``codes.load(…, "NUTS")``.

        Raises:
            UnreadableError: There is none.

        Source: NUTS 2021 (Regulation (EC) No 1059/2003), BT-5071.
        """
        return self._places.nuts(code, names)

    def nuts_of_region(self, code: str) -> Code:
        """Return the NUTS region of the region with a *code*.

        Raises:
            UnreadableError: There is none.
        """
        return self._places.nuts_of_region(code)

    @property
    def _places(self) -> Places:
        if self.places is None:
            raise UnreadableError(f"no table of the places of {self.name}", "leave the column out")
        return self.places

    @property
    def law(self) -> Law:
        """What its law of procurement calls things, and which authorities, registers and steps a text may name."""
        return law_of(self.package)

    def holidays(self, year: int) -> tuple[date, ...]:
        """Return its public holidays (helgdagar) of a *year*, in order; the package ``holidays`` knows them."""
        import holidays  # noqa: PLC0415 - costs 59 ms

        return tuple(sorted(holidays.country_holidays(self.code, years=year)))


@functools.cache
def _detector(number: str) -> re.Pattern[str]:
    """Return the pattern of :attr:`Country.personal_number` as a part of a text, whatever but a digit is beside it."""
    return re.compile(rf"(?<![0-9])(?:{number})(?![0-9])")
