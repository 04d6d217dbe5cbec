"""What is read out of a printed paper, by a library that did not write it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE_END = re.compile("\u00ad\\s*|\\s+")


def opened(paper: Path | bytes) -> pypdf.PdfReader:
    """Return a paper."""
    return pypdf.PdfReader(io.BytesIO(paper) if isinstance(paper, bytes) else paper)


def squeezed(text: str) -> str:
    """Return *text* without blanks, and without the hyphens at the ends of lines."""
    return LINE_END.sub("", text)


def pages(paper: Path | bytes) -> list[str]:
    """Return the text of each page, without blanks: where a line breaks is the paper's affair."""
    return [squeezed(page.extract_text()) for page in opened(paper).pages]


def whole(paper: Path | bytes) -> str:
    """Return the text of all pages."""
    return "".join(pages(paper))


def tags(paper: Path | bytes) -> list[tuple[str, Any]]:
    """Return the elements of the structure, each with its dictionary, in reading order."""
    return list(each_tag(paper))


def each_tag(paper: Path | bytes) -> Iterator[tuple[str, Any]]:
    """Yield the same one by one: a long paper has a hundred thousand."""
    return _below(opened(paper).trailer["/Root"]["/StructTreeRoot"])


def _below(element: Any) -> Iterator[tuple[str, Any]]:
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(found, dict) and "/S" in found:
            yield str(found["/S"]), found
            yield from _below(found)
