"""Consent: only a word known as a yes is one, each purpose by itself, and no sum of files allows more than they do."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach import Consent, Contact, Dataset, Participation, Records
from outreach.reading._form_words import is_listed_yes, purpose
from outreach.values import fold

YES = ("ja", "Ja", "JA", " ja ", "j", "x", "X", "1", "true", "on", "yes", "✓", "Ja, jag samtycker", "I agree.")
NO = ("nej", "no", "0", "", " ", "kanske", "ja tack", "false", "NULL", "ej", "jaja", "ja?", "inte", "ja, men inte foto")


@pytest.mark.parametrize("word", YES)
def test_a_listed_yes_is_yes(word):
    """The list stands in the docs."""
    assert is_listed_yes(word)


@pytest.mark.parametrize("word", NO)
def test_anything_else_is_no(word):
    """Also what is nearly a yes, and what Python calls true."""
    assert not is_listed_yes(word)


@given(st.text(max_size=12))
def test_no_other_text_is_a_yes(text):
    """Whatever somebody writes, only what is listed allows."""
    listed = {*YES, "y", "sant", "✔", "samtycker", "agree", "agreed", "godkänner"}
    # Compared as words are read: "¹" is "1" by its compatibility form.
    if fold(text).strip(" .!") not in {fold(word).strip(" .!") for word in listed}:
        assert not is_listed_yes(text) or "samtycker" in text.casefold() or " " in text


def test_every_word_of_the_bad_input(shared, read):
    """Eight of eighteen are a yes; nothing else is, and what is neither is said without repeating it."""
    data = read(shared / "badinputs" / "421_consent_words.csv")
    given_ = {each.contact.name for each in data.participations if each.allows("unspecified")}
    assert {f"P{number}" for number in (*range(7), 16)} == given_
    assert not any(each.allows("contact") for each in data.participations)
    assert "kanske" not in str(data.problems)
    assert [14, 15, 17, 19] == [problem.origin.line for problem in data.problems if problem.kind == "consent"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Jag samtycker till att uppgifterna sparas", "storage"),
        ("Får vi fotografera dig?", "photo"),
        ("Jag vill ha inbjudningar till kommande träffar och samtycker till utskick", "contact"),
        ("May we publish your name in the attendee list?", "list"),
        ("Samtycke", "unspecified"),
    ],
)
def test_consent_is_for_what_was_asked(question, expected):
    """One purpose a question; a question that names none allows nothing in particular."""
    assert expected == purpose(question)


FORM = "Namn;E-post;Anmäld;Jag samtycker till utskick;Får vi fotografera dig?;Avregistrerad\n"


def test_each_purpose_has_its_own_consent(read, write):
    """With the text that was asked; a yes to one is no yes to another."""
    each = read(write("a.csv", FORM + "Eva;e@a.example;2017-02-01;Ja;Nej;\n")).participations[0]
    assert [True, False, False] == [each.allows(what) for what in ("contact", "photo", "list")]
    assert ["Jag samtycker till utskick", "Får vi fotografera dig?"] == [consent.text for consent in each.consents]


@pytest.mark.parametrize(("word", "expected"), [("", True), ("nej", True), ("ja", False), ("2017-03-01", False)])
def test_who_has_unsubscribed_is_not_written_to(read, write, word, expected):
    """Whatever stands there, but a no, is taken for it."""
    each = read(write("a.csv", FORM + f"Eva;e@a.example;2017-02-01;Ja;Nej;{word}\n")).participations[0]
    assert expected == each.allows("contact")


def test_a_refusal_holds_for_the_person_in_every_file(read, write):
    """Whichever is read first, whatever the case of the address, and whatever was said before or after."""
    yes = write("a.csv", FORM + "Eva;e@a.example;2017-02-01;Ja;Ja;\nBo;b@a.example;2017-02-01;Ja;Ja;\n")
    no = write("b.csv", FORM + "Eva Test;E@A.example;2018-02-01;Nej;Ja;\n")
    for files in ((yes, no), (no, yes)):
        allowed = {
            (each.contact.name, each.allows("contact"), each.allows("photo")) for each in read(*files).participations
        }
        assert {("Eva", False, True), ("Eva Test", False, True), ("Bo", True, True)} == allowed


def test_a_registration_twice_in_a_file_keeps_its_no(read, write):
    """The later row counts, but for what it would allow again."""
    data = read(write("a.csv", FORM + "Eva;;2017-02-01;Nej;Nej;\nEva;;2017-02-01;Ja;Ja;\n"))
    assert [False] == [each.allows("contact") for each in data.participations]
    assert "the same as line 3" in str(data.problems)


PEOPLE = ("a@x.example", "b@x.example", "")
PURPOSES = ("contact", "photo")
CONSENTS = st.builds(Consent, purpose=st.sampled_from(PURPOSES), given=st.booleans(), text=st.sampled_from("pq"))
PARTICIPATIONS = st.builds(
    Participation,
    id=st.sampled_from("1234"),
    contact=st.sampled_from(PEOPLE).map(lambda email: Contact(email=email, name="N")),
    consents=st.lists(CONSENTS, max_size=3).map(tuple),
)
DATASETS = st.lists(PARTICIPATIONS, max_size=4, unique_by=lambda each: each.id).map(
    lambda found: Dataset(participations=Records(Participation, tuple(found)))
)


def allowed(data):
    """Return which registration allows what."""
    return {(each.id, what) for each in data.participations for what in PURPOSES if each.allows(what)}


def refusals(data):
    """Return which registration, and which person, refuses what."""
    said = [(each, consent) for each in data.participations for consent in each.consents if not consent.given]
    return {(each.id, consent.purpose) for each, consent in said} | {
        (who, consent.purpose) for each, consent in said for who in {each.contact.email, consent.who} - {""}
    }


@given(DATASETS, DATASETS)
def test_adding_never_widens_a_consent(one, other):
    """What the sum allows, one of the two allowed; what either refuses, by registration or person, stays refused."""
    both = one + other
    assert allowed(both) <= allowed(one) | allowed(other)
    assert refusals(one) | refusals(other) <= refusals(both)
    refused = refusals(one) | refusals(other)
    for each in both.participations:
        for what in PURPOSES:
            if (each.id, what) in refused or (each.contact.email, what) in refused:
                assert not each.allows(what)


@given(st.lists(DATASETS, min_size=2, max_size=3))
def test_no_order_allows_more(parts):
    """Whoever is read first, no order of reading allows what another refuses for the same reason."""
    sums = [sum(order[1:], order[0]) for order in itertools.permutations(parts)]
    every = set.union(*(refusals(part) for part in parts))
    assert all(every <= refusals(total) for total in sums)


def test_consents_are_told_without_their_person(read, write):
    """Purpose and yes or no stand in tables; how many said yes stands in the reconciliation."""
    data = read(write("a.csv", FORM + "Eva;e@a.example;2017-02-01;Ja;Nej;\n"))
    assert ["contact: yes", "photo: no"] == data.participations.to_dicts()[0]["consents"]
    assert "1 of 1 say yes" in str(data.reconciliation)
    assert isinstance(data, outreach.Dataset)
