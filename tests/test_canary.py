"""The canary: a personal number in every text there is, published to every public channel, and every byte searched.

Texts are found, not listed: every attribute of every record, every column of a ledger, every argument of every
publication. Whoever adds one adds it here too, without knowing.
"""

from __future__ import annotations

import enum
import functools
import inspect
import re
import sys
import tempfile
import typing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from PIL import Image

import outreach
from independent_readers import unpacked
from outreach import analysis, blocks, demo, model, publications, sources

NUMBERS = (
    "811218-9876",
    "811218-9875",
    "8112189876",
    "19811218-9875",
    "811218 9876",
    "811218\N{EN DASH}9875",
    "811218\N{MINUS SIGN}9876",
    "811218+9875",
    "SE811218987601",
)
"""One number in many spellings; of some the check digit is mistyped."""
TRACE = re.compile(rb"8112189\D{0,9}87[56]|811218987[56]")
BETWEEN = re.compile(rb"\s|-|\+|\xc2\xa0|\xe2\x80[\x90-\x95\xaf]|\xe2\x88\x92|&#\d+;|%20|%E2%88%92|%E2%80%93")
TODAY = date(2017, 1, 10)
NOW = datetime(2017, 1, 10, 9, tzinfo=UTC)
CHOSEN = {
    model.EventStatus: model.EventStatus.PUBLISHED,
    model.EventKind: model.EventKind.FAIR,
    model.Stage: model.Stage.PLANNED,
    model.FeedbackKind: model.FeedbackKind.COMMENT,
    model.ParticipationRole: model.ParticipationRole.SPEAKER,
    model.ParticipationStatus: model.ParticipationStatus.REGISTERED,
    model.SessionKind: model.SessionKind.SUPPLIER_TALK,
}
FIXED = {
    "currency": "SEK",
    "lang": "sv",
    "recurrence": "",
    "event_id": "",
    "purpose": "list",
    "path": "",
}
"""What is no text of anybody's: codes, rules, and what says to which meeting a record belongs."""
MADE = {
    datetime: datetime(2017, 3, 1, 13, tzinfo=UTC),
    date: date(2017, 3, 1),
    Decimal: Decimal(1),
    bool: True,
    int: 6,
    model.Period: model.Period.parse("2017-03"),
}


def text(name: str) -> str:
    """Return a text with the number in every spelling."""
    if name.endswith("url"):
        return f"https://kommun.example/{name}/{NUMBERS[1]}"
    return f"{name} {' / '.join(NUMBERS)} slut"


def planted(kind: type, /, **more: object) -> typing.Any:
    """Return a record of a *kind* with the number in every text it has."""
    hints = typing.get_type_hints(kind, {**vars(inspect.getmodule(kind)), **vars(model)}, {"Origin": model.Origin})
    given = {
        field.alias: _value(field.name, hints[field.name]) for field in attrs.fields(kind) if field.alias not in more
    }
    return kind(**{name: value for name, value in {**given, **more}.items() if value is not None})


def _value(name: str, hint: typing.Any) -> object:
    parts = [part for part in typing.get_args(hint) if part not in (type(None), Ellipsis)]
    if name == "origin":
        return None
    if name == "ends":
        return MADE[datetime] + timedelta(hours=3)
    if name in FIXED:
        return FIXED[name] or None
    if typing.get_origin(hint) is tuple:
        return _several(name, parts)
    return _one(name, parts[0] if parts else hint)


def _one(name: str, kind: type) -> object:
    if kind is str:
        return text(name)
    if issubclass(kind, enum.Enum):
        return CHOSEN.get(kind)
    if kind in MADE or kind in (model.ContractLength, model.Identifier, model.Estimate):
        return MADE.get(kind)
    return planted(kind)


def _several(name: str, parts: list[typing.Any]) -> object:
    if parts == [int] or (isinstance(parts[0], type) and issubclass(parts[0], enum.Enum)):
        return None
    if parts == [str]:
        return (text(name),)
    if typing.get_origin(parts[0]) is tuple:
        keys = ("contract_length", "question_deadline") if name == "incomplete" else ("sv", "en")
        return tuple((key, text(name)) for key in keys)
    return (planted(parts[0]),)


def event(status: model.EventStatus = model.EventStatus.PUBLISHED, **more: object) -> outreach.Event:
    """Return a meeting with the number in all its texts, and in those of its programme and its tables."""
    starts, ends = datetime(2017, 3, 1, 13, tzinfo=UTC), datetime(2017, 3, 1, 16, tzinfo=UTC)
    sessions = [
        planted(model.Session, kind=kind, starts=starts, ends=ends, speaker_ids=(text("id"),))
        for kind in model.SessionKind
    ]
    given = {"status": status, "starts": starts, "ends": ends, "sessions": sessions, "changed": TODAY, "pictures": ()}
    return planted(model.Event, **{**given, **more})


def records(kind: type) -> list[object]:
    """Return records of a *kind*: of each stage, and of what all may read."""
    if kind is model.Procurement:
        return [
            planted(kind, id=f"{number} {stage.value} {text('id')}", stage=stage, lots=(), tender_deadline=None)
            for number, stage in enumerate(model.Stage)
        ]
    if kind is model.Feedback:
        return [
            planted(
                kind,
                id=f"{number}",
                answer_id=f"{number}",
                kind=of,
                score=3 if of is model.FeedbackKind.RATING else None,
            )
            for number, of in enumerate([*model.FeedbackKind] * 6)
        ]
    if kind is model.SameSupplier:
        return []
    more = {"ends": date(2017, 6, 1)} if kind is model.Contract else {}
    return [planted(kind, **({"period": model.Period.parse("2016-01-01–2017-06-30")} if more else {}))]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> outreach.Dataset:
    """Return a dataset with the number in every text of every record, and of every purchase."""
    path = tmp_path_factory.mktemp("canary") / "reskontra.csv"
    names = ["Datum", "Belopp", "Leverantör", "Konto", "Kontotext", "Förvaltning", "Bransch", "Köpare", "Kommun"]
    rows = [
        ["2016-03-01", f"{1000 + number},00", text(f"Firma {number}"), "6110", *(text(name) for name in names[4:])]
        for number in range(12)
    ]
    path.write_text("\n".join(";".join(row) for row in [names, *rows]) + "\n", encoding="utf-8")
    read = outreach.read(sources.Csv(path, currency="SEK"))
    assert len(read.purchases) == len(rows)
    return attrs.evolve(read, **{name: outreach.Records(kind, records(kind)) for name, kind in _kinds().items()})


def _kinds() -> dict[str, type]:
    from outreach.dataset._dataset import KINDS  # noqa: PLC0415 - the kinds of records there are

    return KINDS


NO_TEXTS = {"accounts", "direct_limit"}
"""Arguments of a publication that hold no text; of any that is new the number is asked for by its type."""
CHECKED = {"locale", "country", "currency", "municipality"}
"""Texts of a publication that are one of those there are, or refused."""


@functools.cache
def photos() -> publications.Pictures:
    """Return pictures with the number in all that is written about them: one of a record, and one made by hand."""
    with tempfile.TemporaryDirectory() as folder:
        Image.new("RGB", (30, 20)).save(f"{folder}/meeting.png")
        made = publications.pictures([planted(model.Picture, path="meeting.png")], folder=folder, locale="sv_SE")
    own = attrs.evolve(made.shown[0], alternative=text("alternative"), caption=text("caption"), credit=text("credit"))
    return publications.Pictures(shown=(*made.shown, own))


def tables() -> list[analysis.FairTable]:
    """Return the tables of a fair with the number in every text they have."""
    return [
        analysis.FairTable(
            number=1,
            industries=(text("industry"),),
            share=Decimal(1),
            chairs=2,
            coming=tuple(records(model.Procurement)),
            purchasers=(planted(model.Contact),),
            without_purchaser=(text("industry"),),
        )
    ]


def arguments(
    compose: typing.Callable[..., object], data: outreach.Dataset, meeting: outreach.Event
) -> dict[str, object]:
    """Return the arguments of a publication: the meeting, the data, and the number in all that can hold a text."""
    own = {
        "event": meeting,
        "next_event": event(id="nästa"),
        "about": meeting,
        "data": data,
        "participations": data.participations,
        "today": TODAY if meeting.status is model.EventStatus.PUBLISHED else date(2017, 3, 8),
        "since": TODAY - timedelta(days=30),
        "previous": attrs.evolve(
            data, procurements=outreach.Records(model.Procurement, records(model.Procurement)[:2])
        ),
    }
    given = {}
    for name, parameter in inspect.signature(compose).parameters.items():
        if name not in NO_TEXTS | CHECKED:
            given[name] = own[name] if name in own else _argument(name, str(parameter.annotation))
    return given


def _argument(name: str, annotation: str) -> object:
    kinds = {
        "str": text(name),
        "str | None": text(name),
        "Sequence[str]": (text(name),),
        "Sequence[str] | None": (text(name),),
        "Sequence[Link]": (blocks.Link(text(name), url=text("url")),),
        "Quote | None": blocks.Quote(text(name), who=text("who")),
        "Contact | None": planted(model.Contact),
        "Sequence[Contact]": (planted(model.Contact),),
        "Mapping[str, Sequence[str]] | None": {text("title"): (text("said"),)},
        "Pictures | None": photos(),
    }
    if name in ("website", "notices_url", "url"):
        return text("url")
    return kinds[annotation]


REQUEST = ("request_for_information", "comments_summary")
AFTERWARDS = ("minutes", "results", "case_page", "coverage", "press_release")
PAGES = {name for name in publications.__all__ if name not in ("Pictures", "pictures", "with_fair_tables")}


def composed(name: str, data: outreach.Dataset, locale: str) -> outreach.Publication:
    """Return a publication with the number in everything that it is given."""
    status = model.EventStatus.REPORTED if name in AFTERWARDS else model.EventStatus.PUBLISHED
    kind = model.EventKind.REQUEST_FOR_INFORMATION if name in REQUEST else model.EventKind.FAIR
    compose = getattr(publications, name)
    return compose(**arguments(compose, data, event(status, kind=kind)), locale=locale)


def traces(root) -> list[str]:
    """Return the files in which the number stands, in any spelling, packed or not."""
    found = []
    for path in filter(lambda path: path.is_file(), root.rglob("*")):
        content = unpacked(path.read_bytes(), str(path.relative_to(root)))
        if TRACE.search(BETWEEN.sub(b"", content)):
            found.append(path.name)
    return found


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        (name, argument)
        for name in sorted(PAGES)
        for argument in inspect.signature(getattr(publications, name)).parameters
        if argument in CHECKED
    ],
)
def test_a_text_that_is_one_of_several_is_refused(name, argument, data):
    """A language, country, currency or municipality that there is not: an error of ours, or it is not shown."""
    compose = getattr(publications, name)
    status = model.EventStatus.REPORTED if name in AFTERWARDS else model.EventStatus.PUBLISHED
    given = arguments(compose, data, event(status)) | {
        "locale": "sv_SE",
        argument: text(argument),
    }
    with pytest.raises(outreach.OutreachError):
        compose(**given)


@pytest.mark.parametrize("name", ["fair", "invitation", "programme", "table_signs"])
def test_no_table_of_a_fair_holds_the_number(name, data):
    """Planned tables that are put into a meeting are masked there, and shown so by all that is made of it."""
    compose = getattr(publications, name)
    meeting = publications.with_fair_tables(event(), tables(), locale="sv_SE")
    told = repr(compose(**arguments(compose, data, meeting), locale="sv_SE")).encode()
    assert not TRACE.search(BETWEEN.sub(b"", told))


# fmt: off
RECORDS = (
    model.Award, model.Bid, model.Buyer, model.Contact, model.Contract, model.Coverage, model.Event, model.Feedback,
    model.Lot, model.Participation, model.Picture, model.Procurement, model.SameSupplier, model.Session, model.Supplier,
)
# fmt: on
FOLDER = Path(publications.__file__).parent
MAY_READ = (FOLDER / "public.py", FOLDER / "staff")


def _readers(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return where in ``publications/``, and above it, attributes of records are read from now on."""
    read_at: set[str] = set()
    places = tuple(str(FOLDER.parent / name) for name in ("publications", "publishers", "rendering"))

    def read(record: object, name: str) -> object:
        code = sys._getframe(1).f_code
        if code.co_filename.startswith(places) and not code.co_filename.startswith(tuple(map(str, MAY_READ))):
            read_at.add(f"{code.co_filename}: {code.co_name} reads {type(record).__name__}.{name}")
        return object.__getattribute__(record, name)

    for kind in RECORDS:
        monkeypatch.setattr(kind, "__getattribute__", read, raising=False)
    return read_at


def _records_in(thing: object) -> typing.Iterator[str]:
    """Yield the records that a publication holds, however deep."""
    if isinstance(thing, RECORDS):
        yield type(thing).__name__
    elif isinstance(thing, typing.Mapping):
        yield from (name for item in thing.items() for name in _records_in(item))
    elif isinstance(thing, tuple | list | frozenset | set):
        yield from (name for item in thing for name in _records_in(item))
    elif attrs.has(type(thing)):
        yield from (name for field in attrs.fields(type(thing)) for name in _records_in(getattr(thing, field.name)))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_record_is_projected_and_not_looked_at(name, data, monkeypatch):
    """While what is public is composed, only ``public.py`` reads records; and none is in what comes out."""
    photos()
    read_at = _readers(monkeypatch)
    page = composed(name, data, "sv_SE")
    if page.audience == "public":
        assert read_at == set()
        assert [*_records_in(page)] == []


def test_a_record_that_is_looked_at_is_found(data, monkeypatch):
    """The test sees what it forbids."""
    read_at = _readers(monkeypatch)
    exec(compile("procurement.title", str(FOLDER / "made_up.py"), "eval"), {"procurement": data.procurements[0]})  # noqa: S102
    assert [place.rpartition(" ")[2] for place in read_at] == ["Procurement.title"]
    assert [*_records_in(((data.procurements[0],),))] == ["Procurement"]


@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_text_holds_the_number(name, locale, data):
    """Neither blocks nor facts nor parts, whatever attribute or argument it was planted in."""
    told = repr(composed(name, data, locale)).encode()
    assert not TRACE.search(BETWEEN.sub(b"", told))


def test_no_file_of_a_public_channel_holds_the_number(data, tmp_path):
    """Pages, sheets, slides, papers, feeds and data sets, with everything that is packed in them."""
    every = [composed(name, data, "sv_SE") for name in sorted(PAGES)]
    public = [page for page in every if page.audience == "public"]
    outreach.publish(public, [*demo.channels(tmp_path), *demo.papers(tmp_path)], now=NOW)
    assert [] == traces(tmp_path)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) > len(public)


def test_the_canary_can_die(data, tmp_path):
    """What a user writes into a page by hand stays as written, and the search finds it in every kind of file."""
    page = composed("procurement_list", data, "sv_SE")
    talk = composed("spend_presentation", data, "sv_SE")
    written = [
        each.with_blocks([*each.blocks, blocks.Paragraph(f"Ring {number}")])
        for each, number in ((page, NUMBERS[1]), (talk, NUMBERS[0]))
    ]
    outreach.publish(written, [*demo.channels(tmp_path), *demo.papers(tmp_path)], now=NOW)
    assert {name.rpartition(".")[2] for name in traces(tmp_path)} >= {"html", "docx", "pdf"}


def test_the_number_is_planted(data):
    """Every record has it in a text of its own."""
    for name, kind in _kinds().items():
        for record in getattr(data, name):
            assert NUMBERS[1] in repr(attrs.asdict(record)), (name, kind)
