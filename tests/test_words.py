"""The words of each language: TOML files that anybody can read and correct, a folder a language."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import outreach
from outreach import words
from outreach.errors import WordsError

PACKAGE = Path(outreach.__file__).parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder of languages, asked in the place of the package's own."""
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    functions = (words.languages, words.records, words.headings, words.questions, words.listed, words.table)
    caches = (*functions, words._file)
    for function in caches:
        function.cache_clear()
    yield tmp_path
    for function in caches:
        function.cache_clear()


def write(folder, lang, headings="", text='locale = "xx_XX"\n'):
    """Write a language's two files."""
    (folder / lang).mkdir()
    (folder / lang / "headings.toml").write_text(headings, encoding="utf-8")
    (folder / lang / "words.toml").write_text(text, encoding="utf-8")


def test_the_languages_are_the_folders():
    """Swedish and English ship with the library."""
    assert words.languages() == ("en", "sv")


def test_languages_have_the_same_records_attributes_and_lists():
    """What one language has words for, so has the other."""
    for record in words.records():
        assert list(words.headings(record, "en")) == list(words.headings(record, "sv"))
    assert words.questions("en").keys() == words.questions("sv").keys()
    assert words._file("en", "words").keys() == words._file("sv", "words").keys()


def test_words_of_all_languages_are_read_together(folder):
    """A group has the words of each language; a language without a word at a rank leaves it to the others."""
    write(folder, "aa", '[Purchase]\namount = ["net | net sum", "sum"]\n')
    write(folder, "bb", '[Purchase]\namount = ["", "summa |\\n sum", "brutto"]\n')
    assert words.headings("Purchase") == {"amount": (("net", "net sum"), ("sum", "summa"), ("brutto",))}


def test_an_entry_may_have_the_words_of_another(folder):
    """A name in the place of a list means the words that stand there."""
    write(folder, "aa", '[Procurement]\nunit = ["department"]\n[Contract]\nunit = "Procurement.unit"\n')
    assert words.headings("Contract") == {"unit": (("department",),)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[Purchase\n", "no TOML"),
        ('[Purchase]\namount = "net | sum"\n', "there is no"),
        ("[Purchase]\namount = [1]\n", "write"),
        ('[Purchase]\namount = ["net || sum"]\n', "a word is missing"),
        ('[Purchase]\namount = ["net |"]\n', "a word is missing"),
        ('Purchase = "net"\n', "on a line of its own"),
    ],
)
def test_a_slip_is_named(folder, text, reason):
    """What is wrong in a file says which file, which entry and what to write."""
    write(folder, "aa", text)
    with pytest.raises(WordsError, match=r"languages/aa/headings\.toml") as caught:
        words.headings("Purchase")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("phrase", "found", "not_found"),
    [
        ("kost", "särskild kost?", "kostnad"),
        ("kost*", "kostnad", "frukost"),
        ("*kost*", "frukosten", "mat"),
        ("^deltar (på/i)", "deltar i mässan", "jag deltar i mässan"),
        ("anbud … (tidigare/förr)", "har ni lämnat anbud tidigare?", "tidigare anbud"),
        ("^(kommer/deltar) du$", "kommer du??", "kommer du i morgon"),
        ("e-post", "din e-post", "din eapost"),
    ],
)
def test_phrases_are_found(phrase, found, not_found):
    """``*`` is the rest of a word, ``…`` anything, ``(a/b)`` one or the other, ``^`` and ``$`` the ends."""
    pattern = words.phrases([phrase])
    assert pattern.search(found)
    assert not pattern.search(not_found)


def test_nothing_is_loaded_until_it_is_asked_for():
    """Importing the library, and the module itself, opens no file of words."""
    code = "import outreach.words as w; print(w._file.cache_info().misses)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "0"


def test_a_language_costs_one_folder(tmp_path):
    """A folder added to a copy of the package makes lists in that language readable, without a change of code."""
    shutil.copytree(PACKAGE, tmp_path / "outreach", ignore=shutil.ignore_patterns("__pycache__"))
    languages = tmp_path / "outreach" / "languages"
    (languages / "qq").mkdir()
    for name in ("headings", "words"):
        text = (languages / "en" / f"{name}.toml").read_text(encoding="utf-8")
        text = text.replace('locale = "en_GB"', 'locale = "qq_QQ"')
        (languages / "qq" / f"{name}.toml").write_text(text.replace("date paid", "zahlung"), encoding="utf-8")
    (tmp_path / "l.csv").write_text("Zahlung;Supplier;Net amount\n2017-01-02;Acme;1.00\n", encoding="utf-8")
    code = "import outreach; print(len(outreach.read('l.csv').purchases))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.strip() == "1", ran.stderr
