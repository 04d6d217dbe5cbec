"""Strangers' XML: what is read of it, and what is refused, in one line with its place."""

from __future__ import annotations

import io

import pytest

import outreach
from outreach.sources import xml
from outreach.sources.xml import local, namespace, read_xml


def _root(document, encoding="utf-8"):
    raw = document if isinstance(document, bytes) else document.encode(encoding)
    return read_xml(io.BytesIO(raw), "f.xml", "ubl")


def _refusal(document):
    with pytest.raises(outreach.InputError) as caught:
        _root(document)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_elements_know_their_line_and_place():
    """A child is found tag by tag, a text without the blanks around it."""
    root = _root('<a xmlns="u">\n<b>\n<c> x </c></b>\n<b/></a>')
    b = root.child("{u}b")

    assert ("{u}a", 1, 2) == (root.tag, root.line, b.line)
    assert [2, 4] == [node.line for node in root.all("{u}b")]
    assert ("x", "", "") == (root.text_at("{u}b", "{u}c"), root.text_at("{u}c"), root.text_at("{u}b"))
    assert ("a", "u", "b", "") == (local("{u}a"), namespace("{u}a"), local("b"), namespace("b"))


@pytest.mark.parametrize("text", ["10<!-- -->00.00", "<![CDATA[1000.00]]>", "10<?x?>00<![CDATA[.00]]>", "&#49;000.00"])
def test_what_a_reader_does_not_see_cuts_no_text(text):
    """Comments, sections and instructions inside a text are no part of it."""
    assert "1000.00" == _root(f'<a xmlns="u">{text}</a>').text


@pytest.mark.parametrize(
    ("document", "encoding"),
    [
        ('<a xmlns="u">å€</a>', "utf-8"),
        ('<a xmlns="u">å€</a>', "utf-8-sig"),
        ('<a xmlns="u">å€</a>', "utf-16"),
        ('<a xmlns="u">å€</a>', "utf-16-le"),
        ('<a xmlns="u">å€</a>', "utf-16-be"),
        ('<?xml version="1.0" encoding="UTF-16"?><a xmlns="u">å€</a>', "utf-16"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a xmlns='u'>å</a>", "latin-1"),
        (
            '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- <!DOCTYPE is no word here -->\n<a xmlns="u">å</a>',
            "utf-8",
        ),
    ],
)
def test_encodings_are_as_declared(document, encoding):
    """UTF-8, UTF-16 by its mark or its zeros, Latin-1."""
    assert "å" == _root(document, encoding).text[0]


def test_a_long_document_is_read_in_pieces():
    """A character that is cut by the end of a piece is whole."""
    text = "å" * 100_000

    assert [f" {text}"] * 3 == [node.text for node in _root(f'<a xmlns="u">{f"<b> {text}</b>" * 3}</a>')]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "f.xml: empty: 0 bytes"),
        (b" \n", "f.xml: empty"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a xmlns="u">&b;</a>', "line 1: declares a document type"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<!doctype a SYSTEM "http://x/"><a/>', "line 3: declares a document type"),
        ('<!DOCTYPE a><a xmlns="u"/>'.encode("utf-16"), "line 1: declares a document type"),
        (b"<!DOCTYPE html><html><body>404", "a web page, not XML data"),
        (b"<html><head></head></html>", "a web page, not XML data"),
        (b'<a xmlns="u">\n&nbsp;</a>', "line 2: not well-formed XML: undefined entity, column 1"),
        (b'<a xmlns="u">\n<b></a>', "line 2: not well-formed XML: mismatched tag"),
        (b'<a xmlns="u"><b>', "line 1: it ends too early"),
        (b'<a xmlns="u"><![CDATA[x', "line 1: it ends too early"),
        (b"<a/>", "line 1: <a> has no namespace"),
        (b'{"a": 1}', "line 1: not XML"),
        (b"<!-- never closed", "nothing but a prologue"),
        (b'<?xml version="1.0" encoding="utf-7"?>+ADw-a+AD4-', "line 1: encoding 'utf-7' is not read"),
        (b'<?xml version="1.0" encoding="nothing"?><a/>', "line 1: encoding 'nothing' is not read"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "line 1: encoding 'rot13' is not read"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "line 1: says UTF-16, and is not"),
        ('<a xmlns="u"/>'.encode("utf-32"), "UTF-32"),
        ('<a xmlns="u">\nå</a>'.encode("latin-1"), "line 2: not utf-8, though it says so"),
        (b'<?xml version="1.0" encoding="us-ascii"?>\n<a xmlns="u">\xe5</a>', "line 2: not ascii, though it says so"),
        (b'<a xmlns="u">\xed\xa0\x80</a>', "line 1: not utf-8, though it says so"),
        (b'<a xmlns="u">\x00</a>', "line 1: not well-formed XML"),
        (b'<a xmlns="u">\xc3', "line 1: not utf-8, though it says so"),
        (b'<a xmlns="u">' + b"\n<b>" * 64, "line 65: nested deeper than 64 levels"),
        (b'<a xmlns="u">' + b"x" * 2000 + b"</a>", "line 1: a text of more than 1,000 characters"),
        (b'<a xmlns="u" b="' + b"x" * 2000 + b'"/>', "line 1: a text of more than 1,000 characters"),
        (b'<a xmlns="u">' + b"<b/>" * 200 + b"</a>", "line 1: more than 100 elements"),
        (b'<a xmlns="u">' + b"<!-- x -->" * 9999 + b"</a>", "larger than 0 MB"),
    ],
)
def test_what_is_refused(document, said, monkeypatch):
    """Each in one line with its place; the bounds are small here, so that the documents may be."""
    monkeypatch.setattr(xml, "MOST_TEXT", 1000)
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 100)
    monkeypatch.setattr(xml, "MOST_BYTES", 80_000)

    assert said in _refusal(document)


def test_a_text_in_pieces_has_one_bound(monkeypatch):
    """Comments do not make a long text short."""
    monkeypatch.setattr(xml, "MOST_TEXT", 1000)

    assert "a text of more than 1,000 characters" in _refusal(f'<a xmlns="u">{"x" * 600}<!-- -->{"x" * 600}</a>')
