"""Catalogues: which there are, and a text in one of them."""

from __future__ import annotations

import gettext
import re
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final, NoReturn

from outreach.errors import LanguageError, UntranslatedError

DEFAULT_LOCALE: Final = "sv_SE"
"""The locale of a publication that is asked for without one; the only place that says so."""

_LOCALES: Final = ("sv_SE", "en_GB")
"""A language has one catalogue and one region, whose dates and numbers it writes."""

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


def available() -> tuple[str, ...]:
    """Return the locales (språk) that have a catalogue."""
    return _LOCALES


@lru_cache(64)
def normalise(locale: str) -> str:
    """Return the locale that *locale* means: ``sv``, ``sv-SE`` and ``SV_se`` are ``sv_SE``, ``en`` is ``en_GB``.

    Raises:
        LanguageError: It has no catalogue; American dates in British sentences would be neither.
    """
    asked = locale.replace("-", "_").casefold()
    for known in _LOCALES:
        if asked in (known.casefold(), known[:2]):
            return known
    raise LanguageError(locale, _LOCALES)


@lru_cache(64)
def lang_tag(locale: str) -> str:
    """Return the language of *locale* for ``lang`` and ``hreflang`` (BCP 47): ``sv`` for ``sv_SE``."""
    return normalise(locale)[:2]


class _Refusing(gettext.NullTranslations):
    """What is asked when a catalogue lacks a text: an error, where gettext would give the English."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def _refuse(self, text: str) -> NoReturn:
        raise UntranslatedError(self.lang, text)

    def gettext(self, message: str) -> str:
        self._refuse(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        del msgid2, n
        self._refuse(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        self._refuse(f"{context}: {message}")


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
        file = resources.files("outreach") / "locale" / self.lang / "LC_MESSAGES" / "outreach.mo"
        with file.open("rb") as stream:
            self._catalogue = gettext.GNUTranslations(stream)
        self._catalogue.add_fallback(_Refusing(self.lang))

    def __call__(self, message: str, /, **values: object) -> str:
        """Return *message* in the language, its placeholders filled with *values*."""
        return _fill(self._catalogue.gettext(message), values)

    def n(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form for *n* things; ``{n}`` is the number, unless *values* give it another form."""
        return _fill(self._catalogue.ngettext(singular, plural, n), {"n": n, **values})

    def c(self, context: str, message: str, /, **values: object) -> str:
        """Return *message* as it is said in a *context*, where one English word is two of another language."""
        return _fill(self._catalogue.pgettext(context, message), values)

    def parts(self, message: str, /, **values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - inline parts of any kind
        """Return *message* cut at its placeholders, the *values* between: for links and dates in a sentence.

        A value that is a tuple gives several parts.
        """
        parts: list[Any] = []
        for place, piece in enumerate(_PLACEHOLDER.split(self._catalogue.gettext(message))):
            value = values[piece] if place % 2 else piece
            parts.extend(value if isinstance(value, tuple) else (value,))
        return tuple(part for part in parts if part != "")


def _fill(template: str, values: dict[str, object]) -> str:
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), template)


def translator(locale: str) -> Translator:
    """Return the texts of *locale* (översättning).

    Raises:
        LanguageError: It has no catalogue.
    """
    return _translator(normalise(locale))


@cache
def _translator(locale: str) -> Translator:
    return Translator(locale)
