"""Whether a purchase will be advertised, and what a supplier does where it will not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import languages
from outreach.model import Procedure, Technique

if TYPE_CHECKING:
    from outreach.languages import Translator
    from outreach.model import Period, Procurement

_CLOSED: Final = frozenset({Technique.CALL_OFF, Technique.RENEWED_COMPETITION})
_QUIET: Final = frozenset({Procedure.DIRECT, Procedure.NEGOTIATED_WITHOUT_CALL})
_SAID: Final = ("med annonsering", "annonserad", "advertised", "with a notice")


def is_advertised(procurement: Procurement) -> bool:
    """Tell whether there is, or will be, a notice (annonseras).

    A direct award needs none, and a call-off is for the companies of its framework agreement alone; but a buyer may
    advertise what it need not, and then the list says so.
    """
    if procurement.notice_url or procurement.tender_deadline:
        return True
    if procurement.procedure in _QUIET:
        return any(word in procurement.procedure_text.casefold() for word in _SAID)
    return not _CLOSED & set(procurement.techniques)


def planned(procurement: Procurement, period: Period, t: Translator) -> str:
    """Return that a procurement is planned for a *period*, as a sentence: to advertise it, or to buy."""
    when = languages.format_when(period, t.locale)
    if is_advertised(procurement):
        return t("We plan to advertise this procurement {when}.", when=when)
    return t("We plan to buy this {when}.", when=when)


def was_planned(procurement: Procurement, period: Period, t: Translator) -> str:
    """Return the same of a *period* that has passed."""
    when = languages.format_when(period, t.locale)
    if is_advertised(procurement):
        return t("We planned to advertise this procurement {when}. Ask us what applies now.", when=when)
    return t("We planned to buy this {when}. Ask us what applies now.", when=when)


def without_date(procurement: Procurement, t: Translator) -> str:
    """Return that a procurement is planned, and nobody knows for when."""
    if is_advertised(procurement):
        return t("We plan this procurement. When we will advertise it is not set yet.")
    return t("We plan this purchase. When we will buy is not set yet.")


def due(procurement: Procurement, period: Period, t: Translator) -> str:
    """Return what will happen when, in few words."""
    when = languages.format_when(period, t.locale)
    if period.is_open:
        return when
    if is_advertised(procurement):
        return t("to be advertised {when}", when=when)
    return t("to be bought {when}", when=when)


def term(procurement: Procurement, t: Translator) -> str:
    """Return what the planned time is the time of."""
    return t("To be advertised") if is_advertised(procurement) else t("To be bought")


def how_to_bid(procurement: Procurement, t: Translator) -> str:
    """Return what a supplier does who wants what is planned."""
    if is_advertised(procurement):
        return t("You can bid when we have advertised it. The link will be here.")
    if _CLOSED & set(procurement.techniques):
        return t("Only companies in the framework agreement can supply this.")
    if procurement.procedure is Procedure.DIRECT:
        return t("A direct award need not be advertised. Tell us if you want to bid.")
    return t("This purchase is not advertised. Ask us how it is made.")
