"""A breakdown is an immutable sequence that shows itself safely."""

from __future__ import annotations

import pickle
import subprocess
import sys
from decimal import Decimal, localcontext

import attrs
import polars as pl
import pytest

from analysis.support import ledger_of
from outreach import analysis
from outreach.analysis import SpendRow
from outreach.errors import CurrencyError
from outreach.model import Money

UNITS = ledger_of(*({"unit": unit, "amount": amount} for unit, amount in (("A", 300), ("B", 100), (None, -50))))


def test_is_a_sequence():
    """Rows by place, from the end, by slice, in order."""
    breakdown = analysis.spend(UNITS, "unit")
    assert [row.key for row in breakdown] == ["a", "b", "unknown"]
    assert (breakdown[-1], breakdown[1:]) == (breakdown[2], (breakdown[1], breakdown[2]))
    with pytest.raises(IndexError):
        breakdown[3]


def test_is_frozen_equal_by_content_and_pickles():
    """Two equal answers are equal, nothing can be set, and a pickled one comes back."""
    breakdown = analysis.spend(UNITS, "unit")
    assert (breakdown == analysis.spend(UNITS, "unit"), breakdown == analysis.spend(UNITS, "year")) == (True, False)
    assert breakdown != "a breakdown"
    assert hash(breakdown) == hash(analysis.spend(UNITS, "unit"))
    assert pickle.loads(pickle.dumps(breakdown)) == breakdown  # noqa: S301 - what was just pickled
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        breakdown.by = "year"


def test_pickles_with_the_names_it_would_look_up():
    """A breakdown by account leaves its ledger behind and keeps the accounts' texts."""
    breakdown = analysis.spend(ledger_of({"account": "6011", "account_text": "Lokalhyra", "amount": 1}), "account")
    assert pickle.loads(pickle.dumps(breakdown))[0].label == "6011 Lokalhyra"  # noqa: S301 - as above


def test_row_has_exact_values():
    """Amounts and shares are Decimals."""
    assert analysis.spend(UNITS, "unit")[0] == SpendRow(
        key="a",
        label="A",
        kind=analysis.Kind.GROUP,
        amount=Money(amount=Decimal("3.00"), currency="SEK"),
        purchases=1,
        suppliers=1,
        share=Decimal(300) / Decimal(350),
    )


def test_shares_do_not_depend_on_the_users_arithmetic():
    """A caller who computes with three digits gets the same shares."""
    with localcontext(prec=3):
        assert analysis.spend(UNITS, "unit")[0].share == Decimal("0.8571428571428571428571428571")


def test_total_is_of_one_currency():
    """One currency has one total; several have one each, and the error says where."""
    both = UNITS + ledger_of({"currency": "EUR", "amount": 1})
    assert analysis.spend(UNITS, "unit").total == Money(amount=Decimal("3.50"), currency="SEK")
    assert [str(total) for total in analysis.spend(both, "unit").totals] == ["0.01 EUR", "3.50 SEK"]
    with pytest.raises(CurrencyError, match=r"in EUR, SEK \(.totals has one for each currency\)"):
        _ = analysis.spend(both, "unit").total
    with pytest.raises(CurrencyError, match="no one total of nothing"):
        _ = analysis.spend(ledger_of(), "unit").total


def test_dicts_and_frame_say_the_same():
    """``to_native`` holds what ``to_dicts`` holds, amounts as exact decimals."""
    breakdown = analysis.spend(UNITS, "unit")
    frame = breakdown.to_native()
    dicts = breakdown.to_dicts()
    assert frame.schema["amount"] == pl.Decimal(38, 2)
    assert frame.drop("share").to_dicts() == [{name: row[name] for name in row if name != "share"} for row in dicts]
    assert frame["share"].to_list() == [float(row["share"]) if row["share"] is not None else None for row in dicts]


def test_shows_itself_as_a_table():
    """``str`` is a table with sums in words, ``repr`` one line."""
    breakdown = analysis.spend(UNITS, "unit")
    assert repr(breakdown) == "<Breakdown by unit: 3 rows; 3.50 SEK>"
    assert str(breakdown).splitlines() == [
        "unit        amount  share  purchases  suppliers",
        "A         3.00 SEK  85.7%          1          1",
        "B         1.00 SEK  28.6%          1          1",
        "unknown  -0.50 SEK                 1          1",
    ]


def test_shows_a_bounded_table_of_many_rows():
    """A thousand rows are shown as fifty and a count."""
    many = analysis.spend(ledger_of(*({"unit": f"u{place}", "amount": 100} for place in range(1000))), "unit")
    assert str(many).splitlines()[-1] == "… and 950 more"
    assert (many._repr_html_().count("<tr>"), "… and 950 more" in many._repr_html_()) == (52, True)


def test_shows_foreign_text_escaped():
    """A name with markup, a line break or a direction sign stays text on one line."""
    breakdown = analysis.spend(ledger_of({"unit": "<b>\nX\N{RIGHT-TO-LEFT OVERRIDE}", "amount": 100}), "unit")
    assert ("<b>" in breakdown._repr_html_(), len(str(breakdown).splitlines())) == (False, 2)


def test_module_is_light():
    """Importing the analyses loads no dataframe engine."""
    code = "import sys, outreach.analysis; print(sorted({'polars', 'narwhals', 'babel'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
