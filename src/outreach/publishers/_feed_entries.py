"""What a feed tells: an entry for each publication, each of its parts, and each change of a procurement."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import languages, rendering
from outreach.publishers._bodies import open_body, paths_of
from outreach.publishers._dates import as_moment, digest_of_parts, facts_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach import Edition, Publication, PublicChange

LEVEL: Final = 2
"""Of the headings in an entry: its title is a heading of its own."""


@attrs.frozen(kw_only=True)
class Entry:
    """One entry (inlägg).

    Attributes:
        key: The same for the same thing for ever: its id is made of it.
        lang: The language.
        parent: The id of the publication it came with.
        page: The id of the publication whose page it leads to.
        path: Where that page stands on a site; empty for a change.
        title: Its title.
        title_lang: The language of the title, where that is not the feed's.
        summary: One sentence.
        body: HTML, links to other pages open.
        industry: The one it concerns; empty for none or several.
        is_for_all: Whether it concerns every industry, as a meeting does.
        author: Who stands behind it.
        published: When it was first told, as ISO writes it.
        updated: When it last changed.
        digest: Of what counts as a change of it.
    """

    key: str
    lang: str
    parent: str
    page: str
    path: str = ""
    title: str
    title_lang: str = ""
    summary: str = ""
    body: str
    industry: str = ""
    is_for_all: bool = False
    author: str = ""
    published: str = ""
    updated: str = ""
    digest: str

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Entry:
        """Return an entry as the folder's marker keeps it."""
        return cls(**kept)

    @property
    def is_change(self) -> bool:
        """Whether it tells of a change, and stays when its list is published anew."""
        return not self.path

    @property
    def age(self) -> tuple[float, bool, str]:
        """By which entries are in order: what changed last comes first, and what is said of it before the thing."""
        return -datetime.fromisoformat(self.updated).timestamp(), not self.is_change, self.key


@attrs.frozen
class Told:
    """An entry, and the moment from which it is told: its own, and that of the edition."""

    entry: Entry
    own: datetime
    edition: datetime


def entries_of(publication: Publication, edition: Edition, *, has_site: bool) -> Iterator[Told]:
    """Yield the entries of *publication*, its parts and the changes it tells of; they have no dates yet.

    Where there is a site (*has_site*), it has the pictures.
    """
    lang = languages.lang_tag(publication.locale)
    for each, path in paths_of(publication):
        told = moment_of(edition, each)
        entry = _entry(each, path, publication.id, has_site=has_site)
        yield Told(entry, as_moment(each.updated or edition.now), told)
        for change in each.facts.changes:
            own = as_moment(change.changed or each.updated or edition.now)
            yield Told(_change(change, each, publication.id, lang), own, told)


def _entry(publication: Publication, path: str, parent: str, *, has_site: bool) -> Entry:
    lang = languages.lang_tag(publication.locale)
    title, summary = rendering.one_line(publication.title), rendering.one_line(publication.summary)
    body = open_body(publication, heading_level=LEVEL, has_pictures=has_site)
    facts = [facts_of(each) for each in publication.facts.procurements]
    return Entry(
        key=f"{lang}/{publication.id}",
        lang=lang,
        parent=parent,
        page=publication.id,
        path=path,
        title=title or "–",
        title_lang=publication.title_lang if rendering.is_language_tag(publication.title_lang) else "",
        summary=summary,
        body=body,
        industry=_industry(publication),
        is_for_all=bool(publication.facts.events),
        author=rendering.one_line(publication.publisher_name),
        # A page about procurements changes when they do, not when a day passes and it says so in other words.
        digest=digest_of_parts(title, facts) if facts else digest_of_parts(title, summary, body),
    )


def _industry(publication: Publication) -> str:
    industries = {rendering.one_line(each.industry) for each in publication.facts.procurements}
    return industries.pop() if len(industries) == 1 else ""


def _change(change: PublicChange, publication: Publication, parent: str, lang: str) -> Entry:
    text = rendering.one_line(change.text)
    title = f"{rendering.one_line(change.title) or '–'}: {languages.label(change.kind, publication.locale)}"
    return Entry(
        key=f"{lang}/{parent}/change/{change.id}",
        lang=lang,
        parent=parent,
        page=change.procurement_id or publication.id,
        title=title,
        summary=text,
        body=str(rendering.element("p", text)),
        industry=rendering.one_line(change.industry),
        author=rendering.one_line(publication.publisher_name),
        digest=digest_of_parts(title, text),
    )
