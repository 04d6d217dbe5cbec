"""Publications made by hand, of every block, for the tests of what renders and publishes them."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import outreach
from outreach import blocks

STOCKHOLM = ZoneInfo("Europe/Stockholm")
STARTS = datetime(2017, 3, 1, 13, tzinfo=STOCKHOLM)
ENDS = datetime(2017, 3, 1, 16, tzinfo=STOCKHOLM)
NOW = datetime(2017, 1, 10, 9, tzinfo=STOCKHOLM)
MUNICIPALITY = "Storåns kommun"

Q2 = outreach.Period(start=date(2017, 4, 1), end=date(2017, 6, 30), precision=outreach.Precision.QUARTER)
MARCH = outreach.Period(start=date(2017, 3, 1), end=date(2017, 3, 31), precision=outreach.Precision.MONTH)


def kronor(amount: int | str) -> outreach.Money:
    """Return so many kronor."""
    return outreach.Money(amount=Decimal(amount), currency="SEK")


def picture(**changes: object) -> blocks.Picture:
    """Return a picture of 2 × 1 pixels, one blue and one white."""
    pixels = zlib.compress(b"\0\x0b\x53\x94\xff\xff\xff", 9)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)), (b"IDAT", pixels), (b"IEND", b"")]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(_png_part(*part) for part in parts)
    given = {"content": content, "media_type": "image/png", "alternative": "En blå och en vit ruta"}
    return blocks.Picture(**{**given, "width": 2, "height": 1, **changes})


def _png_part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def appointment(**changes) -> blocks.Appointment:
    """Return the meeting as a calendar entry."""
    values = {
        "uid": "2017-var@storan.example",
        "title": "Företagarträff om offentlig upphandling",
        "starts": STARTS,
        "ends": ENDS,
        "venue": "Stadshuset, Storgatan 1, Storån",
        "description": "Vi berättar vad kommunen ska köpa i år.",
        "url": "https://kommun.example/anmalan",
        "organiser": MUNICIPALITY,
        "text": "onsdag 1 mars 2017 kl. 13.00–16.00",
    }
    return blocks.Appointment(**{**values, **changes})


def invitation() -> outreach.Publication:
    """Return an invitation, in Swedish."""
    event = outreach.PublicEvent(
        id="2017-var",
        title="Företagarträff om offentlig upphandling",
        description="Vi berättar vad kommunen ska köpa i år.",
        starts=STARTS,
        ends=ENDS,
        venue="Stadshuset, Storgatan 1, Storån",
        organiser=MUNICIPALITY,
        registration_url="https://kommun.example/anmalan",
        status=outreach.EventStatus.PUBLISHED,
    )
    body = [
        blocks.Paragraph(
            "Vill du sälja till kommunen? Kom och hör vad vi ska köpa i år, även om du aldrig har lämnat anbud.",
            lead=True,
        ),
        blocks.Facts(
            [
                ("Datum och tid", [blocks.Moment(STARTS, "onsdag 1 mars 2017 kl. 13.00–16.00")]),
                ("Plats", "Stadshuset, Storgatan 1, Storån"),
                ("Kostnad", "Kostnadsfritt, vi bjuder på kaffe"),
            ]
        ),
        blocks.Action("Anmäl dig senast 22 februari", "https://kommun.example/anmalan"),
        appointment(),
        blocks.Heading("Det här får du"),
        blocks.List(
            [
                "13.00 Välkommen",
                "13.10 Så köper kommunen in",
                "14.00 Mässa med branschbord",
                "15.30 En leverantör berättar",
            ],
            ordered=False,
        ),
        blocks.Heading("Det här ska vi köpa närmast"),
        blocks.List(
            [
                [blocks.Link("Städtjänster till skolor", to="procurement/U-2017-3"), ", andra kvartalet 2017"],
                [blocks.Link("Hisservice", to="procurement/unknown"), ", hösten 2017"],
            ]
        ),
        blocks.Heading("Kontakt"),
        blocks.Paragraph(
            [
                "Anna Andersson, näringslivssamordnare, ",
                blocks.Link("anna@kommun.example", url="mailto:anna@kommun.example"),
                ". ",
                "Vi pratar också ",
                blocks.Foreign("English", "en"),
                ".",
            ]
        ),
        blocks.Box(
            title="Så hanterar vi dina uppgifter",
            blocks=[
                blocks.Paragraph("Vi sparar namn och e-postadress till dess att träffen är genomförd."),
            ],
        ),
    ]
    return outreach.Publication(
        id="invitation/2017-var",
        slug="foretagartraff-2017",
        title="Företagarträff om offentlig upphandling",
        kind="invitation",
        locale="sv_SE",
        blocks=body,
        facts=outreach.PublicFacts(events=[event]),
        summary="Onsdag 1 mars 2017 i Stadshuset: vad kommunen ska köpa i år.",
        updated=date(2017, 1, 9),
        publisher_name=MUNICIPALITY,
    )


COLUMNS = (
    blocks.Column(key="title", title="Upphandling"),
    blocks.Column(key="planned_publication", title="Annonseras"),
    blocks.Column(key="estimated_value", title="Uppskattat värde", is_number=True),
    blocks.Column(key="incumbents", title="Nuvarande leverantör"),
    blocks.Column(key="current_contract_ends", title="Avtalet löper ut"),
    blocks.Column(key="purchaser", title="Kontakt"),
)


def _estimate(low: int, high: int, *, about: bool = False) -> outreach.Estimate:
    return outreach.Estimate(low=Decimal(low), high=Decimal(high), currency="SEK", about=about)


def quarter_tables() -> list[blocks.Block]:
    """Return the list's tables, one a quarter."""
    first = [
        (
            blocks.Link("Livsmedel till skolor och äldreboenden", to="procurement/U-2017-1"),
            MARCH,
            _estimate(12_000_000, 15_000_000),
            "Grönsakshallen AB",
            date(2017, 9, 30),
            "Per Persson",
        ),
        (
            blocks.Link("Hisservice", to="procurement/U-2017-2"),
            blocks.Missing("datum inte bestämt"),
            blocks.Missing("inte uppskattat"),
            "Hissen AB",
            blocks.AsWritten("ca hösten -17"),
            "Per Persson",
        ),
    ]
    second = [
        (
            blocks.Link("Städtjänster till skolor", to="procurement/U-2017-3"),
            Q2,
            _estimate(500_000, 500_000, about=True),
            "Rent i Storån Aktiebolag",
            date(2017, 12, 31),
            "Anna Andersson",
        ),
    ]
    return [
        blocks.Heading("Första kvartalet 2017"),
        blocks.Table(caption="Annonseras första kvartalet 2017", columns=COLUMNS, rows=first),
        blocks.Heading("Andra kvartalet 2017"),
        blocks.Table(caption="Annonseras andra kvartalet 2017", columns=COLUMNS, rows=second),
    ]


def _part(number: int, title: str, locale: str) -> outreach.Publication:
    is_swedish = locale == "sv_SE"
    facts = [("Annonseras" if is_swedish else "To be advertised", "andra kvartalet 2017" if is_swedish else "Q2")]
    return outreach.Publication(
        id=f"procurement/U-2017-{number}",
        slug=f"u-2017-{number}",
        title=title,
        kind="procurement",
        locale=locale,
        blocks=[blocks.Facts(facts), blocks.Action("Lämna anbud" if is_swedish else "Bid", "https://avrop.example/1")],
        updated=date(2017, 1, 9),
        publisher_name=MUNICIPALITY,
    )


def procurement_list() -> outreach.Publication:
    """Return a list of procurements, in Swedish, with a page for each."""
    titles = ["Livsmedel till skolor och äldreboenden", "Hisservice", "Städtjänster till skolor"]
    everything = blocks.Table(
        caption="Alla upphandlingar",
        columns=COLUMNS,
        download="upphandlingar-2017",
        rows=[row for block in quarter_tables() if isinstance(block, blocks.Table) for row in block.rows],
        note="Värden utan moms.",
    )
    return outreach.Publication(
        id="procurement-list",
        slug="upphandlingar",
        title="Kommande upphandlingar 2017",
        kind="procurement_list",
        locale="sv_SE",
        summary="Vad kommunen planerar att köpa, när och för ungefär hur mycket.",
        blocks=[
            blocks.Paragraph("Listan visar vad vi planerar att köpa. Planer ändras: titta här igen.", lead=True),
            *quarter_tables(),
            blocks.Heading("Hela listan"),
            everything,
        ],
        updated=date(2017, 1, 10),
        publisher_name=MUNICIPALITY,
        parts=[_part(number, title, "sv_SE") for number, title in enumerate(titles, 1)],
    )


def english_list() -> outreach.Publication:
    """Return the same list in English."""
    columns = [blocks.Column(key="title", title="Procurement"), blocks.Column(key="planned_publication", title="When")]
    rows = [(blocks.Link("Food for schools", to="procurement/U-2017-1"), MARCH)]
    return outreach.Publication(
        id="procurement-list",
        slug="procurements",
        title="Procurements to come in 2017",
        kind="procurement_list",
        locale="en_GB",
        summary="What the municipality plans to buy.",
        updated=date(2017, 1, 10),
        blocks=[
            blocks.Paragraph("This is what we plan to buy.", lead=True),
            blocks.Table(caption="To be advertised", columns=columns, rows=rows, download="procurements-2017"),
        ],
        publisher_name=MUNICIPALITY,
        parts=[_part(1, "Food for schools", "en_GB")],
    )


INDUSTRIES = (
    ("Bygg och anläggning", 48_200_000, "48,2 mkr", False),
    ("Vård och omsorg", 31_750_000, "31,8 mkr", False),
    ("Fastighet och lokaler", 12_400_000, "12,4 mkr", False),
    ("Konsulttjänster och bemanning, även arkitekter och tekniska konsulter", 8_100_000, "8,1 mkr", False),
    ("IT och telekom", 6_900_000, "6,9 mkr", False),
    ("Övriga branscher", 9_300_000, "9,3 mkr", True),
    ("Okänd bransch", 2_100_000, "2,1 mkr", True),
)


def spend_report() -> outreach.Publication:
    """Return a report of spend, in Swedish, with both kinds of chart."""
    total = sum(amount for _, amount, _, _ in INDUSTRIES)
    table = blocks.Table(
        caption="Inköp per bransch 2016",
        download="inkop-per-bransch",
        columns=[
            blocks.Column(key="industry", title="Bransch"),
            blocks.Column(key="amount", title="Belopp", is_number=True),
            blocks.Column(key="share", title="Andel", is_number=True),
        ],
        rows=[(name, kronor(amount), blocks.Share(Decimal(amount) / total)) for name, amount, _, _ in INDUSTRIES],
        total=("Summa", kronor(total), blocks.Share(Decimal(1))),
    )
    bars = [blocks.Bar(label=a, value=Decimal(b), shown=c, is_rest=d) for a, b, c, d in INDUSTRIES]
    quarters = [("Kv 1", 24), ("Kv 2", 31), ("Kv 3", 22), ("Kv 4", 41)]
    time_table = blocks.Table(
        caption="Inköp per kvartal 2016",
        columns=[
            blocks.Column(key="quarter", title="Kvartal"),
            blocks.Column(key="amount", title="Belopp", is_number=True),
        ],
        rows=[(name, kronor(value * 1_000_000)) for name, value in quarters],
    )
    return outreach.Publication(
        id="spend-report-2016",
        slug="inkop-2016",
        title="Så köpte kommunen in 2016",
        kind="spend_report",
        locale="sv_SE",
        summary="118,8 miljoner kronor till 112 leverantörer.",
        updated=date(2017, 1, 10),
        publisher_name=MUNICIPALITY,
        blocks=[
            blocks.Paragraph(
                "Kommunen köpte för 118,8 miljoner kronor av 112 leverantörer. 47 av dem är lokala.", lead=True
            ),
            blocks.KeyFigures(
                [
                    ("118,8 mkr", "köpte vi för"),
                    ("112", "leverantörer"),
                    ("18 %", "av kronorna gick till lokala leverantörer"),
                ]
            ),
            blocks.Heading("Per bransch"),
            blocks.Chart(
                title="Bygg och vård står för två tredjedelar",
                subtitle="Inköp per bransch 2016, miljoner kronor",
                bars=bars,
                alternative="Stapeldiagram: bygg 48,2 och vård 31,8 miljoner kronor är störst.",
                source="leverantörsreskontran 2016",
                table=table,
            ),
            blocks.Heading("Över året"),
            blocks.Chart(
                title="Mest köptes i fjärde kvartalet",
                subtitle="Inköp per kvartal 2016, miljoner kronor",
                bars=[blocks.Bar(label=a, value=Decimal(b), shown=str(b)) for a, b in quarters],
                kind=blocks.ChartKind.COLUMNS,
                alternative="Fjärde kvartalet är störst med 41 miljoner kronor.",
                table=time_table,
            ),
            blocks.Box(
                title="Så har vi räknat",
                blocks=[
                    blocks.Paragraph("Beloppen är utan moms. För två procent är branschen okänd."),
                    blocks.List(["Personalkostnader är inte med.", "Kreditfakturor är avdragna."]),
                ],
            ),
        ],
    )


def all_publications() -> list[outreach.Publication]:
    """Return one of each."""
    return [invitation(), procurement_list(), english_list(), spend_report()]


def edition(*publications: outreach.Publication, now: datetime | None = NOW) -> outreach.Edition:
    """Return an edition of these, or of all."""
    return outreach.Edition(publications=publications or all_publications(), now=now)


LATER = datetime(2017, 2, 1, 12, tzinfo=UTC)
