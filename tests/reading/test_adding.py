"""Reading files together is reading them one by one and adding: the same records, sums and problems."""

from __future__ import annotations

import functools
import operator
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outreach
from outreach.sources import Csv, Ubl
from sample_invoices import invoice

REGISTRY = outreach.Registry(entry_points=False)
HEAD = "bokföringsdatum;leverantör;orgnr;nettobelopp;fakturanummer;verifikationsnummer"
BYGG, CITY = "5560160680", "2120000142"
SUPPLIERS, NUMBERS = st.sampled_from([BYGG, CITY]), st.sampled_from(["F1", "f1", "F2", ""])
ROW = st.tuples(SUPPLIERS, st.integers(-9, 9), NUMBERS, NUMBERS)
FILE = st.one_of(
    st.lists(ROW, min_size=1, max_size=5).map(lambda rows: ("ledger", rows)),
    st.lists(st.tuples(st.sampled_from(["F1", "F2"]), SUPPLIERS), min_size=1, max_size=3).map(
        lambda rows: ("documents", rows)
    ),
)


def read(*sources):
    """Read without what is installed."""
    return outreach.read(*sources, registry=REGISTRY)


def source(folder, number, kind, rows):
    """Write one input of *rows* and return its source."""
    if kind == "ledger":
        path = folder / f"{number}.csv"
        lines = [f"2024-01-10;Bygg AB;{who};{amount},50;{bill};{paper}" for who, amount, bill, paper in rows]
        path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        return Csv(path, currency="SEK")
    for place, (bill, who) in enumerate(rows):
        invoice(folder / str(number), f"{place}.xml", bill, who)
    return Ubl(folder / str(number))


def told(data):
    """Everything that a dataset says, but for how it is laid out."""
    rows = data.purchases.to_polars().rows()
    problems = sorted(map(str, data.problems.to_dicts()))
    return rows, data.purchases.totals, problems, data.problems.counts, tuple(data.reconciliation), data.recipe


@pytest.mark.property
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FILE, min_size=2, max_size=3))
def test_ledgers_and_documents_add_as_they_read(files):
    """In whatever order they are added, invoices that stand twice are told as reading all of them tells it."""
    with tempfile.TemporaryDirectory() as name:
        sources = [source(Path(name), number, *file) for number, file in enumerate(files)]
        whole = told(read(*sources))
        parts = [read(each) for each in sources]
        assert whole == told(functools.reduce(operator.add, parts))
        assert whole == told(functools.reduce(lambda after, before: before + after, reversed(parts)))


def test_an_invoice_that_two_datasets_share_is_told(tmp_path):
    """Found by key when they are added, with both places; both count, and neither said so alone."""
    ledger = read(source(tmp_path, 0, "ledger", [(BYGG, 100, "F1", "")]))
    documents = read(source(tmp_path, 1, "documents", [("F1", BYGG)]))
    both = ledger + documents

    assert ({}, {}) == (ledger.problems.counts, documents.problems.counts)
    assert ["invoice F1 of the same supplier stands in"] == [
        problem.message.partition(f" {tmp_path}")[0] for problem in both.problems
    ]
    assert {"SEK": Decimal("200.50")} == both.purchases.totals
    assert both.problems.to_dicts() == (documents + ledger).problems.to_dicts()
    assert {"invoice twice": 1} == (both + outreach.Dataset()).problems.counts


def test_a_ledger_that_has_changed_is_not_searched(tmp_path):
    """Its rows are others than those that were counted."""
    ledger = read(source(tmp_path, 0, "ledger", [(BYGG, 100, "F1", "")]))
    documents = read(source(tmp_path, 1, "documents", [("F1", BYGG)]))
    source(tmp_path, 0, "ledger", [(BYGG, 100, "F1", "")] * 2)

    with pytest.raises(outreach.FileChangedError):
        ledger + documents


def test_problems_without_a_kind(tmp_path):
    """All others stay, counted and in full."""
    path = tmp_path / "l.csv"
    path.write_text(f"{HEAD}\nigår;A;1;1,00;F1;\n2024-01-10;A;1;1;;\n", encoding="utf-8")
    problems = read(Csv(path, currency="SEK")).problems
    others = problems.without("date")

    assert problems.counts == others.counts | {"date": 1}
    assert [each for each in problems.to_dicts() if each["kind"] != "date"] == others.to_dicts()
    assert list(others) == [problem for problem in problems if problem.kind != "date"]
    assert problems is problems.without("no such kind")
