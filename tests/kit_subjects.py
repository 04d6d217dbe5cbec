"""The sources and publishers of the library, with inputs each of them reads, for the conformance kit."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import xlsxwriter

import outreach
from outreach import blocks
from outreach.publishers import Feed, Ocds, OpenData

SITE = "https://kommun.example"
LEDGER = "datum;leverantör;orgnr;belopp\n"
ROWS = ("2017-01-02;Bokvalls Bageri;556016-0680;1 000,50\n", "2017-01-03;Ekfors Städ;556016-0680;-20,00\n")
KEYS = ("datum", "leverantor", "orgnr", "belopp")


def csv_inputs(rows: int) -> str:
    """Return a ledger of so many rows."""
    return LEDGER + "".join(ROWS[:rows])


def json_inputs(rows: int) -> str:
    """Return the same ledger as objects."""
    cells = [row.strip().split(";") for row in ROWS[:rows]]
    objects = [", ".join(f'"{key}": "{cell}"' for key, cell in zip(KEYS, row, strict=True)) for row in cells]
    return "[" + ", ".join(f"{{{text}}}" for text in objects) + "]"


def xlsx_inputs(rows: int) -> bytes:
    """Return the same ledger as a workbook."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": datetime(2017, 1, 10, tzinfo=UTC)})
    sheet = book.add_worksheet("Blad1")
    for number, line in enumerate(csv_inputs(rows).splitlines()):
        sheet.write_row(number, 0, line.split(";"))
    book.close()
    return made.getvalue()


def html_inputs(rows: int) -> str:
    """Return the same ledger as a table of a page."""
    lines = [line.split(";") for line in csv_inputs(rows).splitlines()]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<!DOCTYPE html><html><body><table>{cells}</table></body></html>"


def inputs(maker) -> dict[str, str | bytes]:
    """Return the three inputs the kit asks for."""
    return {"empty": maker(0), "one": maker(1), "many": maker(2)}


def feed(root, **options) -> Feed:
    """Return a feed beside a site."""
    return Feed(**{"root": root, "base_url": "https://kommun.example/feed", "site_url": SITE, **options})


def ocds(root, **options) -> Ocds:
    """Return open contracting data with a prefix that nobody has."""
    return Ocds(**{"root": root, "prefix": "ocds-a1b2c3", "base_url": "https://kommun.example/ocds", **options})


def talks() -> tuple[outreach.Publication, ...]:
    """Return two talks: what a publisher of slides accepts."""
    return tuple(
        outreach.Publication(
            id=f"talk-{number}",
            slug=f"bildspel-{number}",
            title=f"Bildspel {number}",
            kind="spend_presentation",
            locale="sv_SE",
            blocks=[
                blocks.Paragraph("Det här köper vi.", lead=True),
                blocks.Slide(title="Vi köper bröd och mjölk", blocks=[blocks.List(["bröd", "mjölk"])], notes=["Hej!"]),
                blocks.Slide(title="Mest köper vi bröd", blocks=[_bread()], notes=["Bröd är störst."]),
            ],
            updated=date(2017, 1, 9),
            publisher_name="Storåns kommun",
        )
        for number in (1, 2)
    )


def open_data(root, **options) -> OpenData:
    """Return open data that stands somewhere."""
    return OpenData(**{"root": root, "base_url": "https://kommun.example/data", **options})


def _bread() -> blocks.Chart:
    columns = [blocks.Column(key="what", title="Vad"), blocks.Column(key="amount", title="Kronor", is_number=True)]
    bars = [("Bröd", 200), ("Mjölk", 100)]
    return blocks.Chart(
        title="Inköp per vara, kronor",
        bars=[blocks.Bar(label=name, value=Decimal(amount), shown=f"{amount}") for name, amount in bars],
        alternative="Bröd är dubbelt så stort som mjölk.",
        table=blocks.Table(caption="Inköp per vara", columns=columns, rows=bars),
    )
