"""Strangers' XML, read with a guard: no document type, no entities, and bounds on everything.

The parser is the standard library's expat. It is given text that was decoded here, so that a wrong encoding is told
with its line; a document type, which no notice and no invoice needs, never reaches it. Comments and CDATA sections
are no part of what a reader sees: ``10<!-- -->00.00`` is the text ``1000.00``.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES: Final = 100 << 20
MOST_DEPTH: Final = 64
MOST_TEXT: Final = 1 << 20
ATTACHMENTS: Final = frozenset({"EmbeddedDocumentBinaryObject", "AttachmentBinaryObject"})
"""What holds a document within an invoice (UBL, CII): a PDF, a picture."""
"""Characters of one text or attribute."""
MOST_ELEMENTS: Final = 2_000_000
ENCODINGS: Final = ("utf-8", "utf-16", "iso8859-1", "ascii")
"""What a document may be written in, by the names of Python's codecs."""

_CHUNK: Final = 1 << 16
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]{1,40})["']""")
_SAY: Final = "save it as UTF-8"
_FETCH: Final = "is it whole? fetch it again"
_TORN: Final = frozenset({"no element found", "unclosed token", "unclosed CDATA section", "partial character"})


class Node(Element):
    """An element that knows on which line it begins."""

    line: int = 0  # counted from 1

    def child(self, *path: str) -> Node | None:
        """Return the first element at *path*, tag by tag (``{namespace}name``), or None."""
        node: Node | None = self
        for tag in path:
            node = None if node is None else next(node.all(tag), None)
        return node

    def all(self, tag: str) -> Iterator[Node]:
        """Yield the elements of that *tag* directly inside."""
        return (node for node in self.iterfind(tag) if isinstance(node, Node))

    def text_at(self, *path: str) -> str:
        """Return the text at *path*, without blanks around it; empty where there is none or where it holds elements."""
        node = self.child(*path)
        return "" if node is None or len(node) else (node.text or "").strip()


def local(tag: str) -> str:
    """Return the name of a *tag* without its namespace."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """Return the namespace of a *tag*; empty for none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def read_xml(stream: BinaryIO, place: str, source: str) -> Node:
    """Return the root element of the document in *stream*, called *place* (``archive.zip:member.xml``) in messages.

    Raises:
        outreach.EmptyInputError: No bytes.
        outreach.SourceError: Not well-formed, of another encoding than it says, a document type, an HTML page, no
            namespace, or beyond a bound; with the line.
    """
    return _Reader(place, source).read(stream)


class _Reader:
    """One reading of one document."""

    def __init__(self, place: str, source: str) -> None:
        self.place, self.source = place, source
        self.builder = TreeBuilder(element_factory=Node)
        self.root: Node | None = None
        self.depth = self.elements = self.length = 0
        self.attachment = False  # whether what follows is a document within the document
        self.tags: dict[str, str] = {}
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype

    def read(self, stream: BinaryIO) -> Node:
        is_first = True
        try:
            for text in self._texts(stream):
                if is_first:
                    self._refuse_prologue(text)
                is_first = False
                self.parser.Parse(text, False)  # noqa: FBT003 - expat's own, positional only
            self.parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            raise self._not_well_formed(error) from error
        root = self.root
        if root is None:
            raise self._error("no element in it", _FETCH)
        if not namespace(root.tag):
            raise self._error(f"<{local(root.tag)}> has no namespace", "not the XML it looks like", root.line)
        return root

    def _texts(self, stream: BinaryIO) -> Iterator[str]:
        """Yield the document decoded, its first piece with the whole of what stands above the root element."""
        head = stream.read(_CHUNK)
        if not head.strip():
            raise outreach.EmptyInputError(self.place, "empty" if head else "empty: 0 bytes")
        codec = self._codec(head)
        decoder = codecs.getincrementaldecoder(codec)()
        size, line = 0, 1
        while head:
            size += len(head)
            if size > MOST_BYTES:
                raise self._error(f"larger than {MOST_BYTES >> 20} MB", "split it")
            text = self._decoded(decoder, head, line, final=False)
            line += text.count("\n")
            if text:
                yield text
            head = stream.read(_CHUNK)
        rest = self._decoded(decoder, b"", line, final=True)
        if rest:
            yield rest

    def _decoded(self, decoder: codecs.IncrementalDecoder, raw: bytes, line: int, *, final: bool) -> str:
        try:
            return decoder.decode(raw, final)
        except UnicodeDecodeError as error:
            bad = line + error.object[: error.start].count(b"\n")
            raise self._error(f"not {error.encoding}, though it says so", _SAY, bad) from error

    def _codec(self, head: bytes) -> str:
        marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), "")
        if marked == "utf-32":
            raise self._error("UTF-32", _SAY)
        if marked:
            return marked
        declared = _DECLARED.match(head)
        name = declared[1].decode("latin-1") if declared else "utf-8"
        try:
            codec = codecs.lookup(name).name
        except (LookupError, ValueError):
            codec = ""
        if codec not in ENCODINGS:
            raise self._error(f"encoding {name!r} is not read", _SAY, 1)
        if codec == "utf-16":
            raise self._error("says UTF-16, and is not", _SAY, 1)
        return codec

    def _refuse_prologue(self, text: str) -> None:
        """Refuse a document type before the parser sees it, and say so where the document is a web page."""
        rest = text.removeprefix("\ufeff").lstrip()
        while rest.startswith(("<?", "<!--")):
            closed = "?>" if rest.startswith("<?") else "-->"
            _, mark, after = rest.partition(closed)
            if not mark:
                raise self._error("nothing but a prologue at its beginning", _FETCH)
            rest = after.lstrip()
        begins = rest[:9].casefold()
        if begins.startswith("<html") or (begins == "<!doctype" and rest[9:40].strip().casefold().startswith("html")):
            raise self._error("a web page, not XML data", "perhaps an error page was saved: fetch it again")
        if begins == "<!doctype":
            raise self._declares(text[: len(text) - len(rest)].count("\n") + 1)
        if not rest.startswith("<"):
            raise self._error("not XML", _FETCH, 1)

    def _doctype(self, *_: object) -> None:
        raise self._declares(self.parser.CurrentLineNumber)

    def _declares(self, line: int) -> outreach.SourceError:
        return self._error("declares a document type", "no invoice and no notice needs one: delete <!DOCTYPE …>", line)

    def _start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MOST_DEPTH:
            raise self._here(f"nested deeper than {MOST_DEPTH} levels")
        if self.elements > MOST_ELEMENTS:
            raise self._here(f"more than {MOST_ELEMENTS:,} elements")
        self.length = sum(map(len, attributes))
        self._refuse_long()
        self.length = 0
        pairs = zip(map(self._tag, attributes[::2]), attributes[1::2], strict=True)
        node: Any = self.builder.start(self._tag(name), dict(pairs))  # a Node, as the factory makes them
        node.line = self.parser.CurrentLineNumber
        self.attachment = name.rpartition("}")[2] in ATTACHMENTS
        if self.root is None:
            self.root = node

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.length = 0
        self.attachment = False
        self.builder.end(self._tag(name))

    def _data(self, text: str) -> None:
        if self.attachment:
            return  # as large as a picture, and never read
        self.length += len(text)
        self._refuse_long()
        self.builder.data(text)

    def _refuse_long(self) -> None:
        if self.length > MOST_TEXT:
            raise self._here(f"a text of more than {MOST_TEXT:,} characters")

    def _tag(self, name: str) -> str:
        if name not in self.tags:
            self.tags[name] = f"{{{name}" if "}" in name else name
        return self.tags[name]

    def _here(self, reason: str) -> outreach.SourceError:
        return self._error(reason, "no invoice and no notice needs that", self.parser.CurrentLineNumber)

    def _not_well_formed(self, error: expat.ExpatError) -> outreach.SourceError:
        fault = expat.ErrorString(error.code)
        reason = "it ends too early" if fault in _TORN else f"not well-formed XML: {fault}, column {error.offset + 1}"
        return self._error(reason, _FETCH, error.lineno)

    def _error(self, reason: str, hint: str, line: int | None = None) -> outreach.SourceError:
        where = f"line {line}: " if line else ""
        return outreach.SourceError(self.place, f"{where}{reason}", hint, self.source)
