"""Never run: a script as users write it, for the type checker to see that the lazy front door keeps its types."""

from datetime import date, datetime
from pathlib import Path
from typing import assert_type
from zoneinfo import ZoneInfo

import outreach
from outreach import analysis, publications
from outreach.publishers import Calendar, Site, Workbook
from outreach.sources import Csv

data = outreach.read(Csv("l.csv", delimiter="|"), "u.xlsx", Path("f.csv"))
assert_type(data, outreach.Dataset)
assert_type(data.reconciliation, outreach.Reconciliation)
assert_type(data.problems, outreach.Problems)
assert_type(data.purchases, outreach.Ledger)
assert_type([procurement.title for procurement in data.procurements], list[str])

analysis.spend(data, by="industry")
analysis.pipeline(data, by="quarter", today=date(2017, 1, 10))

NOW = datetime(2017, 1, 10, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
meeting = outreach.Event(id="2017-var", title="Företagarträff", starts=NOW, ends=NOW.replace(hour=12))
receipts = outreach.publish(
    [
        publications.invitation(meeting, data, locale="sv_SE"),
        publications.procurement_list(data, locale="sv_SE", today=date(2017, 1, 10)),
    ],
    to=[Site("public"), Calendar("calendar"), Workbook("workbooks")],
    now=NOW,
)
assert_type(receipts, tuple[outreach.Receipt, ...])

registry = outreach.Registry(entry_points=False, blocked=["acme"])
assert_type(outreach.source("csv", registry=registry, path="l.csv"), outreach.Source)
assert_type(outreach.publisher("site", registry=registry, root="public"), outreach.Publisher)
assert_type(outreach.plugins(registry=registry), tuple[outreach.PluginInfo, ...])
assert_type(outreach.__version__, str)


@outreach.hookimpl
def outreach_sources() -> list[type[outreach.Source]]:
    """Return what a plugin would."""
    return [Csv]


assert_type(outreach_sources(), list[type[outreach.Source]])
