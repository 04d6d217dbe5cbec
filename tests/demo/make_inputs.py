"""Make the demo's inputs anew: ``python -m demo.make_inputs FOLDER`` in ``tests``; the same bytes every time."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from demo.companies import companies, sole_traders
from demo.ledger import ledger
from demo.lists import (
    contract_numbers,
    procurements_of_march,
    register,
    workbook_of_contracts,
    workbook_of_procurements,
)
from demo.picture import picture
from demo.registrations import registrations

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "outreach" / "demo" / "input"


def make(folder: Path) -> None:
    """Write all inputs into *folder*."""
    chance = random.Random("Bokedala 2016")
    firms = companies(chance)
    rows = ledger(chance, firms, sole_traders(), contract_numbers(firms))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "leverantorsreskontra-2016.csv").write_bytes(b"\xef\xbb\xbf" + rows.encode())
    (folder / "foretag.csv").write_bytes(register(chance, firms))
    workbook_of_procurements(folder / "upphandlingslista-2017.xlsx", firms)
    workbook_of_procurements(
        folder / "upphandlingslista-mars-2017.xlsx", firms, procurements_of_march(), updated="2017-03-06"
    )
    workbook_of_contracts(folder / "avtal.xlsx", firms)
    (folder / "anmalningar.csv").write_bytes(registrations(chance, firms))
    (folder / "traffen.jpg").write_bytes(picture())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
