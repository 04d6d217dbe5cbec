"""A third language, made from the English one by machine: every word gets a ``q`` in front."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from babel import Locale
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from pathlib import Path

LANG, LOCALE = "fi", "fi_FI"
WORD = re.compile(r"\{\w+\}|[^\W\d_]+")


def translated(text: str) -> str:
    """Return *text* with a ``q`` before each word, but for its placeholders."""
    return WORD.sub(lambda found: found[0] if found[0].startswith("{") else f"q{found[0].lower()}", text)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    text = str(value)
    if re.fullmatch(r"[A-Z][a-z]+\.[a-z_]+", text):  # the words of another attribute
        return f'"{text}"'
    return f'"{translated(" ".join(text.split()))}"'


def toml(path: Path) -> str:
    """Return the TOML of a language's file with its words translated."""
    lines = []
    for section, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if isinstance(entries, str):
            lines.append(f'{section} = "{LOCALE if section == "locale" else _value(entries)}"')
            continue
        if section == "months":
            lines += ["\n[months]", *(f'{number} = "{" | ".join(_months(int(number)))}"' for number in entries)]
            continue
        lines += [f"\n[{section}]", *(f'"{name}" = {_value(value)}' for name, value in entries.items())]
    return "\n".join(lines) + "\n"


def _months(number: int) -> set[str]:
    """Return what a month is called where Babel writes it, alone and in a date."""
    months = Locale.parse(LOCALE).months
    return {str(months[use]["wide"][number]) for use in ("format", "stand-alone")}


def _quoted(block: str) -> str:
    """Return the text that the quoted lines of an entry hold, still escaped."""
    return "".join(line.strip()[1:-1] for line in block.splitlines())


ENTRY = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\n?)+)')


def messages(path: Path) -> str:
    """Return a catalogue in which each message is translated, made from the Swedish one's messages."""
    entries = [
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"'
    ]
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts = {keyword: _quoted(text) for keyword, text in ENTRY.findall(f"{block}\n")}
        if not parts.get("msgid"):
            continue
        lines = [f'{name} "{parts[name]}"' for name in ("msgctxt", "msgid", "msgid_plural") if name in parts]
        one, several = translated(parts["msgid"]), translated(parts.get("msgid_plural", ""))
        lines += [f'msgstr[0] "{one}"', f'msgstr[1] "{several}"'] if several else [f'msgstr "{one}"']
        entries.append("\n".join(lines))
    return "\n\n".join(entries) + "\n"


SHOWN = ("alt", "title", "aria-label", "placeholder")
MONTHS = "maanantaina maaliskuuta tammikuuta helmikuuta toukokuuta syyskuuta marraskuuta"
BESIDE = frozenset(f"{MONTHS} euroa milj cpv excel csv spend".split())
"""What stands on pages beside our words: months and money as Babel writes them, names of formats and of the file."""


def left_of_ours(page: str) -> set[str]:
    """Return the words on a page that are neither translated, nor of the data (``Xa``), nor another's."""
    tree = LexborHTMLParser(page)
    for node in tree.css("style, script"):
        node.decompose()
    texts = [node.text(deep=True, separator=" ") for node in tree.css("title, body")]
    texts += [node.attributes.get("content") or "" for node in tree.css('meta[name="description"], meta[property]')]
    texts += [node.attributes.get(name) or "" for node in tree.css("*") for name in SHOWN]
    words = {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)}
    return {word for word in words if word[0] not in "qx"} - BESIDE


def files(languages: Path) -> dict[str, str]:
    """Return the files of the third language's folder: name → content."""
    words = {f"{name}.toml": toml(languages / "en" / f"{name}.toml") for name in ("headings", "words", "codes")}
    return words | {"messages.po": messages(languages / "sv" / "messages.po")}
