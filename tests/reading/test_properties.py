"""What holds for any input at all."""

from __future__ import annotations

import contextlib
import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import outreach

REGISTRY = outreach.Registry(entry_points=False)
WORDS = (
    "Hiss Städ Summa Totalt 2017 Q1 våren löpande 1,5 1.234 -5 kr mkr £ 2017-13-45 03/04/2017 44910 å - ? TBC saknas ja"
    " 559901-0112 900102-9819 AB Upphandling Planerad annonsering 45000000 ; , / öppet FKU #N/A =1+1 <b> https://x.example"
)
CELL = st.one_of(
    st.just(""),
    st.sampled_from(WORDS.split()),
    st.text(max_size=12),
    st.lists(st.sampled_from(WORDS.split())).map(" ".join),
)
HEADINGS = {
    outreach.Procurement: (
        "Upphandling",
        "Planerad annonsering",
        "Uppskattat värde",
        "Nuvarande leverantör",
        "CPV",
        "Status",
    ),
    outreach.Contract: ("Avtalsnr", "Avtalsnamn", "Leverantör", "Orgnr", "Startdatum", "Slutdatum"),
    outreach.Supplier: ("Företagsnamn", "Org.nr", "SNI-kod", "Kommun", "Antal anställda", "E-post"),
    outreach.Purchase: ("Datum", "Leverantör", "Org.nr", "Konto", "Belopp", "Valuta"),
}


def read_text(text, name="x.csv"):
    """Read a text as a file of that name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return outreach.read(path, registry=REGISTRY)


def as_csv(rows):
    """Return rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("record", HEADINGS)
@given(data=st.data())
@settings(max_examples=40)
def test_every_row_is_accounted_for(record, data):
    """Whatever stands in the cells: rows = kept + set aside + blank + totals, and nothing is raised."""
    rows = data.draw(st.lists(st.lists(CELL, min_size=6, max_size=7), max_size=8))
    try:
        found = read_text(as_csv([HEADINGS[record], *rows]))
    except outreach.InputError:
        return
    report = found.reconciliation[0]
    assert report.adds_up
    kept = [found.procurements, found.contracts, found.suppliers, found.purchases][list(HEADINGS).index(record) % 4]
    assert len(kept) == report.kept
    assert "9819" not in str(found.problems)


@given(st.binary(max_size=200), st.sampled_from(["x.csv", "x.xlsx", "x.json", "x"]))
@settings(max_examples=50)
def test_any_bytes_are_read_or_refused(content, name):
    """Only the library's own errors leave it."""
    for begin in (b"", b"PK\x03\x04", b"{", b"\xff\xfe", b"Datum;Belopp;Leverantor\n"):
        with contextlib.suppress(outreach.InputError):
            read_text(begin + content, name)


@given(st.permutations(range(5)))
@settings(max_examples=10)
def test_the_order_of_rows_changes_nothing(order):
    """The same records come of the same rows, in whatever order."""
    rows = [(f"KS {n}", f"Nr {n}", f"Q{n % 4 + 1} 2017", f"{n}00 tkr") for n in range(5)]
    headings = ("Diarienr", "Upphandling", "Planerad annonsering", "Värde")
    given_rows = read_text(as_csv([headings, *(rows[n] for n in order)])).procurements
    in_order = read_text(as_csv([headings, *rows])).procurements
    assert sorted(given_rows, key=lambda record: record.id) == list(in_order)


@given(st.integers(min_value=0, max_value=5))
@settings(max_examples=6)
def test_splitting_a_file_changes_nothing(cut):
    """Two files of its rows hold what the one holds."""
    rows = [(f"KS {n}", f"Nr {n}", f"Q{n % 4 + 1} 2017", f"{n}00 tkr") for n in range(5)]
    headings = ("Diarienr", "Upphandling", "Planerad annonsering", "Värde")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("a.csv", "b.csv")]
        for path, part in zip(paths, (rows[:cut], rows[cut:]), strict=True):
            path.write_text(as_csv([headings, *part]), encoding="utf-8")
        whole = outreach.read(*paths, registry=REGISTRY).procurements
    assert list(whole) == list(read_text(as_csv([headings, *rows])).procurements)
