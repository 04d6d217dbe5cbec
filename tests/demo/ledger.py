"""A year's purchase ledger of the made-up municipality, with what real ones have wrong."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from demo.companies import HOME, Company, luhn, table

if TYPE_CHECKING:
    import random

BUYER_ID, BUYER = "212000-9902", "Bokedala kommun"
HEADINGS = """
    kopare_id kopare verifikationsnummer leverantor leverantor_id konto_nr konto_text bokforingsdatum
    forvaltning fakturanummer nettobelopp grund avtal kommun_id s_kod_nr
""".split()  # noqa: SIM905 - a list of words reads better as a text
UNITS = {
    "B": "Barn- och utbildningsförvaltningen",
    "S": "Socialförvaltningen",
    "O": "Omsorgsförvaltningen",
    "T": "Tekniska förvaltningen",
    "F": "Fastighetsavdelningen",
    "K": "Kommunledningskontoret",
    "C": "Kultur- och fritidsförvaltningen",
    "P": "Miljö- och stadsbyggnadsförvaltningen",
    "M": "Måltidsservice",
    "A": "Arbetsmarknadsenheten",
    "R": "Räddningstjänsten",
    "V": "Överförmyndarkansliet",
}
ACCOUNTS = {row["account"]: row["text"] for row in table("accounts")}
PENSIONS = "Sydkusten Tjänstepension ömsesidigt"
ASSOCIATIONS = (
    "Bokedala Bygdegårdsförening",
    "Bokedala Gymnastikklubb",
    "Föreningen Bokens Vänner",
    "Bokedala Hembygdsförening",
    "Ljungsjö Skidklubb",
    "Bokedala Musikskolas Vänner",
)


class Line(NamedTuple):
    """One posting (kontering), every cell as it is written."""

    supplier: str
    supplier_id: str
    account: str
    day: str
    unit: str
    invoice: str
    amount: Decimal
    amount_text: str = ""  # where it is no number
    basis: str = ""
    contract: str = ""


def ledger(chance: random.Random, firms: list[Company], persons: list[Company], contracts: dict[str, str]) -> str:
    """Return the ledger as text: the rows of the year by date, with blemishes, and a row that adds up."""
    lines = [line for firm in firms for line in _bought_from(firm, chance, contracts)]
    lines += [line for person in persons for line in _bought_from_person(person, chance)]
    lines += _not_bought(chance, firms)
    lines.sort(key=lambda line: (line.day, line.supplier, line.amount))
    lines = _with_blemishes(lines, chance)
    rows = [_row(place, line) for place, line in enumerate(lines)]
    total = sum((line.amount for line in lines if not line.amount_text), Decimal(0))
    for place in (1_204, 2_377):
        rows.insert(place, ";" * (len(HEADINGS) - 1))
    rows.insert(3_001, "")
    return "\r\n".join([";".join(HEADINGS), *rows, _total(total), ""])


def _bought_from(firm: Company, chance: random.Random, contracts: dict[str, str]) -> list[Line]:
    trade = firm.trade
    count = max(1, round(trade.rows * 0.7 * chance.lognormvariate(0, 0.75)))
    contract = contracts.get(firm.number, "")
    basis = "Ramavtal" if contract else chance.choice(("", "Direktupphandling", ""))
    lines = []
    for _ in range(count):
        day, amount = _day(chance), _amount(trade.median, trade.spread, chance)
        account, unit = chance.choice(trade.accounts.split()), _unit(trade.units, chance)
        invoice = str(chance.randrange(10_000, 999_999))
        line = Line(firm.name, _written(firm.number, chance), account, day, unit, invoice, amount, "", basis, contract)
        lines.append(line)
        if chance.random() < 0.018:
            lines.append(line._replace(amount=-_cents(amount * Decimal(chance.choice((1, 1, "0.5", "0.2"))))))
    return lines


def _bought_from_person(person: Company, chance: random.Random) -> list[Line]:
    trade = person.trade
    return [
        Line(
            person.name,
            f"18{person.number[:6]}-{person.number[6:]}" if chance.random() < 0.5 else f"18{person.number}",
            chance.choice(trade.accounts.split()),
            _day(chance),
            _unit(trade.units, chance),
            "-",
            _amount(min(trade.median, 6_500), 0.6, chance),
        )
        for _ in range(chance.randrange(1, 5))
    ]


def _not_bought(chance: random.Random, firms: list[Company]) -> list[Line]:
    lines = [
        Line(name, "", "4510", _day(chance), "C", "-", Decimal(chance.randrange(5, 90) * 1_000))
        for name in ASSOCIATIONS
        for _ in range(chance.randrange(2, 5))
    ]
    for month in range(1, 13):
        paid = _amount(1_150_000, 0.05, chance)
        lines.append(Line(PENSIONS, "", "5720", f"2016-{month:02d}-25", "K", "-", paid))
    late = [firm for firm in firms if firm.trade.key in {"energy", "telecom"}][:3]
    lines += [Line(f.name, f.number, "8510", _day(chance), "K", "-", _amount(340, 0.4, chance)) for f in late]
    return lines


def _with_blemishes(lines: list[Line], chance: random.Random) -> list[Line]:
    places = iter(chance.sample(range(50, len(lines) - 50), 60))
    for text in ("2016-02-30", "2016-13-01", "16", ""):
        _change(lines, next(places), day=text)
    for _ in range(3):
        _change(lines, next(places), amount_text="se bilaga")
    for _ in range(4):
        place = next(places)
        _change(lines, place, supplier_id=_with_wrong_check(lines[place].supplier_id))
    for _ in range(4):
        _change(lines, next(places), supplier="", supplier_id="")
    for _ in range(18):
        place = next(places)
        _change(lines, place, supplier=lines[place].supplier.upper())
    for _ in range(12):
        _change(lines, next(places), invoice="-")
    for place, line in enumerate(lines):
        if "Plåt & Tak" in line.supplier:
            lines[place] = line._replace(supplier=line.supplier.replace(" Plåt & Tak", "; Plåt & Tak"))
    return lines


def _change(lines: list[Line], place: int, **cells: str) -> None:
    lines[place] = lines[place]._replace(**cells)


def _with_wrong_check(number: str) -> str:
    digits = number.replace("-", "")
    if len(digits) != 10:
        return "559900-1235"
    wrong = digits[:9] + str((int(luhn(digits[:9])) + 3) % 10)
    return f"{wrong[:6]}-{wrong[6:]}"


def _row(place: int, line: Line) -> str:
    amount = line.amount_text or _written_amount(line.amount)
    cells = [
        BUYER_ID, BUYER, f"{5_160_001 + 3 * place}", line.supplier, line.supplier_id, line.account,
        ACCOUNTS[line.account], line.day, UNITS[line.unit], line.invoice, amount, line.basis, line.contract, HOME, "",
    ]  # fmt: skip
    return ";".join(f'"{cell}"' if ";" in cell else cell for cell in cells)


def _total(total: Decimal) -> str:
    cells = dict.fromkeys(HEADINGS, "") | {"kopare_id": "Summa", "nettobelopp": _written_amount(total)}
    return ";".join(cells.values())


def _written_amount(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def _amount(median: int, spread: float, chance: random.Random) -> Decimal:
    amount = Decimal(round(median * 100 * chance.lognormvariate(0, spread))) / 100
    return _cents(amount).quantize(Decimal(1)) if chance.random() < 0.3 else _cents(amount)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _day(chance: random.Random) -> str:
    # A tenth of the year's invoices is booked in its last days.
    day = date(2016, 1, 4) + timedelta(days=chance.randrange(350 if chance.random() < 0.9 else 360))
    day = day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
    return min(day, date(2016, 12, 30)).isoformat()


def _unit(units: str, chance: random.Random) -> str:
    unit = chance.choice(units)
    return chance.choice("BSOTFKCPMARV") if unit == "*" else unit


def _written(number: str, chance: random.Random) -> str:
    return number if chance.random() < 0.12 else f"{number[:6]}-{number[6:]}"
