"""OCDS: what we publish is valid, the same for ever, and reads back as what it was."""

import json
import os
import string
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
import sample_publications as samples
from hostile_publications import hostile_texts
from outreach import rendering
from outreach.publishers import Ocds
from outreach.sources import Ocds as OcdsSource
from sample_facts import listed, procurement

LATER = samples.NOW + timedelta(days=30)
OPTIONS = {"prefix": "ocds-a1b2c3", "base_url": "https://kommun.example/ocds"}
FOOD = procurement("a", title="Food", lang="en")
CONTACT = outreach.PublicContact(name="Per Persson", role="upphandlare", email="per@storan.example", phone="040-1")


def publish(root, *publications, now=samples.NOW, **options):
    """Publish these, and return the package."""
    list(Ocds(root, **{**OPTIONS, **options}).publish_edition(samples.edition(*publications, now=now)))
    return package(root)


def package(root):
    """Return what is published."""
    return json.loads((root / "releases.json").read_text("utf-8"), parse_float=Decimal)


def release_of(root, **changes):
    """Publish one procurement, and return its release."""
    (release,) = publish(root, listed(procurement("a", **changes)))["releases"]
    return release


def test_a_planned_procurement_is_a_planning_release(root):
    """With its ocid, the buyer as a party, when it is to be advertised, the value with its bounds."""
    found = release_of(root, cpv=("45000000", "50750000"), nature=outreach.Nature.WORKS, contact=CONTACT)
    assert found.pop("id").startswith("ocds-a1b2c3-a-")
    party = {"id": "name-storans-kommun-264406f5", "name": "Storåns kommun"}
    point = {"name": "Per Persson", "email": "per@storan.example", "telephone": "040-1"}
    assert {
        "ocid": "ocds-a1b2c3-a",
        "date": "2017-01-05T00:00:00+00:00",
        "tag": ["planning"],
        "initiationType": "tender",
        "language": "sv",
        "parties": [{**party, "roles": ["buyer"], "contactPoint": point}],
        "buyer": party,
        "planning": {
            "budget": {"description": "1–2\xa0miljoner\xa0kronor"},
            "milestones": [
                {
                    "id": "plannedPublication",
                    "title": "Annonseras",
                    "type": "preProcurement",
                    "code": "plannedPublication",
                    "description": "andra kvartalet 2017",
                    "dueDate": "2017-06-30T23:59:59+02:00",
                }
            ],
        },
        "tender": {
            "id": "a",
            "title": "Upphandling a",
            "status": "planned",
            "items": [
                {
                    "id": "1",
                    "classification": {"scheme": "CPV", "id": "45000000"},
                    "additionalClassifications": [{"scheme": "CPV", "id": "50750000"}],
                }
            ],
            "value": {"amount": 2000000, "currency": "SEK"},
            "minValue": {"amount": 1000000, "currency": "SEK"},
            "mainProcurementCategory": "works",
        },
    } == found


def test_a_package_says_who_where_and_under_which_terms(root):
    """With the publisher's number; its buyer is known by it, too."""
    found = publish(root, listed(procurement("a")), organisation="212000-1355", policy_url="https://kommun.example/p")
    (release,) = found.pop("releases")
    assert {
        "uri": "https://kommun.example/ocds/releases.json",
        "version": "1.1",
        "publishedDate": "2017-01-10T09:00:00+01:00",
        "publisher": {"name": "Storåns kommun", "scheme": "SE-ON", "uid": "2120001355"},
        "license": "http://creativecommons.org/publicdomain/zero/1.0/",
        "publicationPolicy": "https://kommun.example/p",
    } == found
    assert {"id": "SE-ON-2120001355", "name": "Storåns kommun"} == release["buyer"]
    assert {"scheme": "SE-ON", "id": "2120001355", "legalName": "Storåns kommun"} == release["parties"][0]["identifier"]


@pytest.mark.parametrize(
    ("stage", "tag", "status"),
    [
        ("planned", "planning", "planned"),
        ("advertised", "tender", "active"),
        ("closed", "tenderUpdate", "complete"),
        ("awarded", "award", "complete"),
        ("contracted", "contract", "complete"),
        ("cancelled", "tenderCancellation", "cancelled"),
    ],
)
def test_each_stage_has_its_tag(root, stage, tag, status):
    """And tells what is known of it, no more: winners once it is decided."""
    found = release_of(
        root,
        stage=outreach.Stage(stage),
        winners=("Hissen AB", "Storåns kommun"),
        awarded_value=outreach.Money(amount=Decimal("1234567.50"), currency="SEK"),
        contract_period=outreach.Period(start=date(2017, 9, 1)),
    )
    assert ([tag], status) == (found["tag"], found["tender"]["status"])
    is_decided = stage in ("awarded", "contracted")
    assert (is_decided, stage == "contracted") == ("awards" in found, "contracts" in found)
    if is_decided:
        (award,) = found["awards"]
        assert {"amount": Decimal("1234567.50"), "currency": "SEK"} == award["value"]
        assert ["Hissen AB", "Storåns kommun"] == [each["name"] for each in award["suppliers"]]
    roles = [["buyer", "supplier"], ["supplier"]] if is_decided else [["buyer"]]
    assert roles == [party["roles"] for party in found["parties"]]


@pytest.mark.parametrize(
    "estimate",
    [
        {"low": Decimal(5), "currency": "SEK"},
        {"low": Decimal(5), "high": Decimal(5), "currency": "SEK", "per": "year"},
        {"low": Decimal(5), "high": Decimal(5), "currency": "XXX"},
    ],
)
def test_a_value_that_the_standard_cannot_hold_is_said_in_words(root, estimate):
    """A bound from below, a year's value, no currency: none of them is taken for the whole."""
    found = release_of(root, estimated_value=outreach.Estimate(**estimate))
    assert not {"value", "minValue"} & {*found["tender"]}
    assert found["planning"]["budget"]["description"]


def test_what_is_not_known_is_left_out(root):
    """Nothing is empty, nothing invented."""
    fact = outreach.PublicProcurement(id="a", title="A", stage=outreach.Stage.PLANNED)
    (found,) = publish(root, listed(fact, publisher_name=""))["releases"]
    assert {"id": "a", "title": "A", "status": "planned"} == found["tender"]
    assert not {"parties", "buyer", "planning"} & {*found}
    assert "kommun.example" == package(root)["publisher"]["name"]


def test_a_release_keeps_its_id_until_it_changes(root):
    """Publishing the same later changes no byte; another deadline is another release of the same process."""
    first = publish(root, listed(procurement("a", changed=None), procurement("b")))
    before = (root / "releases.json").read_bytes()
    publish(root, listed(procurement("a", changed=None), procurement("b")), now=LATER)
    assert before == (root / "releases.json").read_bytes()
    later = publish(root, listed(procurement("a", changed=None, title="Ny"), procurement("b")), now=LATER)
    assert [LATER.isoformat(), LATER.isoformat()] == [later["publishedDate"], later["releases"][0]["date"]]
    assert first["releases"][0]["ocid"] == later["releases"][0]["ocid"]
    assert first["releases"][0]["id"] != later["releases"][0]["id"]
    assert first["releases"][1] == later["releases"][1]


def test_what_came_from_ocds_keeps_its_ocid():
    """And whatever an id is, two have two."""
    facts = [procurement(key) for key in ("ocds-213czf-1", "KS 2017:1", "KS-2017-1", "ks 2017 1!", "å", "ä")]
    with tempfile.TemporaryDirectory() as folder:
        releases = publish(Path(folder) / "ocds", listed(*facts))["releases"]
    assert 6 == len({release["ocid"] for release in releases})
    assert "ocds-213czf-1" in {release["ocid"] for release in releases}


def test_no_procurement_of_a_joint_list_is_lost_to_another_of_its_number(root):
    """Two buyers' number 1 are two processes, whatever comes first; a number that one gives is as it was."""
    joint = [procurement("1", buyer="A kommun"), procurement("1", buyer="B kommun"), procurement("2", buyer="B kommun")]
    found = {each["ocid"]: each["buyer"]["name"] for each in publish(root, listed(*joint))["releases"]}
    assert found.pop("ocds-a1b2c3-2") == "B kommun"
    assert sorted(found.values()) == ["A kommun", "B kommun"]
    assert {*found} == {each["ocid"] for each in publish(root, listed(*joint[1::-1]))["releases"]}


def test_a_process_told_twice_is_told_once(root):
    """In the folder's language; and as it was told last."""
    swedish, english = listed(procurement("a")), listed(FOOD, locale="en_GB")
    assert ["Upphandling a"] == [each["tender"]["title"] for each in publish(root, english, swedish)["releases"]]
    other = attrs.evolve(listed(procurement("a", title="Skolmat")), id="industry", slug="livsmedel")
    assert ["Skolmat"] == [each["tender"]["title"] for each in publish(root, other, now=LATER)["releases"]]
    assert ["en"] == [each["language"] for each in publish(root, english, locale="en")["releases"]]


def test_a_release_is_in_the_language_of_its_record(root):
    """With what we add to it, whatever the publication's; where we do not have that language, in the publication's."""
    spring = outreach.Period.parse("våren 2017")
    told = [procurement(lang, lang=lang, planned_publication=spring) for lang in ("en", "fi", "sv", "")]
    releases = publish(root, listed(*told, locale="en_GB"))["releases"]
    said = {each["language"]: each["planning"]["milestones"][0]["title"] for each in releases}
    assert {"en": "To be advertised", "fi": "To be advertised", "sv": "Annonseras"} == said
    data = outreach.read(OcdsSource(root / "releases.json"), registry=outreach.Registry(entry_points=False))
    assert ["en", "fi", "sv", "sv"] == sorted(each.lang for each in data.procurements)


def test_withdrawing_removes_what_only_it_told(root):
    """A procurement of another publication stays."""
    both, one = listed(procurement("a"), procurement("b")), listed(procurement("b"), id="other", slug="other")
    publish(root, both, one)
    channel = Ocds(root, **OPTIONS)
    channel.withdraw("list")
    assert ["ocds-a1b2c3-b"] == [each["ocid"] for each in package(root)["releases"]]
    channel.withdraw("other")
    assert not (root / "releases.json").exists()
    with pytest.raises(outreach.PublishingError, match="nothing with the id 'other'"):
        channel.withdraw("other")


@pytest.mark.parametrize("options", [{"locale": "en_GB"}, {"country": "GB"}])
def test_a_british_publisher_has_a_british_number_and_clock(root, options):
    """Its country is that of its locale, unless it says another: a last day ends by the clock of London."""
    publish(root, listed(procurement("a")), organisation="00000006", **options)
    found = json.loads((root / "releases.json").read_text("utf-8"))

    assert {"name": "Storåns kommun", "scheme": "GB-COH", "uid": "00000006"} == found["publisher"]
    assert "2017-06-30T23:59:59+01:00" == found["releases"][0]["planning"]["milestones"][0]["dueDate"]


def test_it_takes_only_what_tells_of_procurements(root):
    """An invitation is none."""
    assert Ocds(root, **OPTIONS).accepts(listed(procurement("a")))
    assert not Ocds(root, **OPTIONS).accepts(samples.invitation())


@pytest.mark.parametrize(
    "options",
    [
        {"prefix": "ocds-1"},
        {"prefix": "a1b2c3"},
        {"base_url": "kommun"},
        {"licence": "mine"},
        {"policy_url": "javascript:alert(1)"},
        {"timezone": "Europe/Bokedala"},
        {"timezone": "../../etc/passwd"},
        {"organisation": "212000-1356"},
        {"organisation": "811218-9876"},
        {"locale": "fi"},
        {"country": "XX"},
        {"country": "GB", "organisation": "2120001355"},
    ],
)
def test_options_that_make_no_sense_are_refused(root, options):
    """Before anything is written; a person's number is no organisation's."""
    with pytest.raises(outreach.OutreachError):
        Ocds(root, **{**OPTIONS, **options})


LETTERS = string.ascii_letters + string.digits + "åäöÅÄÖ -/&,.:'()"
WORDS = st.text(LETTERS, max_size=20).map(lambda text: rendering.one_line(f"Vara {text}"))  # "nil" alone is nothing
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
AMOUNTS = st.integers(1, 10**12).map(Decimal)
ESTIMATES = st.lists(AMOUNTS, min_size=1, max_size=2).map(
    lambda bounds: outreach.Estimate(low=min(bounds), high=max(bounds), currency="SEK")
)
SPANS = st.lists(DAYS, min_size=2, max_size=2).map(lambda days: outreach.Period(start=min(days), end=max(days)))
PLANS = st.builds(
    outreach.Period.parse, st.sampled_from(["2017-03-01", "mars 2017", "Q2 2017", "våren 2017", "v. 12 2017", "2018"])
)
FACTS = st.builds(
    outreach.PublicProcurement,
    id=WORDS,
    title=WORDS,
    description=st.just("") | WORDS,
    internal_id=WORDS,
    buyer=WORDS,
    stage=st.sampled_from(outreach.Stage),
    nature=st.none() | st.sampled_from(outreach.Nature),
    procedure=st.sampled_from(
        [None, *map(outreach.Procedure, ("open", "restricted", "negotiated_without_call", "direct"))]
    ),
    cpv=st.lists(st.sampled_from(["45000000", "15000000", "50750000"]), unique=True).map(tuple),
    estimated_value=st.none() | ESTIMATES,
    planned_publication=st.none() | PLANS,
    question_deadline=st.none() | MOMENTS,
    tender_deadline=st.none() | MOMENTS,
    contract_period=st.none() | SPANS,
    notice_url=st.sampled_from(["", "https://a.example/b?c=d&e"]),
    changed=DAYS,
)
SHARED = (
    "title",
    "description",
    "internal_id",
    "buyer",
    "stage",
    "nature",
    "procedure",
    "estimated_value",
    "planned_publication",
    "question_deadline",
    "tender_deadline",
    "contract_period",
    "notice_url",
    "changed",
)


@pytest.mark.property
@given(st.lists(FACTS, min_size=1, max_size=9, unique_by=lambda fact: fact.id), st.sampled_from(["sv_SE", "en_GB"]))
def test_what_is_written_reads_back_as_it_was(facts, locale):
    """Every field that both have, of every procurement, by our own source; and the ocid is the same."""
    shown = listed(*facts, locale=locale, parts=[])
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder) / "ocds", shown)
        data = outreach.read(OcdsSource(Path(folder) / "ocds" / "releases.json"))
    assert len(facts) == len(data.procurements)
    for fact in facts:
        read = next(each for each in data.procurements if _is(each, fact))
        assert {name: getattr(fact, name) for name in SHARED} == {name: getattr(read, name) for name in SHARED}
        assert fact.cpv == tuple(each.code for each in read.classifications)


def _is(read, fact):
    return read.internal_id == fact.internal_id and read.title == fact.title and read.changed == fact.changed


def test_no_text_changes_a_release(tmp_path, shared):
    """Every hostile text in every field: the same keys, the text whole."""

    def made(text, number):
        contact = outreach.PublicContact(name=text, role=text, email=text, phone=text)
        fields = ("id", "title", "description", "internal_id", "buyer", "unit", "industry", "notice_url")
        fact = procurement(**{**dict.fromkeys(fields, text), "contact": contact, "cpv": (text,), "winners": (text,)})
        decided = attrs.evolve(fact, stage=outreach.Stage.AWARDED, incumbents=(text,))
        shown = listed(decided, parts=[], publisher_name=text)
        return publish(tmp_path / str(number), shown)["releases"][0]

    expected = _keys(made("x", "x"))
    for number, text in enumerate(filter(str.strip, hostile_texts(shared))):
        found = made(text, number)
        assert expected == {path for path in _keys(found) if path[:2] != ("tender", "documents")}, ascii(text)
        assert rendering.clean(text) == found["tender"]["title"] == found["tender"]["description"], ascii(text)
        assert rendering.one_line(text) == found["buyer"]["name"] == found["parties"][0]["contactPoint"]["name"]


def _keys(value, path=()):
    """Return the paths of every key."""
    if isinstance(value, dict):
        return {(*path, key) for key in value} | {p for key, each in value.items() for p in _keys(each, (*path, key))}
    if isinstance(value, list):
        return {p for each in value for p in _keys(each, path)}
    return set()


def test_the_judge_finds_nothing(root, checkers):
    """The official schema, the package's own fields, nobody mentioned who is not a party."""
    stages = [
        procurement(
            stage.value,
            stage=stage,
            contact=CONTACT,
            cpv=("45000000",),
            winners=("Hissen AB",),
            awarded_value=outreach.Money(amount=Decimal("0.5"), currency="SEK"),
            procedure=outreach.Procedure.SIMPLIFIED,
            contract_period=outreach.Period(start=date(2017, 9, 1)),
            question_deadline=date(2017, 2, 1),
            tender_deadline=samples.STARTS,
            notice_url="https://a.example/å?b=c",
        )
        for stage in outreach.Stage
    ]
    odd = procurement('"><\u202e\x00', buyer='"', title="\x07", estimated_value=None)
    publish(root, listed(*stages, odd), organisation="212000-1355")
    command = [sys.executable, checkers / "ocds.py", root]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    assert 0 == done.returncode, done.stdout + done.stderr
