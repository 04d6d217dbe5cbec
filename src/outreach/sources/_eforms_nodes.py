"""Where things stand in a notice: paths with the usual prefixes, whatever prefixes the file itself declares."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from outreach.sources._xml import namespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.sources._xml import Node

_UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
_EFORMS: Final = "http://data.europa.eu/p27/"
_NAMESPACES: Final = {
    "cac": f"{_UBL}CommonAggregateComponents-2",
    "cbc": f"{_UBL}CommonBasicComponents-2",
    "ext": f"{_UBL}CommonExtensionComponents-2",
    "efac": f"{_EFORMS}eforms-ubl-extension-aggregate-components/1",
    "efbc": f"{_EFORMS}eforms-ubl-extension-basic-components/1",
    "efext": f"{_EFORMS}eforms-ubl-extensions/1",
}
ROOTS: Final = (
    *(f"{_UBL}{name}-2" for name in ("PriorInformationNotice", "ContractNotice", "ContractAwardNotice")),
    f"{_EFORMS}eforms-business-registration-information-notice/1",
)
"""The namespaces of the four root elements; what a notice is for stands elsewhere."""
_EXTENSION: Final = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
_WITHHELD: Final = frozenset({"unpublished", "https://unpublished"})
"""What stands in a published notice in the place of a text that is withheld."""


@lru_cache(maxsize=512)
def tags(path: str) -> tuple[str, ...]:
    """Return the tags of a path such as ``cac:ProcurementProject/cbc:Name``."""
    return tuple(f"{{{_NAMESPACES[prefix]}}}{name}" for prefix, name in (step.split(":") for step in path.split("/")))


def is_notice(root: Node) -> bool:
    """Tell whether *root* is one of a notice."""
    return namespace(root.tag) in ROOTS


def every(node: Node | None, path: str) -> Iterator[Node]:
    """Yield all elements at *path*."""
    nodes: Iterable[Node] = [] if node is None else [node]
    for tag in tags(path):
        nodes = [inner for outer in nodes for inner in outer.all(tag)]
    yield from nodes


def one(node: Node | None, path: str) -> Node | None:
    """Return the first element at *path*."""
    return next(every(node, path), None)


def said(node: Node | None, path: str) -> str:
    """Return the first text at *path* that is not empty, its blanks made one; nothing where it is withheld."""
    return next(filter(None, map(text_of, every(node, path))), "")


def text_of(node: Node) -> str:
    """Return the text of an element that holds no others."""
    text = "" if len(node) else " ".join((node.text or "").split())
    return "" if text.casefold() in _WITHHELD else text


def listed(node: Node | None, path: str, list_name: str) -> str:
    """Return the code at *path* that is of the list *list_name*."""
    return next((text_of(found) for found in every(node, path) if found.get("listName") == list_name), "")


def day(node: Node | None, path: str) -> str:
    """Return the day at *path* without its offset: ``2020-05-05+01:00`` is the fifth of May wherever one reads it."""
    return said(node, path)[:10]


def moment(node: Node | None) -> str:
    """Return the end of a period, as an ISO 8601 moment where it names an hour, else as a day."""
    last, hour = said(node, "cbc:EndDate"), said(node, "cbc:EndTime")
    return f"{last[:10]}T{hour}" if last and hour else last[:10]


def amount(node: Node | None, path: str) -> str:
    """Return the amount at *path* with its currency: ``500000 EUR``."""
    found = one(node, path)
    return "" if found is None else f"{text_of(found)} {found.get('currencyID', '')}".strip()


def extension(node: Node | None) -> Node | None:
    """Return where the elements stand that eForms adds to *node*."""
    return one(node, _EXTENSION)


def withheld(node: Node | None) -> dict[str, str]:
    """Return what *node* says is not published (``efac:FieldsPrivacy``): code → the day it will be, if told."""
    fields = [*every(node, "efac:FieldsPrivacy"), *every(extension(node), "efac:FieldsPrivacy")]
    codes = {said(field, "efbc:FieldIdentifierCode"): day(field, "efbc:PublicationDate") for field in fields}
    return {code: until for code, until in codes.items() if code}
