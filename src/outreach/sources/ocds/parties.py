"""Who is who in a release: the parties of OCDS, their numbers, ids and names, and which of them are apart."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import outreach
from outreach.sources.ocds.shapes import Facts, Named, Party, Release, Tender

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.sources.ocds.releases import Place

BUYS: Final = frozenset({"buyer", "procuringEntity"})
SELLS: Final = frozenset(
    {"supplier", "tenderer", "interestedParty", "candidate", "invitedCandidate", "invitedTenderer"}
)
_ID: Final = re.compile(r"(?:([A-Z]{2}(?:-[A-Z0-9]+)?)-)?(.*[0-9].*)", re.ASCII)
"""An id by the standard: the scheme of a register, such as ``GB-COH``, and the number in it."""

Values = dict[str, object]


def number_in(who: object, country: outreach.Country) -> str:
    """Return the organisation number in an id: one of a known scheme, or a bare one that is right in the *country*."""
    match = _ID.fullmatch(who) if isinstance(who, str) else None
    if match is None:
        return ""
    scheme, number = match.groups()
    if scheme:
        return number if scheme == country.code else _with_scheme(scheme, number, country)
    try:
        country.parse_organisation(number)
    except outreach.UnreadableError:
        return ""
    return number


def _with_scheme(scheme: str, number: str, country: outreach.Country) -> str:
    """Return a number of a scheme: bare if of the *country*'s, by any of its names; nothing if it is not known."""
    identifier = outreach.Identifier(scheme=scheme, id=number)
    if identifier.scheme == country.organisation_scheme:
        return number
    return identifier.key if identifier.is_known else ""


def number_of_party(party: Party, country: outreach.Country) -> str:
    """Return the number of a party, where it is one of a scheme that is known."""
    identifier = party.identifier
    if identifier is not None and identifier.id not in (None, "") and identifier.scheme:
        number = _with_scheme(identifier.scheme, str(identifier.id).removesuffix(".0"), country)
        return number or number_in(party.id, country)
    return number_in(party.id, country)


def number_or_id(party: Party, country: outreach.Country) -> str:
    """Return the number of a party, else its id."""
    return number_of_party(party, country) or ("" if party.id is None else str(party.id))


class Process:
    """One release; *names* tells whose name each key was first met with, in all releases."""

    def __init__(
        self, release: Release, facts: Facts, country: outreach.Country, names: dict[tuple[bool, str], str]
    ) -> None:
        self.release, self.facts, self.country, self._names = release, facts, country, names
        self.ocid, self.tender = release.ocid, release.tender or Tender()
        self.parties = release.parties or []
        self.shared: dict[tuple[bool, str, str], str] = {}  # the keys that others have, too, and their names here
        self._keys: dict[tuple[bool, int], str] = {}
        for buys, one in self._all():
            self.key(one, buys=buys)

    def _all(self) -> Iterator[tuple[bool, Party | Named]]:
        release, tender = self.release, self.tender
        for party in self.parties:
            roles = set(party.roles or ())
            yield from ((buys, party) for buys, of in ((True, BUYS), (False, SELLS)) if roles & of)
        yield from ((True, one) for one in (release.buyer, tender.procuringEntity) if one)
        bids = (release.bids.details if release.bids else None) or ()
        several = [tender.tenderers, *(bid.tenderers for bid in bids)]
        several += [award.suppliers for award in release.awards or ()]
        yield from ((False, one) for some in several for one in some or ())

    def key(self, one: Party | Named, *, buys: bool) -> str:
        """Return the key of an organisation, as :meth:`_key_of` tells it, which is asked once for each."""
        if (buys, id(one)) not in self._keys:
            self._keys[buys, id(one)] = self._key_of(one, buys=buys)
        return self._keys[buys, id(one)]

    def _key_of(self, one: Party | Named, *, buys: bool) -> str:
        """Return the number or id of an organisation; nothing where one of another name has it already.

        An id is one within its release, if at all (``0``, ``1``); a number makes suppliers one, and buyers that are
        called differently stay two.
        """
        party = self.party_of(one)
        number = number_of_party(party, self.country) if party else number_in(one.id, self.country)
        key, name = number or text_of(one.id), (party.name if party else None) or one.name or ""
        if not key or not name or (number and not buys):
            return key
        if self._names.setdefault((buys, key), plain(name)) == plain(name):
            return key
        self.shared[buys, key, plain(name)] = name
        return ""

    def party_of(self, one: Party | Named) -> Party | None:
        """Return the party that is meant: of the same id, and where several have that, of the same name."""
        if isinstance(one, Party) or one.id is None:
            return one if isinstance(one, Party) else None
        same = [party for party in self.parties if str(party.id) == str(one.id)]
        named = [party for party in same if not one.name or plain(party.name or "") == plain(one.name)]
        return next(iter(named if len(same) > 1 else same), None)

    def problems(self, place: Place, wanted: type | None) -> Iterator[outreach.Problem]:
        """Yield who stays apart from another of the same id, and which awards do."""
        messages = [
            ("buyer.id" if buys else "suppliers.id", f"{key!r} is the id of another, too: {name!r} is kept by its name")
            for (buys, key, _), name in self.shared.items()
            if wanted in (None, outreach.Buyer if buys else outreach.Supplier)
        ]
        counts = Counter(text_of(award.id) for award in self.release.awards or () if award.id is not None)
        several = {number: count for number, count in counts.items() if count > 1}
        if wanted in (None, outreach.Award):
            messages += [("awards.id", f"{count} awards have the id {number!r}") for number, count in several.items()]
        for field, message in messages:
            origin = outreach.Origin(file=place.file, line=place.line, row=place.row, field=field)
            text, hint = self.country.masked(message), "give each its own id"
            yield outreach.Problem(origin=origin, kind="identity", message=text, hint=hint)

    def names(self, organisations: Iterable[Named] | None) -> tuple[list[str], list[str]]:
        """Return the numbers or ids of *organisations*, and their names, in one order."""
        pairs = [self.who(organisation, buys=False) for organisation in organisations or ()]
        return [who for who, _ in pairs], [name for _, name in pairs]

    def who(self, organisation: Named, *, buys: bool) -> tuple[str, str]:
        """Return number or id, and name, of one organisation: as its party says, else as it stands."""
        party = self.party_of(organisation)
        return self.key(organisation, buys=buys), (party.name if party else None) or organisation.name or ""


def text_of(value: str | int | None) -> str:
    """Return an id as text."""
    return "" if value is None else str(value)


def same(one: Party | Named) -> tuple[str, str]:
    """Return what two mentions share that are of one organisation: id and name."""
    return text_of(one.id), plain(one.name or "")


def plain(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(name.casefold().split())


def party_values(party: Party, process: Process, *, buys: bool) -> Values:
    """Return a party as the values of a Buyer or a Supplier."""
    number, contact = number_of_party(party, process.country), party.contactPoint
    key = process.key(party, buys=buys)
    number = number if key else ""
    name = party.name or (party.identifier.legalName if party.identifier else None)
    name = name or number_or_id(party, process.country)
    return {
        "id": "" if number else key,
        "name": name,
        "identifier": number,
        "contact": (contact.name or "") if contact else "",
        "email": (contact.email or "") if contact else "",
        "phone": text_of(contact.telephone) if contact else "",
    }


def mentioned(one: Named, process: Process, *, buys: bool) -> Values:
    """Return one that no party tells of as the values of a Buyer or a Supplier."""
    key = process.key(one, buys=buys)
    number = number_in(one.id, process.country) if key else ""
    return {"id": "" if number else key, "name": one.name or "", "identifier": number}
