"""The five steps from a notice to a contract: where each is taken, and what time it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach import blocks
from outreach.blocks import Inline, Text
from outreach.publications._wording import LIST_ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Block
    from outreach.languages import Translator

REGISTER: Final = "https://www.konkurrensverket.se/upphandling/registrerade-annonsdatabaser/annonsdatabasregistret/"
"""The public register of the databases that notices may stand in; the Competition Authority keeps it."""


@attrs.frozen
class _Step:
    title: str
    items: tuple[str | Text, ...]
    where: Inline | Text
    how_long: str


def steps(notices_url: str, t: Translator) -> Iterable[Block]:
    """Yield the steps (fem steg till ett anbud), each under a heading of its own."""
    for number, make in enumerate((_find, _read, _ask, _bid, _decision), start=1):
        step = make(notices_url, t)
        yield blocks.Heading(f"{number}. {step.title}")
        yield blocks.List(step.items)
        yield blocks.Facts([(t("Where"), step.where), (t("How long"), step.how_long)])


def _database(notices_url: str, t: Translator) -> blocks.Link:
    if notices_url:
        return blocks.Link(t("our notices"), url=notices_url)
    return blocks.Link(t("the register of notice databases"), url=REGISTER)


def _find(notices_url: str, t: Translator) -> _Step:
    return _Step(
        t("Find what we buy"),
        (
            t("We advertise in a notice database that is registered with the Swedish Competition Authority."),
            t("Anybody can search there free of charge. Save a search for what you sell, and you get an e-mail."),
            t("Large procurements are also in TED, the EU’s database."),
            t.parts(
                "On {list} you see what is to come, so that you can prepare.",
                list=blocks.Link(t("our list of procurements"), to=LIST_ID),
            ),
        ),
        _database(notices_url, t),
        t("about an hour, once"),
    )


def _read(notices_url: str, t: Translator) -> _Step:
    del notices_url
    return _Step(
        t("Read what we ask for"),
        (
            t("Download the procurement documents; they are free. Begin with the requirements: do you meet them all?"),
            t("Then see what decides who wins, when the contract begins, and the last day for bids."),
            t("Is it too large? See if you can bid for a part, or bid together with others."),
        ),
        t("in the procurement system where the notice is"),
        t("two hours to half a day"),
    )


def _ask(notices_url: str, t: Translator) -> _Step:
    del notices_url
    return _Step(
        t("Ask when something is unclear"),
        (
            t("Put your question in the procurement system, in writing, before the last day for questions. Ask early."),
            t("We answer in the system, to everybody at once, without saying who asked."),
            t("What you are told in any other way does not count."),
            t("Is something wrong in the documents? Tell us: while bids are open we can still change them."),
        ),
        t("in the procurement system where the notice is"),
        t("a few minutes; then wait some days for the answer"),
    )


def _bid(notices_url: str, t: Translator) -> _Step:
    del notices_url
    return _Step(
        t("Write the bid and send it"),
        (
            t("Answer everything we ask for, in our forms, and add no terms of your own."),
            t("You declare that you meet the requirements. We ask the winner for the evidence."),
            t("Above the EU’s thresholds you can use the EU’s form for this, the ESPD."),
            t("Is something a business secret? Say what, and why."),
            t("Send the bid in the system. Until the last day you can change it or take it back."),
            t("A bid that comes too late we may not assess."),
        ),
        t("in the procurement system where the notice is"),
        t("one to three days; the first time takes longest"),
    )


def _decision(notices_url: str, t: Translator) -> _Step:
    del notices_url
    return _Step(
        t("Wait for the decision"),
        (
            t("We open the bids when the time for bids is over."),
            t("Until we have decided, everything about the bids is secret, even who has bid."),
            t("Everybody who has bid gets the decision, with the reasons."),
            t("Then we wait at least ten days before we sign the contract. This does not apply to direct awards."),
            t("Do you think that we have broken the rules? Ask the administrative court to review it while we wait."),
            t("You did not win? Ask why, and ask to see the winning bid. It makes the next one better."),
        ),
        t("the decision comes through the system, or by e-mail"),
        t("often one to three months"),
    )
