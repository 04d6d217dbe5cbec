"""What is sealed until award, and what is somebody's own, stands in no file of any public channel: bytes searched.

The made-up municipality of the demo, with offers, registrations and answers planted in what was read. All that it
publishes goes to every public channel; then every file is opened, with what is packed in it, and searched.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

import attrs
import pytest

import outreach
from independent_readers import unpacked
from outreach import demo as _demo
from outreach import model
from outreach.demo import _editions

if TYPE_CHECKING:
    from pathlib import Path

WORD = "zyxvutq"
"""Part of everything planted, and of nothing else."""
AMOUNT = Decimal("918273645.11")
PLANNED = "KS 2017:101"
"""A procurement of the demo that is not decided."""


def planted() -> outreach.Dataset:
    """Return an offer, a decision that is not made yet, who has registered and what was said in confidence."""
    price = model.Money(amount=AMOUNT, currency="SEK")
    offers = [
        model.Bid(id=f"anbud-{WORD}", procurement_id=PLANNED, supplier_ids=(f"Anbud {WORD} AB",), value=price),
        model.Bid(id="2", procurement_id=PLANNED, lot_id=f"del-{WORD}", supplier_ids=(f"Annan {WORD} AB",)),
    ]
    decision = model.Award(
        id=f"beslut-{WORD}",
        procurement_id=PLANNED,
        title=f"Beslut {WORD}",
        supplier_ids=(f"Vinnare {WORD} AB",),
        value=price,
        outcome=model.Outcome.PENDING,
    )
    said = [
        model.Feedback(
            id=f"{kind}-{WORD}",
            event_id="2017-var",
            procurement_id=PLANNED,
            kind=kind,
            text=f"Vi är {WORD} AB och undrar",
            theme="Krav",
        )
        for kind in (model.FeedbackKind.QUESTION, model.FeedbackKind.COMMENT)
    ]
    return outreach.Dataset(
        bids=outreach.Records(model.Bid, offers),
        awards=outreach.Records(model.Award, [decision]),
        participations=outreach.Records(model.Participation, [registration(), speaker()]),
        feedback=outreach.Records(model.Feedback, said),
    )


def registration(**more: object) -> outreach.Participation:
    """Return somebody who has registered, and has allowed nothing."""
    contact = model.Contact(name=f"Deltagare {WORD}", email=f"d@{WORD}.example", phone=f"070-{WORD}")
    given = {
        "id": f"anmalan-{WORD}",
        "event_id": "2017-var",
        "order": f"O-{WORD}",
        "supplier_name": f"Deltagare {WORD} AB",
        "contact": contact,
        "status": model.ParticipationStatus.REGISTERED,
        "industry": "Bygg och anläggning",
        "wishes": (f"träffa {WORD}",),
        "invitation": WORD,
        "incomplete": (("people", WORD),),
    }
    return model.Participation(**{**given, **more})


def speaker() -> outreach.Participation:
    """Return a speaker who has not allowed to be named."""
    return registration(id=f"tala-{WORD}", role=model.ParticipationRole.SPEAKER)


def read(folder: Path, name: str = "upphandlingslista-2017.xlsx") -> outreach.Dataset:
    """Return what the demo reads, and what is planted."""
    folder.mkdir(exist_ok=True)
    names = [name if each.startswith("upphandlingslista") else each for each in (*_demo.INPUTS, _demo.PICTURE)]
    for each in names:
        (folder / each).write_bytes(files(_demo).joinpath("input", each).read_bytes())
    return outreach.read(*(folder / each for each in names if each != _demo.PICTURE)) + planted()


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> outreach.Dataset:
    """What was read, and what is planted in it."""
    return read(tmp_path_factory.mktemp("input"))


def traces(root: Path) -> list[str]:
    """Return the files in which the word or the amount stands, packed or not, in any encoding of ours."""
    wanted = [f"{text}".encode(encoding) for text in (WORD, "918273645") for encoding in ("utf-8", "utf-16-be")]
    found = []
    for path in filter(lambda path: path.is_file(), root.rglob("*")):
        content = b"".join(unpacked(path.read_bytes(), str(path.relative_to(root))).lower().split())
        said = content.replace(b"\xc2\xa0", b"").replace(b"\xe2\x80\xaf", b"").replace(b"\xc2\xad", b"")
        found += [path.name for each in wanted if each in content or each in said]
    return found


@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
def test_nothing_sealed_or_private_leaves(data, tmp_path, locale):
    """In every public channel, before the meeting and after it."""
    folder = tmp_path / "input"
    later = read(folder, _demo.LATER)
    public = [*_demo.channels(tmp_path / "public"), *_demo.papers(tmp_path / "public")]
    told = [*_editions.before(data, locale), *_editions.to_put_up(data, locale)]
    outreach.publish(told, public, now=_demo.NOW)
    assert [] == traces(tmp_path / "public")
    outreach.publish(_editions.after(later, data, folder, locale), public, now=_demo.THEN)
    assert [] == traces(tmp_path / "public")
    assert {path.suffix for path in (tmp_path / "public").rglob("*")} >= {
        *(".html", ".ics", ".xlsx", ".csv", ".json", ".atom", ".rdf", ".pptx", ".docx", ".pdf", ".txt")
    }


def test_the_staff_sees_who_comes(data, tmp_path):
    """In what is printed for it; so the search does find what is there."""
    outreach.publish(_editions.for_staff(data, "sv_SE"), _demo.papers_for_staff(tmp_path), now=_demo.NOW)
    assert traces(tmp_path / _demo.STAFF)


def test_once_it_is_decided_all_may_know(data):
    """Who was chosen and for how much stands in the list; who else bid still does not."""
    decided = [
        attrs.evolve(each, stage=model.Stage.AWARDED) if each.id == PLANNED else each for each in data.procurements
    ]
    awards = [attrs.evolve(each, outcome=model.Outcome.AWARDED, decided=date(2017, 1, 9)) for each in data.awards]
    winners = [model.Supplier(id=f"{who} {WORD} AB", name=f"{who} {WORD} AB") for who in ("Vinnare", "Annan", "Anbud")]
    told = attrs.evolve(
        data,
        procurements=outreach.Records(model.Procurement, decided),
        awards=outreach.Records(model.Award, awards),
        suppliers=outreach.Records(model.Supplier, winners),
    )
    page = outreach.publications.procurement_list(told, today=_editions.TODAY)
    said = "".join(each.as_text() for each in (page, *page.parts))
    assert f"Vinnare {WORD} AB" in said
    assert f"Annan {WORD}" not in said
    assert f"Anbud {WORD}" not in said
