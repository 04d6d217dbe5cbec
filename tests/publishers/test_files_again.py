"""Workbooks, decks, documents and papers published again: what would say the same stays, as a page of a site does."""

from datetime import timedelta

import attrs
import pytest

import sample_publications as samples
from kit_subjects import talks
from outreach import blocks
from outreach.publishers import Deck, Document, Print, PrintForStaff, Workbook
from sample_sites import simple

CHANNELS = (Deck, Document, Print, PrintForStaff, Workbook)
TOMORROW = samples.NOW + timedelta(days=1)


def publications(channel):
    """Return two publications that the *channel* takes."""
    return talks() if channel is Deck else (samples.procurement_list(), samples.spend_report())


def publish(channel, root, *given, now=samples.NOW):
    """Publish, and return every file, what the folder remembers among them."""
    list(channel.publish_edition(samples.edition(*given, now=now)))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", CHANNELS)
def test_a_file_that_would_say_the_same_keeps_the_day_of_its_last_change(kind, root):
    """Another day no byte changes; what has changed bears the new day, and the other one the old."""
    one, other = publications(kind)
    before = publish(kind(root), root, one, other)
    assert before == publish(kind(root), root, one, other, now=TOMORROW)
    changed = publish(kind(root), root, attrs.evolve(one, title="Ny titel"), other, now=TOMORROW)
    (path,) = {path for path in before if before[path] != changed[path]} - {".outreach.json"}
    fresh = publish(kind(root.with_name("fresh")), root.with_name("fresh"), one, now=TOMORROW)
    assert changed[path] != fresh[path] != before[path]
    assert fresh[path] == publish(kind(root), root, one, other, now=TOMORROW)[path]


def test_a_file_that_somebody_changed_is_made_anew(root):
    """And what is published for an earlier day says so."""
    one, other = publications(Workbook)
    before = publish(Workbook(root), root, one, other)
    (root / "sv/inkop-2016.xlsx").write_bytes(b"mine")
    after = publish(Workbook(root), root, one, other, now=TOMORROW)
    assert {"sv/inkop-2016.xlsx", ".outreach.json"} == {path for path in before if before[path] != after[path]}
    assert before == publish(Workbook(root), root, one, other)


def test_another_option_makes_a_file_anew(root):
    """What a channel adds of its own counts, too: here the address of another page."""
    given = simple("a", "A", blocks.Paragraph(blocks.Link("Till B", to="b"))), simple("b", "B")
    before = publish(Document(root), root, *given)
    after = publish(Document(root, site_url="https://kommun.example/inkop"), root, *given, now=TOMORROW)
    assert {"sv/a.docx", ".outreach.json"} == {path for path in before if before[path] != after[path]}


def test_what_is_withdrawn_is_forgotten(root):
    """Published again, it bears the day on which it is."""
    one, other = publications(Workbook)
    publish(Workbook(root), root, one, other)
    Workbook(root).withdraw(one.id)
    again = publish(Workbook(root), root, one, other, now=TOMORROW)
    fresh = publish(Workbook(root.with_name("fresh")), root.with_name("fresh"), one, now=TOMORROW)
    assert fresh["sv/upphandlingar.xlsx"] == again["sv/upphandlingar.xlsx"]
