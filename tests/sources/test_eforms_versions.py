"""Several notices at once: the later one counts, one procedure is one procurement, and nothing counts twice."""

from __future__ import annotations

import itertools
import zipfile
from datetime import date
from functools import partial

import pytest

import outreach
from outreach.sources import Notices
from sample_notices import (
    ID,
    PROCEDURE,
    PROJECT,
    buyer,
    changes,
    deadline,
    lot,
    notice,
    organisation,
    organisations,
    party,
    result,
    results,
    statistics,
    tender,
)

CALL = PROJECT + lot(inside=deadline("2024-02-01"))
PLAN = {"form": "planning", "kind": "pin-only", "procedure": ""}
RESULT = {"form": "result", "kind": "can-standard", "sent": "2024-06-01"}


@pytest.fixture(scope="module")
def read():
    """``outreach.read`` with the library's own sources, and no installed plugin."""
    return partial(outreach.read, registry=outreach.Registry(entry_points=False))


@pytest.fixture
def together(tmp_path, read):
    """Give a function that reads notices from a folder of them."""
    numbers = itertools.count()

    def together(*texts):
        folder = tmp_path / f"annonser-{next(numbers)}"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.xml").write_text(text, encoding="utf-8")
        return read(Notices(folder))

    return together


def only(records):
    (record,) = records
    return record


def superseded(data):
    return [(problem.origin.part, problem.message) for problem in data.problems if problem.kind == "superseded"]


def ended(*parts, number=3, inside=PROJECT, **said):
    """Return the notice of a result."""
    extension = results(*parts, party("ORG-0001")) + organisations(organisation())
    return notice(number, **RESULT | said, extension=extension, inside=inside)


def test_all_example_notices_as_a_folder_and_as_an_archive(read, shared, tmp_path):
    """Twenty files: one is no whole notice, one registers a company, two are superseded."""
    folder = shared / "data" / "eforms"
    archive = tmp_path / "annonser.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, path.name)
    data, again = read(Notices(folder)), read(archive)
    assert len(data.procurements) == 16
    assert data.procurements == again.procurements
    assert data.awards == again.awards
    assert [part for part, _ in superseded(data)] == ["pin-buyer_24.xml", "cn_24_open.xml"]
    kinds = [problem.origin.part for problem in data.problems if problem.kind == "document"]
    assert kinds == ["INVALID_pin-only_24_empty.xml", "X02_registration.xml"]
    changed = next(each for each in data.procurements if each.internal_id == "RC-CPU-19-065")
    assert date(2020, 6, 12) == changed.tender_deadline.date()
    assert changed.origin.part == "change-cn_24_open_dates.xml"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_a_notice_its_last_version_counts(together, order):
    """Whatever order the files come in."""
    titles = ["Hiss", "Hissar", "Alla hissar"]
    texts = [
        notice(version=f"0{at + 1}", inside=PROJECT.replace("Hisservice", title)) for at, title in enumerate(titles)
    ]
    data = together(*(texts[at] for at in order))
    assert only(data.procurements).title == "Alla hissar"
    assert len(superseded(data)) == 2


@pytest.mark.parametrize("reference", [1, ID.format(1).upper(), "123456-2024"])
def test_a_change_counts_instead_of_what_it_changes(together, reference):
    """It refers to a notice by id and version, by id, or by its number in the Official Journal."""
    number = "<efac:Publication><efbc:NoticePublicationID>123456-2024</efbc:NoticePublicationID></efac:Publication>"
    first = notice(1, inside=CALL, extension=number)
    second = notice(2, inside=PROJECT, extension=changes(reference), sent="2024-01-05")
    data = together(second, first)
    assert only(data.procurements).tender_deadline is None
    assert superseded(data) == [("1.xml", f"notice {ID.format(1)}-01 is superseded by {ID.format(2)}-01 in 0.xml")]


def test_of_two_notices_that_change_each_other_one_counts(together):
    """And none of three in a ring is lost."""
    texts = [notice(at, extension=changes(at % 3 + 1), procedure=f"p-{at}") for at in (1, 2, 3)]
    assert len(together(*texts).procurements) == 1


def test_a_change_of_another_version_changes_those_before_too(together):
    """A change of version two replaces version one as well."""
    texts = (notice(1), notice(1, version="02"), notice(2, extension=changes(1, "02"), sent="2024-01-05"))
    data = together(*texts)
    assert len(data.procurements) == 1
    assert len(superseded(data)) == 2


def test_call_and_result_are_one_procurement(together):
    """The result decides the stage, and the call still tells when bids were due, where, and by which lots."""
    call = notice(1, inside=PROJECT + lot(inside=deadline("2024-02-01")) + lot("LOT-0002"))
    end = ended(result(tenders=["TEN-0001"], inside=statistics(4)), tender(), inside=PROJECT + lot())
    data = together(end, call)
    procurement = only(data.procurements)
    assert procurement.stage is outreach.Stage.AWARDED
    assert date(2024, 2, 1) == procurement.tender_deadline.date()
    assert [(each.id, each.bid_count) for each in procurement.lots] == [("LOT-0001", 4), ("LOT-0002", None)]
    assert not superseded(data)


def test_results_of_a_procedure_are_all_kept(together):
    """Each lot has its award, though both notices call theirs by the same name."""
    first = ended(result(tenders=["TEN-0001"]), tender(), inside=PROJECT + lot())
    parts = (result(lot="LOT-0002", tenders=["TEN-0001"]), tender(lot="LOT-0002", value="5 SEK"))
    second = ended(*parts, number=4, sent="2024-07-01", inside=PROJECT + lot("LOT-0002"))
    data = together(first, second)
    assert [(award.lot_id, award.value.amount) for award in data.awards] == [("LOT-0001", 100), ("LOT-0002", 5)]
    assert len(only(data.procurements).lots) == 2
    assert len(data.suppliers) == 1


def test_a_changed_result_replaces_the_award(together):
    """It is never added."""
    first = ended(result(tenders=["TEN-0001"]), tender())
    extension = changes(3) + results(result(tenders=["TEN-0001"]), tender(value="90 SEK"), party("ORG-0001"))
    second = notice(4, **RESULT, extension=extension + organisations(organisation()))
    assert only(together(first, second).awards).value.amount == 90


CONTRACT = (
    "<efac:SettledContract><cbc:ID>CON-0001</cbc:ID>"
    "<efac:LotTender><cbc:ID>TEN-0001</cbc:ID></efac:LotTender></efac:SettledContract>"
)
MADE = "<efac:SettledContract><cbc:ID>CON-0001</cbc:ID></efac:SettledContract>"


def test_a_modified_contract_replaces_the_award_of_its_lots(together):
    """The other lots keep theirs; the notice tells no outcome, since the contract had one."""
    parts = (result(tenders=["TEN-0001"], inside=MADE), tender(), CONTRACT)
    first = ended(*parts, result("RES-0002", "LOT-0002", tenders=["TEN-0002"]), tender("TEN-0002", "LOT-0002"))
    second = ended(
        result(tenders=["TEN-0001"], code="", inside=MADE),
        tender(value="130 SEK"),
        CONTRACT,
        number=4,
        form="cont-modif",
        kind="can-modif",
        sent="2025-01-01",
    )
    data = together(first, second)
    assert {award.lot_id: int(award.value.amount) for award in data.awards} == {"LOT-0001": 130, "LOT-0002": 100}
    assert only(data.contracts).value.amount == 130
    assert only(data.procurements).stage is outreach.Stage.CONTRACTED


def contract(number, *tenders):
    """Return a contract, and the tenders it is made on."""
    named = "".join(f"<efac:LotTender><cbc:ID>{name}</cbc:ID></efac:LotTender>" for name in tenders)
    return f"<efac:SettledContract><cbc:ID>CON-000{number}</cbc:ID>{named}</efac:SettledContract>"


def modified(*parts, number=4, **said):
    """Return the notice of a modification."""
    return ended(*parts, number=number, form="cont-modif", kind="can-modif", sent="2025-01-01", **said)


@pytest.mark.parametrize("with_result", [True, False])
def test_a_modification_without_a_result_of_the_lot_keeps_its_contract(together, with_result):
    """The contract is of the lot of its tender, with its supplier and its new value, alone or after its result."""
    first = ended(result(tenders=["TEN-0001"], inside=MADE), tender(), CONTRACT)
    data = together(*([first] if with_result else []), modified(tender(value="130 SEK"), CONTRACT))
    assert [one.value.amount for one in data.contracts] == [130]
    assert [one.supplier_ids for one in data.contracts] == [("5560160680",)]
    assert len(data.awards) == with_result


def test_a_modification_without_a_tender_keeps_its_contract(together):
    """It names neither lot nor supplier, and is a contract all the same."""
    assert len(together(modified(contract(1))).contracts) == 1


def test_a_modification_of_one_of_a_lots_contracts_keeps_the_others(together):
    """Of a framework with three contracts for one lot, one is modified."""
    who = ["556016-0680", "212000-0449", "556509-4199"]
    parties = [party(f"ORG-000{at}", name=f"TPA-000{at}") for at in range(1, 4)]
    companies = organisations(*(organisation(f"ORG-000{at}", f"Bolag {at}", who[at - 1]) for at in range(1, 4)))
    tenders = [tender(f"TEN-000{at}", value=f"{at}00 SEK", party=f"TPA-000{at}") for at in range(1, 4)]
    made = "".join(f"<efac:SettledContract><cbc:ID>CON-000{at}</cbc:ID></efac:SettledContract>" for at in range(1, 4))
    contracts = [contract(at, f"TEN-000{at}") for at in range(1, 4)]
    first = notice(3, **RESULT, extension=results(result(inside=made), *tenders, *contracts, *parties) + companies)
    changed = results(tender("TEN-0002", value="250 SEK", party="TPA-0002"), contract(2, "TEN-0002"), *parties)
    said = RESULT | {"form": "cont-modif", "kind": "can-modif", "sent": "2025-01-01"}
    data = together(first, notice(4, **said, extension=changed + companies))
    assert sorted(int(one.value.amount) for one in data.contracts) == [100, 250, 300]
    assert only(data.awards).supplier_ids == ("5560160680", "2120000449", "5565094199")


def test_two_buyers_with_one_number_stay_two(together):
    """The one whose notice was sent later is known by its name, and that is said; written alike they are one."""
    texts = [
        notice(
            at,
            procedure=PROCEDURE[:-1] + str(at),
            sent=f"2024-0{at}-01",
            extension=organisations(organisation(called=name, number="212000-0449")),
            inside=buyer() + PROJECT,
        )
        for at, name in enumerate(["Norra kommunen", "Södra kommunen", "NORRA  KOMMUNEN"], 1)
    ]
    data = together(*texts)
    assert [one.name for one in data.buyers] == ["NORRA KOMMUNEN", "Södra kommunen"]
    assert [one.buyer_id for one in data.procurements] == ["2120000449", "Södra kommunen", "2120000449"]
    assert ["identity"] == [problem.kind for problem in data.problems]


def follows(reference, part=""):
    """Return that a lot was planned before."""
    address = f"<cbc:ReferencedDocumentInternalAddress>{part}</cbc:ReferencedDocumentInternalAddress>" if part else ""
    inside = f"<cac:NoticeDocumentReference><cbc:ID>{reference}</cbc:ID>{address}</cac:NoticeDocumentReference>"
    return lot(inside=f"<cac:TenderingProcess>{inside}</cac:TenderingProcess>")


def test_a_plan_that_came_true_is_not_planned_still(together):
    """The call follows it, and counts."""
    plan = notice(1, **PLAN)
    call = notice(2, inside=PROJECT + follows(f"{ID.format(1)}-01"), sent="2024-03-01")
    procurement = only(together(plan, call).procurements)
    assert procurement.stage is outreach.Stage.ADVERTISED
    assert procurement.follows == ID.format(1)


def test_a_plan_of_which_a_part_came_true_is_planned_still(together):
    """Its other parts may come."""
    plan = notice(1, **PLAN, inside=PROJECT + lot("PAR-0001", scheme="Part") + lot("PAR-0002", scheme="Part"))
    call = notice(2, inside=PROJECT + follows(f"{ID.format(1)}-01", "PAR-0001"), sent="2024-03-01")
    data = together(plan, call)
    assert [each.id for each in data.procurements] == [ID.format(1), PROCEDURE]


def test_parts_of_a_plan_are_no_lots_of_the_procedure(together):
    """A plan that names its procedure already has parts, which become lots of other names."""
    plan = notice(1, form="planning", kind="pin-only", inside=PROJECT + lot("PAR-0001", scheme="Part"))
    data = together(plan, notice(2, inside=PROJECT + lot(), sent="2024-03-01"))
    assert [each.id for each in only(data.procurements).lots] == ["LOT-0001"]


def test_one_bad_notice_spoils_no_other(together):
    """It is an error with its name; the others are read."""
    data = together(notice(1), "<!DOCTYPE x><x/>", "<Invoice xmlns='urn:x'/>", "inte xml")
    assert len(data.procurements) == 1
    errors = [problem for problem in data.problems if problem.severity is outreach.Severity.ERROR]
    assert [problem.origin.part for problem in errors] == ["1.xml", "2.xml", "3.xml"]


def test_other_files_of_a_folder_are_named_and_left(tmp_path, read):
    """A reader of notices reads .xml files, and follows no link."""
    (tmp_path / "a.xml").write_text(notice(), encoding="utf-8")
    (tmp_path / "LÄSMIG.txt").write_text("hej", encoding="utf-8")
    (tmp_path / "b.xml").symlink_to("/etc/hosts")
    data = read(Notices(tmp_path))
    assert len(data.procurements) == 1
    assert {problem.origin.part: problem.severity.value for problem in data.problems} == {
        "LÄSMIG.txt": "warning",
        "b.xml": "error",
    }


def test_a_file_alone_and_in_a_folder_says_the_same(tmp_path, read):
    """But for its address."""
    (tmp_path / "a.xml").write_text(notice(inside=CALL), encoding="utf-8")
    assert read(tmp_path / "a.xml").procurements == read(Notices(tmp_path)).procurements


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_files_read_side_by_side_the_one_sent_later_counts(tmp_path, read, order):
    """In whatever order they are named, as in a folder of them; each file has its line."""
    paths = [tmp_path / "a.xml", tmp_path / "b.xml"]
    for number, path in enumerate(paths, 1):
        title = PROJECT.replace("Hisservice", f"Hiss {number}")
        path.write_text(notice(number, inside=title, sent=f"2024-01-0{number}"), encoding="utf-8")
    data = read(*(paths[at] for at in order))
    assert only(data.procurements).title == "Hiss 2"
    assert [] == list(data.problems)
    assert {(str(paths[0]), 0), (str(paths[1]), 1)} == {(each.file, each.kept) for each in data.reconciliation}
