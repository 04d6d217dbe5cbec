"""What a country's law of procurement calls things: one TOML file beside its module, a text per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from outreach.errors import UntranslatedError


@attrs.frozen(eq=False, repr=False)
class Law:
    """Authorities, registers, terms and steps that a text for bidders may name (lagens ord).

    Attributes:
        texts: Key → language → text. Keys have a dot: ``act.name``, ``authority.supervision``, ``register.notices``.
        links: Key → address on the web.
        steps: Which steps a handout for bidders may name, in their order.
        thresholds: Name → amount in the country's currency, excluding VAT.
    """

    texts: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    links: Mapping[str, str] = attrs.field(factory=dict)
    steps: tuple[str, ...] = ()
    thresholds: Mapping[str, int] = attrs.field(factory=dict)

    def text(self, key: str, locale: str) -> str:
        """Return the text of a *key* in the language of *locale*; empty where the country's law has no such thing.

        Raises:
            UntranslatedError: It has one, but not in that language.
        """
        texts = self.texts.get(key, {})
        language = locale[:2].lower()
        if texts and language not in texts:
            raise UntranslatedError(locale, f"law.toml: {key}")
        return texts.get(language, "")

    def __contains__(self, key: object) -> bool:
        return key in self.texts

    def __repr__(self) -> str:
        return f"<Law: {len(self.texts)} texts, {len(self.steps)} steps>"


@cache
def law_of(package: str) -> Law:
    """Return what ``law.toml`` in *package* says; an empty Law where there is none."""
    path = files(package).joinpath("law.toml") if package else None
    if path is None or not path.is_file():
        return Law()
    content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    texts, links = {}, {}
    for section, entries in content.items():
        if section in ("steps", "thresholds"):
            continue
        for name, entry in entries.items():
            words = {language: text for language, text in entry.items() if language != "link"}
            texts[f"{section}.{name}"] = words
            if "link" in entry:
                links[f"{section}.{name}"] = entry["link"]
    return Law(texts, links, tuple(content.get("steps", {}).get("order", ())), content.get("thresholds", {}))
