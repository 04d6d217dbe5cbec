"""The demo's inputs: made up, the same every time, and with the faults that real files have."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from demo.companies import companies, luhn, sole_traders
from demo.make_inputs import make

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "anmalningar.csv",
    "avtal.xlsx",
    "foretag.csv",
    "leverantorsreskontra-2016.csv",
    "traffen.jpg",
    "upphandlingslista-2017.xlsx",
    "upphandlingslista-mars-2017.xlsx",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    make(folder)
    return folder


def _content(path: Path) -> object:
    """Return the bytes; of a workbook those of its members, since archives are packed differently elsewhere."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_what_the_generator_makes(name: str, made: Path, demo_input: Path):
    """What is shipped is what `make demo-inputs` makes, byte for byte."""
    assert _content(made / name) == _content(demo_input / name)


def test_nothing_else_is_shipped(demo_input: Path):
    """The folder of inputs holds these files and no other."""
    assert sorted(path.name for path in demo_input.iterdir()) == list(NAMES)


def test_organisation_numbers_are_made_up():
    """Every company's number lies in 559901–559999 and has the right check digit; no two are the same."""
    numbers = [firm.number for firm in companies(random.Random(1))]

    assert len(numbers) == len(set(numbers))
    assert {number[:4] for number in numbers} == {"5599"}
    assert [number[9] for number in numbers] == [luhn(number[:9]) for number in numbers]


def test_personal_numbers_are_test_numbers():
    """Sole traders are born in 1890 and numbered in the series for tests."""
    assert {(person.number[:2], person.number[6:8]) for person in sole_traders()} == {("90", "98")}
