"""Several files by one pattern, and folders."""

from decimal import Decimal

import pytest

import outreach
from outreach.sources import Csv

HEAD = "datum;leverantör;belopp\n"


def _months(folder):
    for month, amount in (("02", "20,00"), ("01", "10,00"), ("10", "5,00")):
        text = f"{HEAD}2016-{month}-05;A;{amount}\n"
        (folder / f"reskontra-2016-{month}.csv").write_text(text, encoding="utf-8")
    (folder / "reskontra-2016-x.csv").mkdir()
    return folder


def test_a_pattern_is_one_ledger(tmp_path, read):
    """Each file is a line of the reconciliation, sorted by name; folders are none."""
    folder = _months(tmp_path)
    data = read(str(folder / "reskontra-2016-*.csv"))

    assert {"XXX": Decimal(35)} == data.purchases.totals
    assert ["01", "02", "10"] == [report.file[-6:-4] for report in data.reconciliation.files]


def test_a_source_may_have_a_pattern(tmp_path, read):
    """Its options hold for all the files."""
    data = read(Csv(_months(tmp_path) / "reskontra-2016-*.csv", currency="SEK"))

    assert {"SEK": Decimal(35)} == data.purchases.totals


def test_a_file_may_be_called_like_a_pattern(tmp_path, read):
    """What is there is the file, not what its name could match."""
    path = tmp_path / "[2016]*.csv"
    path.write_text(f"{HEAD}2016-01-01;A;1,00\n", encoding="utf-8")

    assert [str(path)] == [report.file for report in read(path).reconciliation.files]


def test_a_pattern_without_a_file_is_told(tmp_path, read):
    """Nothing is silently nothing."""
    with pytest.raises(outreach.InputNotFoundError, match="no file matches"):
        read(str(tmp_path / "*.csv"))


def test_the_same_file_by_name_and_pattern_is_refused(tmp_path, read):
    """Its rows would count twice."""
    folder = _months(tmp_path)
    with pytest.raises(outreach.DuplicateInputError):
        read(folder / "reskontra-2016-01.csv", str(folder / "reskontra-2016-*.csv"))


def test_a_folder_is_refused_with_what_to_do(tmp_path, read):
    """Without a source that takes folders nobody knows what its files are."""
    with pytest.raises(outreach.NotAFileError, match=r"name the files in it, or say what they are: outreach\.source"):
        read(tmp_path)
    with pytest.raises(outreach.NotAFileError):
        read(Csv(tmp_path))


class _Plain(outreach.Source):
    """A source that is no attrs class."""

    name = "plain"

    def __init__(self, path):
        self.path = path

    def rows(self):
        """Yield nothing."""
        return iter(())


def test_a_source_that_cannot_be_copied_takes_no_pattern(tmp_path, read):
    """It is told, not guessed how to make another."""
    with pytest.raises(outreach.InputNotFoundError, match="'plain' takes no pattern"):
        read(_Plain(_months(tmp_path) / "reskontra-2016-*.csv"))
