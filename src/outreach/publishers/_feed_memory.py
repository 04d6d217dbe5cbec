"""What a feed's folder remembers: its entries, where their pages stand, and the dates of all there ever were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import attrs

from outreach import languages
from outreach.publishers._dates import as_moment, dated
from outreach.publishers._feed_entries import Entry, entries_of
from outreach.publishers._names import group_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach import Edition, Publication


@attrs.define
class Memory:
    """The state of a feed's folder.

    Attributes:
        authority: Whose name the ids begin with.
        entries: Those shown, by key.
        pages: Of every page that is published: the publication it came with, and its path on a site.
        dates: When each entry was first told and last changed; kept for ever, as ids are.
        industries: Of each language the industries that ever had a feed: somebody may subscribe to it.
        is_new: Whether nothing was published here before.
    """

    authority: str
    entries: dict[str, Entry]
    pages: dict[str, list[str]]
    dates: dict[str, dict[str, str]]
    industries: dict[str, dict[str, str]]
    is_new: bool

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

    def kept(self, shown: Iterable[Entry]) -> dict[str, Any]:
        """Return what the marker is to say, with the entries *shown*."""
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

    def take(self, publication: Publication, edition: Edition, *, has_site: bool) -> None:
        """Put *publication* with its parts in the place of its earlier ones; changes told before stay.

        In a new feed entries are as old as what they tell of; later ones are told when they are published.
        """
        self._drop(publication.id, languages.lang_tag(publication.locale), with_changes=False)
        for told in entries_of(publication, edition, has_site=has_site):
            entry = told.entry
            moment = told.own if self.is_new else told.edition
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
        changes = {key for key, each in self.entries.items() if each.is_change and each.parent == publication_id}
        gone = pages | {key for key in changes if with_changes and _is_in(key, lang)}
        self.pages = {key: page for key, page in self.pages.items() if key not in gone}
        self.entries = {key: entry for key, entry in self.entries.items() if key not in gone}


def _is_in(key: str, lang: str) -> bool:
    return key.startswith(f"{lang}/")
