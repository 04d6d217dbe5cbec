"""The whole procurement list as data: every public field, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from outreach import languages
from outreach.blocks import AsWritten, Cell, Column, Link, Table
from outreach.publications._public import industry_of, masked, public_contact
from outreach.publications._wording import as_written

if TYPE_CHECKING:
    import enum
    from collections.abc import Callable

    from outreach.languages import Translator
    from outreach.model import Procurement
    from outreach.publications._listing import Listing

    Write: TypeAlias = Callable[[Procurement], Cell]


def whole_list(listing: Listing) -> Table:
    """Return every public field of a list as a table to download; a column nobody fills is left out."""
    t, every = listing.t, listing.procurements
    written = [(column, [write(each) for each in every]) for column, write in (*_columns(t), *_outcome(listing))]
    kept = [(column, cells) for column, cells in written if any(cell is not None for cell in cells)]
    return Table(
        caption=t("The whole list, with every detail"),
        columns=[column for column, _ in kept],
        rows=zip(*(cells for _, cells in kept), strict=True),
        download=t.c("slug", "procurement-list"),
        is_shown=False,
    )


def _columns(t: Translator) -> list[tuple[Column, Write]]:
    return [*_what(t), *_how(t), *_when(t), *_who(t)]


def _outcome(listing: Listing) -> list[tuple[Column, Write]]:
    """Return what the records do not hold themselves: what came of them, and what has changed."""
    t = listing.t

    def what_changed(each: Procurement) -> Cell:
        change = listing.change(each)
        return change.text if change else None

    return [
        (
            Column(key="winners", title=t("Chosen supplier")),
            lambda each: languages.format_list(listing.fact(each).winners, t.locale) or None,
        ),
        (Column(key="awarded_value", title=t("Agreed value")), lambda each: listing.fact(each).awarded_value),
        (Column(key="change", title=t("What has changed")), what_changed),
        *_language(listing),
    ]


def _language(listing: Listing) -> list[tuple[Column, Write]]:
    """Return the language of each record's texts; left out of a list that is Swedish throughout, as records are."""
    t = listing.t
    if {t.lang, *(languages.text_lang(each.lang) for each in listing.procurements)} == {languages.text_lang("")}:
        return []
    return [(Column(key="lang", title=t("Language")), lambda each: languages.text_lang(each.lang))]


def _what(t: Translator) -> list[tuple[Column, Write]]:
    return [
        (Column(key="title", title=t("What")), lambda each: masked(each.title)),
        (Column(key="id", title=t("Id")), lambda each: masked(each.id)),
        (Column(key="internal_id", title=t("Reference")), lambda each: masked(each.internal_id) or None),
        (Column(key="description", title=t("Description")), lambda each: masked(each.description) or None),
        (Column(key="buyer", title=t("Buyer")), lambda each: masked(each.buyer) or None),
        (Column(key="unit", title=t("Department")), lambda each: masked(each.unit) or None),
        (Column(key="industry", title=t("Industry")), lambda each: industry_of(each, t.locale) or None),
        (Column(key="cpv", title=t("CPV code")), _cpv),
        (Column(key="nature", title=t("Type")), lambda each: _label(each.nature, t)),
    ]


def _how(t: Translator) -> list[tuple[Column, Write]]:
    return [
        (
            Column(key="procedure", title=t("Procedure")),
            lambda each: _label(each.procedure, t) or masked(each.procedure_text) or None,
        ),
        (Column(key="techniques", title=t("Technique")), lambda each: _labels(each, t)),
        (Column(key="stage", title=t("Stage")), lambda each: _label(each.stage, t)),
        (Column(key="estimated_value", title=t("Estimated value")), _value("estimated_value")),
        (Column(key="suits_small_suppliers", title=t("Suits small suppliers")), _value("suits_small_suppliers")),
    ]


def _when(t: Translator) -> list[tuple[Column, Write]]:
    fields = {
        "planned_publication": t("To be advertised"),
        "question_deadline": t("Questions by"),
        "tender_deadline": t("Bid by"),
        "contract_period": t("Contract starts"),
        "contract_length": t("Length of contract"),
        "current_contract_ends": t("Present contract ends"),
        "changed": t("Last changed"),
    }
    return [(Column(key=field, title=title), _value(field)) for field, title in fields.items()]


def _who(t: Translator) -> list[tuple[Column, Write]]:
    contacts = {"name": t("Whom to ask"), "email": t("E-mail"), "phone": t("Telephone")}
    return [
        (
            Column(key="incumbents", title=t("Present supplier")),
            lambda each: languages.format_list(map(masked, each.incumbents), t.locale) or None,
        ),
        *((Column(key=f"purchaser_{field}", title=title), _of_contact(field, t)) for field, title in contacts.items()),
        (Column(key="certainty", title=t("How certain")), lambda each: masked(each.certainty) or None),
        (Column(key="comments", title=t("Comments")), lambda each: masked(each.comments) or None),
        (
            Column(key="notice_url", title=t("Notice")),
            lambda each: Link(each.notice_url, url=each.notice_url) if each.notice_url else None,
        ),
    ]


def _value(field: str) -> Write:
    def write(each: Procurement) -> Cell:
        value: Cell = getattr(each, field)
        text = as_written(each, field) if value is None else ""
        return AsWritten(text) if text else value

    return write


def _of_contact(field: str, t: Translator) -> Write:
    def write(each: Procurement) -> Cell:
        contact = public_contact(each.purchaser, t.locale)
        return str(getattr(contact, field)) or None if contact else None

    return write


def _label(member: enum.Enum | None, t: Translator) -> str | None:
    return languages.label(member, t.locale) if member else None


def _labels(each: Procurement, t: Translator) -> str | None:
    return ", ".join(languages.label(technique, t.locale) for technique in each.techniques) or None


def _cpv(each: Procurement) -> str | None:
    return ", ".join(one.code for one in each.classifications if one.scheme == "CPV") or None
