"""What is known of the attributes of a procurement (upphandling), and of its lots (del)."""

from __future__ import annotations

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
from outreach.model import ContactRole, ContractLength, Nature, Period, Procedure, Stage

if TYPE_CHECKING:
    from outreach.fields.row import Cells

LIST, PAGE, DATA, CHANGES = Place.LIST, Place.PAGE, Place.DATA, Place.CHANGES


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

PROCUREMENT: Final[Rows] = (
    Attribute(
        name="title",
        read=LINE,
        required=True,
        label=msgid("What"),
        labels={CHANGES: msgid("Name"), Place.TEMPLATE: mark("template", "Procurement")},
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=1,
        samples=(Sample(example=mark("template", "Cleaning of schools")),),
        ocds="tender.title",
        eforms=("BT-21",),
    ),
    Attribute(
        name="id", read=LINE, required=True, label=msgid("Id"), shown=(DATA,), ocds="ocid", eforms=("BT-04", "BT-701")
    ),
    Attribute(
        name="internal_id",
        read=KNOWN,
        label=msgid("Reference"),
        shown=(PAGE, DATA),
        samples=(Sample(example="2027/114"),),
        ocds="tender.id",
        eforms=("BT-22",),
    ),
    Attribute(
        name="description",
        read=TEXT,
        label=msgid("Description"),
        shown=(PAGE, DATA, CHANGES),
        weight=15,
        samples=(Sample(example=mark("template", "Daily cleaning of five schools.")),),
        ocds="tender.description",
        eforms=("BT-24",),
    ),
    Attribute(name="buyer_id", read=KNOWN, public=False, ocds="buyer.id"),
    Attribute(name="buyer", read=KNOWN, label=msgid("Buyer"), shown=(LIST, PAGE, DATA), ocds="buyer.name"),
    Attribute(
        name="unit",
        read=KNOWN,
        label=msgid("Department"),
        shown=(PAGE, DATA),
        samples=(Sample(example=mark("template", "Technical services")),),
    ),
    Attribute(name="industry", read=_BOUGHT, label=msgid("Industry"), shown=(PAGE, DATA)),
    Attribute(
        name="classifications",
        read=CPV,
        is_many=True,
        public_name="cpv",
        label=msgid("CPV code"),
        labels={PAGE: msgid("Classification")},
        shown=(PAGE, DATA),
        samples=(Sample(example="90910000"),),
        ocds="tender.items[].classification",
        eforms=("BT-262", "BT-263"),
    ),
    Attribute(
        name="nature",
        read=_BOUGHT,
        label=msgid("Type"),
        shown=(PAGE, DATA, CHANGES),
        weight=10,
        samples=(Sample(example=Nature.SERVICES),),
        ocds="tender.mainProcurementCategory",
        eforms=("BT-23",),
    ),
    Attribute(
        name="procedure",
        read=_HOW,
        label=msgid("Procedure"),
        shown=(PAGE, DATA, CHANGES),
        weight=9,
        samples=(Sample(example=Procedure.OPEN),),
        ocds="tender.procurementMethod",
        eforms=("BT-105",),
    ),
    Attribute(name="procedure_text", read=_HOW, columns=()),
    Attribute(name="techniques", read=_HOW, label=msgid("Technique"), shown=(PAGE, DATA), eforms=("BT-765", "BT-766")),
    Attribute(
        name="stage",
        read=word(Stage, Stage.PLANNED),
        label=msgid("Stage"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=2,
        samples=(Sample(example=Stage.PLANNED),),
        ocds="tender.status",
    ),
    Attribute(
        name="estimated_value",
        read=ESTIMATE,
        label=msgid("Estimated value"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=6,
        samples=(Sample(example=mark("template", "2–4 million"), has_currency=True),),
        ocds="tender.value",
        eforms=("BT-27",),
    ),
    Attribute(
        name="suits_small_suppliers",
        read=YES_OR_NO,
        label=msgid("Suits small suppliers"),
        shown=(PAGE, DATA),
        samples=(Sample(example=True),),
        eforms=("BT-726",),
    ),
    Attribute(
        name="planned_publication",
        read=PERIOD,
        label=msgid("To be advertised"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=3,
        samples=(Sample(example=Period.parse("Q2 2027")),),
        eforms=("BT-127",),
    ),
    Attribute(
        name="question_deadline",
        read=MOMENT,
        label=msgid("Questions by"),
        shown=(PAGE, DATA, CHANGES),
        weight=4,
        ocds="tender.enquiryPeriod.endDate",
        eforms=("BT-13",),
    ),
    Attribute(
        name="tender_deadline",
        read=MOMENT,
        label=msgid("Bid by"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=5,
        samples=(Sample(example="2027-05-31", is_day=True, label=mark("template", "Last day for bids")),),
        ocds="tender.tenderPeriod.endDate",
        eforms=("BT-131", "BT-1311", "BT-630"),
    ),
    Attribute(name="standstill_ends", read=DAY, label=msgid("End of standstill"), shown=(PAGE, DATA)),
    Attribute(
        name="contract_period",
        read=Reader("date", _contract_period),
        columns=("contract_period", "contract_start", "contract_end"),
        label=msgid("Contract starts"),
        shown=(PAGE, DATA, CHANGES),
        weight=7,
        samples=(
            Sample(
                example=Period.parse("2027-09-01"), column="contract_start", label=mark("template", "Contract start")
            ),
        ),
        ocds="tender.contractPeriod",
        eforms=("BT-536", "BT-537"),
    ),
    Attribute(
        name="contract_length",
        read=LENGTH,
        label=msgid("Length of contract"),
        shown=(PAGE, DATA, CHANGES),
        weight=8,
        samples=(Sample(example=ContractLength(months=24, options=(12, 12), max_months=48)),),
        eforms=("BT-36",),
    ),
    Attribute(
        name="current_contract_ends",
        read=PERIOD,
        label=msgid("Present contract ends"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=12,
        samples=(Sample(example=Period.parse("2027-08-31")),),
    ),
    Attribute(
        name="changed", read=DAY, label=msgid("Last changed"), shown=(LIST, PAGE, DATA), ocds="date", eforms=("BT-05",)
    ),
    Attribute(
        name="incumbents",
        read=NAMES,
        is_many=True,
        label=msgid("Present supplier"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=11,
        samples=(Sample(example="Exempelbolaget AB"),),
    ),
    Attribute(
        name="purchaser",
        read=_PURCHASER,
        columns=("purchaser", "purchaser_email", "purchaser_phone"),
        public_name="contact",
        label=msgid("Whom to ask"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=13,
        samples=(Sample(example="Kim Exempel, kim@kommun.example", label=mark("template", "Contact person")),),
    ),
    Attribute(name="certainty", read=KNOWN, label=msgid("How certain"), shown=(PAGE, DATA)),
    Attribute(
        name="comments",
        read=TEXT,
        is_many=True,
        label=msgid("Comments"),
        shown=(PAGE, DATA),
        samples=(Sample(example=""),),
    ),
    Attribute(
        name="notice_url",
        read=URL,
        label=msgid("Notice"),
        shown=(LIST, PAGE, DATA, CHANGES),
        weight=14,
        samples=(Sample(example="https://kommun.example/annons/114", label=mark("template", "Link to the notice")),),
        ocds="tender.documents[]",
        eforms=("BT-15", "BT-18"),
    ),
    Attribute(name="follows", read=KNOWN, label=msgid("Previous procurement"), shown=(PAGE, DATA), eforms=("BT-125",)),
    Attribute(name="lang", read=LANG, label=msgid("Language"), shown=(DATA,), ocds="language", eforms=("BT-702",)),
    Attribute(name="bid_count", read=COUNT, public=False, ocds="tender.numberOfTenderers"),
    Attribute(name="lots", public=False, ocds="tender.lots[]", eforms=("BT-137",)),
)
"""The attributes of a procurement, in the order of the whole list as data."""

PROCUREMENT_NEEDS: Final = (
    ("title",),
    (
        "planned_publication",
        "tender_deadline",
        "contract_start",
        "contract_period",
        "current_contract_ends",
        "estimated_value",
        "procedure",
        "notice_url",
    ),
)
"""What a table must have to be taken for a list of procurements: one column of each group."""

LOT: Final[Rows] = (
    Attribute(name="procurement_id", read=LINE, required=True),
    Attribute(name="id", read=LINE, required=True, ocds="tender.lots[].id", eforms=("BT-137",)),
    Attribute(name="title", read=LINE, ocds="tender.lots[].title", eforms=("BT-21",)),
    Attribute(name="description", read=TEXT, ocds="tender.lots[].description", eforms=("BT-24",)),
    Attribute(name="classifications", read=CPV, eforms=("BT-262", "BT-263")),
    Attribute(name="estimated_value", read=ESTIMATE, ocds="tender.lots[].value", eforms=("BT-27",)),
    Attribute(name="tender_deadline", read=MOMENT, eforms=("BT-131", "BT-1311", "BT-630")),
    Attribute(name="suits_small_suppliers", read=YES_OR_NO, eforms=("BT-726",)),
    Attribute(name="bid_count", read=COUNT, public=False, ocds="bids.details[]", eforms=("BT-759", "BT-760")),
)
"""The attributes of a lot; its procurement is the one whose lots it is among."""
