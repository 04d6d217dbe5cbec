"""The small parts that the ledger is made of."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach.ledger._columns import Coded
from outreach.ledger._cube import add_up

CELLS = st.one_of(st.none(), st.integers(0, 3))


@given(st.lists(st.tuples(CELLS, CELLS, st.integers(-100, 100)), max_size=40))
def test_packed_sums_are_those_of_many_keys(rows):
    """Whether the keys fit into one number or not, the sums and their order are the same."""
    schema = {"a": pl.UInt32, "b": pl.UInt32, "amount": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row").lazy().with_columns(purchases=pl.lit(1, pl.Int64))
    packed = add_up(frame, {"a": 4, "b": 4}, len(rows))
    assert packed.rows() == add_up(frame, {"a": 2**40, "b": 2**40}, len(rows)).rows()
    assert (sum(row[2] for row in rows), len(rows)) == (packed["amount"].sum(), packed["purchases"].sum())


@given(
    st.lists(st.none() | st.sampled_from(["", " ", "a", " a", "a ", "b"]), max_size=30), st.sampled_from([None, "b"])
)
def test_codes_are_their_texts(texts, usual):
    """Blanks around a text are taken away, empty texts are empty cells, and the usual text may stand for null."""
    if usual and None in texts:
        return
    column = pl.Series([None if text == usual else text for text in texts], dtype=pl.String)
    coded = Coded.of(column, usual).tidy()
    expected = [(text or "").strip() or None for text in texts]
    assert expected == coded.spread(coded.texts).to_list()
    assert expected == coded.at(pl.int_range(len(texts), eager=True)).to_list()


class Purchases(outreach.Source):
    """A stranger's ledger, in whichever frame."""

    name = "stranger"

    def __init__(self, frame: object) -> None:
        """Keep the *frame*."""
        self.frame = frame

    def tables(self):
        """Return the one table."""
        yield outreach.Table(frame=self.frame, headings=("Datum", "Leverantör", "Belopp"))


DATA = {"a": ["2024-01-10", "x"], "b": ["Acme", "Acme"], "c": ["1,00", "2,00"]}


@pytest.mark.parametrize(
    "make", [pl.DataFrame, pl.LazyFrame, lambda data: pytest.importorskip("pandas").DataFrame(data)]
)
def test_a_stranger_may_bring_any_frame(make):
    """Rows without lines are told by their number."""
    data = outreach.read(Purchases(make(DATA)), registry=outreach.Registry(entry_points=False))
    assert 1 == len(data.purchases)
    assert ["stranger:row 2:date"] == [str(problem.origin) for problem in data.problems if problem.kind == "date"]
    assert [1] == data.purchases.to_polars()["origin_line"].to_list()


def test_a_frame_that_fails_is_the_sources_error():
    """What polars cannot read becomes one line, with the source's name."""
    frame = pl.LazyFrame(DATA).with_columns(pl.col("b").cast(pl.Int8))
    with pytest.raises(outreach.SourceError, match="stranger"):
        outreach.read(Purchases(frame), registry=outreach.Registry(entry_points=False))
