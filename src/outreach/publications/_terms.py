"""Terms of law, each explained in a sentence where it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import languages
from outreach.model import Procedure, Technique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.languages import Translator
    from outreach.model import Procurement


def explained(term: Procedure | Technique, t: Translator) -> str:
    """Return what a *term* of law means (förklaring); empty where there is nothing to explain."""
    return _explanations(t).get(term, "")


def terms_of(procurements: Iterable[Procurement], t: Translator) -> list[tuple[str, str]]:
    """Return the terms that the *procurements* use, with their explanations, in the order of the model."""
    used: set[Procedure | Technique | None] = set()
    for procurement in procurements:
        used |= {procurement.procedure, *procurement.techniques}
    return [
        (languages.capitalise(languages.label(term, t.locale)), explained(term, t))
        for term in (*Procedure, *Technique)
        if term in used and explained(term, t)
    ]


def _explanations(t: Translator) -> dict[Procedure | Technique, str]:
    return {
        Procedure.OPEN: t("every company may bid"),
        Procedure.RESTRICTED: t("every company may apply, and those we select may bid"),
        Procedure.NEGOTIATED: t("every company may apply, and we negotiate with those we select"),
        Procedure.NEGOTIATED_WITHOUT_CALL: t("we negotiate with one or more companies without advertising"),
        Procedure.COMPETITIVE_DIALOGUE: t("we discuss solutions with the companies we select before they bid"),
        Procedure.INNOVATION_PARTNERSHIP: t("we develop something new together with one or more companies"),
        Procedure.DIRECT: t("a purchase without advertising, below a certain amount"),
        Procedure.SIMPLIFIED: t("every company may bid, and we may negotiate"),
        Procedure.SELECTION: t("every company may apply, and we invite some to bid"),
        Technique.FRAMEWORK: t("an agreement on the terms of purchases we make later"),
        Technique.CALL_OFF: t("a purchase under a framework agreement that is in place"),
        Technique.RENEWED_COMPETITION: t("companies in a framework agreement bid anew for a purchase"),
        Technique.DYNAMIC_PURCHASING_SYSTEM: t("you can join at any time, and then bid for each purchase"),
        Technique.FREE_CHOICE: t("the people who use the service choose among approved companies"),
    }
