"""Which language a text is in: tags of BCP 47, read from whatever names a language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from outreach.errors import UnreadableError, shown
from outreach.languages._catalogues import DEFAULT_LOCALE, available, lang_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORDS_LANG: Final = DEFAULT_LOCALE.partition("_")[0]
"""The language of a record's texts where neither it nor its country says one."""

_TAG: Final = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{2,8})*)", re.ASCII)


def text_lang(lang: str) -> str:
    """Return the language of a record's texts (BCP 47): as the record says, else Swedish."""
    return lang or RECORDS_LANG


def foreign_lang(lang: str, locale: str) -> str:
    """Return the language of a record's texts where that is not the one of *locale*, else nothing (WCAG 3.1.2).

    Args:
        lang: As the record says it; empty: Swedish.
        locale: Of the publication that shows them.
    """
    own = text_lang(lang)
    return "" if own.partition("-")[0].casefold() == lang_tag(locale) else own


@lru_cache(256)
def read_lang(text: str) -> str:
    """Return the language that *text* names (språk) as a tag in lower case: ``sv`` for ``SWE``, *svenska*, ``sv``.

    Raises:
        UnreadableError: It names none.
    """
    asked = text.strip().replace("_", "-").casefold()
    if asked in _names():
        return _names()[asked]
    match = _TAG.fullmatch(asked)
    language = _short().get(match[1], match[1]) if match else ""
    if match is None or language not in _names().values():
        raise UnreadableError(f"not a language: {shown(text)!r}", "write sv, en or another tag of BCP 47")
    return f"{language}{match[2]}"


@cache
def _names() -> Mapping[str, str]:
    """Return what languages are called in those we publish in: *svenska*, *Swedish* → ``sv``."""
    from babel import Locale  # noqa: PLC0415 - heavy, and few files name a language

    called = (Locale.parse(locale).languages.items() for locale in available())
    return {name.casefold(): code for pairs in called for code, name in pairs if code.isalpha()}


@cache
def _short() -> Mapping[str, str]:
    """Return the tag of a language that is written in three letters (ISO 639-2), as notices do: ``swe`` → ``sv``."""
    from babel.core import get_global  # noqa: PLC0415 - the same

    aliases: Mapping[str, str] = get_global("language_aliases")
    return aliases
