"""Delimited text packed with gzip: read as the file in it, to a bounded size, and gone from the disk with the data."""

from __future__ import annotations

import gc
import gzip
import io
import tarfile
import tempfile

import pytest

import outreach
from kit_subjects import LEDGER, csv_inputs
from outreach.errors import FileChangedError, SourceError, SourceNotFoundError
from outreach.sources import Csv
from outreach.sources.csv import SMALL

LIST = "Upphandling;Annonseras;Värde\nStädning av skolor;Q2 2017;2–4 mkr\nHisservice;sommarn;ca 500 tkr\n"
MANY = "".join(f"2017-01-{day:02};Bokvalls Bageri;556016-0680;{number},{day:02}\n" for day in range(1, 29)
               for number in range(1, 5_001))  # fmt: skip


@pytest.fixture(autouse=True)
def _temporary(tmp_path, monkeypatch):
    """Temporary files have a folder of their own, so that what is left can be seen."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


def left(tmp_path):
    """Return which temporary files are left."""
    gc.collect()
    return list((tmp_path / "temporary").rglob("*"))


def both(tmp_path, text, name="l.csv"):
    """Write a text plainly and packed."""
    plain, packed = tmp_path / name, tmp_path / f"{name}.gz"
    plain.write_text(text, encoding="utf-8", newline="")
    packed.write_bytes(gzip.compress(text.encode()))
    return plain, packed


def said(data, path):
    return [str(problem).replace(str(path), "") for problem in data.problems]


@pytest.mark.parametrize("text", [csv_inputs(2), LIST, LEDGER + MANY], ids=["ledger", "list", "large"])
def test_a_packed_file_is_read_as_the_file_in_it(tmp_path, text):
    """Records, sums, problems and their lines are the same; the reconciliation says that it is packed."""
    plain, packed = both(tmp_path, text)

    expected, read = outreach.read(plain), outreach.read(packed)

    assert expected.purchases.totals == read.purchases.totals
    assert list(expected.procurements) == list(read.procurements)
    assert said(expected, plain) == said(read, packed)
    assert "packed with gzip" in str(read.reconciliation)
    assert read.reconciliation.adds_up


def test_the_rows_of_a_large_one_can_be_asked_for(tmp_path):
    """Rows are read lazily from the unpacked copy, which is gone once the data is."""
    text = LEDGER + MANY
    assert SMALL < len(text)
    _, packed = both(tmp_path, text)
    data = outreach.read(packed)
    gc.collect()

    assert 140_000 == data.purchases.collect().to_native().collect().height
    assert [] != left(tmp_path)
    del data
    assert [] == left(tmp_path)


def test_a_packed_file_that_changed_is_told(tmp_path):
    """The rows are those of the file that was read, or none."""
    _, packed = both(tmp_path, LEDGER + MANY)
    data = outreach.read(packed)
    packed.write_bytes(gzip.compress(csv_inputs(2).encode()))

    with pytest.raises(FileChangedError):
        data.purchases.collect()


def test_an_address_names_the_packed_file(tmp_path):
    """A problem's file is the one that was given, and its line that of the text in it."""
    _, packed = both(tmp_path, LIST)

    assert f"{packed}:3:planned_publication: " in str(outreach.read(packed).problems)


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (gzip.compress(csv_inputs(2).encode())[:-5], "damaged: "),
        (gzip.compress(csv_inputs(2).encode())[:-12] + b"\0" * 12, "damaged: "),
        (gzip.compress(csv_inputs(2).encode()) + b"noise", "damaged: "),
        (gzip.compress(csv_inputs(2).encode() + b"\n" * 40_000_000), "unpacks to more than 200 times its size"),
        (gzip.compress(gzip.compress(csv_inputs(2).encode())), "not text"),
        (gzip.compress(b'a;b\n"1;2\n'), "a quote is opened and never closed"),
    ],
    ids=["cut off", "overwritten", "noise behind", "a bomb", "packed twice", "no rows"],
)
def test_what_is_no_sound_packed_text_is_refused(tmp_path, content, match):
    """Refused as a whole, with the file's own name, and nothing is left on the disk."""
    path = tmp_path / "l.csv.gz"
    path.write_bytes(content)

    with pytest.raises(SourceError, match=match) as caught:
        outreach.read(Csv(path))

    assert str(path) == caught.value.input
    del caught
    assert [] == left(tmp_path)


def test_an_archive_of_files_is_no_text(tmp_path):
    """A .tar.gz is not taken for delimited text."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        member = tarfile.TarInfo("l.csv")
        member.size = len(csv_inputs(2).encode())
        archive.addfile(member, io.BytesIO(csv_inputs(2).encode()))
    path = tmp_path / "l.tar.gz"
    path.write_bytes(made.getvalue())

    with pytest.raises(SourceNotFoundError, match="gzip; unpack it first"):
        outreach.read(path)


def test_what_is_packed_under_another_name_is_refused(tmp_path):
    """A packed file that does not say so came to its name by mistake."""
    path = tmp_path / "l.csv"
    path.write_bytes(gzip.compress(csv_inputs(2).encode()))

    with pytest.raises(SourceError, match="not text, whatever its name says"):
        outreach.read(Csv(path))
