"""What is known of the attributes of a procurement (upphandling), and of its lots (del)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from outreach.fields.row import (
    COUNT,
    CPV,
    DAY,
    ESTIMATE,
    KNOWN,
    LANG,
    LENGTH,
    LINE,
    MOMENT,
    NAMES,
    PERIOD,
    TEXT,
    URL,
    YES_OR_NO,
    Attribute,
    Place,
    Reader,
    Rows,
    Sample,
    mark,
    msgid,
    together,
    word,
)
from outreach.model import ContactRole, ContractLength, Nature, Period, Precision, Procedure, Stage

if TYPE_CHECKING:
    from outreach.fields.row import Cells

LIST, PAGE, DATA, CHANGES = Place.LIST, Place.PAGE, Place.DATA, Place.CHANGES
EVERYWHERE = (LIST, PAGE, DATA, CHANGES)


def _what_is_bought(cells: Cells) -> dict[str, Any]:
    """Return industry and nature: a list may say *tjänster* in its column of industries."""
    industry, nature = cells.known("industry"), cells.word("nature", Nature)
    if nature is None and cells.is_nature("industry"):
        return {"industry": "", "nature": cells.word("industry", Nature)}
    return {"industry": industry, "nature": nature}


def _how_it_is_bought(cells: Cells) -> dict[str, Any]:
    """Return the procedure, its text, and the techniques: a cell of procedures often names both."""
    procedure, techniques = cells.procedure("procedure")
    both = dict.fromkeys((*techniques, *cells.techniques("techniques")))
    return {"procedure": procedure, "procedure_text": cells.known("procedure"), "techniques": tuple(both)}


_A_QUARTER: Final = Period(start=date(2027, 4, 1), end=date(2027, 6, 30), precision=Precision.QUARTER)


def _contract_period(cells: Cells, column: str) -> Period | None:
    """Return when the contract runs: one column tells both ends, or two tell one each."""
    if cells.text(column):
        return cells.period(column)
    return cells.from_to("contract_start", "contract_end", column)


_PURCHASER: Final = Reader(
    "text", lambda cells, column: cells.contact(column, "purchaser_email", "purchaser_phone", ContactRole.PURCHASER)
)
_BOUGHT: Final = together(_what_is_bought)
_HOW: Final = together(_how_it_is_bought)

# fmt: off
PROCUREMENT: Final[Rows] = (
    Attribute("title", LINE, msgid("What"), EVERYWHERE, required=True,
              labels={CHANGES: msgid("Name"), Place.TEMPLATE: mark("template", "Procurement")}, weight=1,
              samples=Sample(mark("template", "Cleaning of schools")), ocds="tender.title", eforms="BT-21"),
    Attribute("id", LINE, msgid("Id"), (DATA,), required=True, ocds="ocid", eforms="BT-04 BT-701"),
    Attribute("internal_id", KNOWN, msgid("Reference"), (PAGE, DATA), samples=Sample("2027/114"), ocds="tender.id",
              eforms="BT-22"),
    Attribute("description", TEXT, msgid("Description"), (PAGE, DATA, CHANGES), weight=15,
              samples=Sample(mark("template", "Daily cleaning of five schools.")), ocds="tender.description",
              eforms="BT-24"),
    Attribute("buyer_id", KNOWN, public=False, ocds="buyer.id"),
    Attribute("buyer", KNOWN, msgid("Buyer"), (LIST, PAGE, DATA), ocds="buyer.name"),
    Attribute("unit", KNOWN, msgid("Department"), (PAGE, DATA), samples=Sample(mark("template", "Technical services"))),
    Attribute("industry", _BOUGHT, msgid("Industry"), (PAGE, DATA)),
    Attribute("classifications", CPV, msgid("CPV code"), (PAGE, DATA), is_many=True, public_name="cpv",
              labels={PAGE: msgid("Classification")}, samples=Sample("90910000"), ocds="tender.items[].classification",
              eforms="BT-262 BT-263"),
    Attribute("nature", _BOUGHT, msgid("Type"), (PAGE, DATA, CHANGES), weight=10, samples=Sample(Nature.SERVICES),
              ocds="tender.mainProcurementCategory", eforms="BT-23"),
    Attribute("procedure", _HOW, msgid("Procedure"), (PAGE, DATA, CHANGES), weight=9, samples=Sample(Procedure.OPEN),
              ocds="tender.procurementMethod", eforms="BT-105"),
    Attribute("procedure_text", _HOW, columns=()),
    Attribute("techniques", _HOW, msgid("Technique"), (PAGE, DATA), eforms="BT-765 BT-766"),
    Attribute("stage", word(Stage, Stage.PLANNED), msgid("Stage"), EVERYWHERE, weight=2, samples=Sample(Stage.PLANNED),
              ocds="tender.status"),
    Attribute("estimated_value", ESTIMATE, msgid("Estimated value"), EVERYWHERE, weight=6,
              samples=Sample(mark("template", "2–4 million"), has_currency=True), ocds="tender.value", eforms="BT-27"),
    Attribute("suits_small_suppliers", YES_OR_NO, msgid("Suits small suppliers"), (PAGE, DATA),
              samples=Sample(example=True), eforms="BT-726"),
    Attribute("planned_publication", PERIOD, msgid("To be advertised"), EVERYWHERE, weight=3,
              samples=Sample(_A_QUARTER), eforms="BT-127"),
    Attribute("question_deadline", MOMENT, msgid("Questions by"), (PAGE, DATA, CHANGES), weight=4,
              ocds="tender.enquiryPeriod.endDate", eforms="BT-13"),
    Attribute("tender_deadline", MOMENT, msgid("Bid by"), EVERYWHERE, weight=5,
              samples=Sample("2027-05-31", is_day=True, label=mark("template", "Last day for bids")),
              ocds="tender.tenderPeriod.endDate", eforms="BT-131 BT-1311 BT-630"),
    Attribute("standstill_ends", DAY, msgid("End of standstill"), (PAGE, DATA)),
    Attribute("contract_period", Reader("date", _contract_period), msgid("Contract starts"), (PAGE, DATA, CHANGES),
              columns=("contract_period", "contract_start", "contract_end"), weight=7,
              samples=Sample(Period.day(date(2027, 9, 1)), column="contract_start",
                             label=mark("template", "Contract start")),
              ocds="tender.contractPeriod", eforms="BT-536 BT-537"),
    Attribute("contract_length", LENGTH, msgid("Length of contract"), (PAGE, DATA, CHANGES), weight=8,
              samples=Sample(ContractLength(months=24, options=(12, 12), max_months=48)), eforms="BT-36"),
    Attribute("current_contract_ends", PERIOD, msgid("Present contract ends"), EVERYWHERE, weight=12,
              samples=Sample(Period.day(date(2027, 8, 31)))),
    Attribute("changed", DAY, msgid("Last changed"), (LIST, PAGE, DATA), ocds="date", eforms="BT-05"),
    Attribute("incumbents", NAMES, msgid("Present supplier"), EVERYWHERE, is_many=True, weight=11,
              samples=Sample("Exempelbolaget AB")),
    Attribute("purchaser", _PURCHASER, msgid("Whom to ask"), EVERYWHERE,
              columns=("purchaser", "purchaser_email", "purchaser_phone"), public_name="contact", weight=13,
              samples=Sample("Kim Exempel, kim@kommun.example", label=mark("template", "Contact person"))),
    Attribute("certainty", KNOWN, msgid("How certain"), (PAGE, DATA)),
    Attribute("comments", TEXT, msgid("Comments"), (PAGE, DATA), is_many=True, samples=Sample("")),
    Attribute("notice_url", URL, msgid("Notice"), EVERYWHERE, weight=14,
              samples=Sample("https://kommun.example/annons/114", label=mark("template", "Link to the notice")),
              ocds="tender.documents[]", eforms="BT-15 BT-18"),
    Attribute("follows", KNOWN, msgid("Previous procurement"), (PAGE, DATA), eforms="BT-125"),
    Attribute("lang", LANG, msgid("Language"), (DATA,), ocds="language", eforms="BT-702"),
    Attribute("bid_count", COUNT, public=False, ocds="tender.numberOfTenderers"),
    Attribute("lots", public=False, ocds="tender.lots[]", eforms="BT-137"),
)
# fmt: on
"""The attributes of a procurement, in the order of the whole list as data."""

# fmt: off
PROCUREMENT_NEEDS: Final = (
    ("title",),
    ("planned_publication", "tender_deadline", "contract_start", "contract_period", "current_contract_ends",
     "estimated_value", "procedure", "notice_url"),
)
# fmt: on
"""What a table must have to be taken for a list of procurements: one column of each group."""

LOT: Final[Rows] = (
    Attribute("procurement_id", LINE, required=True),
    Attribute("id", LINE, required=True, ocds="tender.lots[].id", eforms="BT-137"),
    Attribute("title", LINE, ocds="tender.lots[].title", eforms="BT-21"),
    Attribute("description", TEXT, ocds="tender.lots[].description", eforms="BT-24"),
    Attribute("classifications", CPV, eforms="BT-262 BT-263"),
    Attribute("estimated_value", ESTIMATE, ocds="tender.lots[].value", eforms="BT-27"),
    Attribute("tender_deadline", MOMENT, eforms="BT-131 BT-1311 BT-630"),
    Attribute("suits_small_suppliers", YES_OR_NO, eforms="BT-726"),
    Attribute("bid_count", COUNT, public=False, ocds="bids.details[]", eforms="BT-759 BT-760"),
)
"""The attributes of a lot; its procurement is the one whose lots it is among."""
