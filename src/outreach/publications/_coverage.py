"""What others wrote: named and linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator, foreign_lang
from outreach.publications._afterwards import id_of
from outreach.publications._public import masked, public_event
from outreach.publications._slugs import slug_of
from outreach.publications._tongue import words
from outreach.publications._wording import moment
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Inline, Text
    from outreach.model import Coverage, Event


def coverage(
    event: Event,
    *,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose what others wrote of a meeting (i media): headline, outlet and day, linked, never reproduced.

    The newest first; one without a day last. A headline in another language is marked as such.

    Args:
        event: The meeting; its ``coverage`` is told.
        locale: The language.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    first = lead or _lead(event, t)
    days = [each.published for each in event.coverage if each.published]
    return Publication(
        id=id_of("coverage", event),
        slug=slug_of(t.c("slug", "coverage"), event.id),
        title=t("In the media: {event}", event=masked(event.title)),
        kind="coverage",
        locale=t.locale,
        blocks=[blocks.Paragraph(first, lead=True), *articles(event, t), *_release(event, t)],
        facts=PublicFacts(events=(public_event(event),)),
        summary=first,
        updated=max([*days, *filter(None, (event.changed, today))], default=event.ends.date()),
        publisher_name=masked(event.organiser),
    )


def _lead(event: Event, t: Translator) -> str:
    if not event.coverage:
        return t("We know of nobody who has written about it yet.")
    return t("This is what others have written. The links lead to their own pages.")


def articles(event: Event, t: Translator) -> Iterable[Block]:
    """Yield the articles (artiklar) about a meeting, the newest first."""
    if event.coverage:
        ordered = sorted(event.coverage, key=lambda each: (each.published is None, _backwards(each), each.title))
        yield blocks.List(_cited(each, t) for each in ordered)


def _backwards(each: Coverage) -> int:
    return -each.published.toordinal() if each.published else 0


def _cited(each: Coverage, t: Translator) -> Text:
    title, lang = masked(each.title), foreign_lang(each.lang or t.lang, t.locale)
    named: Inline = blocks.Link(title, url=each.url, lang=lang) if each.url else words(title, each.lang or t.lang, t)
    day = (", ", moment(each.published, t.locale)) if each.published else ()
    tongue = (f" ({_tongue(lang, t)})",) if each.url and lang else ()
    return (named, f", {masked(each.outlet)}", *day, *tongue)


def _tongue(lang: str, t: Translator) -> str:
    """Return in which language an article is, so that nobody follows a link in vain."""
    known = {"sv": t("in Swedish"), "en": t("in English")}
    return known.get(lang.casefold()[:2], t("in another language: {lang}", lang=lang))


def _release(event: Event, t: Translator) -> Iterable[Block]:
    yield blocks.Paragraph(blocks.Link(t("Read our press release"), to=id_of("press-release", event)))
