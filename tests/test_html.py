"""The small HTML that notebooks show: escaped and bounded."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.notebook import MOST_CHARACTERS, MOST_ROWS, Html, bar, escape, table


class Reader(HTMLParser):
    """Collects the tags and the text of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):  # noqa: ARG002, D102 - the parser's own signature
        self.tags.append(tag)

    def handle_data(self, data):  # noqa: D102 - the parser's own
        self.texts.append(data)


def test_text_is_escaped():
    """Markup in a supplier's name is shown, not run."""
    assert "&lt;b&gt; &amp; &quot;AB&quot; &#x27;s" == escape('<b> & "AB" \'s')


def test_text_is_one_line_without_control_or_direction_characters():
    """Line breaks become blanks; characters that change the page's own text are dropped."""
    assert "a b c d" == escape("a\nb\tc\x00 \u202ed")


def test_long_text_is_cut():
    """A cell of a million characters does not fill a notebook."""
    assert MOST_CHARACTERS == len(escape("x" * 1_000_000))


@given(st.text())
def test_no_text_makes_a_tag_or_grows(text):
    """Whatever a file says, it stays the text of one cell."""
    read = Reader(f"<td>{escape(text)}</td>")
    assert ["td"] == read.tags
    assert MOST_CHARACTERS >= len("".join(read.texts))


def test_a_table_has_caption_headings_and_rows():
    """Headings are column headers, None is an empty cell, numbers stand to the right."""
    made = table(["Leverantör", "Belopp"], [["AB <1>", 5], [None, Html("<i>6</i>")]], caption="Inköp", numbers=[1])
    assert ["table", "caption", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "tr", "td", "td", "i"] == Reader(
        made
    ).tags
    assert ["Inköp", "Leverantör", "Belopp", "AB <1>", "5", "6"] == Reader(made).texts
    assert 3 == made.count("text-align:right")


def test_a_table_is_bounded_and_says_how_much_it_leaves_out():
    """Rows beyond the bound, and those the caller left out, are counted in a last row."""
    made = table(["n"], ([number] for number in range(MOST_ROWS + 7)), more=3)
    assert MOST_ROWS + 2 == Reader(made).tags.count("tr")
    assert "… and 10 more" in made


def test_an_empty_table_has_only_its_head():
    """No rows, no caption and nothing left out leave just the headings."""
    assert ["table", "thead", "tr", "th", "tbody"] == Reader(table(["n"], [])).tags


@pytest.mark.parametrize(
    ("share", "pixels"), [(Decimal("0.5"), 60), (0, 0), (1, 120), (Decimal("1.7"), 120), (Decimal("-0.2"), 0)]
)
def test_a_bar_is_as_long_as_its_share(share, pixels):
    """Shares outside 0–1 do not burst the cell."""
    assert f"width:{pixels}px" in bar(share)


def test_an_unknown_share_has_no_bar():
    """None is not drawn as nought."""
    assert "" == bar(None)
