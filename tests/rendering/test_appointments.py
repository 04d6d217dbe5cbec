"""Appointments: times, whole days, last days, in words and for machines."""

from datetime import date

import pytest

import outreach
import sample_publications as samples
from outreach import blocks, rendering

DAY = date(2017, 3, 1)


def page(*entries):
    """Return a publication of these."""
    return outreach.Publication(id="a", slug="a", title="A", kind="k", locale="sv_SE", blocks=entries)


@pytest.mark.parametrize(
    ("when", "said", "machine"),
    [
        ({"starts": samples.STARTS, "ends": samples.ENDS}, "onsdag 1 mars 2017 kl. 13.00–16.00",
         "2017-03-01T13:00+01:00"),
        ({"starts": samples.STARTS}, "onsdag 1 mars 2017 kl. 13.00", "2017-03-01T13:00+01:00"),
        ({"starts": samples.STARTS, "ends": samples.STARTS}, "onsdag 1 mars 2017 kl. 13.00", "2017-03-01T13:00+01:00"),
        ({"starts": DAY}, "onsdag 1 mars 2017", "2017-03-01"),
        ({"starts": DAY, "ends": date(2017, 3, 2)}, "onsdag 1 mars 2017 – torsdag 2 mars 2017", "2017-03-01"),
    ],
)  # fmt: skip
def test_an_appointment_says_when(when, said, machine):
    """In the page's language, with a time for machines; in every form."""
    shown = page(blocks.Appointment(uid="x", title="Mässa", **when))
    html = rendering.to_html(shown).replace("\xa0", " ").replace('<span class="whole">', "").replace("</span>", "")
    assert f'<time datetime="{machine}">{said}</time>' in html
    assert f"Mässa, {said}" in rendering.to_text(shown).replace("\xa0", " ")
    assert f"**Mässa**, {said}" in rendering.to_markdown(shown).replace("\xa0", " ")


def test_a_last_day_says_which_one_beside_its_file():
    """A page may have several; a meeting's is said already."""
    links = rendering.Links(calendar=lambda entry: f"{entry.uid}.ics")
    html = rendering.to_html(
        page(blocks.Appointment(uid="d", title="Sista anbudsdag", starts=DAY, is_deadline=True)), links=links
    )
    assert "<strong>Sista anbudsdag</strong>, <time" in html
    assert '</time>. <a href="d.ics" download>Lägg in i kalendern</a></p>' in html
    assert "<strong>" not in rendering.to_html(page(samples.appointment()), links=links)


def test_a_letter_says_a_meetings_day_once():
    """Where the facts tell it already, text has no entry for a calendar to show; a last day stands as what it is."""
    said = blocks.Facts([("När", blocks.Moment(DAY, "onsdag 1 mars 2017"))])
    meeting = blocks.Appointment(uid="m", title="Mässa", starts=DAY, text="onsdag 1 mars 2017")
    assert "Mässa" not in page(said, meeting).as_text()
    assert "Mässa, onsdag 1 mars 2017" in page(meeting, blocks.Facts([("Var", "Stadshuset")])).as_text()
    last = blocks.Appointment(uid="d", title="Sista anbudsdag", starts=DAY, text="onsdag 1 mars 2017", is_deadline=True)
    assert "Sista anbudsdag, onsdag 1 mars 2017" in page(said, last).as_text()


def test_a_letter_writes_out_where_a_table_leads_to():
    """A notice and a person have their addresses; pages of the site, which a letter has not got, none."""
    table = blocks.Table(
        caption="Upphandlingar",
        columns=[blocks.Column(key=key, title=key) for key in ("vad", "vem", "var")],
        rows=[
            (
                blocks.Link("Städ", to="procurement-1"),
                blocks.Link("Anna", url="mailto:anna@kommun.example"),
                blocks.Link("läs annonsen", url="https://annonser.example/1"),
            )
        ],
    )
    told = " ".join(page(table).as_text().split())
    assert "Städ Anna (anna@kommun.example) läs annonsen (https://annonser.example/1)" in told
