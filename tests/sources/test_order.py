"""In whatever order documents are given, and in however many files, folders and archives: the dataset is the same."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outreach
from outreach.sources import Notices, Ubl
from sample_invoices import invoice
from sample_notices import (
    PROJECT,
    changes,
    deadline,
    lot,
    notice,
    organisation,
    organisations,
    party,
    result,
    results,
    statistics,
    tender,
)

pytestmark = pytest.mark.property

REGISTRY = outreach.Registry(entry_points=False)
WON = results(result(tenders=["TEN-0001"], inside=statistics(4)), tender(), party("ORG-0001"))
RESULT = {"form": "result", "kind": "can-standard", "sent": "2024-06-01"}
NOTICES = (
    notice(1, inside=PROJECT + lot(inside=deadline("2024-02-01")) + lot("LOT-0002")),
    notice(1, version="02", inside=PROJECT + lot(inside=deadline("2024-03-01")) + lot("LOT-0002")),
    notice(2, extension=changes(1, "02"), inside=PROJECT + lot(inside=deadline("2024-04-01")), sent="2024-01-05"),
    notice(3, **RESULT, extension=WON + organisations(organisation()), inside=PROJECT + lot()),
    notice(4, procedure="p-4", inside=PROJECT.replace("Hisservice", "Tak")),
    notice(5, procedure="p-5", form="planning", kind="pin-only", inside=PROJECT.replace("Hisservice", "Golv")),
)
KINDS = ("procurements", "bids", "awards", "contracts", "suppliers", "buyers")


def read(*sources):
    """Read without what is installed."""
    return outreach.read(*sources, registry=REGISTRY)


def told(data):
    """Everything a dataset holds, but for where it stood and in what order."""
    records = {
        kind: sorted(repr(attrs.asdict(attrs.evolve(each, origin=None), recurse=False)) for each in getattr(data, kind))
        for kind in KINDS
    }
    return records, data.problems.counts, data.purchases.totals, sum(report.kept for report in data.reconciliation)


def packed(path, texts):
    """Write *texts* as a zip archive."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.xml", text)
    return path


def foldered(path, texts):
    """Write *texts* as files of a folder."""
    path.mkdir()
    for number, text in enumerate(texts):
        (path / f"{number}.xml").write_text(text, encoding="utf-8")
    return path


def parted(folder, texts, cut):
    """Write *texts* in two parts: a folder, and an archive; none of nothing."""
    parts = ((foldered, texts[:cut]), (packed, texts[cut:]))
    return [write(folder / f"{at}.zip", part) for at, (write, part) in enumerate(parts) if part]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(len(NOTICES))), cut=st.integers(0, len(NOTICES)))
def test_notices(order, cut):
    """Which notice counts is decided among all that are read, not by folder; alone in files, they say the same."""
    texts = [NOTICES[at] for at in order]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = told(read(Notices(foldered(folder / "hela", NOTICES))))
        assert whole == told(read(*map(Notices, parted(folder, texts, cut))))
        assert whole == told(read(*sorted((folder / "hela").iterdir(), reverse=bool(cut % 2))))


INVOICES = st.lists(
    st.tuples(st.integers(1, 99), st.sampled_from(["5560160680", "2120000142"])), min_size=1, max_size=6
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=INVOICES, cut=st.integers(0, 6), shuffle=st.randoms())
def test_invoices(rows, cut, shuffle):
    """A folder of invoices, two of them, or each by itself: the same ledger, sums and invoices that stand twice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, (bill, supplier) in enumerate(rows):
            invoice(folder / "alla", f"{number}.xml", f"F{bill}", supplier)
        files = sorted((folder / "alla").iterdir())
        texts = [path.read_text(encoding="utf-8") for path in files]
        whole = read(Ubl(folder / "alla"))
        shuffle.shuffle(files)
        assert {"SEK": Decimal(100 * len(rows))} == whole.purchases.totals
        for other in (read(*map(Ubl, parted(folder, texts, cut))), read(*files)):
            assert told(whole) == told(other)
            assert whole.purchases.cube("supplier_key").rows() == other.purchases.cube("supplier_key").rows()


REGISTERS = {
    "avtal": (
        ("Avtalsnr", "Avtalsnamn", "Leverantör", "Startdatum", "Slutdatum"),
        lambda at: (f"A{at}", f"Avtal {at}", "Rent AB", "2017-01-01", f"2018-0{at + 1}-01"),
    ),
    "företag": (
        ("Företagsnamn", "Org.nr", "SNI-kod", "Kommun"),
        lambda at: (f"Bolag {at} AB", ("556016-0680", "212000-0142", "559901-0112")[at % 3], "81210", "Hässleholm"),
    ),
    "anmälda": (
        ("Tidsstämpel", "Namn", "E-post", "Företag", "Jag samtycker till utskick"),
        lambda at: (f"2017-02-0{at + 1} 09:00", f"Eva {at}", f"eva{at}@x.example", "Rent AB", ("Ja", "Nej")[at % 2]),
    ),
}
RECORDS = ("contracts", "suppliers", "participations", "feedback")


@pytest.mark.parametrize("kind", REGISTERS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(3)), cut=st.integers(0, 3))
def test_registers_and_registrations(kind, order, cut):
    """A table in two files, its rows in any order, is the table."""
    headings, row = REGISTERS[kind]
    with tempfile.TemporaryDirectory() as name:
        whole = read(_table(Path(name, "hela.csv"), [headings, *map(row, range(3))]))
        parts = [[row(at) for at in order[:cut]], [row(at) for at in order[cut:]]]
        files = [_table(Path(name, f"{at}.csv"), [headings, *part]) for at, part in enumerate(parts) if part]
        assert _records(whole) == _records(read(*files))
        assert 3 == sum(map(len, _records(whole).values()))


def _table(path, rows):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def _records(data):
    return {
        kind: sorted(repr(attrs.asdict(attrs.evolve(each, origin=None), recurse=False)) for each in getattr(data, kind))
        for kind in RECORDS
    }
