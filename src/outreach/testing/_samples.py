"""Publications to try a publisher with: a list, an invitation, and one that says hostile things everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from outreach import blocks
from outreach.model import Estimate, EventStatus, Period, Precision, Stage
from outreach.rendering._publication import Publication, PublicEvent, PublicFacts, PublicProcurement

NOW: Final = datetime(2017, 1, 10, 9, tzinfo=UTC)
MARKER: Final = "outreach-kit"
HOSTILE: Final = (
    f"<script>{MARKER}()</script>",
    f'" onmouseover="{MARKER}()" x="',
    f"=HYPERLINK({MARKER})",
    f"A\r\nX-{MARKER}: 1\r\nBEGIN:VEVENT",
    f"\x1b]0;{MARKER}\x07\x1b[2J",
    f"[{MARKER}](javascript:{MARKER})",
    f"../../{MARKER}",
    f"\u202e{MARKER}\u0000",
    "{{ 7 * 7 }} ${7 * 7} %s {0} " + MARKER,
)
_STARTS: Final = datetime(2017, 3, 1, 12, tzinfo=UTC)
_ENDS: Final = datetime(2017, 3, 1, 15, tzinfo=UTC)


def sample_publications() -> tuple[Publication, ...]:
    """Return two publications of a municipality that does not exist: a list of procurements, and an invitation."""
    return _list(), _invitation()


def hostile_publications() -> tuple[Publication, ...]:
    """Return publications whose every text is made to break out of where it is shown."""
    return tuple(_says(text, at) for at, text in enumerate(HOSTILE))


def _list() -> Publication:
    planned = Period(start=date(2017, 4, 1), end=date(2017, 6, 30), precision=Precision.QUARTER)
    value = Estimate(low=Decimal(2_000_000), high=Decimal(4_000_000), currency="SEK")
    columns = [blocks.Column(key="title", title="Upphandling"), blocks.Column(key="value", title="Värde")]
    rows: list[tuple[str, Estimate | blocks.Missing]] = [
        ("Städning av skolor", value),
        ("Hisservice", blocks.Missing("ej uppgivet")),
    ]
    return Publication(
        id="procurement-list",
        slug="kommande-upphandlingar",
        title="Kommande upphandlingar",
        kind="procurement_list",
        locale="sv_SE",
        blocks=[
            blocks.Paragraph("Det här planerar kommunen att köpa.", lead=True),
            blocks.Heading("Andra kvartalet 2017"),
            blocks.Table(caption="Andra kvartalet 2017", columns=columns, rows=rows),
        ],
        facts=PublicFacts(
            procurements=(
                PublicProcurement(id="1", title="Städning av skolor", stage=Stage.PLANNED, planned_publication=planned),
            )
        ),
        updated=date(2017, 1, 9),
        publisher_name="Storåns kommun",
    )


def _invitation() -> Publication:
    event = PublicEvent(id="2017-var", title="Företagarträff", starts=_STARTS, ends=_ENDS, status=EventStatus.PUBLISHED)
    return Publication(
        id="invitation/2017-var",
        slug="foretagartraff",
        title="Företagarträff",
        kind="invitation",
        locale="sv_SE",
        blocks=[blocks.Paragraph("Kom och hör vad vi ska köpa."), _entry("Företagarträff")],
        facts=PublicFacts(events=(event,)),
        updated=date(2017, 1, 9),
        publisher_name="Storåns kommun",
    )


def _entry(text: str) -> blocks.Appointment:
    return blocks.Appointment(
        uid="2017-var@storan.example",
        title=text,
        starts=_STARTS,
        ends=_ENDS,
        venue=text,
        description=text,
        organiser=text,
        text=text,
    )


def _says(text: str, number: int) -> Publication:
    columns = [blocks.Column(key="a", title=text), blocks.Column(key="b", title=text)]
    return Publication(
        id=f"hostile/{number}",
        slug=f"sida-{number}",
        title=text,
        title_lang=text,
        kind="hostile",
        locale="sv_SE",
        summary=text,
        publisher_name=text,
        updated=date(2017, 1, 9),
        blocks=[
            blocks.Heading(text),
            blocks.Paragraph([text, blocks.Strong(text, lang=text), blocks.Foreign(text, text)]),
            blocks.List([text]),
            blocks.Facts([(text, text)]),
            blocks.Table(caption=text, columns=columns, rows=[(text, blocks.AsWritten(text, lang=text))]),
            _entry(text),
            blocks.Box(title=text, blocks=[blocks.Paragraph(text)]),
            blocks.Quote(text, text),
            blocks.Slide(title=text, blocks=[blocks.Paragraph(text)], notes=[text]),
            blocks.Card(kind=blocks.CardKind.SIGN, title=text, lines=[text]),
        ],
    )
