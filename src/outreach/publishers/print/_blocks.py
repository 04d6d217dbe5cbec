"""A publication's blocks as data for the paper's templates: texts, charts, QR codes."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import lru_cache, singledispatchmethod
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from outreach import MissingExtraError, languages, rendering
from outreach.blocks import (
    Action,
    Appointment,
    Block,
    Box,
    Card,
    Chart,
    ChartKind,
    Facts,
    Heading,
    KeyFigures,
    List,
    Paragraph,
    Picture,
    Quote,
    Slide,
    Table,
)
from outreach.publishers._paper import fit, name, pieces, runs, shown_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.blocks import Bar
    from outreach.publishers._paper import Sheet

Data: TypeAlias = dict[str, Any]

DEEPEST: Final = 6
SHORT: Final = 2500
"""A box with less in it, as data, stays on one page."""


class Writer:
    """Writes the blocks of one publication as data; keeps the pictures, and the level that headings have reached."""

    def __init__(self, locale: str, sheet: Sheet, *, has_title: bool = True) -> None:
        self.locale, self.sheet = locale, sheet
        self.t = languages.translator(locale)
        self.pictures: list[bytes] = []
        self._level = self._top = 1 if has_title else 0
        self._facts: set[str] = set()
        self._message = ""
        self._is_first = True
        self._depth = 0

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        """Return the *blocks*; cards that follow each other and are of one kind come together."""
        result: list[Data] = []
        for kind, together in groupby(blocks, _card_kind):
            if kind and not self._depth:
                result.append({"kind": kind, "cards": [self.write(card) for card in together]})
            else:
                result += [self._in_turn(block) for block in together]
        return result

    def _in_turn(self, block: Block) -> Data:
        written = self.write(block)
        self._is_first = False
        return written

    def _within(self, blocks: Iterable[Block]) -> list[Data]:
        """Return *blocks* that stand in a block, where no page can begin."""
        self._depth += 1
        try:
            return self.blocks(blocks)
        finally:
            self._depth -= 1

    def _heading(self, level: int) -> int:
        """Return the level that may stand here: no level is skipped (PDF/UA-1, 7.4.2)."""
        self._level = max(1, min(level, self._level + 1, DEEPEST))
        return self._level

    @singledispatchmethod
    def write(self, block: Block) -> Data:
        """Return one *block*."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @write.register
    def _(self, block: Heading) -> Data:
        return {"kind": "heading", "level": self._heading(block.level), "text": pieces(name(block.text))}

    @write.register
    def _(self, block: Paragraph) -> Data:
        return {"kind": "lead" if block.lead else "paragraph", "runs": runs(block.text)}

    @write.register
    def _(self, block: List) -> Data:
        return {"kind": "list", "ordered": block.ordered, "items": [runs(item) for item in block.items]}

    @write.register
    def _(self, block: Facts) -> Data:
        self._facts |= {fit(rendering.plain(text)) for _, text in block.items}
        return {"kind": "facts", "items": [[pieces(term), runs(text)] for term, text in block.items]}

    @write.register
    def _(self, block: KeyFigures) -> Data:
        return {"kind": "figures", "items": [[pieces(figure), pieces(meaning)] for figure, meaning in block.items]}

    @write.register
    def _(self, block: Table) -> Data:
        return self.sheet.table(block) if block.is_shown else {"kind": "nothing"}

    @write.register
    def _(self, block: Chart) -> Data:
        return {
            "kind": "chart",
            "title": pieces(block.title) if block.title != self._message else "",
            "subtitle": pieces(block.subtitle),
            "drawing": chart_data(block),
            "source": pieces(self.t("Source: {source}", source=block.source)) if block.source else "",
            "table": self.write(block.table),
        }

    @write.register
    def _(self, block: Appointment) -> Data:
        when = rendering.when_text(block, self.locale)
        if fit(when) in self._facts:  # paper has no calendar to put it in; it is said already
            return {"kind": "nothing"}
        title = runs(block.title_text)
        return {"kind": "appointment", "title": title, "when": pieces(when), "venue": pieces(block.venue)}

    @write.register
    def _(self, block: Action) -> Data:
        return {"kind": "action", "text": pieces(block.text), **self._address(block.url)}

    def _address(self, url: str) -> Data:
        """Return an address as it is written, where it leads, and its QR code."""
        shown = shown_address(url)
        alternative = self.t("QR code that leads to {address}", address=shown)
        return {
            "shown": pieces(shown),
            "url": rendering.safe_url(url),
            "code": qr_svg(url),
            "alternative": fit(alternative),
        }

    @write.register
    def _(self, block: Quote) -> Data:
        return {"kind": "quote", "runs": runs(block.text), "who": pieces(block.who)}

    @write.register
    def _(self, block: Picture) -> Data:
        self.pictures.append(block.content)
        credit = self.t("Photo: {credit}", credit=block.credit) if block.credit else ""
        return {
            "kind": "picture",
            "file": f"{len(self.pictures)}.json",
            "format": "png" if block.media_type == "image/png" else "jpg",
            "wide": block.width >= block.height,
            "alternative": name(block.alternative),
            "caption": pieces(" ".join(filter(None, [block.caption, credit]))),
        }

    @write.register
    def _(self, block: Box) -> Data:
        level, within = self._heading(2), self._within(block.blocks)
        is_short = len(str(within)) < SHORT
        return {"kind": "box", "level": level, "title": pieces(name(block.title)), "blocks": within, "whole": is_short}

    @write.register
    def _(self, block: Slide) -> Data:
        self._message = block.title
        return {
            "kind": "section" if self._depth else "slide",
            "first": self._is_first,
            "level": self._heading(2),
            "title": pieces(name(block.title)),
            "blocks": self._within(block.blocks),
            "said": pieces(self.t("Speaker's notes")),
            "notes": [runs((note,) if isinstance(note, str) else note) for note in block.notes],
        }

    @write.register
    def _(self, block: Card) -> Data:
        level = 0 if self._depth else self._heading(self._top + 1)
        words = [_words(line) for line in (name(block.title), *block.lines)]
        return {"kind": "card", "level": level, "title": words[0], "lines": words[1:], **self._address(block.url)}


def _words(text: str) -> list[str]:
    return fit(text).split(" ")


def _card_kind(block: Block) -> str:
    return f"{block.kind.value}s" if isinstance(block, Card) else ""


ROOM: Final = 1000
MOST_UPRIGHT: Final = 90
"""How many characters of labels fit side by side below columns."""


def chart_data(chart: Chart) -> dict[str, Any]:
    """Return the drawing of *chart*, with the text that stands for it where it is not seen."""
    values = [Decimal(0), *(bar.value for bar in chart.bars)]
    low, span = min(values), max(values) - min(values) or Decimal(1)
    is_upright = chart.kind is ChartKind.COLUMNS and low == 0 and _fits_upright(chart)
    return {
        "kind": "columns" if is_upright else "bars",
        "alternative": name(chart.alternative if chart.alternative.strip() else chart.title),
        "bars": [_bar(bar, low, span) for bar in chart.bars],
        "room": _room(chart),
    }


def _bar(bar: Bar, low: Decimal, span: Decimal) -> dict[str, Any]:
    first, last = sorted((Decimal(0), bar.value))
    return {
        "label": pieces(bar.label),
        "shown": pieces(bar.shown),
        "from": int((first - low) / span * ROOM),
        "long": int((last - first) / span * ROOM),
        "rest": bar.is_rest,
    }


def _fits_upright(chart: Chart) -> bool:
    longest = max((max(len(fit(bar.label)), len(fit(bar.shown))) for bar in chart.bars), default=0)
    return len(chart.bars) * (longest + 1) <= MOST_UPRIGHT


def _room(chart: Chart) -> int:
    """Return how many per cent of the room bars may take, so that the longest value fits behind one."""
    longest = max((len(fit(bar.shown)) for bar in chart.bars), default=0)
    return max(97 - 2 * longest, 40)


LONGEST: Final = 250
"""A longer address makes squares too small for a phone at a badge."""


def qr_svg(url: str) -> str:
    """Return the QR code (ISO/IEC 18004) of an address as SVG with its quiet zone; empty where it is not a safe one.

    Raises:
        MissingExtraError: The package that draws it is not installed.
    """
    address = rendering.safe_url(url)
    if not address or len(address) > LONGEST:
        return ""
    try:
        import segno  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("segno", "print") from error
    return _drawn(segno.make_qr, address)


@lru_cache(maxsize=512)  # every edition has the same signs and badges again, and a code takes longer than the rest
def _drawn(make: Callable[..., Any], address: str) -> str:
    target = io.BytesIO()
    make(address, error="m").save(target, kind="svg", xmldecl=False, nl=False, border=4, omitsize=True)
    return target.getvalue().decode()
