"""E-invoices: UBL 2.1 invoices and credit notes, one, a folder of them, or a zip archive (Peppol BIS Billing 3).

Every line of an invoice is a purchase, and so is every allowance or charge of the document as a whole: together they
are its total without VAT. A document that cannot be read, or has no place in a ledger, is a problem of its own; the
others are read.

Standard: OASIS UBL 2.1 as EN 16931 and Peppol BIS Billing 3 use it. Supplier, buyer, number, date, currency, lines,
allowances, charges and totals are read (BR-CO-10, -13, -15 hold them together); each element and its column stand in
docs/formats.md.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

import outreach
from outreach.sources.archives import Member, first_bytes, first_document, members_of
from outreach.sources.table_file import OfCountry, known_country
from outreach.sources.xml import Node, local, namespace, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC: Final = f"{{{UBL}CommonAggregateComponents-2}}"
CBC: Final = f"{{{UBL}CommonBasicComponents-2}}"
INVOICE: Final = f"{{{UBL}Invoice-2}}Invoice"
CREDIT_NOTE: Final = f"{{{UBL}CreditNote-2}}CreditNote"
_LINES: Final = {INVOICE: f"{CAC}InvoiceLine", CREDIT_NOTE: f"{CAC}CreditNoteLine"}
_KINDS: Final = {INVOICE: "invoice", CREDIT_NOTE: "credit note"}
_CREDIT_TYPES: Final = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""UNCL 1001: what is a credit note by its type, and not to be written as an invoice."""

_SCHEMES: Final = {
    "BE": ("0208",),
    "DK": ("0184",),
    "EE": ("0191",),
    "FI": ("0037", "0216"),
    "IS": ("0196",),
    "NL": ("0106",),
    "NO": ("0192",),
    "SE": ("0007", "9955"),
}
"""Country → schemes (ISO 6523, EAS) of its organisation numbers, and of VAT numbers that hold them; the best first."""
CPV_LISTS: Final = frozenset({"STI", "CPV"})
"""What the list of a CPV code is called: STI by UNCL 7143."""

# fmt: off
HEADINGS: Final = (
    "supplier", "supplier id", "buyer", "buyer id", "invoice date", "invoice number", "net amount", "currency",
    "classification", "description", "contract reference",
)
# fmt: on
CII: Final = dict.fromkeys(("CrossIndustryInvoice", "CrossIndustryDocument"), "an e-invoice in CII (UN/CEFACT)")
ASK_FOR: Final = "ask the supplier, or your e-invoice operator, for Peppol BIS Billing 3 (UBL 2.1)"
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)")
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_CENT: Final = Decimal("0.01")
_NOTHING: Final = Decimal(0)


@attrs.frozen
class Invoice:
    """What one document says."""

    kind: str  # ``invoice`` or ``credit note``
    rows: tuple[tuple[str, ...], ...]  # a cell for each of ``HEADINGS``; their amounts add up to the total without VAT
    problems: tuple[outreach.Problem, ...] = ()  # where its totals disagree with its lines


class _Row(NamedTuple):
    """A line, an allowance or a charge of the document, signed as it stands there."""

    amount: Decimal
    classification: str
    description: str


def is_invoice(root: Node) -> bool:
    """Return whether *root* is an invoice or a credit note."""
    return root.tag in _LINES


def in_envelope(root: Node) -> Node:
    """Return the document inside a *root* that is only its envelope (SBDH), or *root* itself."""
    return next((child for tag in _LINES for child in root.all(tag)), root)


def read_invoice(root: Node, *, part: str, place: str, source: str, country: outreach.Country) -> Invoice:
    """Return what the document says; organisation numbers of the *country* are written without their scheme.

    Raises:
        outreach.SourceError: It is no invoice, or lacks what a purchase needs; with its line.
    """
    return _Document(root, part, place, source, country).read()


@attrs.frozen
class _Document:
    root: Node
    part: str
    place: str
    source: str
    country: outreach.Country

    def read(self) -> Invoice:
        self._refuse_other()
        rows = [*self._lines(), *self._allowances()]
        sign = -1 if self.root.tag == CREDIT_NOTE else 1
        before, after = self._same()
        made = (
            (*before, _written(sign * row.amount), self.currency, row.classification, row.description, *after)
            for row in rows
        )
        return Invoice(_KINDS[self.root.tag], tuple(made), tuple(self._problems(rows)))

    def _refuse_other(self) -> None:
        if not is_invoice(self.root):
            name = local(self.root.tag)
            if name in CII:
                raise self._error(f"<{name}>, {CII[name]}: not an invoice of UBL 2.1", ASK_FOR, self.root)
            near = name in ("Invoice", "CreditNote")
            reason = f"<{name}> of the namespace {namespace(self.root.tag)!r}" if near else f"<{name}>"
            raise self._error(f"{reason}, not an invoice of UBL 2.1", "export it as Peppol BIS Billing 3", self.root)
        code = self.root.text_at(f"{CBC}InvoiceTypeCode")
        if code in _CREDIT_TYPES:
            hint = "ask the supplier for a CreditNote"
            raise self._error(
                f"an Invoice whose type, {code}, is a credit note's: its sign is unclear", hint, self.root
            )

    @property
    def currency(self) -> str:
        code = self.root.text_at(f"{CBC}DocumentCurrencyCode")
        if not re.fullmatch("[A-Z]{3}", code):
            raise self._error("DocumentCurrencyCode: no currency", "an ISO 4217 code such as EUR", self.root)
        return code

    def _same(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the cells that all rows share, before and after those of their own."""
        supplier, buyer = (self._party(f"Accounting{role}Party") for role in ("Supplier", "Customer"))
        number = _words(self.root.text_at(f"{CBC}ID"))
        contract = _words(self.root.text_at(f"{CAC}ContractDocumentReference", f"{CBC}ID"))
        return (*supplier, *buyer, self._date(), number), (contract,)

    def _date(self) -> str:
        text = self.root.text_at(f"{CBC}IssueDate")
        match = _DAY.fullmatch(text)
        if not match:
            raise self._error(f"IssueDate: not a date: {text[:40]!r}", "write 2017-03-01", self.root)
        return match[1]

    def _party(self, role: str) -> tuple[str, str]:
        """Return name and number of a party."""
        party = self.root.child(f"{CAC}{role}", f"{CAC}Party")
        if party is None:
            return "", ""
        legal = party.text_at(f"{CAC}PartyLegalEntity", f"{CBC}RegistrationName")
        return _words(legal or party.text_at(f"{CAC}PartyName", f"{CBC}Name")), _number(party, self.country)

    def _lines(self) -> list[_Row]:
        lines = list(self.root.all(_LINES[self.root.tag]))
        if not lines:
            raise self._error("no lines", "is it whole? fetch it again", self.root)
        return [self._line(line) for line in lines]

    def _line(self, line: Node) -> _Row:
        item = line.child(f"{CAC}Item")
        name = "" if item is None else item.text_at(f"{CBC}Name") or item.text_at(f"{CBC}Description")
        return _Row(self._needed(line, "LineExtensionAmount"), _classification(item), _words(name))

    def _allowances(self) -> Iterator[_Row]:
        for entry in self.root.all(f"{CAC}AllowanceCharge"):
            indicator = entry.text_at(f"{CBC}ChargeIndicator").lower()
            if indicator not in ("true", "false", "1", "0"):
                raise self._error("ChargeIndicator: neither true nor false", "", entry)
            is_charge = indicator in ("true", "1")
            amount = self._needed(entry, "Amount")
            reason = entry.text_at(f"{CBC}AllowanceChargeReason") or ("charge" if is_charge else "allowance")
            yield _Row(amount if is_charge else -amount, "", _words(reason))

    def _needed(self, parent: Node, name: str) -> Decimal:
        amount = self._amount(parent, name)
        if amount is None:
            raise self._error(f"{name}: missing", "", parent)
        return amount

    def _amount(self, parent: Node | None, name: str) -> Decimal | None:
        """Return an amount of the document's own currency; None where there is none."""
        node = None if parent is None else parent.child(f"{CBC}{name}")
        if node is None:
            return None
        text = "" if len(node) else (node.text or "").strip()
        if not _DECIMAL.fullmatch(text):
            raise self._error(f"{name}: not a decimal number: {text[:40]!r}", "XML writes 1234.50", node)
        amount = Decimal(text)
        if amount != amount.quantize(_CENT):
            raise self._error(f"{name}: more than two decimals: {text[:40]!r}", "", node)
        if node.get("currencyID", self.currency) != self.currency:
            raise self._error(f"{name}: in {node.get('currencyID')!r}, the invoice in {self.currency}", "", node)
        return amount

    def _problems(self, rows: list[_Row]) -> Iterator[outreach.Problem]:
        """Yield the rules of EN 16931 that its totals break; they are exact."""
        total = self.root.child(f"{CAC}LegalMonetaryTotal")
        lines = list(self.root.all(_LINES[self.root.tag]))
        net = self._amount(total, "TaxExclusiveAmount")
        if net is None:
            yield self._problem("TaxExclusiveAmount", "the document states no total without VAT", total)
        sums = {
            "LineExtensionAmount": ("BR-CO-10", "the lines", sum((row.amount for row in rows[: len(lines)]), _NOTHING)),
            "TaxExclusiveAmount": (
                "BR-CO-13",
                "lines, allowances and charges",
                sum((r.amount for r in rows), _NOTHING),
            ),
            "TaxInclusiveAmount": ("BR-CO-15", "net and VAT", (net or _NOTHING) + self._tax()),
        }
        for name, (rule, what, computed) in sums.items():
            stated = self._amount(total, name)
            if stated is not None and stated != computed:
                message = f"{what} add up to {_written(computed)}, not to {_written(stated)} ({rule})"
                yield self._problem(name, message, total)

    def _tax(self) -> Decimal:
        """Return the VAT in the document's currency; another currency may stand beside it."""
        every = [entry.child(f"{CBC}TaxAmount") for entry in self.root.all(f"{CAC}TaxTotal")]
        own = [node for node in every if node is not None and node.get("currencyID", self.currency) == self.currency]
        entries = [entry for entry in self.root.all(f"{CAC}TaxTotal") if entry.child(f"{CBC}TaxAmount") in own]
        return sum((self._amount(entry, "TaxAmount") or _NOTHING for entry in entries), _NOTHING)

    def _problem(self, field: str, message: str, node: Node | None) -> outreach.Problem:
        line = (self.root if node is None else node).line
        origin = outreach.Origin(part=self.part, line=line, field=field)
        return outreach.Problem(origin=origin, kind="totals", message=message, hint="its lines count as they stand")

    def _error(self, reason: str, hint: str, node: Node) -> outreach.SourceError:
        return outreach.SourceError(self.place, f"line {node.line}: {reason}", hint, self.source)


def _number(party: Node, country: outreach.Country) -> str:
    """Return the party's number: those of the *country* bare, others behind their scheme: ``0192:987654321``."""
    own = _SCHEMES.get(country.code, ())
    nodes = [
        party.child(f"{CAC}PartyLegalEntity", f"{CBC}CompanyID"),
        party.child(f"{CBC}EndpointID"),
        *(entry.child(f"{CBC}ID") for entry in party.all(f"{CAC}PartyIdentification")),
        party.child(f"{CAC}PartyTaxScheme", f"{CBC}CompanyID"),
    ]
    numbers = [(node.get("schemeID", "").strip(), _words(node.text or "")) for node in nodes if node is not None]
    filled = [(scheme, text) for scheme, text in numbers if text]
    scheme, text = next((pair for pair in filled if pair[0] in own[:1]), next(iter(filled), ("", "")))
    if scheme in ("", *own):
        return text
    abroad = known_country(next((code for code, schemes in _SCHEMES.items() if scheme == schemes[0]), ""))
    return f"{abroad.organisation_scheme}-{text}" if abroad else f"{scheme}:{text}"


def _classification(item: Node | None) -> str:
    """Return the item's CPV code, else its first code behind the name of its list (``TSP:44121600``)."""
    entries = [] if item is None else item.all(f"{CAC}CommodityClassification")
    nodes = [node for entry in entries for node in entry.all(f"{CBC}ItemClassificationCode")]
    codes = [(node.get("listID", "").strip(), _words(node.text or "")) for node in nodes]
    first = next((pair for pair in codes if pair[0] in CPV_LISTS), next(iter(codes), ("", "")))
    return first[1] if first[0] in CPV_LISTS or not first[0] else f"{first[0]}:{first[1]}"


def _words(text: str) -> str:
    return " ".join(text.split())


def _written(amount: Decimal) -> str:
    return format(amount.quantize(_CENT), "f")


_ROOTS: Final = (f"{UBL}Invoice-2", f"{UBL}CreditNote-2")
_NEAR: Final = ("<Invoice", "<CreditNote")
_SUFFIX: Final = ".xml"


@attrs.frozen
class Ubl(OfCountry, outreach.Source):
    """E-invoices, as the rows of a ledger (e-fakturor).

    Read are supplier and buyer with their numbers (scheme 0007 is the Swedish organisation number), the number and
    date of the invoice, and of each line the amount without VAT, the text, and the item's classification. What a
    credit note says counts down.

    Attributes:
        path: An XML file, a zip archive of them, or a folder.
        country: Whose organisation numbers stand without their scheme, such as ``"NO"``.
    """

    name = "ubl"
    takes_folders = True
    path: Path = attrs.field(converter=Path)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise an invoice by the namespace of its root element, also as the first member of an archive."""
        head = first_bytes(sample.head)
        text = sample.text if head == sample.head[: len(head)] else head.decode("utf-8", errors="replace")
        begins = text.lstrip("\ufeff \t\r\n").startswith("<")
        return begins and any(root in text for root in (*_ROOTS, *_NEAR))

    def named_country(self) -> outreach.Country | None:
        """Return the country of the address of the first buyer, if it is installed."""
        names = ("AccountingCustomerParty", "Party", "PostalAddress", "Country")
        with suppress(outreach.InputError, StopIteration):
            with first_document(self.path, self.name) as file:
                root = in_envelope(read_xml(file, str(self.path), self.name))
            code = root.text_at(*(f"{CAC}{name}" for name in names), f"{CBC}IdentificationCode").strip().upper()
            return known_country(code)
        return None

    def tables(self) -> Iterator[outreach.Table]:
        """Yield the table of all lines, and an empty table for every document that was not read.

        Raises:
            outreach.SourceError: No document could be read; the archive is hostile or damaged.
        """
        read: list[tuple[str, Invoice]] = []
        failed: list[tuple[str, outreach.InputError]] = []
        others = 0
        for member in members_of(self.path, self.name):
            try:
                if member.name and member.suffix != _SUFFIX and not _is_edifact(member):
                    others += 1
                    continue
                read.append((member.name, self._read(member)))
            except outreach.InputError as error:
                failed.append((member.name, error))
        if not read:
            raise failed[0][1] if failed else outreach.EmptyInputError(str(self.path), "no XML files in it")
        yield self._table(read, failed, others)
        for name, fault in failed:
            yield outreach.Table(frame=_frame([]), headings=(), part=name, notes=(fault.reason,))

    def _read(self, member: Member) -> Invoice:
        if _is_edifact(member):
            raise outreach.SourceError(member.place, f"{EDIFACT}: not an invoice of UBL 2.1", ASK_FOR, self.name)
        with member.opened() as stream:
            root = in_envelope(read_xml(stream, member.place, self.name))
        return read_invoice(root, part=member.name, place=member.place, source=self.name, country=self.home)

    def _table(
        self, read: list[tuple[str, Invoice]], failed: list[tuple[str, outreach.InputError]], others: int
    ) -> outreach.Table:
        rows = [(*row, name) for name, invoice in read for row in invoice.rows]
        kinds = Counter(invoice.kind for _, invoice in read)
        notes = [f"{count:,} {kind}{'s' if count > 1 else ''}" for kind, count in sorted(kinds.items(), reverse=True)]
        unread = {f"{len(failed):,} documents were not read": failed, f"{others:,} other files were not read": others}
        return outreach.Table(
            frame=_frame(rows),
            headings=HEADINGS,
            parts="part",
            record=outreach.Purchase,
            notes=(*notes, *(note for note, is_so in unread.items() if is_so)),
            problems=(
                *(p for _, invoice in read for p in invoice.problems),
                *(_problem(*failure) for failure in failed),
            ),
        )


EDIFACT: Final = "an e-invoice in EDIFACT (INVOIC)"
_INTERCHANGE: Final = re.compile(rb"\s*(?:UNA.{6}\s*)?UNB\+.{0,2000}?UNH\+[^+']{1,40}\+INVOIC:", re.DOTALL)


def _is_edifact(member: Member) -> bool:
    with member.opened() as stream:
        return bool(_INTERCHANGE.match(stream.read(4_096)))


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
