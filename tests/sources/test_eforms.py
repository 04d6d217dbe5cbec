"""eForms notices: every form for what it is, lots and results as the notice tells them, and no more than that."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial

import pytest

import outreach
from outreach.sources import Notices
from outreach.sources.xml import read_xml
from sample_notices import (
    PROJECT,
    notice,
)

Stage, Outcome = outreach.Stage, outreach.Outcome
FILES = {
    "CEI.xml": (Stage.ADVERTISED, 1, ()),
    "E1_minimal.xml": (Stage.PLANNED, 1, ()),
    "can_24_LSBU.xml": (Stage.AWARDED, 1, (12,)),
    "can_24_maximal.xml": (Stage.AWARDED, 2, (9, 1)),
    "can_24_minimal.xml": (Stage.AWARDED, 1, (3,)),
    "can_24_no_tenders.xml": (Stage.CANCELLED, 1, ()),
    "can_25_withheld.xml": (Stage.AWARDED, 1, ()),
    "change-cn_24_open_dates.xml": (Stage.ADVERTISED, 1, ()),
    "cn_24_minimal.xml": (Stage.ADVERTISED, 1, ()),
    "cn_24_multilingual.xml": (Stage.ADVERTISED, 1, ()),
    "cn_24_open.xml": (Stage.ADVERTISED, 1, ()),
    "pin-buyer_24.xml": (Stage.PLANNED, 0, ()),
    "pin-buyer_24_published.xml": (Stage.PLANNED, 0, ()),
    "pin-cfc_24.xml": (Stage.ADVERTISED, 1, ()),
    "pin-only_24.xml": (Stage.PLANNED, 1, ()),
    "pin-only_24_lots.xml": (Stage.PLANNED, 10, ()),
    "pin-rtl_24.xml": (Stage.PLANNED, 1, ()),
    "veat_24.xml": (Stage.CLOSED, 1, ()),
}
"""Example notice of the SDK → how far the procurement has come, its lots, and the bids of those that tell."""


@pytest.fixture(scope="module")
def read():
    """``outreach.read`` with the library's own sources, and no installed plugin."""
    return partial(outreach.read, registry=outreach.Registry(entry_points=False))


@pytest.fixture
def written(tmp_path, read):
    """Give a function that reads a notice from its text."""

    def written(text, **options):
        path = tmp_path / "annons.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(Notices(path, **options) if options else path)

    return written


def only(records):
    (record,) = records
    return record


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "data" / "eforms"


def codes(shared, name):
    """Return the codes of one of the official lists."""
    path = shared / "data" / "codes" / f"{name}.gc"
    with path.open("rb") as file:
        rows = list(read_xml(file, str(path), "test").iter("Row"))
    return [
        value.findtext("SimpleValue") for row in rows for value in row.iter("Value") if value.get("ColumnRef") == "code"
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_example_notice_is_read_by_what_it_says_it_is(read, folder, name):
    """A plan is planned, a call advertised whatever its root, a direct award announced in advance no award."""
    stage, lots, counts = FILES[name]
    procurement = only(read(folder / name).procurements)
    assert (stage, lots) == (procurement.stage, len(procurement.lots))
    assert counts == tuple(lot.bid_count for lot in procurement.lots if lot.bid_count is not None)


def test_a_call_for_bids_is_read_whole(read, folder):
    """Title, code, value, deadline, address and period come from the notice, and its lot tells the same."""
    procurement = only(read(folder / "cn_24_open.xml").procurements)
    assert procurement.title.startswith("Term Contract for a Planned Programme")
    assert procurement.internal_id == "RC-CPU-19-065"
    assert [code.code[:8] for code in procurement.classifications] == ["71630000", "71314100", "50300000", "31600000"]
    assert outreach.Estimate(low=Decimal(500000), high=Decimal(500000), currency="EUR") == procurement.estimated_value
    assert procurement.nature is outreach.Nature.SERVICES
    assert procurement.procedure is outreach.Procedure.OPEN
    bst = timezone(timedelta(hours=1))
    assert datetime(2020, 4, 3, 12, tzinfo=bst) == procurement.tender_deadline
    assert datetime(2020, 4, 3, 12, tzinfo=bst) == procurement.lots[0].tender_deadline
    assert procurement.notice_url == "https://www.publictendersscotland.publiccontractsscotland.gov.uk"
    assert date(2020, 9, 1) == procurement.contract_period.start
    assert procurement.contract_length.months == 36
    assert date(2020, 2, 28) == procurement.changed
    assert procurement.buyer == "Renfrewshire Council"


def test_a_plan_tells_when_it_is_to_be_advertised(read, folder):
    """The date of the future notice is a day, small suppliers are told of, and its parts are lots."""
    procurement = only(read(folder / "pin-only_24.xml").procurements)
    assert outreach.Period.day(date(2020, 12, 31)) == procurement.planned_publication
    assert procurement.suits_small_suppliers is True
    assert [lot.id for lot in procurement.lots] == ["PAR-0000"]


def test_a_result_names_winner_value_and_bids(read, folder):
    """The winner is known by number and size, the lot by its bids, the award by the day the contract was made."""
    data = read(folder / "can_24_minimal.xml")
    award, bid, supplier, buyer = map(only, (data.awards, data.bids, data.suppliers, data.buyers))
    assert award.outcome is Outcome.AWARDED
    assert (award.lot_id, award.supplier_ids) == ("LOT-0000", ("FRA-326912557",))
    assert outreach.Money(amount=Decimal(95414), currency="EUR") == award.value == bid.value
    assert date(2019, 9, 3) == award.decided
    assert bid.status is outreach.BidStatus.VALID
    assert (supplier.id, supplier.name) == ("FRA-326912557", "Espaces Verts Lemire")
    assert supplier.size is outreach.Size.MICRO
    assert buyer.contact.email == "contact@rouenhabitat.fr"
    assert only(data.procurements).buyer_id == buyer.id


def test_a_contract_runs_as_its_lot_does(read, folder):
    """Its number, supplier and value are its own; of one lot it has codes, period and options."""
    first, second = read(folder / "can_24_maximal.xml").contracts
    assert (first.title, second.title) == ("This is the title of the contract ---", "Title of second contract ---")
    assert second.supplier_ids == ("FRA-1223456789",)
    assert outreach.Money(amount=Decimal("9999999.99"), currency="EUR") == second.value
    assert (date(2023, 1, 1), date(2023, 5, 23)) == (second.period.start, second.period.end)
    assert second.extension == "Renewal description ---; Options description ---"
    assert [code.code[:8] for code in second.classifications] == ["75121000", "33185200"]
    assert second.buyer_id == "LUX-998298"


def test_a_group_of_lots_is_none(read, folder):
    """A tender for a group wins its lots; the group is named once, and counts as no lot."""
    data = read(folder / "can_24_maximal.xml")
    first, second = data.awards
    assert (first.outcome, second.outcome) == (Outcome.AWARDED, Outcome.NOT_AWARDED)
    assert first.supplier_ids == ("LUX-927384203", "The best App Ltd.", "FRA-1223456789")
    assert second.supplier_ids == ()
    assert first.value is None
    assert [lot.id for lot in only(data.procurements).lots] == ["LOT-0001", "LOT-0002"]
    assert "GLO-0001 is a group of LOT-0001, LOT-0002" in str(only(data.problems))


def test_a_lot_without_tenders_has_an_unknown_count(read, folder):
    """No statistics are no zero."""
    data = read(folder / "can_24_no_tenders.xml")
    assert only(data.awards).outcome is Outcome.NOT_AWARDED
    assert only(data.procurements).lots[0].bid_count is None
    assert not data.bids


def test_what_is_withheld_is_unknown_and_said(read, folder):
    """Neither the count nor the outcome nor the procedure that a buyer withholds is shown, though it stands there."""
    data = read(folder / "can_25_withheld.xml")
    procurement, award = only(data.procurements), only(data.awards)
    assert procurement.procedure is None
    assert procurement.lots[0].bid_count is None
    assert award.outcome is award.decided is award.value is None
    assert award.supplier_ids == ()
    assert not data.contracts
    said = [problem for problem in data.problems if problem.kind == "withheld"]
    assert {problem.origin.field for problem in said} == {"procedure", "bid_count", "outcome"}
    assert all(problem.hint == "to be published 2024-12-31" for problem in said)
    numbers = [str(problem) for problem in data.problems if problem.kind == "identifier"]
    assert len(numbers) == 2  # its buyer is British, and neither *123 456 789* nor *222 222 222* is a company number
    assert all("not a company number" in number for number in numbers)


def test_a_direct_award_announced_in_advance_is_no_award_yet(read, folder):
    """Who is to win is named, and nothing is decided."""
    data = read(folder / "veat_24.xml")
    award = only(data.awards)
    assert award.outcome is Outcome.PENDING
    assert award.decided is None
    assert len(award.supplier_ids) == 3
    assert not data.contracts
    assert only(data.procurements).procedure is outreach.Procedure.NEGOTIATED_WITHOUT_CALL


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("", "Tillhandahållande av IT-tjänster"),
        ("sv", "Tillhandahållande av IT-tjänster"),
        ("sv_SE", "Tillhandahållande av IT-tjänster"),
        ("en-GB", "Provision of IT Services"),
        ("FRA", "Fourniture de services"),
    ],
)
def test_a_notice_in_many_languages_is_read_in_the_one_asked_for(read, folder, language, begins):
    """Swedish where there is any and no other is asked for."""
    source = Notices(folder / "cn_24_multilingual.xml", language=language)
    procurement = only(read(source).procurements)
    assert procurement.title.startswith(begins)
    assert procurement.lots[0].title.startswith(begins)


def test_a_language_that_no_notice_is_written_in_is_refused(tmp_path):
    """The message names the languages that are."""
    with pytest.raises(outreach.QuestionError, match="sv"):
        Notices(tmp_path / "annons.xml", language="klingon")


def test_a_text_that_lacks_the_language_is_shown_in_the_notices_own(written):
    """Not in the first that stands there."""
    names = '<cbc:Name languageID="DEU">Aufzug</cbc:Name><cbc:Name languageID="FIN">Hissi</cbc:Name>'
    text = notice(inside=f"<cac:ProcurementProject>{names}</cac:ProcurementProject>", language="FIN")
    assert only(written(text, language="en").procurements).title == "Hissi"


def test_a_registration_of_a_company_is_no_procurement(read, folder):
    """It is said what the file is."""
    data = read(folder / "X02_registration.xml")
    assert not data.procurements
    assert "registers a company" in str(only(data.problems))


def test_a_notice_without_content_is_refused(read, folder):
    """In one line, with what is missing."""
    with pytest.raises(outreach.SourceError, match=r"has no notice id \(BT-701\)"):
        read(folder / "INVALID_pin-only_24_empty.xml")


def test_every_form_type_of_the_standard_is_known(shared, written):
    """Each gives a procurement in a stage, but for the registration of companies."""
    for form in codes(shared, "form-type"):
        data = written(notice(form=form))
        assert len(data.procurements) == (form != "bri"), form


def test_every_notice_type_of_the_standard_tells_its_form(shared, written):
    """Where the list says only that a notice changes another, its type tells what it is for."""
    stages = {"pin-only": Stage.PLANNED, "pin-cfc-social": Stage.ADVERTISED, "veat": Stage.CLOSED}
    for kind in codes(shared, "notice-type"):
        data = written(notice(form="change", kind=kind))
        assert len(data.procurements) == (not kind.startswith("brin-")), kind
        assert not stages.get(kind) or only(data.procurements).stage is stages[kind]


def test_a_form_that_is_not_known_is_refused(written):
    """Rather than guessed from the root."""
    with pytest.raises(outreach.SourceError, match=r"a form that is not known: listName 'auction', type 'x'"):
        written(notice(form="auction", kind="x"))


def test_every_procedure_of_the_standard_is_read(shared, written):
    """All ten codes."""
    for code in codes(shared, "procurement-procedure-type"):
        process = f"<cac:TenderingProcess><cbc:ProcedureCode>{code}</cbc:ProcedureCode></cac:TenderingProcess>"
        data = written(notice(inside=process + PROJECT))
        assert only(data.procurements).procedure is not None, code
        assert not data.problems, code


def test_every_nature_of_the_standard_is_read(shared, written):
    """Natures of contracts."""
    for nature in codes(shared, "contract-nature"):
        kind = f"<cbc:ProcurementTypeCode>{nature}</cbc:ProcurementTypeCode></cac:ProcurementProject>"
        data = written(notice(inside=PROJECT.replace("</cac:ProcurementProject>", kind)))
        assert only(data.procurements).nature.value == nature
