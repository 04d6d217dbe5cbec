"""Records can be asked, shown and handed over; keys are stable; datasets add."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach import Classification, Contact, Estimate, Money, Period, Procurement, Records, Stage, Supplier
from outreach.values import slug


def procurement(number=1, **values):
    """Make a procurement."""
    return Procurement(**{"id": str(number), "title": f"Nr {number}"} | values)


RECORDS = Records(
    Procurement,
    (
        procurement(1, unit="Teknik", incumbents=("Åns AB", "B AB"), stage=Stage.AWARDED),
        procurement(2, unit="Vård", classifications=(Classification(scheme="CPV", code="45233141"),)),
        procurement(3, unit="teknik", planned_publication=Period.day(date(2017, 3, 1))),
    ),
)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"unit": "TEKNIK"}, ["1", "3"]),
        ({"unit": ["Teknik", "Vård"]}, ["1", "2", "3"]),
        ({"incumbents": "åns ab"}, ["1"]),
        ({"classifications": "45"}, ["2"]),
        ({"stage": "awarded"}, ["1"]),
        ({"stage": Stage.PLANNED, "unit": "Teknik"}, ["3"]),
        ({"planned_publication": None}, ["1", "2"]),
        ({"title": "nej"}, []),
    ],
)
def test_records_can_be_asked(attributes, expected):
    """By equality, any of several values, and the beginning of a code."""
    assert expected == [record.id for record in RECORDS.where(**attributes)]


def test_an_unknown_attribute_is_told():
    """With those there are."""
    with pytest.raises(outreach.QuestionError, match=r"Procurement attribute: 'enhet' is not known .one of: id, title"):
        RECORDS.where(enhet="Teknik")


def test_records_are_a_sequence():
    """Length, place, slice and truth."""
    assert (len(RECORDS), RECORDS[0].id, [record.id for record in RECORDS[1:]]) == (3, "1", ["2", "3"])
    assert isinstance(RECORDS[1:], Records)
    assert repr(RECORDS) == "<Records: 3 Procurement>"
    assert not Records(Procurement)
    assert RECORDS == pickle.loads(pickle.dumps(RECORDS))  # noqa: S301 - our own bytes


def test_flat_and_readable():
    """Amounts stay exact, dates stay dates, several values are a list; a contact is nowhere."""
    record = procurement(
        estimated_value=Estimate(low=Decimal("1.50"), currency="SEK"),
        planned_publication=Period(start=date(2017, 1, 1), end=date(2017, 3, 31), precision="quarter"),
        incumbents=("A", "B"),
        purchaser=Contact(name="Karin Exempelsson"),
    )
    row = Records(Procurement, (record,)).to_dicts()[0]
    assert (row["estimated_value_low"], row["estimated_value_high"]) == (Decimal("1.50"), None)
    assert (row["planned_publication_start"], row["planned_publication_precision"]) == (date(2017, 1, 1), "quarter")
    assert (row["incumbents"], row["stage"]) == (["A", "B"], "planned")
    assert not [name for name in row if name.startswith("purchaser")]


@pytest.mark.parametrize("kind", [Procurement, outreach.Contract, Supplier])
def test_a_frame_has_the_same_columns_whatever_is_in_it(kind):
    """An empty collection and a full one make frames that can be put together."""
    full = {"id": "1", "name": "A"} if kind is Supplier else {"id": "1", "title": "A"}
    if kind is outreach.Contract:
        full["value"] = Money(amount=Decimal("1.25"), currency="SEK")
    frames = [Records(kind).to_native(), Records(kind, (kind(**full),)).to_native()]
    assert pl.concat(frames).height == 1
    assert list(frames[1].columns) == list(Records(kind, (kind(**full),)).to_dicts()[0])


def test_a_notebook_shows_a_few_escaped():
    """Twenty rows at most, and no markup of a stranger."""
    many = Records(Procurement, tuple(procurement(number, title="<script>") for number in range(100)))
    shown = many._repr_html_()
    assert "<script>" not in shown
    assert "and 80 more" in shown
    assert len(shown) < 20_000


LIST = "Diarienr;Upphandling;Planerad annonsering\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("KS 1;Hiss;\nKS 2;Städ;\n", ["KS 1", "KS 2"]),
        (";Hiss;\n;Städ & tvätt;\n", ["hiss", "stad-tvatt"]),
        ("1;Hiss;\n2;Städ;\n", ["hiss", "stad"]),
        ("KS 1;Hiss;\nKS 1;Städ;\n", ["KS 1-hiss", "KS 1-stad"]),
        (";Hiss;Q1 2017\n;Hiss;Q2 2017\n", ["hiss", "hiss-2"]),
    ],
)
def test_keys_are_stable(read, write, rows, expected):
    """The reference is the key, else the title; a running number is none; what would be alike is told apart."""
    assert expected == [record.id for record in read(write("l.csv", LIST + rows)).procurements]


def test_of_the_same_thing_twice_the_later_counts(read, write):
    """The earlier row is set aside, and the problem says where the later one is."""
    data = read(path := write("l.csv", LIST + "KS 1;Hiss;Q1 2017\nKS 1;hiss;Q2 2017\n"))
    assert [record.title for record in data.procurements] == ["hiss"]
    assert str(data.problems) == f"{path}:2:id: the same as line 3 (the later one counts)"
    assert data.reconciliation[0].adds_up


def test_one_contract_in_several_rows(read, write):
    """A row a supplier is a record a row; none is lost for having the same number."""
    rows = "Avtalsnr;Avtal;Leverantör;Startdatum;Delområde\n"
    rows += "A1;Städ;Åns AB;2023-01-01;Norr\nA1;Städ;B AB;2023-01-01;Norr\n"
    rows += "A1;Städ;Åns AB;2023-01-01;Söder\nA2;El;C AB;2023-01-01;\n"
    data = read(write("a.csv", rows))
    assert [record.id for record in data.contracts] == ["A1-norr-ans-ab", "A1-norr-b-ab", "A1-soder-ans-ab", "A2"]


@given(st.text())
def test_a_slug_is_safe_in_an_address(text):
    """Only letters, figures and single hyphens, sixty at most, and always the same."""
    made = slug(text)
    assert made == slug(text)
    assert len(made) <= 60
    assert all(character.isalnum() or character == "-" for character in made)
    assert not made.startswith("-")
    assert "--" not in made


def test_datasets_add(read, write):
    """Records follow each other; of one id the later counts, and a problem says which was replaced."""
    first = read(one := write("ett.csv", LIST + "KS 1;Hiss;\nKS 2;Städ;\n"))
    second = read(two := write("två.csv", LIST + "KS 2;Städ, ny;\nKS 3;El;\n"))
    both = first + second
    assert [record.title for record in both.procurements] == ["Hiss", "Städ, ny", "El"]
    assert f"{one}:3:id: replaced by the same id of {two}:2 (the later one counts)" in str(both.problems)
    assert [report.file for report in both.reconciliation] == [str(one), str(two)]
    assert repr(both) == "<Dataset: 3 procurements, 1 problems>"
    assert attrs.evolve(both, inputs=()).recipe == "data = outreach.Dataset()"


def test_datasets_of_the_same_file_do_not_add(read, write):
    """Its rows would count twice."""
    path = write("ett.csv", LIST + "KS 1;Hiss;\n")
    with pytest.raises(outreach.DuplicateInputError, match="read already"):
        read(path) + read(path)


def test_one_read_or_two_are_the_same(read, write):
    """Reading together and adding give the same records."""
    paths = [write("ett.csv", LIST + "KS 1;Hiss;\n"), write("två.csv", LIST + "KS 1;Hiss 2;\nKS 3;El;\n")]
    assert read(*paths).procurements == (read(paths[0]) + read(paths[1])).procurements


def test_a_dataset_shows_itself(read, write):
    """Counts and the reconciliation, escaped."""
    shown = read(write("<b>.csv", LIST + "KS 1;Hiss;\n"))._repr_html_()
    assert "<b>" not in shown
    assert "procurements" in shown


def test_checks_of_plugins_add_problems(write):
    """After the merge, each check sees the whole dataset."""

    class Plugin:
        @outreach.hookimpl
        def outreach_checks(self):
            return [
                lambda data: [
                    outreach.Problem(origin=outreach.Origin(), kind="own", message=f"{len(data.procurements)} found")
                ]
            ]

    registry = outreach.Registry(entry_points=False)
    registry.register(Plugin(), "own")
    data = outreach.read(write("ett.csv", LIST + "KS 1;Hiss;\n"), registry=registry)
    assert str(data.problems).endswith("1 found")
