"""What a row of the tables of attributes holds, and the readers that rows name."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol, TypeAlias

import attrs

if TYPE_CHECKING:
    import datetime as dt

    from outreach import model


Kind: TypeAlias = Literal["text", "date", "value", "number"]


class Label(NamedTuple):
    """The key of a text in the catalogues of ``languages/``; the text itself is the English one.

    Attributes:
        context: Where the English text is several words of another language; empty: it is not.
        message: The text.
    """

    context: str
    message: str


def msgid(message: str) -> Label:
    """Return the key of a text without a context; the extraction of texts knows this name."""
    return Label("", message)


def mark(context: str, message: str) -> Label:
    """Return the key of a text in a *context*; the extraction of texts knows this name."""
    return Label(context, message)


class Place(enum.StrEnum):
    """Where an attribute is shown."""

    LIST = "list"
    PAGE = "page"
    DATA = "data"
    CHANGES = "changes"
    TEMPLATE = "template"


class Cells(Protocol):
    """One row of a file, as readers ask for it: a cell by its column; what is wrong with it is noted with its address.

    ``outreach.reading`` has it. An unreadable cell is None (or empty) and a fault.
    """

    def text(self, column: str) -> str:
        """Return the cell as written."""

    def line(self, column: str) -> str:
        """Return the cell as one line."""

    def known(self, column: str) -> str:
        """Return the cell as one line, empty where it says that there is nothing (``-``, *saknas*)."""

    def reads(self, column: str, reader: Callable[[str], object]) -> bool:
        """Return whether *reader* reads the cell."""

    def word(self, column: str, kind: type[enum.Enum]) -> Any:  # noqa: ANN401 - a member of *kind*, or None
        """Return the member of *kind* that the cell's word stands for."""

    def is_nature(self, column: str) -> bool:
        """Return whether the cell says goods, services or works and is no word for an industry."""

    def procedure(self, column: str) -> tuple[Any, tuple[Any, ...]]:
        """Return a procedure, and the techniques that are written with it."""

    def techniques(self, column: str) -> tuple[Any, ...]:
        """Return the techniques that the cell names."""

    def size(self, column: str, people: str, size_class: str) -> Any:  # noqa: ANN401 - a Size, or None
        """Return a company's size: its word, else by the number of people, else by the class of the register."""

    def lang(self, column: str) -> str:
        """Return a language as a BCP 47 tag."""

    def day(self, column: str) -> dt.date | None:
        """Return a day."""

    def moment(self, column: str) -> dt.datetime | dt.date | None:
        """Return a day, or a moment where the text has a time zone."""

    def period(self, column: str) -> model.Period | None:
        """Return a time, as precise as it is written."""

    def from_to(self, start: str, end: str, field: str) -> model.Period | None:
        """Return the period between two cells."""

    def estimate(self, column: str) -> model.Estimate | None:
        """Return a value, a span or a bound."""

    def money(self, column: str) -> model.Money | None:
        """Return one amount."""

    def exact(self, column: str) -> model.Money | None:
        """Return an amount as machines write it: ``1234.50 SEK``."""

    def count(self, column: str) -> int | None:
        """Return a number of bids."""

    def length(self, column: str) -> model.ContractLength | None:
        """Return the length of a contract."""

    def yes_or_no(self, column: str) -> bool | None:
        """Return a yes or a no."""

    def url(self, column: str) -> str:
        """Return a web address."""

    def names(self, column: str) -> tuple[str, ...]:
        """Return the names in the cell."""

    def codes(self, column: str, scheme: Literal["CPV", "SNI"], label: str = "") -> tuple[model.Classification, ...]:
        """Return the codes in the cell."""

    def identifier(self, column: str) -> model.Identifier | None:
        """Return an organisation number."""

    def identifiers(self, column: str) -> tuple[model.Identifier, ...]:
        """Return the organisation numbers in the cell."""

    def supplier_id(self, name: str, identifier: model.Identifier | None) -> str:
        """Return a supplier's key: its number, else its name; never a person's number."""

    def supplier_keys(self, column: str) -> tuple[str, ...]:
        """Return the keys of suppliers given by number or id, one a line, and by name in the same order."""

    def party_key(self, number: str, name: str) -> str:
        """Return an organisation's key: its number, else its id, else its name; never a person's number."""

    def same_key(self, column: str) -> str:
        """Return a supplier's key as a person writes it in the file of decisions."""

    def key(self, column: str) -> str:
        """Return a key as written, empty where it may be a personal identity number."""

    def municipality(self, column: str) -> str:
        """Return the code of a municipality."""

    def contact(
        self, column: str, email: str, phone: str, role: model.ContactRole | None = None
    ) -> model.Contact | None:
        """Return whom to ask, from one cell or three."""

    def fault(self, field: str, text: str, reason: str, hint: str, kind: str) -> None:
        """Note that *field*, written *text*, is wrong."""


class Several(dict[str, Any]):
    """The values of several attributes that one function reads together, by name."""


@attrs.frozen
class Reader:
    """How the text of an attribute is read.

    Attributes:
        kind: What its columns hold, for what is decided per column: ``date`` (the order of day and month), ``value``
            (the decimal sign, the currency), ``number`` (the form of organisation numbers), ``text`` (nothing).
        read: Row and attribute → value, or :class:`Several`.
    """

    kind: Kind
    read: Callable[[Cells, str], Any]


def together(read: Callable[[Cells], Mapping[str, Any]], kind: Kind = "text") -> Reader:
    """Return the reader of attributes whose values depend on each other; each of their rows names it."""
    return Reader(kind, lambda cells, _: Several(read(cells)))


TEXT: Final = Reader("text", lambda cells, column: cells.text(column))
LINE: Final = Reader("text", lambda cells, column: cells.line(column))
KNOWN: Final = Reader("text", lambda cells, column: cells.known(column))
DAY: Final = Reader("date", lambda cells, column: cells.day(column))
MOMENT: Final = Reader("date", lambda cells, column: cells.moment(column))
PERIOD: Final = Reader("date", lambda cells, column: cells.period(column))
ESTIMATE: Final = Reader("value", lambda cells, column: cells.estimate(column))
MONEY: Final = Reader("value", lambda cells, column: cells.money(column))
EXACT: Final = Reader("text", lambda cells, column: cells.exact(column))
COUNT: Final = Reader("text", lambda cells, column: cells.count(column))
LENGTH: Final = Reader("text", lambda cells, column: cells.length(column))
YES_OR_NO: Final = Reader("text", lambda cells, column: cells.yes_or_no(column))
URL: Final = Reader("text", lambda cells, column: cells.url(column))
NAMES: Final = Reader("text", lambda cells, column: cells.names(column))
CPV: Final = Reader("text", lambda cells, column: cells.codes(column, "CPV"))
IDENTIFIER: Final = Reader("number", lambda cells, column: cells.identifier(column))
SUPPLIER_KEYS: Final = Reader("text", lambda cells, column: cells.supplier_keys(column))
MUNICIPALITY: Final = Reader("text", lambda cells, column: cells.municipality(column))
LANG: Final = Reader("text", lambda cells, column: cells.lang(column))


def word(kind: type[enum.Enum], default: enum.Enum | None = None) -> Reader:
    """Return the reader of a word for a member of *kind*."""
    return Reader("text", lambda cells, column: cells.word(column, kind) or default)


@attrs.frozen
class Sample:
    """What stands in a workbook to fill in (mall).

    Attributes:
        example: A value, formatted in the workbook's language; a label is translated, another text stands as it is.
            A member of an enum has all members for choices, True has yes and no.
        is_day: Whether the column's cells are dates; else they are texts, which a spreadsheet leaves alone.
        has_currency: Whether the heading names the currency.
        column: The column it fills, where the attribute has several.
        label: Its heading, where that is not the attribute's own word.
    """

    example: object
    is_day: bool = False
    has_currency: bool = False
    column: str = ""
    label: Label | None = None


def _samples(samples: Sample | tuple[Sample, ...]) -> tuple[Sample, ...]:
    return (samples,) if isinstance(samples, Sample) else samples


def _terms(terms: str) -> tuple[str, ...]:
    return tuple(terms.split())


@attrs.frozen
class Attribute:
    """What is known of one attribute of a record.

    A row of a table gives its name, reader, label and places by position, the rest by name.

    Attributes:
        name: As in ``model/``.
        read: How its text is read; None: it is in no file, or ``reading`` makes it of a whole form.
        label: What it is called.
        shown: Where it is shown.
        kind: What its columns hold, as of its reader.
        columns: The columns that fill it, by the names that ``headings.toml`` and the rows of a source have; its own
            name where none are given.
        beside: Columns of another kind that are read with them, such as a time beside a day.
        is_many: Whether several columns of a table fill it together.
        public_name: Its name among the public facts, where that is another one.
        required: Whether a row without it is set aside.
        public: Whether all may know it.
        labels: What it is called at places where that is something else.
        weight: Its place among what is compared between two lists, 1 first: what a bidder plans by. 0: not compared.
        samples: Its columns in the workbook to fill in; one alone may be given without a tuple.
        ocds: Its address in OCDS 1.1, a path in a release (of an award, a contract or a party); empty: none.
        eforms: Its business terms in eForms, such as ``BT-131``, given with spaces between.
        schema: Its property in schema.org.
    """

    name: str
    read: Reader | None = None
    label: Label | None = None
    shown: tuple[Place, ...] = ()
    kind: Kind = attrs.field(default=attrs.Factory(lambda row: row.read.kind if row.read else "text", takes_self=True))
    columns: tuple[str, ...] = attrs.field(
        default=attrs.Factory(lambda row: (row.name,) if row.read else (), takes_self=True)
    )
    beside: tuple[str, ...] = ()
    is_many: bool = False
    public_name: str = attrs.field(default=attrs.Factory(lambda row: row.name, takes_self=True))
    required: bool = False
    public: bool = True
    labels: Mapping[Place, Label] = attrs.field(factory=dict)
    weight: int = 0
    samples: tuple[Sample, ...] = attrs.field(default=(), converter=_samples)
    ocds: str = ""
    eforms: tuple[str, ...] = attrs.field(default="", converter=_terms)
    schema: str = ""

    def label_at(self, place: Place) -> Label:
        """Return what it is called at a *place*.

        Raises:
            LookupError: It has no label.
        """
        label = self.labels.get(place, self.label)
        if label is None:
            raise LookupError(f"{self.name} has no label")
        return label


Rows: TypeAlias = tuple[Attribute, ...]
