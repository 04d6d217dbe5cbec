"""OCDS of another shape than the schema's: a field costs itself alone, a key twice the release."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

import outreach
from outreach.errors import SourceError

VALUE = {"amount": 1000.5, "currency": "SEK"}


def release(number=1, **fields):
    """Return a release with a title, an award and a contract."""
    made = {
        "ocid": f"ocds-x-{number}",
        "date": "2024-01-10T09:00:00Z",
        "buyer": {"id": "b", "name": "Kommunen"},
        "tender": {"id": "t", "title": "Skolmat"},
        "awards": [{"id": "a", "value": VALUE, "suppliers": [{"id": "s", "name": "Ett AB"}]}],
        "contracts": [{"id": "c", "awardID": "a", "value": VALUE}],
    }
    return made | fields


def read(tmp_path, *releases, suffix="jsonl"):
    """Read releases, a line each or in one package."""
    path = tmp_path / f"ocds.{suffix}"
    lines = "\n".join(json.dumps(one) for one in releases)
    path.write_text(lines if suffix == "jsonl" else json.dumps({"releases": releases}), encoding="utf-8")
    return outreach.read(path)


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"buyer": "Kommunen"}, "buyer"),
        ({"parties": {"id": "b"}}, "parties"),
        ({"parties": [{"id": "b", "contactPoint": "Anna"}, {"id": "s", "name": "Ett AB"}]}, "parties[0].contactPoint"),
        ({"tender": {"id": "t", "title": "Skolmat", "items": {"id": 1}}}, "tender.items"),
        ({"tender": {"id": "t", "title": "Skolmat", "procurementMethod": 3}}, "tender.procurementMethod"),
        ({"tender": {"id": "t", "title": "Skolmat", "tenderPeriod": "2024"}}, "tender.tenderPeriod"),
        ({"tender": {"id": "t", "title": "Skolmat", "lots": ["1"]}}, "tender.lots[0]"),
        ({"bids": {"statistics": "3"}}, "bids.statistics"),
        ({"planning": "in time"}, "planning"),
    ],
)
def test_a_field_of_another_shape_costs_that_field_alone(tmp_path, fields, field, suffix):
    """Title, award, contract and money stay; the one field is named, with its place in its list."""
    data = read(tmp_path, release(**fields), release(2), suffix=suffix)

    assert [field] == [problem.origin.field for problem in data.problems]
    assert ["Skolmat", "Skolmat"] == [one.title for one in data.procurements]
    assert [Decimal("1000.5")] * 2 == [one.value.amount for one in data.awards]
    assert [2, 2, True] == [len(data.contracts), data.reconciliation[0].kept, data.reconciliation.adds_up]


@pytest.mark.parametrize("fields", [{"awards": "none"}, {"awards": [7]}, {"contracts": {"id": "c"}}])
def test_a_lost_award_or_contract_is_an_error(tmp_path, fields):
    """What a figure or a winner rests on is more than a warning; the procurement stays."""
    data = read(tmp_path, release(**fields))

    assert [outreach.Severity.ERROR] == [problem.severity for problem in data.problems]
    assert ["Skolmat"] == [one.title for one in data.procurements]


def test_releases_are_merged_though_a_field_is_another_shape(tmp_path):
    """The later release of a process counts, whatever shape a field of the earlier one has."""
    earlier, later = release(buyer="Kommunen"), release(date="2024-02-01T00:00:00Z")

    assert ["Kommunen"] == [one.buyer for one in read(tmp_path, earlier, later).procurements]


@pytest.mark.parametrize("currency", ["PLN", "CHF", "ISK", "TRY", "JPY", "ALL", "KWD"])
def test_estimates_of_every_currency(tmp_path, currency):
    """An estimate, a span and a budget are in the currency that stands with them."""
    value, least = {"amount": 5000, "currency": currency}, {"amount": 100.5, "currency": currency}
    tenders = [{"title": "A", "value": value}, {"title": "B", "value": value, "minValue": least}]

    data = read(tmp_path, *(release(number, tender=tender) for number, tender in enumerate(tenders)))

    assert [(currency, Decimal(5000))] * 2 == [
        (one.estimated_value.currency, one.estimated_value.high) for one in data.procurements
    ]
    assert Decimal("100.5") == data.procurements[1].estimated_value.low


TWICE = [
    '{"ocid": "ocds-x-2", "date": "2024-01-10T09:00:00Z", "tender": {"title": "A"}, "tender": {"title": "B"}}',
    '{"ocid": "ocds-x-2", "awards": [{"id": "a", "value": {"amount": 1, "amount": 2, "currency": "SEK"}}]}',
    '{"ocid": "ocds-x-2", "tender": {"title": "A", "\\u0074itle": "B"}}',
    '{"ocid": "ocds-x-2", "tender": {"title": "A\\u003a", "x": {"y": 1, "y": 2}}}',
]


@pytest.mark.parametrize("text", TWICE)
def test_a_key_twice_is_no_release(tmp_path, text):
    """Which of two values counts is not for a reader to say: a line is set aside, a document refused."""
    lines, document = tmp_path / "x.jsonl", tmp_path / "x.json"
    lines.write_text(f"{json.dumps(release(1))}\n{text}\n{json.dumps(release(3))}", encoding="utf-8")
    document.write_text(f'{{"releases": [{json.dumps(release(1))}, {text}]}}', encoding="utf-8")

    data = outreach.read(lines)

    assert [(2, True)] == [(one.origin.line, "stands twice in one object" in one.message) for one in data.problems]
    assert (3, 2, 1) == tuple(getattr(data.reconciliation[0], name) for name in ("rows", "kept", "set_aside"))
    with pytest.raises(SourceError, match="stands twice in one object"):
        outreach.read(document)


def test_colons_in_texts_are_no_keys(tmp_path):
    """A text may hold colons, written as they are or escaped."""
    path = tmp_path / "x.json"
    path.write_text('{"ocid": "ocds-x-1", "tender": {"title": "A: \\u003a \\u003A b"}}', encoding="utf-8")

    assert ["A: : : b"] == [one.title for one in outreach.read(path).procurements]


def framework(suppliers, numbers=None, **fields):
    """Return a release of a framework with an award for each of the *suppliers*."""
    awards = [
        {"id": number, "value": {"amount": at, "currency": "SEK"}, "suppliers": [supplier]}
        for at, (number, supplier) in enumerate(zip(numbers or range(1, 11), suppliers, strict=True), 1)
    ]
    return release(awards=awards, contracts=[], **fields)


TEN = [f"Bolag {at}" for at in range(1, 11)]


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("made", "count"),
    [
        (framework([{"name": name} for name in TEN]), 0),
        (framework([{"id": "0", "name": name} for name in TEN]), 9),
        (framework([{"id": f"s{name}", "name": name} for name in TEN], ["1"] * 10), 1),
        (
            framework(
                [{"id": "p", "name": name} for name in TEN],
                parties=[{"id": "p", "name": name, "roles": ["supplier"]} for name in TEN],
            ),
            9,
        ),
    ],
)
def test_ten_awards_of_a_framework_have_each_their_own_winner(tmp_path, made, count, suffix):
    """Without ids, or with one for all suppliers, all awards or all parties; what is shared is said."""
    data = read(tmp_path, made, suffix=suffix)

    assert [*range(1, 11)] == [int(award.value.amount) for award in data.awards]
    assert 10 == len({award.supplier_ids for award in data.awards}) == len(data.suppliers)
    assert {award.supplier_ids for award in data.awards} == {(supplier.id,) for supplier in data.suppliers}
    assert [count, {"identity"} if count else set()] == [len(data.problems), {one.kind for one in data.problems}]


def test_an_id_of_one_release_is_no_other_releases(tmp_path):
    """Ids that count the suppliers of each release make nobody the same."""
    data = read(
        tmp_path, *(release(at, awards=[{"id": 1, "suppliers": [{"id": 1, "name": TEN[at]}]}]) for at in (1, 2))
    )

    assert [("1",), ("bolag-3",)] == [award.supplier_ids for award in data.awards]
    assert ["Bolag 2", "Bolag 3"] == [supplier.name for supplier in data.suppliers]


@pytest.mark.parametrize("called", ["buyer", "parties", "procuringEntity"])
def test_two_buyers_with_one_number_stay_two(tmp_path, called):
    """The later one is known by its name, wherever the number stands; one that is spelt alike is one."""
    releases = []
    for at, name in enumerate(["Norra kommunen", "Södra kommunen", "NORRA  kommunen"]):
        identifier = {"scheme": "SE-ON", "id": "2120000449"}
        party = {"id": f"b{at}", "name": name, "identifier": identifier, "roles": ["buyer"]}
        buyer = {"id": party["id"] if called == "parties" else "SE-ON-2120000449", "name": name}
        fields = {"buyer": None, "tender": {"title": "T", "procuringEntity": buyer}} if called[:2] == "pr" else {}
        releases.append(release(at, **{"buyer": buyer, "parties": [party] if called == "parties" else []} | fields))

    data = read(tmp_path, *releases)

    assert ["2120000449", "sodra-kommunen"] == [buyer.id for buyer in data.buyers]
    assert ["2120000449", "", "2120000449"] == [procurement.buyer_id for procurement in data.procurements]
    assert ["buyer.id"] == [problem.origin.field for problem in data.problems]
