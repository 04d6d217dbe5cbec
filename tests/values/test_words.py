"""Text made comparable, unknown values, yes and no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import UnreadableError
from outreach.values import fold, is_unknown_word, parse_boolean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Förvaltning\u00a0\u202f X ", "förvaltning x"),
        ("\ufeffKöpare", "köpare"),
        ("fo\u0308rvaltning", "förvaltning"),
        ("ＡＢ", "ab"),
        ("STRASSE", fold("Straße")),
        ("lång\u00adtid", "långtid"),
        ("", ""),
    ],
)
def test_fold_makes_spellings_of_one_name_equal(text, expected):
    """Case, blanks, composition, width and invisible characters do not tell names apart."""
    assert expected == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    """A folded text is its own folded form, so that folded keys can be folded again."""
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize("text", ["", " ", "?", "TBC", "tbd", "N/A", "-", "–", "oklart", "Ej bestämt", "saknas", "…"])
def test_words_for_no_value_are_known(text):
    """A cell that says that nothing is known is not taken for a wrong value."""
    assert is_unknown_word(text)


@pytest.mark.parametrize("text", ["Q2 2017", "0", "nej", "löpande", "x"])
def test_values_are_not_words_for_no_value(text):
    """A value, even a strange one, does not count as unknown."""
    assert not is_unknown_word(text)


@pytest.mark.parametrize(("text", "expected"), [("Ja", True), ("X", True), ("1", True), ("NEJ", False), ("no", False)])
def test_yes_and_no_are_read_in_both_languages(text, expected):
    """Listed words are yes or no, whatever their case."""
    assert expected is parse_boolean(text)


@pytest.mark.parametrize("text", ["", "kanske", "ja tack", "2"])
def test_anything_else_is_neither_yes_nor_no(text):
    """Nothing is no by default: a consent must be said."""
    with pytest.raises(UnreadableError, match="neither yes nor no"):
        parse_boolean(text)
