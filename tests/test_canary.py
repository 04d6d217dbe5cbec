"""The canary: a personal number in every text there is, published to every public channel, and every byte searched.

Texts are found, not listed: every attribute of every record, every column of a ledger, every argument of every
publication. Whoever adds one adds it here too, without knowing.
"""

from __future__ import annotations

import enum
import inspect
import re
import typing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
import pytest

import outreach
from independent_readers import unpacked
from outreach import blocks, demo, model, publications, sources

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
        "tables": (),
        "given": (),
        "today": TODAY if meeting.status is model.EventStatus.PUBLISHED else date(2017, 3, 8),
        "since": TODAY - timedelta(days=30),
        "previous": attrs.evolve(
            data, procurements=outreach.Records(model.Procurement, records(model.Procurement)[:2])
        ),
    }
    left_out = {
        "locale",
        "country",
        "currency",
        "accounts",
        "municipality",
        "direct_limit",
        "pictures",
        "folder",
        "width",
    }
    given = {}
    for name, parameter in inspect.signature(compose).parameters.items():
        if name not in left_out:
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
