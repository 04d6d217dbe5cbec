"""The errors: one base, the built-in each resembles, ids as attributes, and they travel."""

from __future__ import annotations

import inspect
import pickle

import pytest

from outreach import errors

SAMPLES = [
    errors.ModelError("Procurement", "title", "empty", "give the title"),
    errors.UnreadableError("not a date: '1 mars'", "write 2017-03-01"),
    errors.InputNotFoundError("a.csv", "no such file"),
    errors.NotAFileError("a", "a directory"),
    errors.EmptyInputError("a.csv", "empty"),
    errors.SourceNotFoundError("a.docx", "no source reads it"),
    errors.AmbiguousSourceError("a.csv", "two plugins claim it"),
    errors.UnknownTableError("a.csv", "no known heading", "say columns=", ["x", "y"]),
    errors.SourceError("a.csv", "cut short", "", "csv"),
    errors.DuplicateInputError("a.csv", "given twice"),
    errors.FileChangedError("a.csv", "changed since it was read"),
    errors.QuestionError("by", "colour", ["supplier"]),
    errors.OtherEventError("2017-var", ["foretagartraff-2017"]),
    errors.CurrencyError("SEK and EUR cannot be added"),
    errors.LanguageError("xx", ["sv_SE"]),
    errors.UntranslatedError("sv", "Last updated"),
    errors.WordsError("sv", "headings.toml", "Purchase.amount", "write a | b"),
    errors.PluginError("half a plugin"),
    errors.NotHeldError("procurements"),
    errors.PluginNotFoundError("source", "docx", ["csv"]),
    errors.MissingExtraError("typst", "pdf"),
    errors.PublishingError("two publishers share a root"),
    errors.PublishErrors("1 of 2 publishers failed", [ValueError("x")], ["receipt"]),
]


def classes():
    return [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, errors.OutreachError)]


def test_every_class_has_a_sample():
    """No error is left out of these tests."""
    abstract = {errors.OutreachError, errors.InputError}
    assert {type(sample) for sample in SAMPLES} == set(classes()) - abstract


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_errors_pickle_with_their_attributes(error):
    """An error raised in a worker says the same in the parent."""
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(error) is type(copied)
    assert str(error) == str(copied)
    assert {k: str(v) for k, v in vars(error).items()} == {k: str(v) for k, v in vars(copied).items()}


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_errors_also_are_the_built_in_they_resemble(error):
    """``except FileNotFoundError`` works."""
    built_in = {c for c in type(error).__mro__ if c.__module__ == "builtins"} - {object, BaseException, Exception}
    assert built_in


def test_the_tree_in_the_module_is_true():
    """Each class stands in the drawing with the built-in it inherits."""
    for cls in classes():
        assert cls.__name__ in errors.__doc__


def test_shown_text_is_one_safe_line():
    """No terminal escape, no line break, no direction mark; cut where it is long."""
    assert "a\ufffd[31mb\ufffdc" == errors.shown("a\x1b[31mb\nc")
    assert "\ufffd" in errors.shown("a\u202eb")
    assert 80 == len(errors.shown("x" * 500))
