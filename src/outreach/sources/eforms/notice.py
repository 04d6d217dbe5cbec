"""What a notice is: its form, its languages, which notice it is and which it changes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

import outreach
from outreach.sources.xml import local, namespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from outreach.sources.xml import Node

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
    """Return whether *root* is the root element of a notice."""
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


def text_at(node: Node | None, path: str) -> str:
    """Return the first text at *path* that is not empty, its blanks made one; nothing where it is withheld."""
    return next(filter(None, map(text_of, every(node, path))), "")


def text_of(node: Node) -> str:
    """Return the text of an element that holds no others."""
    text = "" if len(node) else " ".join((node.text or "").split())
    return "" if text.casefold() in _WITHHELD else text


def listed(node: Node | None, path: str, list_name: str) -> str:
    """Return the code at *path* that is of the list *list_name*."""
    return next((text_of(code) for code in every(node, path) if code.get("listName") == list_name), "")


def day(node: Node | None, path: str) -> str:
    """Return the day at *path* without its offset: ``2020-05-05+01:00`` is the fifth of May wherever one reads it."""
    return text_at(node, path)[:10]


def moment(node: Node | None) -> str:
    """Return the end of a period, as an ISO 8601 moment where it names an hour, else as a day."""
    last, hour = text_at(node, "cbc:EndDate"), text_at(node, "cbc:EndTime")
    return f"{last[:10]}T{hour}" if last and hour else last[:10]


def amount(node: Node | None, path: str) -> str:
    """Return the amount at *path* with its currency: ``500000 EUR``."""
    value = one(node, path)
    return "" if value is None else f"{text_of(value)} {value.get('currencyID', '')}".strip()


def extension(node: Node | None) -> Node | None:
    """Return where the elements stand that eForms adds to *node*."""
    return one(node, _EXTENSION)


def withheld(node: Node | None) -> dict[str, str]:
    """Return the fields of *node* that are withheld (``efac:FieldsPrivacy``): code → day of publication, if given."""
    fields = [*every(node, "efac:FieldsPrivacy"), *every(extension(node), "efac:FieldsPrivacy")]
    codes = {text_at(field, "efbc:FieldIdentifierCode"): day(field, "efbc:PublicationDate") for field in fields}
    return {code: until for code, until in codes.items() if code}


REGISTRATION: Final = "bri"
FORMS: Final = {
    "planning": outreach.Stage.PLANNED,
    "consultation": outreach.Stage.PLANNED,
    "competition": outreach.Stage.ADVERTISED,
    "dir-awa-pre": outreach.Stage.CLOSED,
    "result": outreach.Stage.AWARDED,
    "cont-modif": outreach.Stage.CONTRACTED,
    "completion": outreach.Stage.CONTRACTED,
    REGISTRATION: None,
}
"""Form type (``cbc:NoticeTypeCode/@listName``) → how far the procurement has come.

A consultation of the market (E1) is held before a procurement is advertised. A direct award announced in advance can
no longer be bid for, and is no award yet.
"""
# fmt: off
_FORM_OF: Final = (
    ("pin-cfc-", "competition"), ("pin-", "planning"), ("pmc", "consultation"), ("cn-", "competition"),
    ("qu-sy", "competition"), ("subco", "competition"), ("veat", "dir-awa-pre"), ("can-modif", "cont-modif"),
    ("can-", "result"), ("compl", "completion"), ("brin-", REGISTRATION),
)
# fmt: on
"""How the code of a notice type begins → its form, for notices whose list says only that they change another."""
_REFERENCE: Final = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-0*([0-9]{1,4}))?", re.ASCII)
_ID: Final = ("notice-id", None)


@attrs.frozen(eq=False, kw_only=True)
class Facts:
    """Which notice it is, as far as it matters for which one counts.

    Attributes:
        part: The member of the archive or folder; empty for a file by itself.
        file: Its file, where several are read together; else empty.
        line: Where its root element begins; None for what stands on no line.
        form: The form type.
        id: BT-701, the same for all its versions.
        version: BT-757.
        procedure: BT-04; empty where a planning notice has none yet.
        sent: Day and hour of dispatch, BT-05; the offset does not count.
        published: Its number in the Official Journal, OPP-010.
        changes: The notices that it changes, as it refers to them; BT-758.
        follows: The notices before it, BT-125, each with the part it refers to (BT-1251).
        language: BT-702.
    """

    part: str
    line: int | None
    form: str
    id: str
    version: int
    procedure: str
    sent: str
    published: str
    changes: tuple[str, ...]
    follows: tuple[tuple[str, str], ...]
    language: str
    file: str = ""

    @property
    def key(self) -> str:
        """What identifies the procurement: its procedure, or the notice itself where none has begun."""
        return self.procedure or self.id

    @property
    def place(self) -> str:
        """Its place, as messages write it."""
        return ":".join(filter(None, (self.file, self.part)))

    @property
    def name(self) -> str:
        """How other notices refer to it."""
        return f"{self.id}-{self.version:02}"

    @property
    def is_without_procurement(self) -> bool:
        """Whether it registers a company and contains no procurement."""
        return self.form == REGISTRATION

    @property
    def is_modification(self) -> bool:
        """Whether it modifies a contract; its values of a lot replace those of the award."""
        return self.form == "cont-modif"


def language_code(language: str | None) -> str:
    """Return a language as notices write it: ``sv``, ``sv_SE`` and ``swe`` are ``SWE``."""
    text = (language or "").replace("-", "_").partition("_")[0]
    return outreach.codes.LANGUAGES.get(text.lower(), text.upper())


def is_language(_: object, field: attrs.Attribute[Any], value: str) -> None:
    """Refuse a language that no notice is written in."""
    if value and value not in outreach.codes.LANGUAGES.values():
        raise outreach.QuestionError(field.name, value, tuple(outreach.codes.LANGUAGES))


def facts_of(root: Node, part: str, place: str, source: str) -> Facts:
    """Return which notice *root* is.

    Raises:
        outreach.SourceError: It is none, its form is not known, or it has neither an id nor a procedure.
    """
    if not is_notice(root):
        raise outreach.SourceError(place, f"<{local(root.tag)}> is no eForms notice", "", source)
    form = _form(root, place, source)
    added = extension(root)
    facts = Facts(
        part=part,
        line=root.line,
        form=form,
        id=next((text_of(node) for node in every(root, "cbc:ID") if node.get("schemeName") in _ID), "").casefold(),
        version=_number(text_at(root, "cbc:VersionID")),
        procedure=text_at(root, "cbc:ContractFolderID"),
        sent=f"{day(root, 'cbc:IssueDate')}T{text_at(root, 'cbc:IssueTime')[:8]}",
        published=text_at(added, "efac:Publication/efbc:NoticePublicationID"),
        changes=tuple(map(text_of, every(added, "efac:Changes/efbc:ChangedNoticeIdentifier"))),
        follows=tuple(_follows(root)),
        language=text_at(root, "cbc:NoticeLanguageCode").upper(),
    )
    if not facts.id:
        raise outreach.SourceError(place, "has no notice id (BT-701): no whole notice", "fetch it again", source)
    return facts


def _form(root: Node, place: str, source: str) -> str:
    code = next(every(root, "cbc:NoticeTypeCode"), None)
    form = "" if code is None else code.get("listName", "").strip()
    kind = "" if code is None else text_of(code)
    form_type = form_of(form, kind)
    if not form_type:
        reason = f"a form that is not known: listName {form!r}, type {kind!r}"
        raise outreach.SourceError(place, reason, f"known: {', '.join(FORMS)}", source)
    return form_type


def form_of(form: str, kind: str) -> str:
    """Return the form type that is given, else that of the notice type; empty if neither is known."""
    return form if form in FORMS else next((form for begins, form in _FORM_OF if kind.startswith(begins)), "")


def _follows(root: Node) -> Iterable[tuple[str, str]]:
    paths = ("cac:TenderingProcess", "cac:ProcurementProjectLot/cac:TenderingProcess")
    references = [node for path in paths for node in every(root, f"{path}/cac:NoticeDocumentReference")]
    followed = (
        (text_at(node, "cbc:ID"), text_at(node, "cbc:ReferencedDocumentInternalAddress")) for node in references
    )
    return dict.fromkeys(pair for pair in followed if pair[0])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1  # noqa: PLR2004 - two digits


def reference(text: str) -> tuple[str, int | None]:
    """Return the id and the version that a reference names; a number of the Official Journal as it is."""
    match = _REFERENCE.fullmatch(text.casefold())
    return (match[1], int(match[2]) if match[2] else None) if match else (text, None)


@attrs.frozen
class Speech:
    """In which language to read texts that a notice gives in several."""

    asked: str  # the language asked for; empty for that of the country where there is any
    own: str  # the notice's own
    country: outreach.Country
    """The country of numbers that name none; its language is the one of those who read the texts."""

    def text(self, nodes: Iterable[Node]) -> str:
        """Return the text in the language asked for, else the country's, else the notice's own, else the first."""
        return self.of(_by_language(nodes))

    def of(self, texts: Mapping[str, str]) -> str:
        """Return one of *texts*, language → text."""
        return texts.get(self._chosen(texts), "")

    def lang(self, texts: Mapping[str, str]) -> str:
        """Return in which language :meth:`of` reads *texts*: as they say it, else the notice's own."""
        return (self._chosen(texts) or self.own) if texts else ""

    def at(self, node: Node | None, path: str) -> str:
        """Return the text at *path*."""
        return self.text(every(node, path))

    def lang_at(self, node: Node | None, path: str) -> str:
        """Return the language of the text at *path*; nothing where there is none."""
        return self.lang(_by_language(every(node, path)))

    def _chosen(self, texts: Mapping[str, str]) -> str:
        order = (self.asked, language_code(self.country.locale), self.own)
        return next((language for language in order if language in texts), next(iter(texts), ""))


def _by_language(nodes: Iterable[Node]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for node in nodes:
        if text := text_of(node):
            texts.setdefault(node.get("languageID", "").upper(), text)
    return texts


def superseded_among(notices: Sequence[Facts]) -> dict[Facts, Facts]:
    """Return the notices that another supersedes, each with that one; *notices* are in the order they were sent."""
    superseded: dict[Facts, Facts] = {}
    for earlier, later in _superseding(notices):
        if earlier not in superseded and not _is_after(earlier, later, superseded):
            superseded[earlier] = later
    return superseded


def _superseding(notices: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Yield the pairs of a notice and the notice that supersedes it."""
    by_id: dict[str, list[Facts]] = {}
    for facts in notices:
        by_id.setdefault(facts.id, []).append(facts)
    for versions in by_id.values():
        last = max(versions, key=lambda facts: (facts.version, facts.sent))
        yield from ((facts, last) for facts in versions if facts is not last)
    published = {facts.published: facts for facts in notices if facts.published}
    for facts in notices:
        for text in facts.changes:
            yield from ((earlier, facts) for earlier in _referred(text, by_id, published) if earlier is not facts)
    yield from _followed(notices, by_id, published)


def _referred(text: str, by_id: dict[str, list[Facts]], published: dict[str, Facts]) -> list[Facts]:
    """Return the notices that a reference names; a change to one version also changes the versions before it."""
    name, version = reference(text)
    if text in published:
        return [published[text]]
    return [facts for facts in by_id.get(name, ()) if version is None or facts.version <= version]


def _followed(
    notices: Sequence[Facts], by_id: dict[str, list[Facts]], published: dict[str, Facts]
) -> Iterator[tuple[Facts, Facts]]:
    """Yield the plans that came true: another notice follows the whole of them, and what they planned has begun."""
    for facts in notices:
        for text, part in facts.follows:
            for plan in _referred(text, by_id, published):
                if plan.form == "planning" and facts.form != "planning" and not part and plan is not facts:
                    yield plan, facts


def _is_after(earlier: Facts, later: Facts, superseded: dict[Facts, Facts]) -> bool:
    """Return whether *earlier* already supersedes *later*: of two that change each other, one must count."""
    successor: Facts | None = later
    while successor is not None and successor is not earlier:
        successor = superseded.get(successor)
    return successor is earlier


def superseded_problem(earlier: Facts, later: Facts) -> outreach.Problem:
    """Return what is said of a notice that another supersedes."""
    where = f" in {later.place}" if later.place else ""
    return outreach.Problem(
        origin=outreach.Origin(file=earlier.file, part=earlier.part, line=earlier.line),
        kind="superseded",
        message=f"notice {earlier.name} is superseded by {later.name}{where}",
        hint="the later one counts",
    )
