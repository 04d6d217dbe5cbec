"""What holds for every ledger, whatever is in it."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import defaultdict
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outreach
from outreach.sources import csv as source
from outreach.sources.csv import Csv

if TYPE_CHECKING:
    from outreach.ledger import Ledger

HEADINGS = ["datum", "leverantör", "orgnr", "konto", "belopp", "valuta", "kommentar"]
MINOR = st.integers(-(10**12), 10**12)
DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat) | st.sampled_from(["okänt", "2024-02-30"])
NUMBERS = st.sampled_from(["556016-0680", "5560160680", "556016-0681", "10004007", "", "212000-0449"])
NAMES = st.sampled_from(["Acme AB", "acme ab", "Åkeri & Söner; HB", 'Bygg "Norr" AB', "", "Rad\nbruten AB"])
AMOUNTS = MINOR.map(lambda minor: f"{'-' * (minor < 0)}{abs(minor) // 100},{abs(minor) % 100:02}") | st.sampled_from(
    ["se bilaga", "1,234", "", "1e5"]
)
COMMENTS = st.sampled_from(["", "a;b", "x", 'say "x"'])
ROW = st.tuples(DATES, NAMES, NUMBERS, st.sampled_from(["4010", "6110"]), AMOUNTS, st.just("SEK"), COMMENTS)
ROWS = st.lists(ROW, min_size=1, max_size=30)
ANCHOR = ("2024-01-01", "Anchor", "", "1", "0,01", "SEK", "x")
REGISTRY = outreach.Registry(entry_points=False)

pytestmark = pytest.mark.property


def read(rows, *, small: bool = True) -> outreach.Dataset:
    """Read *rows*; not *small*: as large files are read."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([HEADINGS, ANCHOR, *rows])
    before = source.SMALL
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.csv")
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        try:
            source.SMALL = before if small else 0
            data = outreach.read(Csv(path), registry=REGISTRY)
            return data, data.purchases.collect()
        finally:
            source.SMALL = before


def by_hand(rows):
    """The same in plain Python: sums by account, rows kept, amounts of every readable row."""
    sums, kept, readable = defaultdict(int), 0, 0
    for day, _, _, account, amount, _, _ in [ANCHOR, *rows]:
        try:
            minor = (
                int(Decimal(amount.replace(",", ".")) * 100)
                if "e" not in amount and len(amount.partition(",")[2]) == 2
                else None
            )
        except InvalidOperation:
            minor = None
        readable += minor or 0
        try:
            date.fromisoformat(day)
        except ValueError:
            continue
        if minor is not None:
            sums[account] += minor
            kept += 1
    return dict(sums), kept, readable


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_sums_are_those_of_plain_python(rows):
    """Rows = kept + set aside + blank + totals, and every öre is where it belongs."""
    data, ledger = read(rows)
    sums, kept, readable = by_hand(rows)
    report = data.reconciliation[0]
    assert report.adds_up
    assert (len(rows) + 1, kept) == (report.rows, report.kept)
    assert Decimal(readable).scaleb(-2) == sum(amount.read for amount in report.amounts)
    assert sums == {account: amount for account, amount, _ in ledger.cube("account").iter_rows()}
    assert sums == dict(_from_rows(ledger))


def _from_rows(ledger: Ledger):
    return ledger.to_polars(minor_units=True).group_by("account").agg(pl.col("amount_minor").sum()).iter_rows()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.randoms())
def test_the_order_of_rows_changes_nothing(rows, random):
    """Shuffled rows give the same cube."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    keys = ("supplier_key", "account", "year", "value_band")
    assert read(rows)[1].cube(*keys).rows() == read(shuffled)[1].cube(*keys).rows()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.integers(0, 30))
def test_files_add_up(rows, cut):
    """A ledger in two files is the ledger in one."""
    whole, first, second = (read(part)[1] for part in (rows, rows[:cut], rows[cut:]))
    both = first + second
    assert len(whole) + 1 == len(both)  # the anchor stands in both
    keys = ("supplier_key", "account", "month")
    anchor = {("name:anchor", "1", "2024-01"): (1, 1)}
    sums = {row[:3]: row[3:] for row in both.cube(*keys).iter_rows()}
    expected = {row[:3]: row[3:] for row in whole.cube(*keys).iter_rows()}
    amount, count = expected[next(iter(anchor))]
    assert expected | {next(iter(anchor)): (amount + 1, count + 1)} == sums


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_large_files_read_as_small_ones_do(rows):
    """The fast way and the exact way find the same rows, sums and problems, whatever stands in the cells."""
    (exact, held), (fast, also) = read(rows), read(rows, small=False)
    assert exact.problems.to_native().drop("file").rows() == fast.problems.to_native().drop("file").rows()
    assert held.to_polars().drop("origin_file").rows() == also.to_polars().drop("origin_file").rows()
    assert exact.reconciliation[0].amounts == fast.reconciliation[0].amounts
