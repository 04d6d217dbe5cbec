"""Breakdowns of spend against the same sums by hand: nothing is lost, nothing counted twice."""

from __future__ import annotations

import bisect
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.support import dataset_of, ledger_of
from outreach import analysis

BANDS = ["0-10000", "10000-100000", "100000-700000", "700000-5000000", "5000000-"]
EDGES = [0, 1_000_000, 10_000_000, 70_000_000, 500_000_000]
WORDS = (
    "industry",
    "supplier",
    "value_band",
    "supplier_size",
    "supplier_municipality",
    "unit",
    "account",
    "year",
    "quarter",
    "month",
    "buyer",
)
SUPPLIERS = {
    ("Berg AB", "556016-0680"): "5560160680",
    ("BERG  ab", "5560160680"): "5560160680",
    ("Hals AB", None): "name:hals ab",
    ("hals  ab", "4711"): "name:hals ab",
    ("Sven Svensson", "800101-1231"): "personal",
    ("Anna Andersson", "19790202-1234"): "personal",
    (None, None): "unknown",
}
ROW = st.fixed_dictionaries(
    {
        "who": st.sampled_from(list(SUPPLIERS)),
        "amount": st.one_of(
            st.integers(-(10**9), 10**9), st.sampled_from([edge + step for edge in EDGES for step in (-1, 0, 1)])
        ),
        "currency": st.sampled_from(["SEK", "SEK", "EUR", "XXX"]),
        "account": st.sampled_from([None, "4511", "6011", "7210"]),
        "unit": st.sampled_from([None, "Skolan", "Omsorgen"]),
        "buyer": st.sampled_from([None, "Staden"]),
        "supplier_municipality": st.sampled_from([None, "1293", "Hässleholm", "0580", "9999"]),
        "classification": st.sampled_from([None, "45233141", "15000000-8"]),
        "date": st.dates(date(2015, 1, 1), date(2017, 12, 31)),
    }
)
ROWS = st.lists(ROW, max_size=25)


def ledger(rows):
    return ledger_of(*({**row, "supplier": row["who"][0], "supplier_id": row["who"][1]} for row in rows))


def key_of(row, word):
    """Return the key a row should fall under, worked out without the library."""
    day = row["date"]
    municipality = {"Hässleholm": "1293"}.get(row["supplier_municipality"], row["supplier_municipality"])
    band = bisect.bisect_right(EDGES, row["amount"])
    return {
        "supplier": SUPPLIERS[row["who"]],
        "value_band": BANDS[band - 1] if band else "credit",
        "supplier_municipality": municipality or "unknown",
        "unit": (row["unit"] or "unknown").casefold(),
        "account": row["account"] or "unknown",
        "year": str(day.year),
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "month": f"{day:%Y-%m}",
        "buyer": (row["buyer"] or "unknown").casefold(),
    }[word]


def by_hand(rows, word):
    """Return (key, currency) → amount, purchases, suppliers."""
    sums = defaultdict(lambda: [0, 0, set()])
    for row in rows:
        group = sums[key_of(row, word), row["currency"]]
        group[0] += row["amount"]
        group[1] += 1
        group[2] |= {SUPPLIERS[row["who"]]} - {"unknown"}
    return {group: (Decimal(amount) / 100, count, len(who)) for group, (amount, count, who) in sums.items()}


def found(breakdown):
    """Return the same of a breakdown."""
    return {(row.key, row.amount.currency): (row.amount.amount, row.purchases, row.suppliers) for row in breakdown}


@pytest.mark.parametrize("word", [word for word in WORDS if word not in ("industry", "supplier_size")])
@settings(max_examples=12)
@given(rows=ROWS)
def test_agrees_with_sums_by_hand(word, rows):
    """Amount, number of purchases and of suppliers are those that a loop over the rows finds."""
    assert found(analysis.spend(ledger(rows), word)) == by_hand(rows, word)


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=8)
@given(rows=ROWS, top=st.none() | st.integers(0, 3), accounts=st.sampled_from([None, "kommun-bas", "none"]))
def test_adds_up_to_the_ledger(word, rows, top, accounts):
    """The rows add up to the ledger's totals to the öre, whatever is folded, and so do the sources."""
    whole = ledger(rows)
    breakdown = analysis.spend(whole, word, top=top, accounts=accounts)
    sums, sources = defaultdict(Decimal), defaultdict(Decimal)
    for row in breakdown:
        sums[row.amount.currency] += row.amount.amount
    for _, money in breakdown.sources:
        sources[money.currency] += money.amount
    assert sums == sources == whole.totals
    assert {total.currency: total.amount for total in breakdown.totals} == whole.totals
    assert sum(row.purchases for row in breakdown) == len(rows)


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=6)
@given(data=st.data(), rows=ROWS)
def test_order_of_rows_changes_nothing(word, data, rows):
    """Permuting the rows of a ledger gives the same breakdown, in the same order."""
    shuffled = data.draw(st.permutations(rows))
    assert analysis.spend(ledger(rows), word) == analysis.spend(ledger(shuffled), word)


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=6)
@given(rows=ROWS, cut=st.integers(0, 25))
def test_splitting_a_ledger_changes_nothing(word, rows, cut):
    """Two halves of a ledger added give the breakdown of the whole."""
    halves = ledger(rows[:cut]) + ledger(rows[cut:])
    assert analysis.spend(halves, word) == analysis.spend(ledger(rows), word)


@settings(max_examples=12)
@given(rows=ROWS, top=st.integers(0, 3))
def test_top_keeps_the_greatest_and_counts_the_others_exactly(rows, top):
    """Of each currency the greatest groups stay, and the suppliers of the others are counted once each."""
    whole, cut = analysis.spend(ledger(rows), "unit"), analysis.spend(ledger(rows), "unit", top=top)
    for currency in {row.amount.currency for row in whole}:
        groups = [row for row in whole if row.amount.currency == currency and row.kind == "group"]
        kept = [row for row in cut if row.amount.currency == currency and row.kind == "group"]
        others = [row for row in cut if row.amount.currency == currency and row.kind == "other"]
        left_out = {row.key for row in groups[top:]}
        who = {
            SUPPLIERS[row["who"]]
            for row in rows
            if row["currency"] == currency and (row["unit"] or "").casefold() in left_out
        }
        assert kept == groups[:top]
        assert [row.suppliers for row in others] == ([len(who - {"unknown"})] if left_out else [])


@settings(max_examples=12)
@given(rows=ROWS)
def test_shares_are_parts_of_a_whole(rows):
    """A share lies from 0 to 1; where no amount is negative the shares of the purchases add up to 1."""
    breakdown = analysis.spend(ledger(rows), "industry")
    for total in breakdown.purchases_totals:
        of_currency = [row for row in breakdown if row.amount.currency == total.currency]
        bought = [row for row in of_currency if row.kind != "not_purchases"]
        shares = [row.share for row in bought if row.share is not None]
        assert all(0 <= share <= 1 for share in shares)
        if total.amount > 0 and all(row.amount.amount >= 0 for row in bought):
            assert abs(sum(shares) - 1) < Decimal("1e-20")


@settings(max_examples=8)
@given(rows=ROWS)
def test_a_bare_ledger_answers_as_a_dataset_without_a_register(rows):
    """A ledger alone is a dataset of nothing else."""
    bare = ledger(rows)
    assert analysis.spend(bare, "industry") == analysis.spend(dataset_of(purchases=bare), "industry")
