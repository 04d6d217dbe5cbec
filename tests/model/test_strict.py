"""Records refuse what they are not made of, and say which field, why and what to write."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import model
from outreach.errors import ModelError

RECORDS = [getattr(model, name) for name in model.__all__ if attrs.has(getattr(model, name))]


def procurement(**values):
    return model.Procurement(**({"id": "1", "title": "Hisservice"} | values))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_and_keyword_only(record):
    """Nobody changes a record by accident, or mixes up the order of its values."""
    assert all(field.kw_only for field in attrs.fields(record))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(object.__new__(record), attrs.fields(record)[0].name, "x")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_docstring_names_every_attribute(record):
    """A docstring leaves no attribute out."""
    for field in attrs.fields(record):
        assert f"        {field.name}: " in record.__doc__, field.name


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": " "}, "Procurement.title: empty (give the title)"),
        ({"title": None}, "Procurement.title: not a str: NoneType (give a str)"),
        ({"id": 7}, "Procurement.id: not a str: int (give a str)"),
        ({"incumbents": "AB"}, "Procurement.incumbents: not a list: str (give a list or a tuple)"),
        ({"incumbents": [1]}, "Procurement.incumbents: not a str: int (give a str)"),
        (
            {"changed": datetime(2017, 1, 1, tzinfo=UTC)},
            "Procurement.changed: not a date: datetime (give a datetime.date)",
        ),
        ({"suits_small_suppliers": 1}, "Procurement.suits_small_suppliers: not a bool: int (give True or False)"),
        ({"incomplete": [("a",)]}, "Procurement.incomplete: not 2 values: 1"),
        (
            {"stage": "klar"},
            f"Procurement.stage: not a Stage: 'klar' (one of: {', '.join(model.Stage)})",
        ),
        (
            {"tender_deadline": datetime(2017, 1, 1)},  # noqa: DTZ001 - what is refused
            'Procurement.tender_deadline: has no time zone (write tzinfo=ZoneInfo("Europe/Stockholm"))',
        ),
    ],
)
def test_refusal_names_class_field_and_remedy(values, message):
    """One line says what is wrong and what to write."""
    with pytest.raises(ModelError) as caught:
        procurement(**values)
    assert message == str(caught.value)


def test_what_loses_nothing_is_converted():
    """A list becomes a tuple, an enum's value its member, blanks around a text go."""
    made = procurement(title="  Hisservice ", stage="awarded", incumbents=["A", "B"])
    assert ("Hisservice", model.Stage.AWARDED, ("A", "B")) == (made.title, made.stage, made.incumbents)


def test_deadline_may_be_a_day_or_a_moment():
    """A last day for bids is often without an hour."""
    moment = datetime(2017, 3, 1, 23, 59, tzinfo=UTC)
    assert date(2017, 3, 1) == procurement(tender_deadline=date(2017, 3, 1)).tender_deadline
    assert moment == procurement(tender_deadline=moment).tender_deadline


def test_origin_and_contacts_stay_out_of_eq_and_repr():
    """Two equal records read from two files are equal, and no repr shows a person."""
    one = procurement(
        origin=model.Origin(file="a.csv", line=2), purchaser=model.Contact(name="Eva Ek", email="e@k.example")
    )
    two = procurement(
        origin=model.Origin(file="b.csv", line=9), purchaser=model.Contact(name="Eva Ek", email="e@k.example")
    )
    assert one == two
    assert "Eva" not in repr(one)
    assert "a.csv" not in repr(one)
    assert "Eva" not in repr(one.purchaser)


def test_records_hash_copy_and_pickle():
    """A record may be a key, and travel between processes."""
    made = procurement(incumbents=["A"], planned_publication=model.Period.day(date(2017, 3, 1)))
    assert {made} == {copy.deepcopy(made), pickle.loads(pickle.dumps(made))}  # noqa: S301 - our own bytes


@given(st.one_of(st.floats(), st.booleans(), st.text(), st.none()))
def test_money_takes_no_float(value):
    """Only a Decimal or a whole number is an amount."""
    with pytest.raises(ModelError):
        model.Money(amount=value, currency="SEK")


def test_money_of_two_currencies_is_never_added():
    """Kronor and euro do not add up to anything."""
    sek, eur = (model.Money(amount=Decimal("1.50"), currency=code) for code in ("SEK", "EUR"))
    assert model.Money(amount=Decimal("3.00"), currency="SEK") == sek + sek
    with pytest.raises(ValueError, match="SEK and EUR cannot be added"):
        sek + eur


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_minor_units_are_exact(minor):
    """Öre in, öre out."""
    assert minor == int(model.Money.from_minor(minor, "SEK").amount * 100)


def test_period_cannot_end_before_it_starts():
    """The refusal says when it starts."""
    with pytest.raises(ModelError, match=r"Period.end: ends before it starts: 2016-12-31 \(starts 2017-01-01\)"):
        model.Period(start=date(2017, 1, 1), end=date(2016, 12, 31))


def test_event_needs_a_time_zone_and_an_order():
    """A meeting without a time zone is at another hour for every calendar."""
    at = datetime(2017, 3, 1, 13, tzinfo=UTC)
    with pytest.raises(ModelError, match=r"Event.starts: has no time zone"):
        model.Event(id="1", title="Träff", starts=at.replace(tzinfo=None), ends=at)
    with pytest.raises(ModelError, match=r"Event.ends: not after starts"):
        model.Event(id="1", title="Träff", starts=at, ends=at)


def test_personal_identity_number_never_shows():
    """The number of a sole trader, which is the person's own, stands in no text of the record."""
    number = model.Identifier.organisation("18900118-9811")
    assert number.is_personal
    assert number.id not in repr(number)
    assert number.id not in str(number)
    assert number.id not in repr(model.Supplier(id="x", name="Firma", identifier=number))


@pytest.mark.parametrize("text", ["556016-0680", "5560160680", "16 5560160680", "SE556016068001"])
def test_organisation_number_has_one_form(text):
    """Four spellings, one company."""
    number = model.Identifier.organisation(text)
    assert ("SE-ON", "5560160680", "556016-0680") == (number.scheme, number.id, str(number))
    assert number == model.Identifier(scheme="SE-ORG", id="5560160680")


def test_problem_reads_as_one_line():
    """First where it stands, then the fault, in brackets the remedy."""
    origin = model.Origin(file="lista.xlsx", part="Blad1", line=3, field="planned_publication")
    problem = model.Problem(origin=origin, kind="date", message="not a date: '1 mars'", hint="write 2017-03-01")
    assert "lista.xlsx:Blad1:3:planned_publication: not a date: '1 mars' (write 2017-03-01)" == str(problem)
    assert "rad.json:row 4" == str(model.Origin(file="rad.json", row=4))
