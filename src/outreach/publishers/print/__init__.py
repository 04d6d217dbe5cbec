"""Papers as PDF, for whoever prints, hangs up, hands out."""

from __future__ import annotations

import json
import warnings
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from outreach import Edition, Look, MissingExtraError, Publication, Publisher, PublishingError, languages, rendering
from outreach.blocks import Card
from outreach.publishers._addresses import check_address, with_addresses
from outreach.publishers._editions import publish_files, withdraw_files
from outreach.publishers._paper import Sheet, fit, name, pieces, spoken
from outreach.publishers.folder import Folder
from outreach.publishers.print._blocks import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@attrs.frozen
class Print(Publisher):
    """Make a PDF on A4 of each publication, under *root* (trycksak): ``print/sv/inbjudan.pdf`` (extra ``print``).

    Tagged after PDF/UA-1 (ISO 14289-1), with its language, its title and fonts of its own: the same bytes on every
    machine. Addresses are written out, those to act on with a QR code besides; tables repeat their heading, and lie
    where they are wide; a sign takes a page, ten badges of 90 × 54 mm a sheet. It takes every publication.

    A paper is the publication itself: of a procurement list the list, with whom to ask on each row, and not the pages
    of its parts; whoever wants those on paper publishes them: ``outreach.publish(listed.parts, to=[Print("rows")])``.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        site_url: Where the pages are on the web: a line that leads to one tells its address; without it such a line
            is left out.
        fonts: A folder with fonts: those of the *look*, and for the characters that the fonts of the papers lack, such
            as those of Thai or Chinese; without a form, a character is printed as □, and a warning says which.
        look: The graphic profile; its letters are those of the folder *fonts*, since a paper has the same bytes on
            every machine and so none of the machine's own.
    """

    name: ClassVar[str] = "print"
    root: Path = attrs.field(converter=Path)
    site_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    fonts: Path | None = attrs.field(default=None, kw_only=True, converter=attrs.converters.optional(Path))
    look: Look = attrs.field(factory=Look, kw_only=True, validator=attrs.validators.instance_of(Look))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the papers; those of earlier editions stay.

        Raises:
            MissingExtraError: The packages of the extra ``print`` are not installed.
            PublishingError: The folder is somebody else's, or a publication cannot be set.
        """

        def made(publication: Publication, edition: Edition) -> bytes:
            return pdf_of(with_addresses(publication, edition, self.site_url), edition, self.look, self.fonts)

        return publish_files(Folder(self.root, self.name), edition, ".pdf", made)

    def withdraw(self, publication_id: str) -> None:
        """Remove the papers of a publication, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        withdraw_files(Folder(self.root, self.name), publication_id)


@attrs.frozen
class PrintForStaff(Print):
    """The same for the municipality's own people: badges, purchasers' sheets (trycksak för personalen).

    It has a folder of its own, which no public channel may share; it takes what is for all as well. Each part of what
    is for staff is a paper of its own: a purchaser takes the sheet of one table.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        site_url: Where the pages are on the web, as for :class:`Print`.
        fonts: A folder with fonts, as for :class:`Print`.
        look: The graphic profile, as for :class:`Print`.
    """

    name: ClassVar[str] = "print_staff"
    audiences: ClassVar[frozenset[str]] = frozenset({rendering.PUBLIC, rendering.STAFF})

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the papers; those of earlier editions stay.

        Raises:
            MissingExtraError: The packages of the extra ``print`` are not installed.
            PublishingError: The folder is somebody else's, or a publication cannot be set.
        """
        papers = [paper for publication in edition.publications for paper in _with_sheets(publication)]
        return super().publish_edition(attrs.evolve(edition, publications=papers))


def _with_sheets(publication: Publication) -> Iterable[Publication]:
    """Yield *publication*, and its parts where they are for staff: under its id, with it they come and go."""
    yield publication
    for part in publication.parts if publication.audience == rendering.STAFF else ():
        yield attrs.evolve(part, id=publication.id)


TEMPLATES: Final = "templates"
MOST: Final = 40
"""Characters that a warning shows."""


def pdf_of(publication: Publication, edition: Edition, look: Look, fonts: Path | None = None) -> bytes:
    """Return *publication* as a PDF on A4: tagged (PDF/UA-1), the same bytes for the same publication and *fonts*.

    Raises:
        MissingExtraError: The packages of the extra ``print`` are not installed.
        PublishingError: It cannot be set.
    """
    data, pictures = _data(attrs.evolve(publication, publisher_name=publication.publisher_name or look.name), edition)
    wording = json.dumps(data, ensure_ascii=False, sort_keys=True)
    files = {
        **_templates(),
        **_profile(look),
        **{f"{number}.json": _numbers(item) for number, item in enumerate(pictures, 1)},
    }
    shown, lacking = with_forms(wording, fonts)
    if lacking:
        message = f"{publication.id}: printed as {UNSHOWN}, since no font has them: {lacking[:MOST]} (give fonts=)"
        warnings.warn(message, stacklevel=2)
    try:
        return set_pages({**files, "data.json": shown.encode()}, fonts)
    except typst().TypstError as error:
        if "could not be displayed" not in str(error):
            raise PublishingError(f"{publication.id}: cannot be printed: {error}") from error
    return set_pages({**files, "data.json": with_plain_forms(wording).encode()}, fonts)


def _profile(look: Look) -> dict[str, bytes]:
    """Return the colours, letters and logotype as the templates read them."""
    kind = look.logo_type.removeprefix("image/").replace("jpeg", "jpg")
    profile = {**attrs.asdict(look.light), "letters": look.letters, "logo": kind, "name": name(look.name)}
    return {"look.json": json.dumps(profile, sort_keys=True).encode(), "logo.json": _numbers(look.logo)}


def _numbers(content: bytes) -> bytes:
    """Return bytes as an array of numbers: files that are no text cannot be handed over in memory."""
    return json.dumps(list(content), separators=(",", ":")).encode()


def _templates() -> dict[str, bytes]:
    folder = resources.files(__name__) / TEMPLATES
    return {name: (folder / name).read_bytes() for name in ("main.typ", "base.typ", "cards.typ")}


def _data(publication: Publication, edition: Edition) -> tuple[dict[str, Any], list[bytes]]:
    """Return what the template needs to know, and the pictures that it refers to by their number."""
    locale = languages.normalise(publication.locale)
    sheet = Sheet(rendering.tables(publication), locale)
    has_title = not publication.blocks or any(not isinstance(block, Card) for block in publication.blocks)
    writer = Writer(locale, sheet, has_title=has_title)
    title = name(publication.title)
    data = {
        "title": title,
        "heading": [{"kind": "text", "text": pieces(title), **spoken(publication.title_lang)}] if has_title else [],
        "lang": locale[:2],
        "region": locale[3:],
        "publisher": fit(publication.publisher_name).strip(),
        "about": fit(publication.summary).strip(),
        "lying": sheet.is_lying,
        "blocks": writer.blocks(publication.blocks),
        **_foot(publication, edition, writer.t),
    }
    return data, writer.pictures


def _foot(publication: Publication, edition: Edition, t: languages.Translator) -> dict[str, Any]:
    moment = edition.now or publication.updated
    day = [moment.year, moment.month, moment.day] if moment else []
    written = languages.format_date(moment, publication.locale) if moment else ""
    numbers = t.parts("Page {page} of {pages}", page={"number": "page"}, pages={"number": "pages"})
    return {"day": day, "updated": t("Last updated {date}", date=written) if written else "", "pages": list(numbers)}


UNSHOWN: Final = "□"
"""Stands for a character that no font has: it is seen that something is missing."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
PLAIN: Final = 0x250
"""Below it are the letters of Latin alphabets, which the fonts have."""

_TRIAL: Final = b"""
#set document(title: "x", date: none)
#for c in json("data.json") [#c #strong(c) #emph(c) #strong(emph(c)) ]
"""


def typst() -> Any:  # noqa: ANN401 - a module, brought by an extra
    """Return the package that sets pages. Raises ``MissingExtraError``: it is not installed."""
    try:
        import typst as module  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("typst", "print") from error
    return module


def set_pages(files: Mapping[str, bytes], fonts: Path | None = None) -> bytes:
    """Return the PDF of ``main.typ`` among *files*: tagged, with nothing of this machine or this moment in it.

    It has the fonts that typst brings, and those in the folder *fonts*.
    """
    letters = _fonts(fonts) if fonts else _own_fonts()
    made: bytes = typst().compile(dict(files), format="pdf", pdf_standards=["ua-1"], font_paths=letters, timestamp=0)
    return made


def _fonts(folder: Path | None) -> Any:  # noqa: ANN401 - of a package without types, brought by an extra
    return typst().Fonts(include_system_fonts=False, font_paths=[str(folder)] if folder else [])


@cache
def _own_fonts() -> Any:  # noqa: ANN401 - the same
    """Return the fonts that typst brings, opened once: it opens its fonts for every paper otherwise."""
    return _fonts(None)


def with_forms(text: str, fonts: Path | None = None) -> tuple[str, str]:
    """Return *text* with a box for every character that the fonts do not have, and those characters."""
    unusual = "".join(sorted({character for character in text if not character.isascii()} - {REPLACEMENT}))
    lacking = _unshown(unusual, fonts)
    return text.translate({ord(character): UNSHOWN for character in lacking + REPLACEMENT}), lacking


def with_plain_forms(text: str) -> str:
    """Return *text* with a box for everything but Latin letters: for what fonts have only by itself."""
    return "".join(character if ord(character) < PLAIN else UNSHOWN for character in text)


def _unshown(characters: str, fonts: Path | None) -> str:
    """Return those that no font has: asked of all at once, then of halves."""
    if not characters or _are_shown(characters, fonts):
        return ""
    if len(characters) == 1:
        return characters
    half = len(characters) // 2
    return _unshown(characters[:half], fonts) + _unshown(characters[half:], fonts)


@lru_cache(maxsize=4096)
def _are_shown(characters: str, fonts: Path | None) -> bool:
    try:
        set_pages({"main.typ": _TRIAL, "data.json": json.dumps(list(characters)).encode()}, fonts)
    except typst().TypstError:
        return False
    return True
