"""A publication that says one text in every field of every block, and what a parser makes of a page."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import outreach
from outreach import blocks
from sample_publications import ENDS, MARCH, STARTS, appointment, kronor, picture

GOOD_URL = "https://kommun.example/"


def hostile_texts(shared) -> list[str]:
    """Return every hostile text there is, those that break addresses and file names too, each once."""
    groups = json.loads((shared / "badinputs" / "strings.json").read_text(encoding="utf-8"))
    texts = [text for group in groups.values() for text in group]
    return list(
        dict.fromkeys([*texts, "\r", "a\rb", "\ud800", "</script><script>", "outreach-page:x", "-->", "|", "`"])
    )


def _table(text: str, download: str = "") -> blocks.Table:
    link = blocks.Link(text, url=GOOD_URL, lang=text)
    cells = (text, kronor(-5), MARCH, blocks.Missing(text), blocks.AsWritten(text, lang=text), link)
    columns = [blocks.Column(key=f"{text}{place}", title=text, is_number=place == 1) for place in range(len(cells))]
    return blocks.Table(caption=text, columns=columns, rows=[cells], total=cells, note=text, download=download)


def hostile(text: str, *, url: str = GOOD_URL, slug: str = "sida") -> outreach.Publication:
    """Return a publication that says *text* everywhere; its addresses are *url*."""
    inline = [text, " ", blocks.Strong(text, lang=text), " ", blocks.Link(text, url=url, lang=text)]
    inline += [blocks.Link(text, to=text)]
    inline += [blocks.Moment(date(2017, 3, 1), text), blocks.Foreign(text, "en"), blocks.Foreign(text, text)]
    chart = blocks.Chart(
        title=text,
        subtitle=text,
        bars=[
            blocks.Bar(label=text, value=Decimal(1), shown=text),
            blocks.Bar(label="x", value=Decimal(-1), shown="-1"),
        ],
        alternative=text,
        source=text,
        table=_table(text),
    )
    said = dict.fromkeys(
        ("uid", "title", "venue", "description", "organiser", "text", "industry", "lang", "named"), text
    )
    entry = appointment(url=url, **said)
    body = [
        blocks.Heading(text),
        blocks.Paragraph(inline, lead=True),
        blocks.List([inline, text]),
        blocks.List([text], ordered=True),
        blocks.Facts([(text, inline)]),
        blocks.KeyFigures([(text, text)]),
        _table(text, download=text),
        chart,
        entry,
        blocks.Action(text, url),
        blocks.Box(title=text, blocks=[blocks.Paragraph(text)]),
        blocks.Quote(inline, text),
        picture(alternative=f"bild {text}", caption=text, credit=text),
        blocks.Slide(title=text, blocks=[blocks.List([text])], notes=[text]),
        blocks.Card(kind=blocks.CardKind.SIGN, title=text, lines=[text, text], url=url),
        blocks.Card(kind=blocks.CardKind.BADGE, title=text, lines=[text]),
    ]
    return outreach.Publication(
        id=f"id {text}",
        slug=slug,
        title=text,
        kind=text,
        locale="sv_SE",
        blocks=body,
        facts=outreach.PublicFacts(events=[_event(text, url)]),
        summary=text,
        publisher_name=text,
        title_lang=text,
        updated=date(2017, 1, 1),
    )


def _event(text: str, url: str) -> outreach.PublicEvent:
    return outreach.PublicEvent(
        id=text,
        title=text,
        description=text,
        starts=STARTS,
        ends=ENDS,
        venue=text,
        organiser=text,
        registration_url=url,
        status=outreach.EventStatus.CANCELLED,
    )


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, its text, its addresses, and its data."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text: list[str] = []
        self.addresses: list[str] = []
        self.comments: list[str] = []
        self.data: list[str] = []
        self._in_data = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note the element."""
        names = tuple(name for name, _ in attrs if name != "lang")
        self.elements.append((tag, names))
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
        self._in_data = tag == "script"

    def handle_endtag(self, tag):
        """Note that no data block is open."""
        del tag
        self._in_data = False

    def handle_data(self, data):
        """Note the text, or the data."""
        (self.data if self._in_data else self.text).append(data)

    def handle_comment(self, data):
        """Note the comment; there should be none."""
        self.comments.append(data)
