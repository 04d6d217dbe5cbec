"""What stands in a notice, piece by piece: organisations, results, deadlines, and what is withheld."""

from __future__ import annotations

import codecs
from datetime import date
from functools import partial

import pytest

import outreach
from outreach.sources import Notices
from sample_notices import (
    PROJECT,
    added,
    buyer,
    deadline,
    lot,
    notice,
    organisation,
    organisations,
    party,
    private,
    result,
    results,
    statistics,
    tender,
)

Stage = outreach.Stage
SIZES = ("micro", "small", "medium", "sme", "large")


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


def awarded(*who, value="100 SEK", inside="", private_tender=""):
    """Return the notice of a result that one tender won."""
    return notice(
        form="result",
        kind="can-standard",
        root="ContractAwardNotice",
        extension=results(
            result(tenders=["TEN-0001"], inside=inside),
            tender(value=value, inside=private_tender),
            party("ORG-0001"),
        )
        + organisations(*who),
        inside=PROJECT + lot(inside=PROJECT),
    )


@pytest.mark.parametrize("size", SIZES)
def test_every_size_of_company_is_read(written, size):
    """All five codes."""
    assert only(written(awarded(organisation(size=size))).suppliers).size.value == size


def test_a_swedish_organisation_is_known_by_its_number(written):
    """However it is written; the award and the bid name it so."""
    data = written(awarded(organisation(number="556016-0680")))
    assert only(data.suppliers).id == "5560160680"
    assert str(only(data.suppliers).identifier) == "556016-0680"
    assert only(data.awards).supplier_ids == only(data.bids).supplier_ids == ("5560160680",)


def test_a_sole_traders_number_is_nobodys_key(written):
    """It is a person's: the name is the key, and the number shows nowhere."""
    data = written(awarded(organisation(called="Berras Bageri", number="640823-3234")))
    assert only(data.suppliers).is_sole_trader
    assert only(data.awards).supplier_ids == (only(data.suppliers).id,)
    assert "640823" not in f"{data.suppliers[0]} {data.awards[0]} {data.problems} {data.bids[0]}"


def test_a_person_abroad_is_known_by_name(written):
    """Whatever its number looks like, where the notice says that it is a person's."""
    known = organisation(called="Virtasen leipomo", number="131052-308T", country="FIN")
    mark = "<efac:Organization><efbc:NaturalPersonIndicator>true</efbc:NaturalPersonIndicator>"
    data = written(awarded(known.replace("<efac:Organization>", mark)))
    assert only(data.awards).supplier_ids == (only(data.suppliers).id,)
    assert "131052" not in f"{data.suppliers[0]} {data.awards[0]} {data.problems}"


@pytest.mark.parametrize("code", ["rec-sub-cou", "rec-sub-typ"])
def test_a_count_withheld_is_unknown(written, code):
    """Also in a published notice, where −1 and *unpublished* stand in its place."""
    for count, kind in ((3, "tenders"), (-1, "unpublished")):
        data = written(awarded(organisation(), inside=statistics(count, kind, private(code))))
        assert only(data.procurements).lots[0].bid_count is None
        assert only(data.problems).kind == "withheld"


def test_a_value_withheld_is_unknown(written):
    """Neither the bid nor the award has it."""
    data = written(awarded(organisation(), private_tender=private("win-ten-val")))
    assert only(data.awards).value is only(data.bids).value is None
    assert only(data.awards).supplier_ids
    assert "withheld: the value of TEN-0001" in str(only(data.problems))


def test_other_counts_than_tenders_are_left(written):
    """Requests to take part, or tenders of small companies, are no tenders received."""
    data = written(awarded(organisation(), inside=statistics(7, "part-req") + statistics(2, "t-sme")))
    assert only(data.procurements).lots[0].bid_count is None
    assert not data.problems


def test_counts_that_contradict_each_other_are_none(written):
    """Two results of one lot with two numbers: neither is taken, and that is said."""
    parts = [result("RES-0001", inside=statistics(2)), result("RES-0002", inside=statistics(3))]
    data = written(notice(form="result", kind="can-standard", extension=results(*parts), inside=PROJECT))
    assert only(data.procurements).lots[0].bid_count is None
    assert "more than one number of tenders" in str(only(data.problems))


@pytest.mark.parametrize(
    ("results_told", "stage"),
    [
        (["selec-w", "clos-nw"], Stage.AWARDED),
        (["clos-nw", "clos-nw"], Stage.CANCELLED),
        (["clos-nw", "open-nw"], Stage.CLOSED),
    ],
)
def test_lots_without_winner_end_a_procurement_only_together(written, results_told, stage):
    """One that was awarded makes it awarded; one that is still open keeps it from being cancelled."""
    parts = [result(f"RES-{at}", f"LOT-{at}", code) for at, code in enumerate(results_told)]
    data = written(notice(form="result", kind="can-standard", extension=results(*parts), inside=PROJECT))
    assert only(data.procurements).stage is stage


def test_the_first_deadline_of_the_lots_is_that_of_the_procurement(written):
    """Each lot keeps its own."""
    lots = lot("LOT-0001", deadline("2024-03-02")) + lot("LOT-0002", deadline("2024-02-01"))
    procurement = only(written(notice(inside=PROJECT + lots)).procurements)
    assert date(2024, 2, 1) == procurement.tender_deadline.date()
    assert [2, 1] == [each.tender_deadline.day for each in procurement.lots]


def test_who_must_first_ask_to_take_part_has_that_deadline(written):
    """Where tenders are asked for later."""
    period = "<cbc:EndDate>2024-02-01+01:00</cbc:EndDate>"
    process = (
        f"<cac:TenderingProcess><cac:ParticipationRequestReceptionPeriod>{period}"
        "</cac:ParticipationRequestReceptionPeriod></cac:TenderingProcess>"
    )
    assert date(2024, 2, 1) == only(written(notice(inside=PROJECT + lot(inside=process))).procurements).tender_deadline


def test_what_the_lots_do_not_agree_on_is_not_said_of_the_whole(written):
    """A length of each lot is none of the procurement."""
    lots = "".join(
        lot(
            f"LOT-{months}",
            "<cac:ProcurementProject><cac:PlannedPeriod>"
            f'<cbc:DurationMeasure unitCode="MONTH">{months}</cbc:DurationMeasure>'
            "</cac:PlannedPeriod></cac:ProcurementProject>",
        )
        for months in (12, 24)
    )
    assert only(written(notice(inside=PROJECT + lots)).procurements).contract_length is None


def test_prefixes_and_blanks_do_not_matter(written):
    """Namespaces tell what an element is, and blanks around a text are none of it."""
    text = notice(inside=PROJECT).replace("cbc:", "b:").replace("xmlns:cbc", "xmlns:b")
    text = text.replace(">Hisservice<", ">\n  Hisservice\n  i  huset <")
    assert only(written(text).procurements).title == "Hisservice i huset"


def test_a_notice_in_utf_16_is_read(written):
    """With its mark."""
    text = notice(inside=PROJECT.replace("Hisservice", "Måltider")).replace("UTF-8", "UTF-16")
    data = written(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    assert only(data.procurements).title == "Måltider"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("<n:", "<!DOCTYPE n [<!ENTITY x 'y'>]><n:", 1), "declares a document type"),
        (lambda text: text.replace("Hisservice", "&x;"), "not well-formed"),
        (lambda text: text.replace("<cac:Proc", "<cbc:Note>" * 80, 1), "nested deeper than 64"),
        (lambda text: text[: len(text) // 2], "ends too early"),
        (lambda text: text.replace("Hisservice", "x" * (1 << 20)) + " ", "a text of more than 1,048,576"),
        (lambda text: text.encode().replace(b"Hisservice", b"H\xe4lsa"), "not utf-8"),
    ],
)
def test_hostile_notices_are_refused_in_one_line(written, change, message):
    """With the line, and without reading on."""
    with pytest.raises(outreach.SourceError, match=message) as caught:
        written(change(notice(inside=PROJECT.replace("Hisservice", "Hisservice" + "x" * 1024))))
    assert "\n" not in str(caught.value)


def test_a_buyer_is_read_through_its_touch_point(written):
    """The organisation is the buyer, and the touch point whom to ask."""
    where = (
        "<efac:TouchPoint><cac:PartyIdentification><cbc:ID>TPO-0001</cbc:ID></cac:PartyIdentification>"
        "<cac:Contact><cbc:ElectronicMail>inkop@kommun.example</cbc:ElectronicMail></cac:Contact></efac:TouchPoint>"
    )
    known = organisation(called="Umeå kommun", number="212000-2627").replace("</efac:Org", f"{where}</efac:Org")
    data = written(notice(extension=organisations(known), inside=buyer("TPO-0001") + PROJECT))
    assert only(data.buyers).name == only(data.procurements).buyer == "Umeå kommun"
    assert only(data.buyers).contact.email == "inkop@kommun.example"


def test_a_withheld_procedure_is_said(written):
    """It stands in what eForms adds to the process."""
    process = (
        f"<cac:TenderingProcess>{added(private('pro-typ'))}"
        "<cbc:ProcedureCode>open</cbc:ProcedureCode></cac:TenderingProcess>"
    )
    data = written(notice(inside=process + PROJECT))
    assert only(data.procurements).procedure is None
    assert "withheld: the procedure" in str(only(data.problems))
