"""The entries of a feed: what is news in an edition, and what was published before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import attrs

from outreach import languages, rendering
from outreach.publishers._addresses import open_body, paths_of
from outreach.publishers._editions import HOUSE, as_moment, dated, digest_of_parts, facts_of, moment_of
from outreach.publishers.folder._files import group_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from outreach import Edition, Look, Publication, PublicChange

LEVEL: Final = 2
"""Of the headings in an entry: its title is a heading of its own."""


@attrs.frozen(kw_only=True)
class Entry:
    """One entry (inlägg)."""

    key: str  # the same for the same thing for ever: its id is made of it
    lang: str  # the language
    parent: str  # the id of the publication it came with
    page: str  # the id of the publication whose page it leads to
    path: str = ""  # where that page stands on a site; empty for a change
    title: str  # its title
    title_lang: str = ""  # the language of the title, where that is not the feed's
    summary: str = ""  # one sentence
    body: str  # HTML, links to other pages open
    industry: str = ""  # the one it concerns; empty for none or several
    is_for_all: bool = False  # whether it concerns every industry, as a meeting does
    author: str = ""  # who stands behind it
    published: str = ""  # when it was first told, as ISO writes it
    updated: str = ""  # when it last changed
    digest: str  # of what counts as a change of it

    @classmethod
    def read(cls, remaining: Mapping[str, Any]) -> Entry:
        """Return an entry as the folder's marker keeps it."""
        return cls(**remaining)

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


def entries_of(publication: Publication, edition: Edition, look: Look, *, has_site: bool) -> Iterator[Told]:
    """Yield the entries of *publication*, its parts and the changes it tells of; they have no dates yet.

    Where there is a site (*has_site*), it has the pictures.
    """
    lang = languages.lang_tag(publication.locale)
    for item, path in paths_of(publication):
        previous = moment_of(edition, item)
        entry = _entry(item, path, publication.id, look, has_site=has_site)
        yield Told(entry, as_moment(item.updated or edition.now), previous)
        for change in item.facts.changes:
            own = as_moment(change.changed or item.updated or edition.now)
            yield Told(_change(change, item, publication.id, lang), own, previous)


def _entry(publication: Publication, path: str, parent: str, look: Look, *, has_site: bool) -> Entry:
    lang = languages.lang_tag(publication.locale)
    title, summary = rendering.one_line(publication.title), rendering.one_line(publication.summary)
    body = open_body(publication, look, heading_level=LEVEL, has_pictures=has_site)
    facts = [facts_of(item) for item in publication.facts.procurements]
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
        # Another colour is no news. A page about procurements changes when they do, not when a day passes and it says
        # so in other words.
        digest=digest_of_parts(title, facts) if facts else digest_of_parts(title, summary, _neutral(body, look)),
    )


def _neutral(body: str, look: Look) -> str:
    """Return *body* as it is in the house's look."""
    return body.replace(f'fill="{look.anywhere}"', f'fill="{HOUSE.anywhere}"')


def _industry(publication: Publication) -> str:
    industries = {rendering.one_line(item.industry) for item in publication.facts.procurements}
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


@attrs.define
class Memory:
    """The state of a feed's folder."""

    authority: str  # whose name the ids begin with
    entries: dict[str, Entry]  # those shown, by key
    pages: dict[str, list[str]]  # of every page that is published: the publication it came with, and its path on a site
    dates: dict[str, dict[str, str]]  # when each entry was first told and last changed; kept for ever, as ids are
    industries: dict[str, dict[str, str]]
    """Of each language the industries that ever had a feed: somebody may subscribe to it."""
    is_new: bool  # whether nothing was published here before

    @classmethod
    def read(cls, state: Mapping[str, Any]) -> Memory:
        """Return what the folder's marker says."""
        return cls(
            authority=state.get("authority", ""),
            entries={key: Entry.read(entry) for key, entry in state.get("entries", {}).items()},
            pages=dict(state.get("pages", {})),
            dates=dict(state.get("dates", {})),
            industries=dict(state.get("industries", {})),
            is_new=not state,
        )

    def as_state(self, shown: Iterable[Entry]) -> dict[str, Any]:
        """Return the state to write to the folder's marker, with the entries *shown*."""
        entries = {entry.key: attrs.asdict(entry) for entry in shown}
        rest = {"pages": self.pages, "dates": self.dates, "industries": self.industries}
        return {"authority": self.authority, "entries": entries, **rest}

    def industries_of(self, lang: str, entries: Iterable[Entry]) -> dict[str, str]:
        """Return the industries that have a feed in *lang*, by the stem of its name: those before and those now."""
        now = {group_stem(entry.industry): entry.industry for entry in entries if entry.industry}
        self.industries[lang] = {**self.industries.get(lang, {}), **now}
        return self.industries[lang]

    def name(self, host: str, edition: Edition) -> None:
        """Begin ids with *host* and the day of the *edition*, if they begin with nothing yet."""
        self.authority = self.authority or f"{host},{as_moment(edition.updated):%Y-%m-%d}"

    def tag(self, key: str) -> str:
        """Return the id of what has this *key* (RFC 4151)."""
        return f"tag:{self.authority}:{quote(key, safe='/:', errors='surrogatepass')}"

    def take(self, publication: Publication, edition: Edition, look: Look, *, has_site: bool) -> None:
        """Put *publication* with its parts in the place of its earlier ones; changes told before stay.

        In a new feed entries are as old as what they tell of; later ones are told when they are published.
        """
        self._drop(publication.id, languages.lang_tag(publication.locale), with_changes=False)
        for previous in entries_of(publication, edition, look, has_site=has_site):
            entry = previous.entry
            moment = previous.own if self.is_new else previous.edition
            dates = dated(self.dates.get(entry.key), entry.digest, moment)
            self.dates[entry.key] = dates
            self.entries[entry.key] = attrs.evolve(entry, published=dates["published"], updated=dates["updated"])
            if entry.path:
                self.pages[entry.key] = [entry.parent, entry.path]

    def withdraw(self, publication_id: str) -> bool:
        """Remove a publication with all that came with it; tell whether there was any."""
        langs = {key.partition("/")[0] for key, (parent, _) in self.pages.items() if parent == publication_id}
        for lang in langs:
            self._drop(publication_id, lang, with_changes=True)
        return bool(langs)

    def _drop(self, publication_id: str, lang: str, *, with_changes: bool) -> None:
        pages = {key for key, (parent, _) in self.pages.items() if parent == publication_id and _is_in(key, lang)}
        changes = {key for key, item in self.entries.items() if item.is_change and item.parent == publication_id}
        removed = pages | {key for key in changes if with_changes and _is_in(key, lang)}
        self.pages = {key: page for key, page in self.pages.items() if key not in removed}
        self.entries = {key: entry for key, entry in self.entries.items() if key not in removed}


def _is_in(key: str, lang: str) -> bool:
    return key.startswith(f"{lang}/")
