"""Finding out an encoding from bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.sources.csv import delimited

TEXTS = st.text(st.sampled_from("aåö€😀\n;"), min_size=1, max_size=30)


@given(TEXTS, st.integers(0, 100))
def test_a_cut_text_is_whole_without_its_last_bytes(text, cut):
    """Wherever the beginning of a file ends, what is left of it is UTF-8."""
    head = text.encode()[:cut]
    whole = head[: len(head) - delimited._unfinished(head)]
    assert text.startswith(whole.decode())
    assert len(head) - len(whole) <= 3


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 100])
@pytest.mark.parametrize(
    ("content", "expected"),
    [("aåö€😀\n" * 9, True), ("aåö€😀".encode()[:-1], False), (b"a\xe5\xf6\n", False), (b"\xff", False), ("", True)],
)
def test_utf8_is_told_whatever_the_chunks(tmp_path, monkeypatch, chunk, content, expected):
    """A character that lies in two chunks is a character, and a file that ends within one is none."""
    monkeypatch.setattr(delimited, "CHUNK", chunk)
    path = tmp_path / "text"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert delimited._is_utf8(path) is expected
