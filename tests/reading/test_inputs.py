"""What cannot be read is refused in a line that says what to do."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

import outreach
from outreach.reading import read_inputs
from outreach.sources import Csv


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to be in: a message shortens a long path, and the folders that pytest makes may be deep."""
    monkeypatch.chdir(tmp_path)
    return Path()


LEDGER = "Datum;Leverantör;Nettobelopp\n2016-01-01;Bygg AB;100,00\n"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("tom.csv", b"", (outreach.EmptyInputError, "empty: 0 bytes")),
        ("blank.csv", b" \n\n", (outreach.EmptyInputError, "empty")),
        (
            "plan.csv",
            b"%PDF-1.7 ...",
            (outreach.SourceError, "a damaged PDF: Stream has ended unexpectedly"),
        ),
        ("l.csv.gz", b"\x1f\x8b\x08\x00", (outreach.SourceError, "damaged: Compressed file ended before")),
        ("l.docx.gz", b"\x1f\x8b\x08\x00", (outreach.SourceNotFoundError, "it looks like gzip; unpack it first")),
        ("l.csv", b"\x1f\x8b\x08\x00", (outreach.SourceNotFoundError, "it looks like gzip; unpack it first")),
        ("gammal.xls", b"\xd0\xcf\x11\xe0" * 9, (outreach.SourceError, "damaged, or not a workbook")),
        ("x.csv", b"a;b;c\n1;2;3\n", (outreach.UnknownTableError, "its headings: 'a', 'b', 'c'")),
        ("x.json", b"{", (outreach.SourceError, "not JSON")),
        ("x.xlsx", b"PK\x03\x04 no", (outreach.SourceError, "not a workbook, or cut off")),
        (
            "krypterad.xlsx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            (outreach.SourceError, "encrypted (save it without a password)"),
        ),
    ],
)
def test_one_line_says_what_is_wrong(read, here, name, content, expected):
    """Each sort of unreadable file has its error, with the file's name, the reason and a remedy, in one line."""
    error, message = expected
    path = here / name
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_word_document_names_what_is_installed(read, registry, here):
    """No source reads a Word document; the message lists those there are."""
    path = here / "lista.docx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    with pytest.raises(outreach.SourceNotFoundError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}: no source reads it; installed: {', '.join(registry.sources())}"
        " (it looks like a Word document; export its table as CSV or xlsx)"
    )


def test_a_missing_file_suggests_a_near_one(read, write):
    """A typing error in a name is answered with the name that was probably meant."""
    path = write("leverantorer.csv", LEDGER)
    with pytest.raises(FileNotFoundError, match=r"no such file \(did you mean 'leverantorer.csv'\?\)"):
        read(path.with_name("leverantörer.csv"))


def test_a_directory_and_a_pipe_are_no_files(read, tmp_path):
    """Neither is opened: a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(outreach.NotAFileError, match="a directory"):
        read(tmp_path)
    with pytest.raises(outreach.NotAFileError, match="not a regular file"):
        read(tmp_path / "pipe.csv")
    with pytest.raises(outreach.NotAFileError, match="a directory"):
        read(Csv(tmp_path))


def test_the_same_file_twice_is_refused(read, write):
    """Also through a link and another spelling of its path: its rows would count twice."""
    path = write("l.csv", LEDGER)
    (path.parent / "link.csv").symlink_to(path)
    for again in (path, path.parent / "." / "l.csv", path.parent / "link.csv", Csv(path)):
        with pytest.raises(outreach.DuplicateInputError, match="given twice"):
            read(path, again)


@pytest.mark.parametrize(("given", "message"), [(Csv, "give an instance"), (7, "neither a path nor a source")])
def test_what_is_no_input_is_told(read, given, message):
    """A class instead of an instance, and any other thing, is answered with what to give."""
    with pytest.raises(outreach.InputError, match=message):
        read(given)


def test_nothing_to_read_is_told(read):
    """``read()`` alone is a mistake."""
    with pytest.raises(outreach.InputError, match="no input is given"):
        read()


def test_named_columns_that_are_not_there_are_told(read, write):
    """The message names the column that was asked for, and those there are."""
    path = write("l.csv", LEDGER)
    with pytest.raises(
        outreach.UnknownTableError, match="no column is named 'Summa'; its headings: 'Datum', 'Leverantör'"
    ):
        read(Csv(path, columns={"amount": "Summa"}))


def test_a_missing_column_is_named(read, write):
    """A ledger without an amount is told so, with the columns it has and what to write."""
    path = write("l.csv", "datum;leverantör;orgnr;konto;summering\n2016-01-01;Bygg AB;;4010;5\n")
    with pytest.raises(outreach.UnknownTableError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}: like a table of Purchase, but no column is the amount; its headings: 'datum', 'leverantör', 'orgnr',"
        " 'konto', 'summering' (say which is: columns={\"amount\": \"…\"})"
    )
    assert len(read(Csv(path, columns={"amount": "summering"})).purchases) == 1


def test_a_thousand_bad_rows_are_counted_and_the_first_shown(read, write):
    """The number is exact, the first ones are there, and the text stays short."""
    path = write("l.csv", LEDGER + "inte ett datum;Bygg AB;1,00\n" * 1000)
    data = read(path)
    assert (data.problems.errors, len(data.purchases)) == (1000, 1)
    assert f"{path}:3:date: not a date: 'inte ett datum'" in str(data.problems)
    assert len(str(data.problems).splitlines()) <= 15
    assert data.reconciliation.adds_up


class _Broken(outreach.Source):
    """A source that fails half-way."""

    name = "broken"

    def rows(self):
        yield outreach.Row(outreach.Procurement, {"title": "Ett"}, line=2)
        raise KeyError("Nr")


class _Odd(outreach.Source):
    """A source that gives what is no row."""

    name = "odd"

    def rows(self):
        return [{"title": "Ett"}]


class _Misspelt(outreach.Source):
    """A source that names an attribute that is none."""

    name = "misspelt"

    def rows(self):
        return [outreach.Row(outreach.Procurement, {"titel": "Ett"})]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (_Broken, "the source 'broken' failed: KeyError: 'Nr'"),
        (_Odd, "the source 'odd' failed: gave a dict, not a Row"),
        (_Misspelt, "the source 'misspelt' failed: Procurement has no 'titel'"),
    ],
)
def test_what_a_source_does_wrong_is_one_error(read, source, message):
    """Whatever a stranger raises or gives becomes a SourceError with its name; nothing of the input is kept."""
    with pytest.raises(outreach.SourceError, match=message) as caught:
        read(source())
    assert source.name == caught.value.source


class _Claims(outreach.Source):
    """Reads every file with *Annonseras* in it."""

    name = "claims"

    def __init__(self, path):
        self.path = path

    @classmethod
    def recognises(cls, sample):
        return "Annonseras" in sample.text

    def rows(self):
        return [
            outreach.Row(outreach.Procurement, {"id": "1", "title": "Hiss", "planned_publication": "1 mars"}, line=3)
        ]


class _Also(_Claims):
    """Another that reads the same."""

    name = "also"


class _Plugin:
    def __init__(self, *sources):
        self._sources = sources

    @outreach.hookimpl
    def outreach_sources(self):
        return list(self._sources)


def test_a_strangers_source_goes_before_our_own(write):
    """A plugin that knows the file is asked first, and its rows get the same parsing and addresses."""
    registry = outreach.Registry(entry_points=False)
    registry.register(_Plugin(_Claims), "one")
    path = write("lista.csv", "Nr;Upphandling;Annonseras\n1;Hiss;1 mars\n")
    data = outreach.read(path, registry=registry)
    expected = (
        f"{path}:3:planned_publication: no year: '1 mars' (write the year, or say it of all such dates: year=2017)"
    )
    assert expected == str(data.problems)
    assert data.procurements[0].incomplete == (("planned_publication", "1 mars"),)
    assert data.reconciliation[0].source == "claims"


def test_two_strangers_are_not_chosen_between(write):
    """If two plugins claim a file, the user says which."""
    registry = outreach.Registry(entry_points=False)
    registry.register(_Plugin(_Claims, _Also), "two")
    path = write("lista.csv", "Nr;Upphandling;Annonseras\n")
    with pytest.raises(
        outreach.AmbiguousSourceError, match=r'claims and also both read it .say which: outreach.source."claims"'
    ):
        outreach.read(path, registry=registry)


def test_a_source_that_cannot_be_asked_is_left_out(write):
    """What goes wrong while a plugin looks at a file is a warning with its name; the others are asked."""

    class Nervous(_Claims):
        name = "nervous"

        @classmethod
        def recognises(cls, sample):
            raise RuntimeError(sample.name)

    registry = outreach.Registry(entry_points=False)
    registry.register(_Plugin(Nervous), "nervous")
    with pytest.warns(outreach.PluginWarning, match="source 'nervous' was not asked: RuntimeError: l.csv"):
        assert len(outreach.read(write("l.csv", LEDGER), registry=registry).purchases) == 1


def test_progress_is_told(registry, write):
    """Whoever shows progress hears of each file before it is read."""
    paths = [write("a.csv", LEDGER), write("b.csv", LEDGER)]
    heard = []
    read_inputs(paths, registry=registry, on_file=lambda *said: heard.append(said))
    assert heard == [(str(paths[0]), 1, 2), (str(paths[1]), 2, 2)]
