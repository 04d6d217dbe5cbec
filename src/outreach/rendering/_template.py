"""Workbooks to fill in: headings the library reads, choices to pick from, an example, and what is meant."""

from __future__ import annotations

import enum
import io
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import countries, languages, words
from outreach.errors import CurrencyError, QuestionError
from outreach.fields import ATTRIBUTES
from outreach.fields.row import Label, Place
from outreach.model import Contract, ContractLength, Participation, Period, Procurement, Supplier
from outreach.rendering._xlsx import NO_DATE, OPTIONS, point_to, sheet_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.languages import Translator

VERSION: Final = 1
"""Of the templates' columns; it stands in every one of them."""

TEMPLATE: Final = "outreach_template"
"""The workbook's name for which template it is."""

ROWS: Final = 1_000
"""How many rows have formats and choices."""

_TEXT: Final = "@"
_DATE: Final = "yyyy-mm-dd"
_WIDEST: Final = 34


@attrs.frozen
class _Column:
    """A column: its heading, what an example of it is, the choices there are, and how its cells look.

    A time, a value or a number is a text: a spreadsheet would make a day of *mars 2017*, and drop the zero that a
    postcode begins with.
    """

    title: str
    example: str
    choices: tuple[str, ...] = ()
    look: str = _TEXT


def template(kind: str, locale: str = languages.DEFAULT_LOCALE, *, currency: str = "") -> bytes:
    """Return a workbook to fill in (mall): filled in, ``outreach.read`` reads it without a problem.

    The first sheet has the headings, the second says what is meant, with an example, the third holds the choices.

    Args:
        kind: ``procurement-list``, ``contracts``, ``suppliers`` or ``registrations``.
        locale: The language of headings and choices.
        currency: ISO 4217 code of its values; empty: that of the language's country.

    Raises:
        outreach.errors.QuestionError: *kind* is not known.
        outreach.errors.CurrencyError: Headings cannot name *currency*, or it is not given and no country has *locale*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    if kind not in TEMPLATES:
        raise QuestionError("template", kind, tuple(TEMPLATES))
    t = languages.translator(locale)
    homes = (country.currency for country in countries.built_in() if country.locale == t.locale)
    code = currency or next(homes, "")
    if not code:
        raise CurrencyError(f'no country of ours writes in {t.locale}, so say the currency: currency="EUR"')
    if code not in (currencies := words.table("currencies")):
        raise CurrencyError(f"not a currency of headings: {code!r} (one of {', '.join(currencies)})")
    return _book(kind, tuple(_columns(TEMPLATES[kind], t, code)), t)


def _book(kind: str, columns: Sequence[_Column], t: Translator) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - slow to import, and few write workbooks

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, dict(OPTIONS))
    book.set_properties({"title": kind, "created": NO_DATE})
    names = sheet_names([t.c("template", "Fill in"), t.c("template", "How to"), t.c("template", "Choices")])
    data, guide, choices = (book.add_worksheet(name) for name in names)
    _fill(book, data, columns, names[2])
    _explain(book, guide, kind, columns, t)
    for place, column in enumerate(columns):
        choices.write_column(0, place, [column.title, *column.choices] if column.choices else [])
    point_to(book, names[0])
    book.define_name(TEMPLATE, f'="{kind} {VERSION}"')
    book.close()
    return target.getvalue()


def _fill(book: Any, sheet: Any, columns: Sequence[_Column], choices: str) -> None:  # noqa: ANN401 - xlsxwriter
    heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED", "text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns):
        look = book.add_format({"num_format": column.look, "valign": "top"})
        sheet.set_column(place, place, min(max(len(column.title), len(column.example)) + 4, _WIDEST), look)
        sheet.write_string(0, place, column.title, heading)
        if column.choices:
            letter = _letter(place)
            source = f"='{choices}'!${letter}$2:${letter}${len(column.choices) + 1}"
            sheet.data_validation(
                1, place, ROWS, place, {"validate": "list", "source": source, "error_type": "warning"}
            )
    sheet.freeze_panes(1, 0)


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _explain(book: Any, sheet: Any, kind: str, columns: Sequence[_Column], t: Translator) -> None:  # noqa: ANN401
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    lines = (
        t.c("template", "Fill in the first sheet: a row for each. Leave empty what you do not know."),
        t.c(
            "template",
            "Write times as roughly as you know them: 2027-03-01, March 2027, Q2 2027, spring 2027, ongoing.",
        ),
        t.c(
            "template", "Headings may stand in any order; columns you do not need can be deleted. Add none above them."
        ),
        t.c("template", "Template {kind}, version {version}", kind=kind, version=VERSION),
    )
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 60)
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)
    first = len(lines) + 1
    sheet.write_row(first, 0, [t.c("template", "Column"), t.c("template", "Example")], bold)
    for number, column in enumerate(columns, first + 1):
        sheet.write_string(number, 0, column.title, wrapped)
        sheet.write_string(number, 1, column.example, wrapped)


def _columns(record: type, t: Translator, currency: str) -> Iterator[_Column]:
    """Yield the columns of the samples in the table of a *record*'s attributes."""
    for row in ATTRIBUTES[record]:
        for sample in row.samples:
            title = t.of(sample.label or row.label_at(Place.TEMPLATE))
            yield _Column(
                title=f"{title} ({currency})" if sample.has_currency else title,
                example=_example(sample.example, t),
                choices=_choices(sample.example, t),
                look=_DATE if sample.is_day else _TEXT,
            )


def _example(value: object, t: Translator) -> str:
    if isinstance(value, Label):
        return t.of(value)
    if isinstance(value, bool):
        return _yes_no(t)[0 if value else 1]
    if isinstance(value, enum.Enum):
        return languages.label(value, t.locale)
    if isinstance(value, Period):
        return languages.format_period(value, t.locale)
    return languages.format_length(value, t.locale) if isinstance(value, ContractLength) else str(value)


def _choices(value: object, t: Translator) -> tuple[str, ...]:
    if isinstance(value, bool):
        return _yes_no(t)
    return tuple(languages.label(member, t.locale) for member in type(value)) if isinstance(value, enum.Enum) else ()


def _yes_no(t: Translator) -> tuple[str, str]:
    return (t.c("template", "yes"), t.c("template", "no"))


TEMPLATES: Final[dict[str, type]] = {
    "procurement-list": Procurement,
    "contracts": Contract,
    "suppliers": Supplier,
    "registrations": Participation,
}
"""Kind → the record that a row of it becomes."""
