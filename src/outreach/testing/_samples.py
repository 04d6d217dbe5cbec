"""What plugins are tried with: broken files for sources; plain and hostile publications for publishers."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from outreach import blocks, countries
from outreach.model import Estimate, EventStatus, Period, Precision, Stage
from outreach.rendering._publication import Publication, PublicEvent, PublicFacts, PublicProcurement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


NOW: Final = datetime(2017, 1, 10, 9, tzinfo=UTC)
MARKER: Final = "outreach-kit"
HOSTILE: Final = (
    f"<script>{MARKER}()</script>",
    f'" onmouseover="{MARKER}()" x="',
    f"=HYPERLINK({MARKER})",
    f"A\r\nX-{MARKER}: 1\r\nBEGIN:VEVENT",
    f"\x1b]0;{MARKER}\x07\x1b[2J",
    f"[{MARKER}](javascript:{MARKER})",
    f"../../{MARKER}",
    f"\u202e{MARKER}\u0000",
    "{{ 7 * 7 }} ${7 * 7} %s {0} " + MARKER,
)
_STARTS: Final = datetime(2017, 3, 1, 12, tzinfo=UTC)
_ENDS: Final = datetime(2017, 3, 1, 15, tzinfo=UTC)


def sample_publications() -> tuple[Publication, ...]:
    """Return two publications of a municipality that does not exist: a list of procurements, and an invitation."""
    return _list(), _invitation()


def hostile_publications() -> tuple[Publication, ...]:
    """Return publications whose every text is made to break out of where it is shown."""
    return tuple(_says(text, at) for at, text in enumerate(HOSTILE))


def _list() -> Publication:
    planned = Period(start=date(2017, 4, 1), end=date(2017, 6, 30), precision=Precision.QUARTER)
    value = Estimate(low=Decimal(2_000_000), high=Decimal(4_000_000), currency=countries.default().currency)
    columns = [blocks.Column(key="title", title="Upphandling"), blocks.Column(key="value", title="Värde")]
    rows: list[tuple[str, Estimate | blocks.Missing]] = [
        ("Städning av skolor", value),
        ("Hisservice", blocks.Missing("ej uppgivet")),
    ]
    return Publication(
        id="procurement-list",
        slug="kommande-upphandlingar",
        title="Kommande upphandlingar",
        kind="procurement_list",
        locale=countries.default().locale,
        blocks=[
            blocks.Paragraph("Det här planerar kommunen att köpa.", lead=True),
            blocks.Heading("Andra kvartalet 2017"),
            blocks.Table(caption="Andra kvartalet 2017", columns=columns, rows=rows),
        ],
        facts=PublicFacts(
            procurements=(
                PublicProcurement(id="1", title="Städning av skolor", stage=Stage.PLANNED, planned_publication=planned),
            )
        ),
        updated=date(2017, 1, 9),
        publisher_name="Storåns kommun",
    )


def _invitation() -> Publication:
    event = PublicEvent(id="2017-var", title="Företagarträff", starts=_STARTS, ends=_ENDS, status=EventStatus.PUBLISHED)
    return Publication(
        id="invitation/2017-var",
        slug="foretagartraff",
        title="Företagarträff",
        kind="invitation",
        locale=countries.default().locale,
        blocks=[blocks.Paragraph("Kom och hör vad vi ska köpa."), _entry("Företagarträff")],
        facts=PublicFacts(events=(event,)),
        updated=date(2017, 1, 9),
        publisher_name="Storåns kommun",
    )


def _entry(text: str) -> blocks.Appointment:
    return blocks.Appointment(
        uid="2017-var@storan.example",
        title=text,
        starts=_STARTS,
        ends=_ENDS,
        venue=text,
        description=text,
        organiser=text,
        text=text,
    )


def _says(text: str, number: int) -> Publication:
    columns = [blocks.Column(key="a", title=text), blocks.Column(key="b", title=text)]
    return Publication(
        id=f"hostile/{number}",
        slug=f"sida-{number}",
        title=text,
        title_lang=text,
        kind="hostile",
        locale=countries.default().locale,
        summary=text,
        publisher_name=text,
        updated=date(2017, 1, 9),
        blocks=[
            blocks.Heading(text),
            blocks.Paragraph([text, blocks.Strong(text, lang=text), blocks.Foreign(text, text)]),
            blocks.List([text]),
            blocks.Facts([(text, text)]),
            blocks.Table(caption=text, columns=columns, rows=[(text, blocks.AsWritten(text, lang=text))]),
            _entry(text),
            blocks.Box(title=text, blocks=[blocks.Paragraph(text)]),
            blocks.Quote(text, text),
            blocks.Slide(title=text, blocks=[blocks.Paragraph(text)], notes=[text]),
            blocks.Card(kind=blocks.CardKind.SIGN, title=text, lines=[text]),
        ],
    )


KINDS: Final = ("csv", "xlsx", "json", "xml", "any")
_SHEET: Final = (
    '<?xml version="1.0"?>{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)
_BOOK: Final = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="A" sheetId="1" r:id="s"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def bad_inputs(kind: str) -> dict[str, bytes]:
    """Return broken and hostile inputs by name.

    Args:
        kind: ``"csv"``, ``"xlsx"``, ``"json"``, ``"xml"``, or ``"any"``: what every source may be handed.
    """
    makers = {"csv": _csv, "xlsx": _xlsx, "json": _json, "xml": _xml}
    return dict(_any()) | (dict(makers[kind]()) if kind in makers else {})


def broken(content: bytes) -> dict[str, bytes]:
    """Return a sound input broken in the ways that any file breaks."""
    half = len(content) // 2
    flipped = bytearray(content)
    if flipped:
        flipped[half] ^= 0x55
    return {
        "cut in half": content[:half],
        "last byte missing": content[:-1],
        "first byte missing": content[1:],
        "twice": content * 2,
        "one byte changed": bytes(flipped),
        "NUL in the middle": content[:half] + b"\0" + content[half:],
        "not a character in the middle": content[:half] + b"\xff\xfe\x81" + content[half:],
        "a mark before": b"\xef\xbb\xbf" + content,
        "noise behind": content + bytes(range(256)),
    }


def _any() -> Iterator[tuple[str, bytes]]:
    yield "blanks", b" \r\n\t \n" * 20
    yield "only a byte-order mark", b"\xef\xbb\xbf"
    yield "zeros", b"\0" * 5000
    yield "noise", bytes((at * 197 + at // 7) % 256 for at in range(5000))
    yield "a PDF", b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
    yield "a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 64
    yield "an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    yield "an empty archive", b"PK\x05\x06" + b"\0" * 18
    yield "packed", gzip.compress(b"a;b\n1;2\n", mtime=0)
    yield "an error page", b"<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>"
    yield "one long line", b"x" * 300_000


def _csv() -> Iterator[tuple[str, bytes]]:
    head = "datum;leverantör;belopp\n"
    yield "a quote never closed", f'{head}2017-01-02;"Bok AB;1,00\n'.encode() + b"2017-01-03;B;2,00\n" * 500
    yield "rows too long and too short", f"{head}2017-01-02;A;1,00;x;y\n2017-01-03\n;;;;;;\n".encode()
    yield "two columns of one name", b"datum;belopp;belopp\n2017-01-02;1;2\n"
    yield "many columns", (";".join(f"k{at}" for at in range(5000)) + "\n").encode()
    yield "a cell without end", f"{head}2017-01-02;{'y' * 200_000};1,00\n".encode()
    yield "two encodings", f"{head}2017-01-02;Åkeri;1,00\n".encode() + "2017-01-03;Åkeri;1,00\n".encode("latin-1")
    yield "no amounts", f"{head}2017-01-02;A;NaN\n2017-01-02;A;1e999999\n2017-01-02;A;١٢٣\n".encode()
    yield "no dates", f"{head}10;A;1,00\nMay;A;1,00\n0000-00-00;A;1,00\n{'9' * 400};A;1,00\n".encode()
    yield "what terminals obey", f"{head}2017-01-02;A\x1b[2J\x1b]0;pwned\x07 AB;1,00\n".encode()
    yield "what spreadsheets calculate", f"{head}2017-01-02;=cmd|'/c calc'!A0;1,00\n".encode()
    yield "bare line ends", head.replace("\n", "\r").encode() + b"2017-01-02;A;1,00\r"
    yield "utf-16 cut in a character", f"{head}2017-01-02;A;1,00\n".encode("utf-16")[:-1]


def _workbook(rows: str, *, doctype: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    made = io.BytesIO()
    parts = {**_BOOK, "xl/worksheets/sheet1.xml": _SHEET.format(rows=rows, doctype=doctype), **(more or {})}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _xlsx() -> Iterator[tuple[str, bytes]]:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>datum</t></is></c></row>'
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    yield "entities", _workbook(cell, doctype=bomb)
    yield "a cell far out", _workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "a bomb", _workbook(cell + " " * (40 << 20))
    yield "nested deep", _workbook(f'<row r="1"><c r="A1">{"<is>" * 3000}{"</is>" * 3000}</c></row>')
    yield "errors in cells", _workbook('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><v>?</v></c></row>')
    yield "nonsense references", _workbook('<row r="x"><c r="ÅÄ0"><v>1</v></c></row>')
    yield "an archive that is no workbook", _zip({"a.txt": b"a"})
    yield "a way out of the folder", _workbook(cell, more={"../../out.xml": "<a/>"})
    yield "a sheet that is missing", _zip({name: text.encode() for name, text in _BOOK.items()})


def _zip(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _json() -> Iterator[tuple[str, bytes]]:
    yield "deep arrays", b"[" * 50_000
    yield "deep objects", b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield "not a number", b'[{"datum":"2017-01-02","belopp":NaN}]'
    yield "a key twice", b'[{"datum":"2017-01-02","belopp":1,"belopp":2}]'
    yield "half a character", b'[{"datum":"2017-01-02","leverantor":"\\ud800","belopp":1}]'
    yield "a long number", b'[{"datum":"2017-01-02","belopp":' + b"9" * 5000 + b"}]"
    yield "true for an amount", b'[{"datum":"2017-01-02","leverantor":"A","belopp":true}]'
    yield "more behind it", b'[{"a":1}] [{"a":2}]'
    yield "utf-16", '[{"a":1}]'.encode("utf-16")
    yield "latin-1", b'[{"leverantor":"\xc5keri"}]'
    for name, text in {"text": '"a"', "number": "1", "nothing": "null", "empty object": "{}", "empty": "[]"}.items():
        yield f"a {name}", text.encode()
    yield "objects and others", b'[{"a":1},2,null,"x",[3]]'


def _xml() -> Iterator[tuple[str, bytes]]:
    entities = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "ha"}">' for at in range(10))
    yield "entities in entities", f"<!DOCTYPE a [{entities}]><a>&e9;</a>".encode()
    yield "an entity outside", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    yield "an address", b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'
    yield "nested deep", b"<a>" * 100_000
    yield "a wrong encoding", '<?xml version="1.0" encoding="UTF-8"?><a>Å</a>'.encode("latin-1")
    yield "an unknown encoding", b'<?xml version="1.0" encoding="UTF-7"?><a/>'
    yield "torn", b'<?xml version="1.0"?><a><b>1</b>'
    yield "another root", b"<html><body/></html>"
    yield "no namespace", b"<Invoice><ID>1</ID></Invoice>"
