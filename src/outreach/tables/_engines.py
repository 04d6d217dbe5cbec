"""Frames of any engine → polars; polars' own without narwhals, which takes longer to load than most files to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


def as_polars(frame: Any) -> pl.LazyFrame:  # noqa: ANN401 - anything narwhals reads
    """Return any *frame* that narwhals reads as a polars plan."""
    import polars as pl  # noqa: PLC0415 - heavy

    if isinstance(frame, pl.LazyFrame):
        return frame
    if isinstance(frame, pl.DataFrame):
        return frame.lazy()
    import narwhals as nw  # noqa: PLC0415 - heavy, and only for frames of other engines

    own = nw.from_native(frame)
    eager = own.collect() if isinstance(own, nw.LazyFrame) else own
    made: pl.LazyFrame = eager.to_polars().lazy()
    return made
