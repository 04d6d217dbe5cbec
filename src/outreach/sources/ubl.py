"""E-invoices: UBL 2.1 invoices and credit notes, one, a folder of them, or a zip archive (Peppol BIS Billing 3).

Every line of an invoice is a purchase, and so is every allowance or charge of the document as a whole: together they
are its total without VAT. A document that cannot be read, or has no place in a ledger, is a problem of its own; the
others are read.

Standard: OASIS UBL 2.1 as EN 16931 and Peppol BIS Billing 3 use it. Supplier, buyer, number, date, currency, lines,
allowances, charges and totals are read (BR-CO-10, -13, -15 hold them together); each element and its column stand in
docs/formats.md.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources._archives import Member, first_bytes, members_of
from outreach.sources._invoice import HEADINGS, UBL, Invoice, in_envelope, read_invoice
from outreach.sources._xml import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOTS: Final = (f"{UBL}Invoice-2", f"{UBL}CreditNote-2")
_NEAR: Final = ("<Invoice", "<CreditNote")
_SUFFIX: Final = ".xml"


@attrs.frozen
class Ubl(outreach.Source):
    """E-invoices, as the rows of a ledger (e-fakturor).

    Read are supplier and buyer with their numbers (scheme 0007 is the Swedish organisation number), the number and
    date of the invoice, and of each line the amount without VAT, the text, and the item's classification. What a
    credit note says counts down.

    Attributes:
        path: An XML file, a zip archive of them, or a folder.
    """

    name = "ubl"
    takes_folders = True
    path: Path = attrs.field(converter=Path)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell an invoice by the namespace of its root, also as the first member of an archive."""
        head = first_bytes(sample.head)
        text = sample.text if head == sample.head[: len(head)] else head.decode("utf-8", errors="replace")
        begins = text.lstrip("\ufeff \t\r\n").startswith("<")
        return begins and any(root in text for root in (*_ROOTS, *_NEAR))

    def tables(self) -> Iterator[outreach.Table]:
        """Yield the table of all lines, and an empty one for each document that was not read.

        Raises:
            outreach.SourceError: No document could be read; the archive is hostile or damaged.
        """
        read: list[tuple[str, Invoice]] = []
        failed: list[tuple[str, outreach.InputError]] = []
        others = 0
        for member in members_of(self.path, self.name):
            if member.name and member.suffix != _SUFFIX:
                others += 1
                continue
            try:
                read.append((member.name, self._read(member)))
            except outreach.InputError as error:
                failed.append((member.name, error))
        if not read:
            raise failed[0][1] if failed else outreach.EmptyInputError(str(self.path), "no XML files in it")
        yield self._table(read, failed, others)
        for name, fault in failed:
            yield outreach.Table(frame=_frame([]), headings=(), part=name, notes=(fault.reason,))

    def _read(self, member: Member) -> Invoice:
        with member.opened() as stream:
            root = in_envelope(read_xml(stream, member.place, self.name))
        return read_invoice(root, part=member.name, place=member.place, source=self.name)

    def _table(
        self, read: list[tuple[str, Invoice]], failed: list[tuple[str, outreach.InputError]], others: int
    ) -> outreach.Table:
        rows = [(*row, name) for name, invoice in read for row in invoice.rows]
        kinds = Counter(invoice.kind for _, invoice in read)
        notes = [f"{count:,} {kind}{'s' if count > 1 else ''}" for kind, count in sorted(kinds.items(), reverse=True)]
        told = {f"{len(failed):,} documents were not read": failed, f"{others:,} other files were not read": others}
        return outreach.Table(
            frame=_frame(rows),
            headings=HEADINGS,
            parts="part",
            record=outreach.Purchase,
            notes=(*notes, *(note for note, is_so in told.items() if is_so)),
            problems=(*(p for _, invoice in read for p in invoice.problems), *(_problem(*each) for each in failed)),
        )


def _problem(name: str, error: outreach.InputError) -> outreach.Problem:
    return outreach.Problem(
        origin=outreach.Origin(part=name),
        kind="document",
        message=f"not read: {error.reason}",
        hint=error.hint,
        severity=outreach.Severity.ERROR,
    )


def _frame(rows: list[tuple[str, ...]]) -> object:
    import polars as pl  # noqa: PLC0415 - heavy

    names = [*(f"c{place}" for place in range(len(HEADINGS))), "part"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    return frame.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names).lazy()
