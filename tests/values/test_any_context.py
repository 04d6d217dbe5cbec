"""The caller's decimal context is the caller's: it changes no figure of ours."""

from __future__ import annotations

import decimal
from datetime import date

import pytest

import outreach
from outreach import analysis

LEDGER = (
    "Datum;Leverantör;Orgnr;Konto;Belopp\n2024-01-02;Bokvalls;556016-0680;6111;9 108 662,17\n"
    "2024-02-02;Ekfors;;4010;12 345,67\n2024-03-02;Bokvalls;556016-0680;6111;-0,01\n"
    "2024-13-02;Bokvalls;;6111;7 654 321,09\n"
)
PLANS = "Upphandling;Annonseras;Värde\nTak;Q2 2024;1234567,89 kr\nGolv;Q3 2024;7654321,98 kr\n"


def figures(folder) -> str:
    """Return what is read and said of a ledger and a list."""
    (folder / "l.csv").write_text(LEDGER, encoding="utf-8")
    (folder / "p.csv").write_text(PLANS, encoding="utf-8")
    data = outreach.read(outreach.sources.Csv(folder / "l.csv", currency="SEK"), folder / "p.csv")
    ledger = data.purchases
    report = outreach.publications.spend_report(data, locale="sv_SE", today=date(2025, 1, 1))
    said = (
        ledger.totals, str(data.reconciliation), repr(ledger), ledger.to_polars().rows(), data.procurements.to_dicts(),
        *(analysis.spend(data, by=by).to_dicts() for by in ("supplier", "year", "value_band")),
        analysis.pipeline(data, today=date(2024, 1, 1)).to_dicts(), report.as_text(),
    )  # fmt: skip
    return "\n".join(map(str, said))


@pytest.mark.parametrize("context", [{"prec": 6}, {"prec": 3, "rounding": decimal.ROUND_UP}, {"prec": 200}])
def test_no_context_changes_a_figure(tmp_path, context):
    """Six figures, three that are rounded up, or two hundred: the same to the last one."""
    expected = figures(tmp_path)
    with decimal.localcontext(**context):
        assert expected == figures(tmp_path)


def test_the_plan_that_was_asked_for_when_reading_is_used(tmp_path):
    """As in the analysis itself, which goes before it."""
    (tmp_path / "l.csv").write_text(LEDGER, encoding="utf-8")
    data = outreach.read(outreach.sources.Csv(tmp_path / "l.csv", accounts="kommun-bas"))
    told = {accounts: analysis.spend(data, by="industry", accounts=accounts).notes[0] for accounts in (None, "none")}
    assert {None: "account plan kommun-bas, as asked", "none": "no account plan, as asked"} == told
