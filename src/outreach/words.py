"""The words of every language, from the TOML files of ``languages/xx/`` (ordlistor).

A language is a folder: ``headings.toml`` has what columns are called, ``words.toml`` the words that values are written
with, ``codes.toml`` the names of industries and of the codes of CPV and NACE. Which languages there are is found from
the folders. Files are read in whatever language they are written, so the words of all languages are read together;
each file is read once, when something in it is first asked for.

A list of words is one string whose words are divided by ``|``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outreach.errors import WordsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Groups = tuple[tuple[str, ...], ...]

# fmt: off
__all__ = [
    "any_of", "code_name", "headings", "industry_words", "languages", "listed",
    "named_in", "pattern", "phrases", "questions", "records", "setting", "table",
]
# fmt: on

FOLDER: Final = Path(__file__).with_name("languages")
QUESTIONS: Final = "questions"
"""The section of ``headings.toml`` that holds the phrases of questions."""

_ANYTHING: Final = "…"
_ALTERNATIVES: Final = re.compile(r"\([^()]*\)")


@cache
def languages() -> tuple[str, ...]:
    """Return the languages (språk) that have a folder, by code: ``("en", "sv")``."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/words.toml")))


@cache
def records() -> tuple[str, ...]:
    """Return the names of the records whose headings are known, such as ``"Purchase"``."""
    sections = (name for lang in languages() for name in _file(lang, "headings"))
    return tuple(dict.fromkeys(name for name in sections if name != QUESTIONS))


@cache
def headings(record: str, lang: str = "") -> Mapping[str, Groups]:
    """Return what columns are called (rubriker) in tables of a *record*: attribute → groups of words, the best first.

    Args:
        record: The name of the record's class, such as ``"Procurement"``.
        lang: One language alone; empty: all of them together.

    Raises:
        WordsError: A file cannot be read, or a group is not a list of words.
    """
    merged: dict[str, list[list[str]]] = {}
    for language in [lang] if lang else languages():
        for attribute in _section(language, "headings", record):
            groups = merged.setdefault(attribute, [])
            for rank, words in enumerate(_groups(language, record, attribute)):
                groups.extend([] for _ in range(rank + 1 - len(groups)))
                groups[rank].extend(words)
    return {attribute: tuple(tuple(dict.fromkeys(group)) for group in groups) for attribute, groups in merged.items()}


@cache
def questions(lang: str = "") -> Mapping[str, re.Pattern[str]]:
    """Return what the questions of forms hold (frågor): attribute → pattern, to be searched for in a folded text."""
    texts: dict[str, list[str]] = {}
    for language in [lang] if lang else languages():
        for attribute in _section(language, "headings", QUESTIONS):
            texts.setdefault(attribute, []).extend(_words(language, "headings", QUESTIONS, attribute))
    return {attribute: phrases(words) for attribute, words in texts.items()}


@cache
def listed(section: str, name: str, lang: str = "") -> tuple[str, ...]:
    """Return the words of one list of ``words.toml``, each once: ``listed("answers", "yes")``.

    Args:
        section: The section of the file.
        name: The name of the list.
        lang: One language alone; empty: all of them together.
    """
    folders = [lang] if lang else languages()
    words = (word.casefold() for folder in folders for word in _words(folder, "words", section, name))
    return tuple(dict.fromkeys(words))


@cache
def table(section: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of a section of ``words.toml`` in every language: ``table("stages")["planned"]``."""
    names = (name for lang in languages() for name in _section(lang, "words", section))
    return {name: listed(section, name) for name in dict.fromkeys(names)}


def named_in(section: str) -> tuple[str, ...]:
    """Return the languages whose ``codes.toml`` has a section: ``named_in("cpv")``."""
    return tuple(lang for lang in languages() if _section(lang, "codes", section))


def code_name(section: str, code: str, lang: str) -> str:
    """Return what a *code* is called (benämning) in a language: ``code_name("industries", "care", "sv")``.

    Raises:
        WordsError: The language has no name for it; that of another language is never put in its place.
    """
    name = _section(lang, "codes", section).get(code)
    if not isinstance(name, str) or not name.strip():
        raise WordsError(lang, "codes.toml", f"{section}.{code}", "a name is needed")
    return name


def industry_words(code: str) -> tuple[str, ...]:
    """Return what an industry (bransch) is also called, in all languages together."""
    return tuple(word for lang in languages() for word in _words(lang, "codes", "industry_words", code))


def phrases(texts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds one of the phrases *texts* (fraser) in a folded text.

    In a phrase ``*`` is the rest of a word, ``…`` anything, ``(a/b)`` one or the other, ``^`` the beginning, and ``$``
    the end of the text.
    """
    alternatives = "|".join(map(_phrase, texts))
    return re.compile(alternatives or r"(?!)")


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for one of *words*, the longest first; one that nothing fits where there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def pattern(words: Iterable[str]) -> str:
    """Return a regular expression for one of *words*, whose points may be left out: ``prel.`` is also *prel*."""
    return any_of(words).replace(r"\.", r"\.?")


def _phrase(text: str) -> str:
    start, end = text.startswith("^"), text.endswith("$")
    pieces = text.removeprefix("^").removesuffix("$").split(_ANYTHING)
    joined = ".*".join(_piece(piece.strip()) for piece in pieces)
    return f"{'^' if start else ''}{joined}{r'[?]*$' if end else ''}"


def _piece(text: str) -> str:
    before = "" if text.startswith("*") else r"\b"
    after = "" if text.endswith("*") else r"\b"
    return before + _ALTERNATIVES.sub(_choice, _escaped(text.strip("*"))) + after


def _choice(match: re.Match[str]) -> str:
    return f"(?:{match[0][1:-1].replace('/', '|')})"


def _escaped(text: str) -> str:
    """Return *text* with what is special in a regular expression escaped, but for ``()``; ``*`` is within a word."""
    return "".join(r"\w*" if sign == "*" else sign if sign in "()" else re.escape(sign) for sign in text)


@cache
def _file(lang: str, name: str) -> Mapping[str, Any]:
    path = FOLDER / lang / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordsError(lang, f"{name}.toml", "", f"no TOML: {error}") from error


def setting(lang: str, name: str) -> str:
    """Return a text at the top of a language's ``words.toml``, such as its ``locale``."""
    value = _file(lang, "words").get(name)
    if not isinstance(value, str) or not value.strip():
        raise WordsError(lang, "words.toml", name, "a text is needed")
    return value


def _section(lang: str, file: str, section: str) -> Mapping[str, Any]:
    value = _file(lang, file).get(section, {})
    if not isinstance(value, dict):
        raise WordsError(lang, f"{file}.toml", section, f"write [{section}] on a line of its own")
    return value


def _groups(lang: str, record: str, attribute: str) -> list[list[str]]:
    value = _section(lang, "headings", record).get(attribute, [])
    if isinstance(value, str):
        other, _, same = value.partition(".")
        if same not in _section(lang, "headings", other):
            raise WordsError(lang, "headings.toml", f"{record}.{attribute}", f"there is no {value!r}")
        return _groups(lang, other, same)
    if not isinstance(value, list) or not all(isinstance(group, str) for group in value):
        raise WordsError(lang, "headings.toml", f"{record}.{attribute}", 'write ["a | b", "c | d"]')
    return [_divided(lang, "headings", f"{record}.{attribute}", group) for group in value]


def _words(lang: str, file: str, section: str, name: str) -> list[str]:
    value = _section(lang, file, section).get(name, "")
    if not isinstance(value, str):
        raise WordsError(lang, f"{file}.toml", f"{section}.{name}", 'write "a | b"')
    return _divided(lang, file, f"{section}.{name}", value)


def _divided(lang: str, file: str, place: str, text: str) -> list[str]:
    words = [" ".join(word.split()) for word in text.split("|")] if text.strip() else []
    if not all(words):
        raise WordsError(lang, f"{file}.toml", place, "a word is missing between two |, or before or after one")
    return words
