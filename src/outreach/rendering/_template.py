"""Workbooks to fill in: headings the library reads, choices to pick from, an example, and what is meant."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import languages
from outreach.errors import CurrencyError, QuestionError
from outreach.model import ContractLength, Nature, Period, Procedure, Size, Stage
from outreach.rendering._xlsx import NO_DATE, OPTIONS, point_to, sheet_names

if TYPE_CHECKING:
    import enum
    from collections.abc import Callable, Iterable, Sequence

    from outreach.languages import Translator

VERSION: Final = 1
"""Of the templates' columns; it stands in every one of them."""

TEMPLATE: Final = "outreach_template"
"""The workbook's name for which template it is."""

ROWS: Final = 1_000
"""How many rows have formats and choices."""

_CURRENCIES: Final = ("SEK", "GBP", "EUR", "USD", "NOK", "DKK")
_AT_HOME: Final = {"sv_SE": "SEK", "en_GB": "GBP"}
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
        outreach.errors.CurrencyError: Headings cannot name *currency*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    if kind not in TEMPLATES:
        raise QuestionError("template", kind, tuple(TEMPLATES))
    t = languages.translator(locale)
    code = currency or _AT_HOME[t.locale]
    if code not in _CURRENCIES:
        raise CurrencyError(f"not a currency of headings: {code!r} (one of {', '.join(_CURRENCIES)})")
    return _book(kind, TEMPLATES[kind](t, code), t)


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


def _labels(kind: type[enum.Enum], t: Translator) -> tuple[str, ...]:
    return tuple(languages.label(member, t.locale) for member in kind)


def _yes_no(t: Translator) -> tuple[str, ...]:
    return (t.c("template", "yes"), t.c("template", "no"))


def _time(text: str, t: Translator) -> str:
    return languages.format_period(Period.parse(text), t.locale)


def _procurements(t: Translator, currency: str) -> Iterable[_Column]:
    stages, natures, procedures = (_labels(kind, t) for kind in (Stage, Nature, Procedure))
    length = ContractLength(months=24, options=(12, 12), max_months=48)
    yield _Column(t.c("template", "Procurement"), t.c("template", "Cleaning of schools"))
    yield _Column(t("Reference"), "2027/114")
    yield _Column(t("Description"), t.c("template", "Daily cleaning of five schools."))
    yield _Column(t("Department"), t.c("template", "Technical services"))
    yield _Column(t("CPV code"), "90910000")
    yield _Column(t("Type"), natures[1], natures)
    yield _Column(t("Procedure"), procedures[0], procedures)
    yield _Column(t("Stage"), stages[0], stages)
    yield _Column(t("To be advertised"), _time("Q2 2027", t))
    yield _Column(t.c("template", "Last day for bids"), "2027-05-31", (), _DATE)
    yield _Column(t.c("template", "Contract start"), _time("2027-09-01", t))
    yield _Column(t("Length of contract"), languages.format_length(length, t.locale))
    yield _Column(f"{t('Estimated value')} ({currency})", "2–4 m" if currency != "SEK" else "2–4 mkr")
    yield _Column(t("Suits small suppliers"), _yes_no(t)[0], _yes_no(t))
    yield _Column(t("Present supplier"), "Exempelbolaget AB")
    yield _Column(t("Present contract ends"), _time("2027-08-31", t))
    yield _Column(t.c("template", "Contact person"), "Kim Exempel, kim@kommun.example")
    yield _Column(t.c("template", "Link to the notice"), "https://kommun.example/annons/114")
    yield _Column(t("Comments"), "")


def _contracts(t: Translator, currency: str) -> Iterable[_Column]:
    yield _Column(t.c("template", "Contract number"), "2023/007")
    yield _Column(t.c("template", "Contract name"), t.c("template", "Cleaning of schools"))
    yield _Column(t("Department"), t.c("template", "Technical services"))
    yield _Column(t("Supplier"), "Exempelbolaget AB")
    yield _Column(t.c("template", "Supplier's organisation number"), "559900-0006")
    yield _Column(t("CPV code"), "90910000")
    yield _Column(t.c("template", "Start date"), "2023-09-01", (), _DATE)
    yield _Column(t.c("template", "End date"), "2027-08-31", (), _DATE)
    yield _Column(t.c("template", "Option to extend"), languages.format_length(ContractLength(months=24), t.locale))
    yield _Column(f"{t.c('template', 'Contract value')} ({currency})", "3000000")


def _suppliers(t: Translator, currency: str) -> Iterable[_Column]:
    del currency
    sizes = _labels(Size, t)
    yield _Column(t.c("template", "Company name"), "Exempelbolaget AB")
    yield _Column(t.c("template", "Organisation number"), "559900-0006")
    yield _Column(t.c("template", "SNI code"), "81210")
    yield _Column(t("Industry"), t.c("template", "Cleaning"))
    yield _Column(t.c("template", "Size"), sizes[1], sizes)
    yield _Column(t.c("template", "Municipality"), "Hässleholm")
    yield _Column(t.c("template", "Town"), "Hässleholm")
    yield _Column(t.c("template", "Postcode"), "281 31")
    yield _Column(t.c("template", "Contact person"), "Kim Exempel")
    yield _Column(t("E-mail"), "kim@exempelbolaget.example")
    yield _Column(t("Telephone"), "0451-00 00 00")


def _registrations(t: Translator, currency: str) -> Iterable[_Column]:
    del currency
    yield _Column(t.c("template", "Name"), "Kim Exempel")
    yield _Column(t.c("template", "E-mail address"), "kim@exempelbolaget.example")
    yield _Column(t("Telephone"), "0451-00 00 00")
    yield _Column(t.c("template", "Company name"), "Exempelbolaget AB")
    yield _Column(t.c("template", "Organisation number"), "559900-0006")
    yield _Column(t("Industry"), t.c("template", "Cleaning"))
    yield _Column(t.c("template", "Town"), "Hässleholm")
    yield _Column(t.c("template", "Registered"), "2027-02-14", (), _DATE)
    yield _Column(t.c("template", "Number of people"), "2")
    yield _Column(t.c("template", "Attended"), _yes_no(t)[0], _yes_no(t))
    yield _Column(t.c("template", "Consent"), _yes_no(t)[1], _yes_no(t))


TEMPLATES: Final[dict[str, Callable[[Translator, str], Any]]] = {
    "procurement-list": lambda t, currency: tuple(_procurements(t, currency)),
    "contracts": lambda t, currency: tuple(_contracts(t, currency)),
    "suppliers": lambda t, currency: tuple(_suppliers(t, currency)),
    "registrations": lambda t, currency: tuple(_registrations(t, currency)),
}
"""Kind → its columns."""
