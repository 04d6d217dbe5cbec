"""What published files say, and how they are built, as libraries read them that did not write them.

``html.parser``, ``xml.etree``, ``json``, ``csv``, icalendar, openpyxl, python-pptx, python-docx, pypdf, poppler.
"""

from __future__ import annotations

import csv
import functools
import io
import itertools
import json
import re
import shutil
import subprocess
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import attrs
import icalendar
import openpyxl
import pypdf
from docx import Document
from pptx import Presentation

from hostile_publications import Structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MARKS = {"href", "src"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""Whether a text has the form of a language tag is its own affair, in HTML as in XML."""
PAGES = 20
"""Of longer papers only the structure is read without poppler: the words of a long one take minutes."""
PACKED = re.compile(rb"/Type\s*/ObjStm\b.*?\bstream\r?\n(.*?)endstream", re.DOTALL)
"""Objects that are packed together (ISO 32000-2, 7.5.7)."""
KIND = re.compile(rb"/S\s*/(\w+)")
"""Of which kind an element or an action is (ISO 32000-2, 14.7.2 and 12.6.2)."""


@attrs.frozen(kw_only=True)
class Found:
    """What a reader finds in a file.

    Attributes:
        shape: How it is built: the same for every text that stands in it.
        kinds: What there is in it at all; where a long text makes more slides or pages, these stay the same.
        said: Every text, one after another.
        links: Every address that something leads to.
        runs: What would be run, calculated or loaded: formulas, scripts, macros.
    """

    shape: tuple[object, ...] = ()
    kinds: frozenset[object] = frozenset()
    said: str = ""
    links: frozenset[str] = frozenset()
    runs: tuple[str, ...] = ()


def found(path: Path, *, has_words: bool = True) -> Found:
    """Return what the reader of its kind finds in the file at *path*; a paper's words where it *has_words* to read."""
    content = path.read_bytes()
    return READERS[path.suffix](content) if has_words or path.suffix != ".pdf" else _paper(content, has_words=False)


def _html(content: bytes) -> Found:
    read = Structure(content.decode())
    scripts = [element for element in read.elements if element[0] == "script"]
    runs = [name for _, names in read.elements for name in names if name.startswith("on")]
    return Found(
        shape=(_elements(read), len(read.comments)),
        said="".join([*read.text, *read.data]),
        links=frozenset(filter(None, read.addresses)),
        runs=(*runs, *scripts[len(read.data) :]),
    )


def _text(content: bytes) -> Found:
    return Found(said=content.decode())


def _xml(content: bytes) -> Found:
    every = list(ET.fromstring(content).iter())  # noqa: S314 - our own file
    named = [value for element in every for name, value in element.items() if name.rpartition("}")[2] in MARKS]
    inside = [Structure(element.text or "") for element in every if element.get("type") == "html"]
    return Found(
        shape=(
            *((element.tag, tuple(sorted({*element.keys()} - {LANG}))) for element in every),
            *map(_elements, inside),
        ),
        said="\n".join(element.text or "" for element in every),
        links=frozenset([*named, *(address for each in inside for address in each.addresses)]),
        runs=tuple(name for each in inside for name, _ in each.elements if name == "script"),
    )


def _elements(read: Structure) -> tuple[object, ...]:
    """Return the elements in order; the lines that a long label of a chart is broken into count as one."""
    return tuple(element for element, _ in itertools.groupby(read.elements, key=_label))


def _label(element: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    return ("text", ()) if element[0] == "text" else element


def _json(content: bytes) -> Found:
    read = json.loads(content)
    return Found(shape=(_nesting(read),), said="\n".join(_strings(read)))


def _nesting(value: object) -> object:
    """Return how *value* is nested; the names of keys are its own affair."""
    if isinstance(value, dict):
        return tuple(_nesting(each) for each in value.values())
    return [_nesting(each) for each in value].__repr__() if isinstance(value, list) else type(value).__name__


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    below: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in below:
        yield from _strings(each)


def _csv(content: bytes) -> Found:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    obeyed = [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    return Found(shape=tuple(map(len, rows)), said="\n".join(cell for row in rows for cell in row), runs=tuple(obeyed))


def _ics(content: bytes) -> Found:
    parts = icalendar.Calendar.from_ical(content.decode()).walk()
    values = [str(value) for part in parts for value in part.values()]
    said = [str(each) for part in parts for each in getattr(part.get("categories"), "cats", ())]
    return Found(
        shape=tuple((part.name, tuple(sorted(part.keys()))) for part in parts),
        said="\n".join([*values, *said]),
        links=frozenset(str(part["url"]) for part in parts if "url" in part),
    )


def _xlsx(content: bytes) -> Found:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    return Found(
        shape=tuple((sheet.max_row, sheet.max_column) for sheet in book),
        kinds=_parts(content),
        said="\n".join(str(cell.value) for cell in cells).replace("_x005F_", "_"),
        links=frozenset(cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target),
        runs=tuple(str(cell.value) for cell in cells if cell.data_type == "f"),
    )


def _pptx(content: bytes) -> Found:
    deck = Presentation(io.BytesIO(content))
    texts = [element.text or "" for slide in deck.slides for element in _below(slide)]
    return Found(kinds=_parts(content), said="".join(texts), links=_outside(content), runs=_inner_runs(content))


def _below(slide: Any) -> Iterator[Any]:
    yield from slide._element.iter("{*}t")
    if slide.has_notes_slide:
        yield from slide.notes_slide._element.iter("{*}t")
    for shape in slide.shapes:
        if shape.has_chart:
            yield from shape.chart._chartSpace.iter("{*}t", "{*}v")


def _docx(content: bytes) -> Found:
    body = Document(io.BytesIO(content)).element.body
    fields = {each.text for each in body.iter("{*}instrText")}
    texts = [element.text or "" for element in body.iter("{*}t")]
    kinds = frozenset(element.tag for element in body.iter() if isinstance(element.tag, str)) | _parts(content)
    return Found(kinds=kinds, said="".join(texts), links=_outside(content), runs=tuple(fields - {"PAGE", "NUMPAGES"}))


def _pdf(content: bytes) -> Found:
    return _paper(content, has_words=True)


def _paper(content: bytes, *, has_words: bool) -> Found:
    reader = pypdf.PdfReader(io.BytesIO(content))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    root = reader.trailer["/Root"]
    obeyed = [name for name in ("/OpenAction", "/AA", "/AcroForm") if name in root]
    obeyed += [name for name in ("/JavaScript", "/EmbeddedFiles") if name in root.get("/Names", {})]
    return Found(
        kinds=_tags(content),
        said=_words(content) if has_words else "",
        links=frozenset(note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})),
        runs=(*obeyed, *(note["/A"]["/S"] for note in notes if note.get("/A", {}).get("/S", "/URI") != "/URI")),
    )


def _words(content: bytes) -> str:
    """Return the words of a paper, by poppler where it is installed: pypdf takes a hundred times as long."""
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
        return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "".join(page.extract_text() for page in reader.pages) if len(reader.pages) <= PAGES else ""


@functools.lru_cache(maxsize=512)
def _opened_paper(content: bytes) -> bytes:
    """Return the words of a paper and what it says of itself; many are the same before a change and after it."""
    about = pypdf.PdfReader(io.BytesIO(content)).metadata or {}
    return b"\n".join([_words(content).encode(), json.dumps(dict(about)).encode()])


def _tags(content: bytes) -> frozenset[object]:
    """Return the kinds of what is in a paper, elements of its structure and actions; it has some."""
    packed = b"\n".join(zlib.decompressobj().decompress(each) for each in PACKED.findall(content))
    kinds = frozenset(KIND.findall(content + packed))
    assert b"H1" in kinds
    return kinds


def _parts(content: bytes) -> frozenset[object]:
    """Return the kinds of parts of an office file: a macro or something embedded would be another."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = ET.fromstring(package.read("[Content_Types].xml"))  # noqa: S314 - our own file
    return frozenset(each.get("ContentType") for each in types)


def _outside(content: bytes) -> frozenset[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
    every = [each for part in relations for each in ET.fromstring(part)]  # noqa: S314 - our own file
    return frozenset(each.get("Target", "") for each in every if each.get("TargetMode") == "External")


def _inner_runs(content: bytes) -> tuple[str, ...]:
    """Return what the workbooks inside a deck would calculate."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        books = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
    return tuple(formula for book in books for formula in _xlsx(book).runs)


READERS: dict[str, Callable[[bytes], Found]] = {
    ".html": _html,
    ".inc": _html,
    ".txt": _text,
    ".css": _text,
    ".atom": _xml,
    ".rdf": _xml,
    ".xml": _xml,
    ".json": _json,
    ".csv": _csv,
    ".ics": _ics,
    ".xlsx": _xlsx,
    ".pptx": _pptx,
    ".docx": _docx,
    ".pdf": _pdf,
}


def unpacked(content: bytes, name: str = "") -> bytes:
    """Return *content* with everything that is packed in it laid open behind it: archives, papers, pictures as text."""
    opened = [content]
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            opened += [unpacked(package.read(each), each) for each in package.namelist()]
    if content.startswith(b"%PDF"):
        opened.append(_opened_paper(content))
    return b"\n".join([name.encode(), *opened])
