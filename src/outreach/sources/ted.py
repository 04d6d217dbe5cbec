"""TED: the answer of a search in the EU's journal of notices, JSON (sökning i TED).

The answer is ``{"notices": [{"publication-number": …, …}], "totalNoticeCount": …}``, and each notice holds the fields
that were asked for: texts by language (``{"swe": "…"}``, or lists of them), values of lots as lists. What a search
answer tells is enough for a list of what is planned and advertised. Lots, bids and winners it names without telling
which belong together: for these the notices themselves are read (``Notices``).

Standard: the fields of the search of Tenders Electronic Daily, by their eForms names; each field and its attribute
stand in docs/formats.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

import outreach
from outreach.sources.eforms import Notice, rows_of
from outreach.sources.eforms.notice import FORMS, Facts, Speech, form_of, is_language, language_code
from outreach.sources.eforms.procurement import PROCEDURES, Organisation
from outreach.sources.json import Json
from outreach.sources.table_file import OfCountry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.sources.eforms.procurement import Values

Cells = Mapping[str, str]
"""Field → its form: a text, several texts one a line, or JSON where texts are given by language."""

ROWS: Final = "notices"
NUMBER: Final = "publication-number"
_DEADLINES: Final = (
    ("deadline-receipt-tender-date-lot", "deadline-receipt-tender-time-lot"),
    ("deadline-receipt-request-date-lot", "deadline-receipt-request-time-lot"),
    ("deadline-date-lot", "deadline-time-lot"),
)
_TITLES: Final = ("title-proc", "notice-title", "title-lot", "title-glo")
_DESCRIPTIONS: Final = ("description-proc", "description-glo", "description-lot")
_CODES: Final = ("main-classification-proc", "classification-cpv")
_NATURES: Final = ("contract-nature", "contract-nature-main-proc", "contract-nature-main-lot")
_BUYERS: Final = ("organisation-identifier-buyer", "buyer-identifier")
_VALUES: Final = (
    ("estimated-value-proc", "estimated-value-cur-proc"),
    ("estimated-value-glo", "estimated-value-cur-glo"),
)
_ADDRESSES: Final = ("document-url-lot", "submission-url-lot")


@attrs.frozen
class Ted(OfCountry, outreach.Source):
    """The answer of a search in TED, saved as a file.

    Attributes:
        path: The file.
        language: In which language to read texts given in several, such as ``"sv"``; that of the country if not
            given, where there is any, else the notice's own.
        country: Whose organisation numbers are meant where no country stands, such as ``"SE"``.
    """

    name = "ted"
    path: Path = attrs.field(converter=Path)
    language: str = attrs.field(default="", converter=language_code, validator=is_language, kw_only=True)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise the answer by two keys that no other format has."""
        begins = sample.text.lstrip("\ufeff \t\r\n")[:1]
        return begins == "{" and f'"{ROWS}"' in sample.text and f'"{NUMBER}"' in sample.text

    def rows(self) -> Iterator[outreach.Row | outreach.Problem]:
        """Yield the Procurements and their Buyers; of a procedure with several notices the later one counts.

        Raises:
            outreach.SourceError: Not JSON, or no notices in it.
        """
        for table in Json(self.path, rows_in=ROWS).tables():
            if table.total_rows is not None:
                message = f"a part of {table.total_rows:,} notices"
                yield _problem("part", message, "search for the other pages too")
            notices = []
            for number, cells in enumerate(_cells(table), 1):
                notice = self._read(cells, number)
                if isinstance(notice, Notice):
                    notices.append(notice)
                else:
                    yield notice
            yield from rows_of(notices)

    def _read(self, cells: Cells, number: int) -> Notice | outreach.Problem:
        own = _first(cells, "official-language", "submission-language").upper()
        speech = Speech(self.language, own, self.home)
        values = _procurement(cells, speech)
        form = form_of(_first(cells, "form-type"), _first(cells, "notice-type"))
        form = form or ("competition" if values["tender_deadline"] else "")
        facts = _facts(cells, form)
        if not (form and facts.key and values["title"]):
            missing = "notice-type" if not form else NUMBER if not facts.key else "notice-title"
            message = f"notice {number}: {missing} is not told"
            return _problem("document", message, f"ask for the field {missing}", outreach.Severity.ERROR)
        if facts.is_without_procurement:
            return _problem("document", f"notice {number} registers a company: no procurement in it")
        buyers = _buyers(cells, speech)
        values |= {"id": facts.key, "stage": FORMS[form], "changed": facts.sent}
        if buyers:
            values |= {"buyer": buyers[0].name, "buyer_id": buyers[0].key}
        return Notice(facts=facts, procurement=values, buyers=buyers)


def _problem(
    kind: str, message: str, hint: str = "", severity: outreach.Severity = outreach.Severity.WARNING
) -> outreach.Problem:
    return outreach.Problem(origin=outreach.Origin(), kind=kind, message=message, hint=hint, severity=severity)


def _cells(table: outreach.Table) -> Iterator[dict[str, str]]:
    frame: Any = table.frame
    for row in frame.collect().iter_rows():
        yield {name: cell for name, cell in zip(table.headings or (), row, strict=True) if cell}


def _facts(cells: Cells, form: str) -> Facts:
    number = _first(cells, NUMBER)
    version = _first(cells, "notice-version")
    return Facts(
        part="",
        line=None,
        form=form,
        id=_first(cells, "notice-identifier").casefold() or number,
        version=int(version) if version.isascii() and version.isdigit() else 1,
        procedure=_first(cells, "procedure-identifier"),
        sent=_first(cells, "publication-date", "dispatch-date")[:10],
        published=number,
        changes=tuple(_several(cells, "change-notice-version-identifier")),
        follows=(),
        language="",
    )


def _procurement(cells: Cells, speech: Speech) -> Values:
    procedure = _first(cells, "procedure-type")
    value, currency = next(
        ((_first(cells, value), _first(cells, of)) for value, of in _VALUES if value in cells), ("", "")
    )
    return {
        "title": _worded(cells, _TITLES, speech),
        "lang": _lang(cells, speech),
        "description": _worded(cells, _DESCRIPTIONS, speech),
        "internal_id": _worded(cells, ("internal-identifier-proc",), speech),
        "nature": _first(cells, *_NATURES),
        "procedure": PROCEDURES[procedure].value if procedure in PROCEDURES else procedure,
        "classifications": list(dict.fromkeys(code for field in _CODES for code in _several(cells, field))),
        "estimated_value": f"{value} {currency}".strip(),
        "tender_deadline": next(filter(None, (_deadline(cells, *fields) for fields in _DEADLINES)), ""),
        "notice_url": _first(cells, *_ADDRESSES) or _link(cells, speech),
    }


def _buyers(cells: Cells, speech: Speech) -> list[Organisation]:
    name, number = _worded(cells, ("buyer-name",), speech), _first(cells, *_BUYERS)
    country = _first(cells, "buyer-country", "organisation-country-buyer").upper()
    return [Organisation(name=name, number=number, country=country, home=speech.country)] if name else []


def _deadline(cells: Cells, days: str, hours: str) -> str:
    """Return the first of the moments of the lots; an hour only where each day has one."""
    dates, times = _several(cells, days), _several(cells, hours)
    if not dates or len(dates) != len(times):
        return min((date[:10] for date in dates), default="")
    return min(f"{date[:10]}T{hour}" for date, hour in zip(dates, times, strict=True))


def _link(cells: Cells, speech: Speech) -> str:
    """Return where the notice stands on the web, in the language that is read."""
    links = _loaded(cells.get("links", ""))
    pages = links.get("html") if isinstance(links, dict) else None
    return speech.of(_by_language(pages))


def _worded(cells: Cells, fields: tuple[str, ...], speech: Speech) -> str:
    texts = (speech.of(_by_language(_loaded(cells.get(field, "")))) for field in fields)
    return next(filter(None, texts), "")


def _lang(cells: Cells, speech: Speech) -> str:
    """Return the language of the title that is read."""
    langs = (speech.lang(_by_language(_loaded(cells.get(field, "")))) for field in _TITLES)
    return next(filter(None, langs), "")


def _by_language(value: Any) -> dict[str, str]:  # noqa: ANN401 - whatever stands in the file
    """Return language → text; of several texts, which are those of lots, the first."""
    if not isinstance(value, dict):
        return {"": _one(value)} if value else {}
    return {str(language).upper(): text for language, texts in value.items() if (text := _one(texts))}


def _one(value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    first = value[0] if isinstance(value, list) and value else value
    return " ".join(first.split()) if isinstance(first, str) else ""


def _loaded(cell: str) -> Any:  # noqa: ANN401 - whatever stands in the file
    """Return what is nested in a cell, which was bounded before; a text may begin with a bracket too."""
    try:
        return json.loads(cell) if cell.startswith(("{", "[")) else cell.partition("\n")[0]
    except ValueError:
        return cell.partition("\n")[0]


def _several(cells: Cells, field: str) -> list[str]:
    return [line for line in cells.get(field, "").split("\n") if line]


def _first(cells: Cells, *fields: str) -> str:
    return next((line for field in fields for line in _several(cells, field)), "")
