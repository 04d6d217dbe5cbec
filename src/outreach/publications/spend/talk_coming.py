"""Slides of the procurements that are coming."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach import blocks, languages
from outreach.analysis import Kind
from outreach.model import Estimate, Stage
from outreach.publications.facts import estimated_total, timetable, topic_of
from outreach.publications.meetings.fair import industry_label
from outreach.publications.spend.talk import MONTHS, MOST_BARS, MOST_NEXT, MOST_ROWS, count_bar, runners_up, slide
from outreach.publications.wording import cell, listed, one_text, title_of, when_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from outreach.blocks import Cell, Chart, Slide, Text
    from outreach.languages import Translator
    from outreach.publications.facts import ProcurementFacts
    from outreach.publications.ids import PageIds
    from outreach.publications.spend.talk import Talk


_MILLION: Final = Decimal("1E6")


def pipeline_slides(talk: Talk, t: Translator) -> Iterable[Slide]:
    """Yield what comes (vad som är på gång), slide by slide; nothing where no list was read."""
    if talk.today is None or not talk.procurements.every:
        return
    if not talk.coming:
        look = t("Look at our list from time to time.")
        yield slide(t("Right now no procurement is planned"), [blocks.Paragraph(look)], look)
    else:
        yield _whole(talk, t)
        yield from _quarters(talk, t)
        yield from _industries(talk, t)
        yield _next(talk, t)
    yield from _contracts(talk, t)


def _whole(talk: Talk, t: Translator) -> Slide:
    title = _how_many(talk, t)
    plans = t("Plans change: dates move, and something may be cancelled. The list on our website is always the latest.")
    sums = t("The values are our estimates, without VAT. The amounts we do not know yet are not in the sum.")
    totals = _totals(talk)
    return slide(title, [blocks.KeyFigures(_figures(talk, totals, t))], f"{title}.", plans, sums if totals else "")


def _how_many(talk: Talk, t: Translator) -> str:
    number = len(talk.coming)
    shown = languages.format_number(number, t.locale)
    if not any(procurement.stage is Stage.ADVERTISED for procurement in talk.coming):
        return t.n("{number} procurement is planned", "{number} procurements are planned", number, number=shown)
    return t.n(
        "{number} procurement is open or planned", "{number} procurements are open or planned", number, number=shown
    )


def _totals(talk: Talk) -> tuple[Estimate, ...]:
    """Return what is thought to be spent; nothing where it is not known, or in several currencies."""
    totals = estimated_total(talk.coming, _day(talk))
    return totals if len(totals) == 1 and (totals[0].low or totals[0].high) else ()


def _figures(talk: Talk, totals: tuple[Estimate, ...], t: Translator) -> Iterable[tuple[str, str]]:
    opened = sum(procurement.stage is Stage.ADVERTISED for procurement in talk.coming)
    planned = len(talk.coming) - opened
    if opened:
        yield languages.format_number(opened, t.locale), t.n("open for bids now", "open for bids now", opened)
    if planned:
        yield languages.format_number(planned, t.locale), t.n("planned", "planned", planned)
    for total in totals:
        yield languages.format_estimate(_short(total), t.locale), t("estimated value of what is planned")


def _short(value: Estimate) -> Estimate:
    """Return a sum of estimates in whole millions, where it has several: it is no more exact than that."""
    ends = (value.low, value.high)
    low, high = (end.quantize(_MILLION) if end is not None and end >= 10 * _MILLION else end for end in ends)
    return attrs.evolve(value, low=low, high=high)


def _day(talk: Talk) -> date:
    if talk.today is None:
        raise ValueError("a talk of what comes needs a day")
    return talk.today


def _chart(title: str, caption: str, first: str, counts: Mapping[str, int], t: Translator) -> Chart:
    """Return how many procurements each of a few groups has."""
    return blocks.Chart(
        title=title,
        subtitle=caption,
        bars=[count_bar(name, number, t) for name, number in list(counts.items())[:MOST_BARS]],
        alternative=f"{title}.",
        source=t("our list of procurements"),
        table=blocks.Table(
            caption=caption,
            columns=[
                blocks.Column(key="group", title=first),
                blocks.Column(key="procurements", title=t("Procurements"), is_number=True),
            ],
            rows=list(counts.items()),
        ),
    )


def _only_most(counts: Mapping[str, int]) -> str:
    """Return the group that has more than any other; empty where two share the lead."""
    most = max(counts.values())
    leading = [name for name, number in counts.items() if number == most]
    return leading[0] if len(leading) == 1 else ""


def _quarters(talk: Talk, t: Translator) -> Iterable[Slide]:
    planned = [procurement for procurement in talk.coming if procurement.stage is Stage.PLANNED]
    slots = [slot for slot in timetable(planned, _day(talk)) if slot.kind is Kind.GROUP]
    if len(slots) < 2:  # noqa: PLR2004 - nothing to compare
        return
    keys = {slot.key: len(slot.procurements) for slot in slots[:MOST_BARS]}
    counts = {languages.capitalise(_quarter(key, t)): number for key, number in keys.items()}
    most = _only_most(keys)
    title = (
        t("Most procurements begin in the {quarter}", quarter=_quarter(most, t))
        if most
        else t("New procurements begin in {number} quarters", number=languages.format_count(len(slots), t.locale))
    )
    caption = t("Planned procurements, by the quarter in which we advertise them")
    chart = _chart(title, caption, t("Quarter"), counts, t)
    undated = len(planned) - sum(len(slot.procurements) for slot in slots)
    without = t.n("{n} more has no date yet.", "{n} more have no date yet.", undated) if undated else ""
    longer = t("Where the plan says a half-year or a year, we have counted it where that begins.")
    yield slide(title, [_upright(chart)], f"{title}.", longer, without)


def _upright(chart: Chart) -> Chart:
    return attrs.evolve(chart, kind=blocks.ChartKind.COLUMNS)


def _quarter(key: str, t: Translator) -> str:
    year, _, number = key.partition("-Q")
    return languages.quarter_of(int(year), int(number), t.locale)


def _industries(talk: Talk, t: Translator) -> Iterable[Slide]:
    by_industry = Counter(key for procurement in talk.coming if (key := topic_of(procurement)))
    counts = {
        industry_label(key, t): number
        for key, number in sorted(by_industry.items(), key=lambda pair: (-pair[1], pair[0]))
    }
    if len(counts) < 2:  # noqa: PLR2004 - nothing to compare
        return
    most = _only_most(counts)
    title = (
        t(
            "{industry} has the most procurements: {number}",
            industry=most,
            number=languages.format_number(counts[most], t.locale),
        )
        if most
        else t("We will buy in {number} industries", number=languages.format_count(len(counts), t.locale))
    )
    caption = t("Procurements that are open or planned, by industry")
    chart = _chart(title, caption, t("Industry"), counts, t)
    after = runners_up(_in_a_clear_order(counts), t) if most else ""
    every = t("All of them are on our list, with when and about how much.")
    yield slide(title, [chart], f"{title}.", after, every)


def _in_a_clear_order(counts: Mapping[str, int]) -> list[str]:
    """Return the groups, the largest first, as long as each has more than the next: nobody comes second with three."""
    ranked = list(counts.items())
    ties = (place for place in range(len(ranked) - 1) if ranked[place][1] == ranked[place + 1][1])
    return [name for name, _ in ranked[: next(ties, len(ranked))]]


def _next(talk: Talk, t: Translator) -> Slide:
    first = talk.coming[0]
    named = title_of(first, t)
    is_open = first.stage is Stage.ADVERTISED
    if not isinstance(named, str):  # a title has no words of another language; the table below has its name
        title = t("This is what comes next")
    else:
        title = t("You can bid for {title} now", title=named) if is_open else t("First comes {title}", title=named)
    ids = talk.procurements.ids
    table = blocks.Table(
        caption=t("What you can bid for next"),
        columns=[
            blocks.Column(key="title", title=t("What")),
            blocks.Column(key="when", title=t("When")),
            blocks.Column(key="estimated_value", title=t("Estimated value")),
        ],
        rows=[_row(procurement, ids, t) for procurement in talk.coming[:MOST_NEXT]],
    )
    begin = t(
        "To be ready in time, begin now: read what we asked for last time, and look for partners if you need any."
    )
    before = t("Until a procurement is advertised you can talk with us about it. What we tell you, we tell everyone.")
    return slide(title, [table], *_spoken(talk.coming[:MOST_NEXT], t), begin, before)


def _spoken(coming: Sequence[ProcurementFacts], t: Translator) -> Iterable[Text]:
    """Yield what comes, and when, as it is read aloud."""
    for procurement in coming:
        when = next(iter(when_due(procurement, t)), t("date not set"))
        yield one_text(t.parts("{title}: {when}.", title=title_of(procurement, t), when=when))


def _row(procurement: ProcurementFacts, ids: PageIds, t: Translator) -> tuple[Cell, ...]:
    return (
        blocks.Link(procurement.title, to=ids.of(procurement), lang=languages.foreign_lang(procurement.lang, t.locale)),
        _when(procurement, t),
        cell(procurement, "estimated_value", t("not estimated"), t),
    )


def _when(procurement: ProcurementFacts, t: Translator) -> Cell:
    """Return the last day for bids, or when it is planned."""
    if procurement.stage is Stage.ADVERTISED:
        return languages.capitalise(next(iter(when_due(procurement, t)), ""))
    return cell(procurement, "planned_publication", t("date not set"), t)


def _contracts(talk: Talk, t: Translator) -> Iterable[Slide]:
    ending = talk.ending
    if not ending:
        return
    number = len(ending)
    title = t.n(
        "{number} contract ends within {months} months",
        "{number} contracts end within {months} months",
        number,
        number=languages.format_number(number, t.locale),
        months=MONTHS,
    )
    table = blocks.Table(
        caption=t("The contracts that end next"),
        columns=[blocks.Column(key="title", title=t("Contract")), blocks.Column(key="ends", title=t("Ends"))],
        rows=[(title_of(contract, t), contract.ends) for contract in ending[:MOST_ROWS]],
    )
    named = listed([title_of(contract, t) for contract in ending[:MOST_ROWS]], t)
    first = one_text(t.parts("The next to end: {contracts}.", contracts=named))
    usually = t("When a contract ends, we often buy anew. That is when a new supplier has its chance.")
    options = t("Some contracts can be extended. Ask us about the one that you are interested in.")
    yield slide(title, [table], f"{title}.", first, usually, options)
