"""Catalogues of translated texts: none has a gap, and none says more than the code."""

from __future__ import annotations

import re

import pytest

import catalogues
from outreach import languages
from outreach.errors import UntranslatedError
from outreach.languages import _catalogues


@pytest.mark.parametrize("lang", catalogues.LANGUAGES)
def test_catalogues_hold_what_the_code_says(lang: str):
    """``make catalogues`` would not change a .po file: no text is new, none is left over."""
    assert catalogues.path_of(lang).read_bytes() == catalogues.written(catalogues.updated(lang))


@pytest.mark.parametrize("lang", catalogues.LANGUAGES)
def test_catalogues_are_read_as_gettext_reads_them(lang: str):
    """Every text, context and plural form is what Babel's own reader finds in the file."""
    t = languages.translator(lang)
    for message in catalogues.read(lang):
        if isinstance(message.id, tuple):
            assert message.string == tuple(t._catalogue.plural(*message.id, n) for n in (1, 2))
        elif message.id:
            assert message.string == t._catalogue.text(message.id, message.context or "")


@pytest.mark.parametrize("lang", catalogues.LANGUAGES)
def test_nothing_is_untranslated(lang: str):
    """Every text has a translation, every plural form among them."""
    assert catalogues.untranslated(lang) == []


@pytest.mark.parametrize("lang", catalogues.LANGUAGES)
def test_placeholders_are_those_of_the_text(lang: str):
    """A translation has the placeholders of its text: none is lost, none is misspelt."""
    for message in catalogues.read(lang):
        if message.id:
            strings = (message.string,) if isinstance(message.string, str) else message.string
            asked = message.id if isinstance(message.id, str) else message.id[0]
            for string in strings:
                assert set(re.findall(r"\{\w+\}", string)) == set(re.findall(r"\{\w+\}", asked)), message.id


def test_english_texts_are_said_as_they_stand():
    """English has no catalogue: it says what the code says, so that a reader of the code knows the page."""
    t = languages.translator("en_GB")
    assert "en" not in catalogues.LANGUAGES
    assert t("ongoing") == "ongoing"
    assert t.c("stage", "planned") == "planned"
    assert [t.n("{n} year", "{n} years", n) for n in (0, 1, 2)] == ["0 years", "1 year", "2 years"]


def test_what_is_not_translated_yet_is_missing(tmp_path, monkeypatch):
    """A text left empty, or marked fuzzy by a tool that guessed it, is an error that names it."""
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "messages.po").write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '#: a.py\nmsgid "spring"\nmsgstr ""\n"vår"\n"en"\n\nmsgid "summer"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "autumn"\nmsgstr "höst"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(_catalogues.words, "FOLDER", tmp_path)
    t = _catalogues.Translator("sv_SE")
    assert t("spring") == "våren"
    for text in ("summer", "autumn", "winter"):
        with pytest.raises(UntranslatedError, match=text):
            t(text)
