"""The organisations of a notice: who buys, who offers; each once, under a key that other rows use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources._eforms_nodes import every, extension, one, said

if TYPE_CHECKING:
    from outreach.sources._eforms_notice import Speech
    from outreach.sources._xml import Node

Values = dict[str, object]
"""Attribute → text as written, as a row takes them; and under ``LINE`` where that stands."""
LINE: Final = "line"

_HOME: Final = ("SWE", "")
_PARTY: Final = "cac:PartyIdentification/cbc:ID"


@attrs.frozen(kw_only=True)
class Organisation:
    """One organisation of a notice, or a touch point of it.

    Attributes:
        name: BT-500.
        number: BT-501, as written.
        country: BT-514, three letters.
        city: BT-513.
        postcode: BT-512.
        size: BT-165.
        contact: BT-502.
        email: BT-506.
        phone: BT-503.
        line: Where it stands.
    """

    name: str
    number: str = ""
    country: str = ""
    city: str = ""
    postcode: str = ""
    size: str = ""
    contact: str = attrs.field(default="", repr=False)
    email: str = attrs.field(default="", repr=False)
    phone: str = attrs.field(default="", repr=False)
    line: int | None = None

    @property
    def identifier(self) -> outreach.Identifier | None:
        """Its Swedish organisation number, where it has a right one."""
        if self.country not in _HOME:
            return None
        try:
            return outreach.Identifier.organisation(self.number)
        except outreach.UnreadableError:
            return None

    @property
    def key(self) -> str:
        """What other rows know it by: its Swedish number, its country and number abroad, else its name."""
        if self.country not in _HOME and any(map(str.isdigit, self.number)):  # *not available* is no number
            return f"{self.country}-{''.join(filter(str.isalnum, self.number))}"
        found = self.identifier
        return self.name if found is None or found.is_personal else found.id

    def as_buyer(self) -> Values:
        """Return it as the values of a Buyer."""
        return self._known() | {"contact": self.contact, "email": self.email, "phone": self.phone}

    def as_supplier(self) -> Values:
        """Return it as the values of a Supplier; whom to ask there is nobody's business here."""
        return self._known() | {"size": self.size, "locality": self.city, "postcode": self.postcode}

    def _known(self) -> Values:
        number = self.number if self.country in _HOME else ""
        return {LINE: self.line, "id": self.key, "name": self.name, "identifier": number}


def organisations_of(root: Node, speech: Speech) -> dict[str, Organisation]:
    """Return the organisations of a notice by the ids by which it refers to them (OPT-200, OPT-201)."""
    found: dict[str, Organisation] = {}
    for node in every(extension(root), "efac:Organizations/efac:Organization"):
        company, is_person = one(node, "efac:Company"), said(node, "efbc:NaturalPersonIndicator") == "true"
        for place in (company, *every(node, "efac:TouchPoint")):
            if place is not None and company is not None:
                known = _organisation(company, place, speech)
                # A person's number is nobody's key; Swedish ones are known by their form.
                is_told = is_person and known.country not in _HOME
                found.setdefault(said(place, _PARTY), attrs.evolve(known, number="") if is_told else known)
    return found


def _organisation(company: Node, place: Node, speech: Speech) -> Organisation:
    """Return an organisation, and whom to ask at *place*, which is the company itself or a touch point of it."""
    address, contact = one(company, "cac:PostalAddress"), one(place, "cac:Contact")
    return Organisation(
        name=speech.at(company, "cac:PartyName/cbc:Name"),
        number=said(company, "cac:PartyLegalEntity/cbc:CompanyID"),
        country=said(address, "cac:Country/cbc:IdentificationCode").upper(),
        city=said(address, "cbc:CityName"),
        postcode=said(address, "cbc:PostalZone"),
        size=said(company, "efbc:CompanySizeCode"),
        contact=said(contact, "cbc:Name"),
        email=said(contact, "cbc:ElectronicMail"),
        phone=said(contact, "cbc:Telephone"),
        line=company.line,
    )


def buyers_of(root: Node, organisations: dict[str, Organisation]) -> list[Organisation]:
    """Return who buys, OPT-300, the first as the notice names it first."""
    named = (said(party, _PARTY) for party in every(root, "cac:ContractingParty/cac:Party"))
    return [organisations[name] for name in dict.fromkeys(named) if name in organisations]
