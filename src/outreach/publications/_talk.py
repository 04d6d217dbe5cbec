"""What a talk speaks of beside purchases: the meeting, the day, what comes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from outreach import analysis
from outreach.blocks import Chart, Slide
from outreach.dataset import Dataset
from outreach.ledger import Ledger
from outreach.model import Event, Procurement
from outreach.publications._fair_tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.blocks import Block, Text
    from outreach.languages import Translator
    from outreach.model import Participation, Session
    from outreach.publications._spend_figures import Figures

MOST_BARS: Final = 5
"""How many bars a slide shows at most."""
MOST_ROWS: Final = 4
"""How many rows of a table."""
MOST_NEXT: Final = 3
"""How many procurements that come next are told of, with their long titles."""
MONTHS: Final = 18
"""How far ahead contracts that end are told of."""


@attrs.frozen(kw_only=True, eq=False)
class Talk:
    """What a talk speaks of beside purchases.

    Attributes:
        data: What was read; None where it is a ledger alone.
        event: The meeting where it is given.
        today: The day it is; None where nothing tells it.
        coming: What can be bid for now and what is planned, the next first.
    """

    data: Dataset | None
    event: Event | None
    today: date | None
    coming: tuple[Procurement, ...] = ()

    @classmethod
    def of(cls, data: Dataset | Ledger, event: Event | None, figures: Figures | None, today: date | None) -> Talk:
        """Find what there is to speak of, on the day the talk is given: what can be bid for *now* is so then."""
        days = [*([today] if today else []), *([event.starts.date()] if event else [])]
        day = max(days, default=figures.dates[1] if figures else None)
        records = None if isinstance(data, Ledger) else data
        coming = analysis.upcoming(records, today=day) if records is not None and day else ()
        return cls(data=records, event=event, today=day, coming=coming)

    @property
    def tables(self) -> list[Session]:
        """The tables of the meeting, in order."""
        return tables_of(self.event) if self.event else []

    @property
    def participations(self) -> Iterable[Participation]:
        """Who takes part, to know who may be named."""
        return self.data.participations if self.data is not None else ()


def slide(title: str, shown: Iterable[Block], *notes: str | Text) -> Slide:
    """Return a slide: its title says its message, without a full stop; empty notes are left out."""
    message = title.rstrip(".")
    parts = [_without(message, block) if isinstance(block, Chart) else block for block in shown]
    return Slide(title=message, blocks=parts, notes=[note for note in notes if note])


def runners_up(names: Sequence[str], t: Translator) -> str:
    """Return who comes second and third, as it is read aloud: names of industries have an *and* of their own."""
    if len(names) < 2:  # noqa: PLR2004 - the first has nobody behind it
        return ""
    if len(names) == 2:  # noqa: PLR2004
        return t("Then comes {second}.", second=names[1])
    return t("Then comes {second}, and after that {third}.", second=names[1], third=names[2])


def _without(message: str, chart: Chart) -> Chart:
    """Return a chart whose finding is the message of its slide: its title says what is shown, and nothing twice."""
    if chart.title != message or not chart.subtitle:
        return chart
    return attrs.evolve(chart, title=chart.subtitle, subtitle="")
