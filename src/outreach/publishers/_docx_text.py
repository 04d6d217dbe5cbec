"""Text in a document: runs with their emphasis and language, and links that are links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from outreach import rendering
from outreach.blocks import Foreign, Link, Strong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.oxml.text.run import CT_R
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from outreach.blocks import Inline

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
    said = OxmlElement("w:instrText")
    said.text = field
    run.append(said)
    run.append(element("w:fldChar", fldCharType="separate"))
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    run.append(element("w:fldChar", fldCharType="end"))
