"""A column as codes of its distinct texts: each text is judged once, however many rows share it."""

from __future__ import annotations

import attrs

from outreach._later import pl


@attrs.frozen(eq=False)
class Coded:
    """A text column of many rows and few texts.

    Attributes:
        codes: Per row the position of its text in *texts*; null where the cell is empty.
        texts: The distinct texts, as written.
    """

    codes: pl.Series
    texts: pl.Series

    @classmethod
    def of(cls, column: pl.Series, usual: str | None = None) -> Coded:
        """Return a categorical *column* as codes; its nulls stand for the *usual* text, where there is one."""
        dtype = column.dtype
        if not isinstance(dtype, pl.Categorical):
            return cls.of(column.cast(local_codes()), usual)
        codes = column.to_physical()
        used = int(codes.max() or 0) + 1 if codes.null_count() < codes.len() else 0  # type: ignore[arg-type]
        texts = pl.int_range(used, dtype=pl.UInt32, eager=True).cat.to(dtype).cast(pl.String).alias("")
        if usual is None:
            return cls(codes, texts)
        return cls(codes.fill_null(texts.len()), pl.concat([texts, pl.Series([usual])]))

    @classmethod
    def nothing(cls, height: int) -> Coded:
        """Return the column of a file that does not have it."""
        return cls(pl.repeat(None, height, dtype=pl.UInt32, eager=True), pl.Series([], dtype=pl.String))

    @classmethod
    def same(cls, text: str, height: int) -> Coded:
        """Return the column that has the same *text* in every row."""
        return cls(pl.repeat(0, height, dtype=pl.UInt32, eager=True), pl.Series([text]))

    @property
    def is_empty(self) -> bool:
        """Whether no row has a text."""
        return self.codes.null_count() == self.codes.len()

    def spread(self, judged: pl.Series) -> pl.Series:
        """Return what was *judged* of each text, a row each; null where the cell is empty."""
        return judged.gather(self.codes) if judged.len() else self.codes.cast(judged.dtype)

    def flags(self, judged: pl.Series) -> pl.Series:
        """Return for each row whether its text was *judged* so; an empty cell is not."""
        if not judged.any():
            return pl.repeat(value=False, n=self.codes.len(), eager=True)
        return self.spread(judged).fill_null(value=False)

    def at(self, rows: pl.Series) -> pl.Series:
        """Return the texts of some *rows*."""
        if not self.texts.len():
            return pl.repeat(None, rows.len(), dtype=pl.String, eager=True)
        return self.texts.gather(self.codes.gather(rows))

    def renamed(self, names: pl.Series) -> Coded:
        """Return the column with other texts in their places; those that become equal share a code, null is empty."""
        distinct = names.drop_nulls().unique().sort()
        places = names.cast(pl.Enum(distinct)).to_physical()
        return Coded(self.spread(places.cast(pl.UInt32)), distinct)

    def tidy(self) -> Coded:
        """Return the column with the blanks around each text taken away, and empty texts as empty cells."""
        bare = self.texts.str.strip_chars()
        if (bare != self.texts).any():
            return self.renamed(bare.replace("", None))
        if not (bare == "").any():
            return self
        places = pl.int_range(bare.len(), dtype=pl.UInt32, eager=True)
        return Coded(self.spread(places.set(bare == "", None)), bare)


def local_codes() -> pl.Categorical:
    """Return a type whose texts live only as long as the columns that use it."""
    return pl.Categorical(pl.Categories.random())
