"""An empty document, its sheet, language and styles, and text written in them."""

from __future__ import annotations

import functools
import io
import re
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from outreach import PublishingError, rendering
from outreach.blocks import Foreign, Link, Strong
from outreach.publishers._office import APP, dressed, template_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.text.run import CT_R
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from outreach import Look
    from outreach.blocks import Inline

FACTS, NOTE, LEAD, CELL = "Facts", "Note", "Lead", "Cell"
"""Styles of our own, beside Word's."""

DEEPEST: Final = 6
"""The lowest level of a heading."""

_OURS: Final = ("templates", "outreach.docx")
_NEEDED: Final = ("Title", "Heading 1", "List Bullet", "List Number")
_SMALLER: Final = {NOTE: 0.82, CELL: 0.82, LEAD: 1.14, "Caption": 0.9, "Footer": 0.82}
"""How large a style is that a template lacks, in sizes of its text."""

_NORMAL: Final = 11
_BELONGS: Final = frozenset({"fontTable", "numbering", "settings", "styles", "theme", "webSettings"})
"""What belongs to a document's looks without being named in its text; all else goes with the text that names it."""

_PRIVATE: Final = frozenset({"attachedTemplate", "custom-properties", "customXml", "thumbnail"})
"""What a file says of those who worked on it, and what it would load."""

_ACCENT: Final = re.compile(rb'<a:accent1>\s*<a:srgbClr val="([0-9A-Fa-f]{6})"')
_TAB: Final = 45
"""Where what a term is begins, in millimetres."""

_LEAST_WIDTH: Final = 60
_EMU: Final = 36_000
"""Units of the format in a millimetre."""


def empty_document(lang: str, look: Look, template: Path | None, *, lying: bool) -> Document:
    """Return a document without text, in the language *lang*, whose sheets stand or lie.

    It has the styles, the theme, the margins, the head and the foot of the *template*, else ours in the colours and
    letters of the *look*.

    Raises:
        PublishingError: The template cannot be used.
    """
    if template is None:
        content = resources.files(__package__ or "").joinpath(*_OURS).read_bytes()
        document = docx.Document(io.BytesIO(dressed(content, look)))
    else:
        document = _from_template(template)
    _speak(document, lang)
    _lay(document, lying=lying)
    _remember_ids(document)
    return document


def _remember_ids(document: Document) -> None:
    """Look each style up once: python-docx goes through all of them, with all they say, for every paragraph."""
    part: Any = document.part
    part.get_style_id = functools.cache(part.get_style_id)


def _from_template(template: Path) -> Document:
    """Return a municipality's own document without its text, with the styles that are needed."""
    source, content = f"Document.template: {template}", template_bytes(template, "docx", "Document.template")
    try:
        document = docx.Document(io.BytesIO(content))
        _empty(document)
        lacking = [name for name in _NEEDED if name not in document.styles]
    except Exception as error:  # whatever a damaged file makes of a library
        raise PublishingError(f"{source}: cannot be read as a document ({type(error).__name__})") from error
    if lacking:
        styles = ", ".join(map(repr, lacking))
        raise PublishingError(f"{source}: lacks the styles {styles} (write a line in each of them, and save)")
    section = document.sections[0]
    if room_of(document) < _LEAST_WIDTH or not section.page_height:
        raise PublishingError(f"{source}: its sheet has no room between its margins")
    _complete(document)
    return document


def _empty(document: Document) -> None:
    """Leave out the text, and what belongs to those who wrote it; the last section has the sheet, its head and foot."""
    body = document.element.body
    for child in list(body):
        if child is not body.sectPr:
            body.remove(child)
    text = document.element.xml
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.rpartition("/")[2] not in _BELONGS and f'"{key}"' not in text:
            del document.part.rels[key]
    package: Any = document.part.package
    for holder in (package, *list(package.iter_parts())):
        for key in [key for key, item in holder.rels.items() if item.reltype.rpartition("/")[2] in _PRIVATE]:
            del holder.rels[key]
        if getattr(holder, "partname", "") == "/docProps/app.xml":
            holder._blob = APP  # noqa: SLF001 - there is no public way to set it
    for named in document.settings.element.xpath("./w:attachedTemplate | ./w:footnotePr | ./w:endnotePr"):
        named.getparent().remove(named)


def _complete(document: Document) -> None:
    """Add the styles that a template lacks, in its own letters and colours."""
    styles = document.styles
    size = _size_of(_style(document, "Normal")) or _NORMAL
    for name in (LEAD, NOTE, FACTS, CELL, "Caption", "Quote", "Footer"):
        if name not in styles:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            _set_new(_style(document, name), size)
    for level in range(2, DEEPEST + 1):
        if f"Heading {level}" not in styles:
            styles.add_style(f"Heading {level}", WD_STYLE_TYPE.PARAGRAPH).base_style = styles[f"Heading {level - 1}"]
    if "Hyperlink" not in styles:
        link: Any = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline = True


def _size_of(style: ParagraphStyle) -> float:
    return style.font.size.pt if style.font.size else 0.0


def _set_new(style: ParagraphStyle, size: float) -> None:
    form, name = style.paragraph_format, str(style.name)
    if name in _SMALLER:
        style.font.size = Pt(round(size * _SMALLER[name] * 2) / 2)
    style.font.bold = True if name == "Caption" else None
    style.font.italic = True if name == "Quote" else None
    if name == FACTS:
        form.left_indent, form.first_line_indent = Mm(_TAB), Mm(-_TAB)
        form.tab_stops.add_tab_stop(Mm(_TAB))
    if name == CELL:
        form.space_after = Pt(2)
    form.keep_with_next = True if name in ("Caption", "Quote") else None


def _style(document: Document, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    return style


def _speak(document: Document, lang: str) -> None:
    for language in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        language.getparent().remove(language)
    for default in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        default.append(element("w:lang", val=lang, eastAsia=lang, bidi="ar-SA"))


def _lay(document: Document, *, lying: bool) -> None:
    """Let the sheet lie or stand, whichever way the template has it."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    sides = sorted((section.page_width or 0, section.page_height or 0), reverse=lying)
    section.page_width, section.page_height = Emu(sides[0]), Emu(sides[1])


def room_of(document: Document) -> int:
    """Return how wide a sheet is between its margins, in millimetres."""
    section = document.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return ((section.page_width or 0) - margins) // _EMU


def accent_of(document: Document) -> str:
    """Return the accent of the document's theme as six digits; ``auto`` where it says none."""
    themes = (part.blob for part in document.part.package.iter_parts() if "/theme/" in str(part.partname))
    result = (_ACCENT.search(theme) for theme in themes)
    return next((match[1].decode() for match in result if match), "auto")


_BLANKS: Final = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_LANG: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def line(text: str) -> str:
    """Return *text* in one line, with U+FFFD for what XML cannot hold; blanks that hold stay."""
    return _BLANKS.sub(" ", rendering.clean(text))


def name(text: str) -> str:
    """Return a *text* that must not be empty, such as a heading: a dash where it says nothing."""
    return line(text).strip() or "–"


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """Return an element of the format: ``element("w:shd", fill="F2F5F8")``."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def write(paragraph: Paragraph, text: Iterable[Inline]) -> None:
    """Write *text* at the end of *paragraph*."""
    for part in text:
        _write_part(paragraph, part)


def _write_part(paragraph: Paragraph, part: Inline) -> None:
    if isinstance(part, Link):
        write_link(paragraph, part)
        return
    run = paragraph.add_run(line(part if isinstance(part, str) else part.text))
    if isinstance(part, Strong):
        run.bold = True
    if isinstance(part, (Strong, Foreign)):
        speak(run, part.lang)


def speak(run: Run, lang: str) -> None:
    """Say the language of a *run*, where one is known."""
    if _LANG.fullmatch(lang):
        run._r.get_or_add_rPr().append(element("w:lang", val=lang))  # noqa: SLF001 - no public way to say a language


def write_link(paragraph: Paragraph, link: Link) -> None:
    """Write a link; where its address is unsafe or unknown the text alone, with what the address says as text."""
    address = rendering.safe_url(link.url)
    if not address:
        speak(paragraph.add_run(line(link.text if link.to else rendering.plain((link,)))), link.lang)
        return
    run = paragraph.add_run(line(link.text) or address)
    run.style = "Hyperlink"
    speak(run, link.lang)
    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    anchor.append(run._r)  # noqa: SLF001 - the format's own element
    paragraph._p.append(anchor)  # noqa: SLF001 - the same


def write_field(paragraph: Paragraph, field: str) -> None:
    """Write a number that the program fills in: ``PAGE``, ``NUMPAGES``."""
    run: CT_R = paragraph.add_run()._r  # noqa: SLF001 - no public way to make a field
    run.append(element("w:fldChar", fldCharType="begin"))
    written = OxmlElement("w:instrText")
    written.text = field
    run.append(written)
    run.append(element("w:fldChar", fldCharType="separate"))
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    run.append(element("w:fldChar", fldCharType="end"))
