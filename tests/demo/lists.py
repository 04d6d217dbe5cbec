"""The upcoming procurements, the contracts and the register of companies of the made-up municipality."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from demo.companies import HOME, HOME_NAME, TRADES, Company, luhn, table
from demo.ledger import UNITS

if TYPE_CHECKING:
    import random
    from pathlib import Path

MADE = datetime(2017, 1, 9, 8)  # noqa: DTZ001 - a workbook's properties know no time zone
SIZES = {"m": "Mikroföretag", "s": "Litet", "M": "Medelstort", "L": "Stort"}
PURCHASERS = {
    "EK": ("Maria Ekfors", "maria.ekfors@bokedala.example"),
    "LUND": ("Jonas Lundhed", "jonas.lundhed@bokedala.example"),
}
TITLES = {"care": "boende och omsorg", "telecom": "telefoni", "medical": "sjukvårdsprodukter"}
TENDERS = "https://anbud.bokedala.example/"

PROCUREMENT_HEADINGS = (
    "Diarienr", "Upphandling", "Förvaltning", "Planerad annonsering", "Sista anbudsdag",
    "Avtalsstart", "Avtalstid",
    "Nuvarande leverantör", "Avtal löper ut", "Uppskattat värde", "CPV", "Förfarande", "Ansvarig upphandlare",
    "E-post", "Status", "Länk", "Övrigt",
)  # fmt: skip
PROCUREMENTS = table("procurements")
ADVERTISED = {"Annonserad", "Tilldelad"}
SINCE = {
    "Måltidsverksamhetens livsmedel": {"status": "Annonserad", "deadline": "@2017-04-18", "changed": "@2017-02-27"},
    "Bröd och konditorivaror från närområdet": {"advertised": "maj 2017", "changed": "@2017-02-20"},
    "Flytt av modulpaviljonger": {"status": "Avbruten", "changed": "@2017-02-15"},
    "Företagshälsovård": {"status": "Tilldelad", "changed": "@2017-02-28"},
    "Tryckeritjänster": {"status": "Tilldelad", "changed": "@2017-03-01"},
}
"""What has changed by March."""
ADDED = {
    "title": "Cateringtjänster vid möten", "cpv": "55520000-1", "unit": "M", "advertised": "Q2 2017", "deadline": "",
    "starts": "2017-09-01", "length": "2+1 år", "present": "", "ends": "", "value": "ca 900 tkr",
    "procedure": "Förenklat förfarande", "purchaser": "LUND", "status": "Planerad",
    "comment": "Ny på listan efter företagarträffen.", "changed": "@2017-03-03",
}  # fmt: skip
"""What is new in March."""


def procurements_of_march() -> list[dict[str, str]]:
    """Return the list as it stands two months later."""
    return [*({**row, **SINCE.get(row["title"], {})} for row in PROCUREMENTS), ADDED]


def workbook_of_procurements(
    path: Path, firms: list[Company], rows: list[dict[str, str]] = PROCUREMENTS, updated: str = "2017-01-09"
) -> None:
    """Write the list of upcoming procurements: two title rows, headings, one row each."""
    has_changes = any(row.get("changed") for row in rows)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "Upphandlingslista 2017", "created": MADE})
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        kronor, wrapped = book.add_format({"num_format": "# ##0"}), book.add_format({"bold": True, "text_wrap": True})
        sheet = book.add_worksheet("Upphandlingar 2017")
        sheet.write(0, 0, "Bokedala kommun: upphandlingslista 2017", bold)
        sheet.write(1, 0, f"Planen kan ändras. Uppdaterad {updated}")
        sheet.write_row(3, 0, (*PROCUREMENT_HEADINGS, *(["Senast ändrad"] if has_changes else [])), wrapped)
        for place, procurement in enumerate(rows):
            cells = [*_cells(place, procurement, firms), _typed(procurement.get("changed", ""))]
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(4 + place, column, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(4 + place, column, cell, kronor)
                elif cell:
                    sheet.write_string(4 + place, column, cell)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, len(PROCUREMENT_HEADINGS) - 1, 20)
        sheet.freeze_panes(4, 2)


def _cells(place: int, row: dict[str, str], firms: list[Company]) -> list[str | int | date]:
    reference = f"KS 2017:{101 + 3 * place}"
    notice = f"{TENDERS}{reference[3:].replace(':', '-')}" if row["status"] in ADVERTISED else ""
    present = _present(row, firms)
    return [
        reference, row["title"], UNITS[row["unit"]], _typed(row["advertised"]), _typed(row["deadline"]),
        _typed(row["starts"]), row["length"],
        present.name if present else "", _typed(row["ends"]), _typed(row["value"]), row["cpv"], row["procedure"],
        *PURCHASERS[row["purchaser"]], row["status"], notice, row["comment"],
    ]  # fmt: skip


def _typed(cell: str) -> str | int | date:
    """Return a date where *cell* is marked as one, a number where it is one, else the text."""
    if cell.startswith("@"):
        return date.fromisoformat(cell[1:])
    return int(cell) if cell.isdecimal() and len(cell) > 4 else cell


def _present(row: dict[str, str], firms: list[Company]) -> Company | None:
    trade, _, place = row["present"].partition(" ")
    return [firm for firm in firms if firm.trade.key == trade][int(place)] if trade else None


def contract_numbers(firms: list[Company]) -> dict[str, str]:
    """Return which companies have a contract: organisation number to number of the contract."""
    present = [firm.number for firm in (_present(row, firms) for row in PROCUREMENTS) if firm]
    present += [firm.number for firm in firms if firm.trade.key in TITLES][:14]
    return {number: f"AVT-{2012 + place % 5}-{40 + place:03d}" for place, number in enumerate(dict.fromkeys(present))}


def workbook_of_contracts(path: Path, firms: list[Company]) -> None:
    """Write the contract register."""
    rows = [_contract(firms, number, contract) for number, contract in contract_numbers(firms).items()]
    headings = ("Avtalsnummer", "Benämning", "Leverantör", "Orgnr", "Förvaltning", "Startdatum", "Slutdatum", "Option")
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "Avtalsregister", "created": MADE})
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheet = book.add_worksheet("Avtal 2017")
        sheet.write_row(0, 0, headings, bold)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, row[:5])
            sheet.write_datetime(place, 5, row[5], day)
            sheet.write_datetime(place, 6, row[6], day)
            sheet.write(place, 7, row[7])
        sheet.set_column(0, 7, 22)


def _contract(firms: list[Company], number: str, contract: str) -> tuple[str, str, str, str, str, date, date, str]:
    firm = next(firm for firm in firms if firm.number == number)
    found = next((row for row in PROCUREMENTS if _present(row, firms) is firm), None)
    title, unit = (found["title"], found["unit"]) if found else (f"Ramavtal, {TITLES[firm.trade.key]}", "O")
    starts = date(int(contract[4:8]), 1 + int(contract[-2:]) % 12, 1)
    ends = date.fromisoformat(found["ends"].removeprefix("@")) if found else date(2018, 12, 31)
    return contract, title, firm.name, f"{number[:6]}-{number[6:]}", UNITS[unit], starts, ends, "1+1 år"


def register(chance: random.Random, firms: list[Company]) -> bytes:
    """Return the register of companies as a cp1252 file: most suppliers, and companies that never sold anything."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(("Orgnr", "Företagsnamn", "SNI", "Storlek", "Kommun, kod", "Postort", "E-post"))
    known = [firm for firm in firms if chance.random() < 0.9]
    for firm in [*known, *_never_sold(chance)]:
        mail = f"info@{_host(firm.name)}.example"
        number = f"{firm.number[:6]}-{firm.number[6:]}"
        rows.writerow((number, firm.name, firm.trade.sni, SIZES[firm.size], firm.municipality, firm.town, mail))
    return text.getvalue().encode("cp1252")


def _never_sold(chance: random.Random) -> list[Company]:
    words = ("Aspnäs", "Björkäng", "Ekhaga", "Fuglaby", "Gränsbo", "Hultet", "Kärrtorp", "Lyckan", "Nyhem", "Rosenlid")
    trades = [trade for trade in TRADES if trade.companies >= 8]
    made = []
    for place in range(48):
        trade = trades[place % len(trades)]
        name = f"{words[place % len(words)]} {trade.names.split('|')[place % 2 % len(trade.names.split('|'))]}"
        digits = f"5599{1 + place % 99:02d}{990 + place % 10}"
        cleaned = name.replace("{}s ", "").replace("{} ", "").replace(" {}", "")
        made.append(Company(trade, cleaned, digits + luhn(digits), HOME, HOME_NAME, chance.choice("mms")))
    return made


def _host(name: str) -> str:
    plain = name.casefold().translate(str.maketrans("åäö", "aao"))
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
