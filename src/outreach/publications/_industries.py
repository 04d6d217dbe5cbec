"""The industries of a list, each with a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach import values
from outreach.blocks import Link
from outreach.model import Procurement
from outreach.publications._public import industry_code, industry_of, masked
from outreach.publications._slugs import each_once, slug_of
from outreach.publications._tongue import industry_lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.languages import Translator


@attrs.frozen(kw_only=True)
class Industry:
    """An industry of a list (bransch).

    Attributes:
        key: Its code in the library's vocabulary, else the list's own word, folded.
        id: Of its page: the same in every language.
        slug: The address of its page.
        label: Its name in the language.
        procurements: Those of the list, in its order.
        lang: The language of its name, where that is the list's own word and not in the publication's language.
    """

    key: str
    id: str
    slug: str
    label: str
    procurements: tuple[Procurement, ...]
    lang: str = ""

    def link(self, text: str) -> Link:
        """Return the link to its page, under its name as *text*."""
        return Link(text, to=self.id, lang=self.lang)

    @property
    def in_a_sentence(self) -> str:
        """Its name as it stands within a sentence: *bygg och anläggning*, but *IT och telefoni*."""
        return self.label if self.label[1:2].isupper() else f"{self.label[:1].lower()}{self.label[1:]}"


def key_of_industry(procurement: Procurement) -> str:
    """Return what names the industry of a *procurement* in every language; empty where nothing tells it."""
    return industry_code(procurement) or masked(values.fold(procurement.industry))


def industries_of(procurements: Iterable[Procurement], buyer: str, t: Translator) -> tuple[Industry, ...]:
    """Return the industries of the *procurements*, by name; what has none is in none."""
    found: dict[str, list[Procurement]] = {}
    for each in procurements:
        found.setdefault(key_of_industry(each), []).append(each)
    found.pop("", None)
    labels = {key: industry_of(found[key][0], t.locale) for key in found}
    order = sorted(found, key=lambda key: (values.fold(labels[key]), key))
    ids = dict(zip(sorted(found), each_once(slug_of("industry", buyer, key) for key in sorted(found)), strict=True))
    slugs = each_once(slug_of(t.c("slug", "industry"), buyer, labels[key]) for key in order)
    langs = {key: industry_lang(found[key][0], t.locale) for key in found}
    return tuple(
        Industry(key=key, id=ids[key], slug=slug, label=labels[key], procurements=tuple(found[key]), lang=langs[key])
        for key, slug in zip(order, slugs, strict=True)
    )
