"""Rows of lists and registers → records, or a fault with its address."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
import pytest

import outreach
from outreach import (
    Contact,
    ContactRole,
    ContractLength,
    Estimate,
    Identifier,
    Nature,
    Period,
    Precision,
    Procedure,
    Size,
    Stage,
    Technique,
)

PERSON = "900102-9819"  # of the tax agency's test series


@attrs.frozen
class Given(outreach.Source):
    """A source of rows that a test wrote."""

    name = "given"
    record: type
    values: tuple
    options: outreach.ReadOptions = attrs.field(factory=outreach.ReadOptions)

    def rows(self):
        """Give the rows, from the second line on."""
        return [outreach.Row(self.record, row, line=line) for line, row in enumerate(self.values, 2)]


@pytest.fixture
def procurement(read):
    """Give a function that reads one procurement, and the dataset it is in."""

    def procurement(options=None, **values):
        data = read(Given(outreach.Procurement, ({"title": "Hiss"} | values,), options or outreach.ReadOptions()))
        return data.procurements[0], data

    return procurement


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("planned_publication", "Q1 2017", Period(start=date(2017, 1, 1), end=date(2017, 3, 31), precision="quarter")),
        ("planned_publication", "2017-03-01", Period.day(date(2017, 3, 1))),
        ("current_contract_ends", "2018-06", Period(start=date(2018, 6, 1), end=date(2018, 6, 30), precision="month")),
        ("tender_deadline", "2017-04-03", date(2017, 4, 3)),
        ("contract_length", "2+1+1 år", ContractLength(months=24, options=(12, 12), max_months=48)),
        ("stage", "Tilldelad", Stage.AWARDED),
        ("stage", "Under förberedelse", Stage.PLANNED),
        ("nature", "Byggentreprenad", Nature.WORKS),
        ("suits_small_suppliers", "Ja", True),
        ("suits_small_suppliers", "-", None),
        ("notice_url", "https://upphandling.example/1", "https://upphandling.example/1"),
        ("unit", " Tekniska\nförvaltningen ", "Tekniska förvaltningen"),
        ("incumbents", "Lärkan AB / Norrsjö Taxi AB", ("Lärkan AB", "Norrsjö Taxi AB")),
        ("incumbents", "Lärkan AB\r\nNorrsjö Taxi AB", ("Lärkan AB", "Norrsjö Taxi AB")),
        ("incumbents", "Lärkan AB, Norrsjö Taxi AB och Åns HB", ("Lärkan AB", "Norrsjö Taxi AB", "Åns HB")),
        ("incumbents", "Lärkan AB; Lärkan AB", ("Lärkan AB",)),
        ("incumbents", "Smith, Jones & Co", ("Smith, Jones & Co",)),
        ("incumbents", "Upphandlas första gången", ()),
        ("incumbents", "saknas", ()),
    ],
)
def test_a_field_is_read(procurement, field, text, expected):
    """Each field's text becomes its value, and nothing is wrong."""
    record, data = procurement(**{field: text})
    assert (expected, 0) == (getattr(record, field), data.problems.total)


@pytest.mark.parametrize(
    ("text", "procedure", "techniques"),
    [
        ("Öppet förfarande", Procedure.OPEN, ()),
        ("Förenklat", Procedure.SIMPLIFIED, ()),
        ("UF", Procedure.SELECTION, ()),
        ("Direktupphandling", Procedure.DIRECT, ()),
        ("FKU Kammarkollegiet", None, (Technique.RENEWED_COMPETITION,)),
        ("Avrop", None, (Technique.CALL_OFF,)),
        ("Framework call-off", None, (Technique.CALL_OFF,)),
        ("LOV", None, (Technique.FREE_CHOICE,)),
        ("DIS", Procedure.RESTRICTED, (Technique.DYNAMIC_PURCHASING_SYSTEM,)),
        ("Öppet förfarande, ramavtal", Procedure.OPEN, (Technique.FRAMEWORK,)),
    ],
)
def test_procedures_and_techniques_are_two_things(procurement, text, procedure, techniques):
    """FKU, avrop, LOV and DIS are techniques; the text stays as written."""
    record, data = procurement(procedure=text)
    assert (record.procedure, record.techniques, record.procedure_text) == (procedure, techniques, text)
    assert data.problems.total == 0


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("planned_publication", "1 mars", "no year: '1 mars' (write the year, or say it of all such dates: year=2017)"),
        ("estimated_value", "stort", "not a value: 'stort' (write 500000, 2–4 mkr, ca 500 tkr or > 1 mkr)"),
        ("notice_url", "javascript:alert(1)", "not a web address: 'javascript:alert(1)' (write https://…)"),
        ("classifications", "99999999", "not a CPV code: '99999999' (there is no division 99)"),
        (
            "stage",
            "huller om buller",
            "not a stage: 'huller om buller' (write planned, advertised, awarded or cancelled)",
        ),
        ("suits_small_suppliers", "kanske", "neither yes nor no: 'kanske' (write yes or no)"),
    ],
)
def test_a_bad_optional_field_keeps_the_record(procurement, field, text, message):
    """The record stays, marked incomplete with the text as written; the problem says what to write instead."""
    record, data = procurement(**{field: text})
    assert f"given:2:{field}: {message}" == str(data.problems)
    assert record.incomplete == ((field, text),)
    assert (data.problems.errors, data.reconciliation[0].kept) == (0, 1)


def test_a_row_without_what_it_must_have_is_set_aside(read):
    """Without a title there is no procurement; the other rows stay, and every row is accounted for."""
    data = read(Given(outreach.Procurement, ({"title": " "}, {"title": "Hiss"})))
    assert str(data.problems) == "given:2:title: empty (give the title)"
    assert [record.title for record in data.procurements] == ["Hiss"]
    report = data.reconciliation[0]
    assert (report.rows, report.kept, report.set_aside, report.adds_up) == (2, 1, 1, True)


def test_every_fault_of_a_row_is_found(procurement):
    """None stops the others."""
    record, data = procurement(planned_publication="snart", estimated_value="mycket", contract_length="länge")
    assert data.problems.counts == {"date": 1, "length": 1, "value": 1}
    assert [field for field, _ in record.incomplete] == ["estimated_value", "planned_publication", "contract_length"]


def test_values_take_the_currency_that_the_column_names(read):
    """Where all values that name a currency name the same, the others have it too, and it is said."""
    rows = ({"title": "a", "estimated_value": "2–4 mkr"}, {"title": "b", "estimated_value": "1 500 000"})
    data = read(Given(outreach.Procurement, rows))
    assert data.procurements[1].estimated_value == Estimate(low=Decimal(1500000), high=Decimal(1500000), currency="SEK")
    assert "estimated_value: SEK as its other values name" in data.reconciliation[0].notes


def test_no_currency_is_said_once(read):
    """A column that names none has none, and one warning for all its rows."""
    data = read(
        Given(outreach.Procurement, tuple({"title": str(n), "estimated_value": f"{n}000000"} for n in (1, 2, 3)))
    )
    assert str(data.problems) == 'given:estimated_value: no currency is named (say currency="SEK")'
    assert {record.estimated_value.currency for record in data.procurements} == {"XXX"}
    data = read(
        Given(outreach.Procurement, ({"title": "a", "estimated_value": "5"},), outreach.ReadOptions(currency="SEK"))
    )
    assert (data.procurements[0].estimated_value.currency, data.problems.total) == ("SEK", 0)


def test_the_column_decides_the_order_of_dates(read):
    """``03/04/2025`` is the third of April beside the 25th of it; alone it is not guessed."""
    rows = ({"title": "a", "planned_publication": "25/04/2025"}, {"title": "b", "planned_publication": "03/04/2025"})
    assert read(Given(outreach.Procurement, rows)).procurements[1].planned_publication == Period.day(date(2025, 4, 3))
    alone = read(Given(outreach.Procurement, rows[1:]))
    assert 'a date with several readings: \'03/04/2025\' (write 2017-03-01, or say date_order="dmy" or "mdy")' in str(
        alone.problems
    )
    said = read(Given(outreach.Procurement, rows[1:], outreach.ReadOptions(date_order="mdy")))
    assert said.procurements[0].planned_publication == Period.day(date(2025, 3, 4))


def test_the_contract_period_is_its_start_and_end(procurement):
    """The start often stands alone; a month stays a month."""
    whole, _ = procurement(contract_start="2017-10-01", contract_end="2019-09-30")
    start, _ = procurement(contract_start="2017-10-01")
    month, _ = procurement(contract_start="okt 2017")
    assert whole.contract_period == Period(start=date(2017, 10, 1), end=date(2019, 9, 30))
    assert start.contract_period == Period(start=date(2017, 10, 1), precision=Precision.FROM)
    assert month.contract_period.precision is Precision.MONTH


def test_whom_to_ask_is_taken_apart(procurement):
    """Name, telephone and address of one cell; none of it shows in a repr or a dictionary."""
    record, data = procurement(purchaser="Karin Exempelsson, 040-628 04 10, karin@kommun.example")
    expected = Contact(
        name="Karin Exempelsson", phone="040-628 04 10", email="karin@kommun.example", role=ContactRole.PURCHASER
    )
    assert expected == record.purchaser
    shown = f"{record}{data.procurements.to_dicts()}{data.procurements.to_native()}{data.procurements._repr_html_()}"
    assert "Exempelsson" not in shown
    assert "040" not in shown


def test_several_codes_in_a_cell(procurement):
    """Codes with and without check digit, cut short, divided by anything."""
    record, _ = procurement(classifications="79710000-4 50700000, 1811")
    assert [code.code for code in record.classifications] == ["79710000", "50700000", "18110000"]


@pytest.mark.parametrize(("text", "nature", "industry"), [("Services", Nature.SERVICES, ""), ("Bygg", None, "Bygg")])
def test_a_category_may_be_the_nature(procurement, text, nature, industry):
    """*Category: Services* says what is bought; *Bygg* is an industry."""
    record, _ = procurement(industry=text)
    assert (nature, industry) == (record.nature, record.industry)


def test_a_contract_that_ends_before_it_starts(read):
    """The contract stays, without a period; the problem stands at the period."""
    rows = ({"title": "Städ", "supplier_names": "Städ AB", "start": "2017-01-01", "end": "2016-12-31"},)
    data = read(Given(outreach.Contract, rows))
    assert str(data.problems) == "given:2:period: ends before it starts: 2016-12-31 (starts 2017-01-01)"
    assert (data.contracts[0].period, data.contracts[0].incomplete) == (None, (("period", "2017-01-01 – 2016-12-31"),))


@pytest.mark.parametrize(
    ("values", "period", "months"),
    [
        ({"period": "2023-01-01 - 2024-12-31"}, (date(2023, 1, 1), date(2024, 12, 31)), None),
        ({"period": "2+1 år", "start": "2023-01-01"}, (date(2023, 1, 1), None), 24),
        ({"end": "2024-12-31"}, (None, date(2024, 12, 31)), None),
        ({"start": "2023-01-01", "length": "48 mån"}, (date(2023, 1, 1), None), 48),
    ],
)
def test_when_a_contract_runs(read, values, period, months):
    """*Avtalstid* may tell the period or the length; a bound that is not given is not invented."""
    contract = read(Given(outreach.Contract, ({"title": "Städ", "supplier_names": "Städ AB"} | values,))).contracts[0]
    assert period == (contract.period.start, contract.period.end)
    assert months == (contract.length.months if contract.length else None)


def test_a_contract_names_its_supplier_by_number(read):
    """The number is its supplier's key; a wrong one is a warning, a person's never a key."""
    rows = tuple(
        {"title": "Städ", "supplier_names": name, "supplier_ids": number, "start": "2023-01-01"}
        for name, number in (("Städ AB", "559901-0112"), ("Taxi AB", "559901-0113"), ("Annas Firma", PERSON))
    )
    data = read(Given(outreach.Contract, rows))
    assert [contract.supplier_ids for contract in data.contracts] == [("5599010112",), (), ("annas-firma",)]
    assert "check digit is wrong: '559901-0113' (should end in 2)" in str(data.problems)


def test_several_suppliers_of_a_contract(read):
    """Names and numbers of one cell are all read, a wrong number among them warned of."""
    row = {
        "title": "Städ",
        "start": "2023-01-01",
        "supplier_names": "Städ AB\nTaxi AB",
        "supplier_ids": "559901-0112\n1",
    }
    data = read(Given(outreach.Contract, (row,)))
    assert data.contracts[0].supplier_names == ("Städ AB", "Taxi AB")
    assert data.contracts[0].supplier_ids == ("5599010112",)
    assert data.problems.total == 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"employees": "4"}, Size.MICRO),
        ({"employees": "20-49 anställda"}, Size.SMALL),
        ({"employees": "100–199"}, Size.MEDIUM),
        ({"employees": "5–49"}, Size.SME),
        ({"employees": "500 och fler"}, Size.LARGE),
        ({"size_class": "5"}, Size.SMALL),
        ({"size_class": "10"}, Size.LARGE),
        ({"size": "Medelstort"}, Size.MEDIUM),
        ({"size": "micro"}, Size.MICRO),
        ({"size": "12"}, Size.SMALL),
    ],
)
def test_how_large_a_company_is(read, values, expected):
    """People, Statistics Sweden's classes and words all tell the size of EU 2003/361."""
    assert expected is read(Given(outreach.Supplier, ({"name": "Bygg AB"} | values,))).suppliers[0].size


@pytest.mark.parametrize(
    ("values", "reason"), [({"employees": "ca 10"}, "people"), ({"size_class": "8"}, "more than one")]
)
def test_a_size_that_does_not_tell(read, values, reason):
    """*About 10* may be micro or small, class 8 medium or large: neither is guessed."""
    data = read(Given(outreach.Supplier, ({"name": "Bygg AB"} | values,)))
    assert data.suppliers[0].size is None
    assert data.suppliers[0].incomplete == (("size", next(iter(values.values()))),)
    assert reason in str(data.problems)


def test_a_register_row(read):
    """A company with everything a register tells."""
    row = {
        "name": "Ljungåsens Städ AB",
        "identifier": "165599010112",
        "industries": "81.210",
        "industry": "Lokalvård",
        "municipality": "Hässleholm",
        "postcode": "281 31",
        "email": "info@stad.example",
    }
    supplier = read(Given(outreach.Supplier, (row,))).suppliers[0]
    assert (supplier.id, supplier.identifier) == ("5599010112", Identifier(scheme="SE-ON", id="5599010112"))
    assert [(code.scheme, code.code, code.label) for code in supplier.industries] == [("SNI", "81210", "Lokalvård")]
    assert (supplier.municipality, supplier.contacts[0].email) == ("1293", "info@stad.example")


@pytest.mark.parametrize("field", ["identifier", "id", "industries", "municipality", "employees"])
@pytest.mark.parametrize("number", [PERSON, "19900102-9819", "189001029819", "900102+9819", "900102-9818"])
def test_a_persons_number_never_shows(read, field, number):
    """Whatever column it stands in, right or wrong: not in a key, a problem, a repr, a dictionary, a table."""
    data = read(Given(outreach.Supplier, ({"name": "Provbergs Snickeri", field: number},)))
    record = data.suppliers[0]
    native = data.suppliers.to_native()
    shown = f"{record}{record.id}{record.incomplete}{data.problems}{data.suppliers.to_dicts()}{native.to_dicts()}"
    shown += f"{data.suppliers._repr_html_()}{data.problems.to_native().to_dicts()}"
    digits = "".join(character for character in shown if character.isdigit())
    assert "9819" not in digits
    assert "9818" not in digits
    assert record.id == "provbergs-snickeri"


def test_a_sole_trader_is_known_as_one(read):
    """The number is kept for those who may see it, under its own scheme."""
    supplier = read(Given(outreach.Supplier, ({"name": "Provbergs Snickeri", "identifier": PERSON},))).suppliers[0]
    assert (supplier.is_sole_trader, supplier.identifier.id) == (True, "9001029819")


def test_cells_beyond_the_headings_are_told(read):
    """What a source found under no heading becomes a problem."""

    class Long(outreach.Source):
        name = "long"

        def rows(self):
            return [outreach.Row(outreach.Procurement, {"title": "Hiss"}, line=3, extra=["x", PERSON])]

    assert str(read(Long()).problems) == (
        "long:3: 2 cells beyond the last heading: 'x', '******-****' (give them a heading)"
    )


def test_an_endless_cell_sets_the_row_aside(read):
    """A cell longer than a spreadsheet's is a sign of a broken file, and is not read at all."""
    data = read(Given(outreach.Procurement, ({"title": "Hiss", "comments": "x" * 40_000},)))
    assert str(data.problems) == "given:2:comments: a cell of 40,000 characters (at most 32,767)"


@pytest.mark.parametrize("hostile", ["9" * 30_000, " " * 30_000 + "x", "a@" * 15_000, "(" * 30_000, "AB, " * 8_000])
def test_hostile_cells_cost_no_time(read, hostile):
    """No pattern takes longer than the text is long; a hundred such rows are read in a moment."""
    values = dict.fromkeys(
        ("planned_publication", "estimated_value", "purchaser", "incumbents", "classifications"), hostile
    )
    started = datetime.now(tz=UTC)
    data = read(Given(outreach.Procurement, ({"title": "Hiss"} | values,) * 3))
    assert data.reconciliation.adds_up
    assert datetime.now(tz=UTC) - started < timedelta(seconds=5)
