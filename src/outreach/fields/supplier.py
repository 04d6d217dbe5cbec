"""What is known of the attributes of suppliers (leverantör), of buyers, and of decisions that two suppliers are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from outreach.fields.row import (
    DAY,
    IDENTIFIER,
    KNOWN,
    LINE,
    MUNICIPALITY,
    TEXT,
    Attribute,
    Reader,
    Rows,
    Sample,
    mark,
    msgid,
    together,
)
from outreach.model import Contact, Size

if TYPE_CHECKING:
    from outreach.fields.row import Cells


def _number_and_key(cells: Cells) -> dict[str, Any]:
    """Return a supplier's number and its key: the register's own id, else the number, else the name."""
    number = cells.identifier("identifier")
    return {"identifier": number, "id": cells.key("id") or cells.supplier_id(cells.line("name"), number)}


def _industry(cells: Cells) -> dict[str, Any]:
    """Return the industry as written, and the codes, the first of which it names."""
    industry = cells.known("industry").partition("\n")[0]
    return {"industries": cells.codes("industries", "SNI", industry), "industry": industry}


def _contacts(cells: Cells, column: str) -> tuple[Contact, ...]:
    del column
    contact = cells.contact("contact", "email", "phone")
    return (contact,) if contact else ()


def _buyer_key(cells: Cells, column: str) -> str:
    return cells.line(column) or cells.party_key(cells.known("identifier"), cells.line("name"))


def _decision(cells: Cells) -> dict[str, Any]:
    """Return which two suppliers are one, and the key of that decision."""
    keep, same = cells.same_key("keep"), cells.same_key("same")
    if keep and keep == same:
        cells.fault("same", "", "the same as what is kept", "delete the line", "same")
        same = ""
    return {"id": f"{same} is {keep}", "keep": keep, "same": same}


_KEY: Final = together(_number_and_key)
_DECISION: Final = together(_decision)
_SNI: Final = together(_industry)
_CONTACT_COLUMNS: Final = ("contact", "email", "phone")

# fmt: off
SUPPLIER: Final[Rows] = (
    Attribute("id", _KEY, required=True, ocds="parties[].id"),
    Attribute("name", LINE, mark("template", "Company name"), required=True, samples=Sample("Exempelbolaget AB"),
              ocds="parties[].name", eforms="BT-500"),
    Attribute("identifier", Reader("number", _KEY.read), mark("template", "Organisation number"),
              samples=Sample("559900-0006"), ocds="parties[].identifier", eforms="BT-501"),
    Attribute("industries", _SNI, mark("template", "SNI code"), is_many=True, samples=Sample("81210")),
    Attribute("industry", _SNI, msgid("Industry"), samples=Sample(mark("template", "Cleaning"))),
    Attribute("size", Reader("text", lambda cells, column: cells.size(column, "employees", "size_class")),
              mark("template", "Size"), columns=("size", "employees", "size_class"), samples=Sample(Size.SMALL),
              ocds="parties[].details.scale", eforms="BT-165"),
    Attribute("municipality", MUNICIPALITY, mark("template", "Municipality"), samples=Sample("Hässleholm")),
    Attribute("locality", KNOWN, mark("template", "Town"), samples=Sample("Hässleholm"),
              ocds="parties[].address.locality", eforms="BT-513"),
    Attribute("postcode", KNOWN, mark("template", "Postcode"), samples=Sample("281 31"),
              ocds="parties[].address.postalCode", eforms="BT-512"),
    Attribute("contacts", Reader("text", _contacts), columns=_CONTACT_COLUMNS, public=False,
              samples=(Sample("Kim Exempel", column="contact", label=mark("template", "Contact person")),
                       Sample("kim@exempelbolaget.example", column="email", label=msgid("E-mail")),
                       Sample("0451-00 00 00", column="phone", label=msgid("Telephone"))),
              ocds="parties[].contactPoint"),
    Attribute("description", TEXT),
)
# fmt: on

SUPPLIER_NEEDS: Final = (
    ("name",),
    ("identifier", "industries", "industry", "size", "employees", "size_class", "municipality"),
)
"""What a table must have to be taken for a register of suppliers: one column of each group."""

# fmt: off
BUYER: Final[Rows] = (
    Attribute("id", Reader("text", _buyer_key), required=True, ocds="buyer.id"),
    Attribute("name", LINE, required=True, ocds="buyer.name", eforms="BT-500"),
    Attribute("identifier", IDENTIFIER, ocds="parties[].identifier", eforms="BT-501"),
    Attribute("municipality", MUNICIPALITY),
    Attribute("contact", Reader("text", lambda cells, column: cells.contact(column, "email", "phone")),
              columns=_CONTACT_COLUMNS, ocds="parties[].contactPoint", eforms="BT-502 BT-503 BT-506"),
)
# fmt: on

SAME_SUPPLIER: Final[Rows] = (
    Attribute("id", _DECISION, columns=(), required=True, public=False),
    Attribute("keep", _DECISION, required=True, public=False),
    Attribute("same", _DECISION, required=True, public=False),
    Attribute("decided", DAY, public=False),
    Attribute("by", KNOWN, public=False),
    Attribute("reason", TEXT, public=False),
)

SAME_SUPPLIER_NEEDS: Final = (("keep",), ("same",))
"""What a table must have to be taken for a file of such decisions: both columns."""
