"""Catalogues: which there are, and a text in one of them.

A catalogue is ``languages/xx/messages.po``, read as it stands and once: that takes 8 ms, a compiled one takes 7 and
could be out of date. The text in the code is the English one, so English has no catalogue.
"""

from __future__ import annotations

import gettext
import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from outreach import words
from outreach.countries.sweden import SWEDEN
from outreach.errors import LanguageError, UntranslatedError, WordsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

DEFAULT_LOCALE: Final = SWEDEN.locale
"""The locale of a publication that is asked for without one; the only place that says so."""

SOURCE: Final = "en"
"""The language of the texts in the code."""

CATALOGUE: Final = "messages.po"
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_PLURAL: Final = re.compile(r"plural=([^;]+)")


@cache
def available() -> tuple[str, ...]:
    """Return the locales (språk) that publications can be written in: of each folder with a catalogue, and English."""
    langs = (lang for lang in words.languages() if lang == SOURCE or (words.FOLDER / lang / CATALOGUE).exists())
    return tuple(words.setting(lang, "locale") for lang in langs)


@lru_cache(64)
def normalise(locale: str) -> str:
    """Return the locale that *locale* means: ``sv``, ``sv-SE`` and ``SV_se`` are ``sv_SE``, ``en`` is ``en_GB``.

    Raises:
        LanguageError: It has no catalogue; American dates in British sentences would be neither.
    """
    asked = locale.replace("-", "_").casefold()
    for known in available():
        if asked in (known.casefold(), known.partition("_")[0]):
            return known
    raise LanguageError(locale, available())


@lru_cache(64)
def lang_tag(locale: str) -> str:
    """Return the language of *locale* for ``lang`` and ``hreflang`` (BCP 47): ``sv`` for ``sv_SE``."""
    return normalise(locale).partition("_")[0]


class _Catalogue:
    """The texts of one language by their English; a text that is missing or not translated is an error."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        path = words.FOLDER / lang / CATALOGUE
        try:
            entries = list(_entries(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError) as error:
            raise WordsError(lang, CATALOGUE, "", f"not a catalogue of gettext: {error}") from error
        self._texts = {(entry.get("msgctxt", ""), entry.get("msgid", "")): entry for entry in entries}
        plural = _PLURAL.search(self._texts.get(("", ""), {}).get("msgstr", ""))
        self._form: Callable[[int], int] = gettext.c2py(plural[1] if plural else "n != 1")

    def text(self, message: str, context: str = "") -> str:
        # A text that is also said of several has one entry, with the forms of both.
        is_plural = "msgid_plural" in self._texts.get((context, message), ())
        return self._string(message, context, f"msgstr[{self._form(1)}]" if is_plural else "msgstr")

    def plural(self, singular: str, plural: str, n: int) -> str:
        del plural
        return self._string(singular, "", f"msgstr[{self._form(n)}]")

    def _string(self, message: str, context: str, form: str) -> str:
        text = self._texts.get((context, message), {}).get(form)
        if not text:
            raise UntranslatedError(self.lang, f"{context}: {message}" if context else message)
        return text


class _Source:
    """The texts as they stand in the code."""

    def text(self, message: str, context: str = "") -> str:
        del context
        return message

    def plural(self, singular: str, plural: str, n: int) -> str:
        return singular if n == 1 else plural


def _entries(text: str) -> Iterator[Mapping[str, str]]:
    """Yield the entries of a .po file, keyword → string; those marked fuzzy are not translated yet."""
    entry: dict[str, str] = {}
    keyword, is_fuzzy = "", False
    for line in (*text.splitlines(), ""):
        if not line.strip():
            if entry and not is_fuzzy:
                yield entry
            entry, is_fuzzy = {}, False
        elif line.startswith("#"):
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"'):
            entry[keyword] += _string(line)
        else:
            keyword, _, string = line.partition(" ")
            entry[keyword] = _string(string)


def _string(quoted: str) -> str:
    """Return the text within quotation marks; its escapes are those of JSON."""
    if "\\" not in quoted and quoted.startswith('"') and quoted.endswith('"'):
        return quoted[1:-1]
    text: str = json.loads(quoted)
    return text


class Translator:
    """The texts of one language; called with an English text, it returns the one of the catalogue.

    Placeholders are written ``{name}``. Only the catalogue's text is a template: values are put in as they are, and
    braces in them mean nothing. The names are keywords for extraction: call the instance ``t``.

    Example:
        >>> t = translator("sv_SE")
        >>> t("date not set")
        'datum inte bestämt'
    """

    def __init__(self, locale: str) -> None:
        """Open the catalogue of *locale*, a normalised one."""
        self.locale = locale
        self.lang = lang_tag(locale)
        self._catalogue = _Source() if self.lang == SOURCE else _Catalogue(self.lang)

    def __call__(self, message: str, /, **values: object) -> str:
        """Return *message* in the language, its placeholders filled with *values*."""
        return _fill(self._catalogue.text(message), values)

    def n(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form for *n* things; ``{n}`` is the number, unless *values* give it another form."""
        return _fill(self._catalogue.plural(singular, plural, n), {"n": n, **values})

    def c(self, context: str, message: str, /, **values: object) -> str:
        """Return *message* as it is said in a *context*, where one English word is two of another language."""
        return _fill(self._catalogue.text(message, context), values)

    def of(self, label: tuple[str, str], /) -> str:
        """Return the text of a label that is kept as its key: a context, empty for none, and a message."""
        context, message = label
        return self._catalogue.text(message, context)

    def parts(self, message: str, /, **values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - inline parts of any kind
        """Return *message* cut at its placeholders, the *values* between: for links and dates in a sentence.

        A value that is a tuple gives several parts.
        """
        parts: list[Any] = []
        for place, piece in enumerate(_PLACEHOLDER.split(self._catalogue.text(message))):
            value = values[piece] if place % 2 else piece
            parts.extend(value if isinstance(value, tuple) else (value,))
        return tuple(part for part in parts if part != "")


def _fill(template: str, values: dict[str, object]) -> str:
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)


def translator(locale: str) -> Translator:
    """Return the texts of *locale* (översättning).

    Raises:
        LanguageError: It has no catalogue.
    """
    return _translator(normalise(locale))


@cache
def _translator(locale: str) -> Translator:
    return Translator(locale)
