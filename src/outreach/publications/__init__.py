"""Records and analyses composed into publications, one private module per kind.

Each name is loaded when it is first asked for: who publishes a list does not wait for what tells of a meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach._later import names_later

if TYPE_CHECKING:
    from outreach.publications._bid_handout import bid_handout
    from outreach.publications._case import case_page
    from outreach.publications._consultation import comments_summary, request_for_information
    from outreach.publications._coverage import coverage
    from outreach.publications._fair import fair
    from outreach.publications._fair_tables import with_fair_tables
    from outreach.publications._invitation import invitation
    from outreach.publications._minutes import minutes
    from outreach.publications._papers import name_badges, table_signs
    from outreach.publications._pictures import Pictures, pictures
    from outreach.publications._press_release import press_release
    from outreach.publications._procurement_list import procurement_list
    from outreach.publications._programme_page import programme
    from outreach.publications._purchaser_sheet import purchaser_sheets
    from outreach.publications._questions import questions_and_answers
    from outreach.publications._results import results
    from outreach.publications._spend_presentation import spend_presentation
    from outreach.publications._spend_report import spend_report

__all__ = [
    "Pictures",
    "bid_handout",
    "case_page",
    "comments_summary",
    "coverage",
    "fair",
    "invitation",
    "minutes",
    "name_badges",
    "pictures",
    "press_release",
    "procurement_list",
    "programme",
    "purchaser_sheets",
    "questions_and_answers",
    "request_for_information",
    "results",
    "spend_presentation",
    "spend_report",
    "table_signs",
    "with_fair_tables",
]

_NAMES = {
    "_bid_handout": ("bid_handout",),
    "_case": ("case_page",),
    "_consultation": ("comments_summary", "request_for_information"),
    "_coverage": ("coverage",),
    "_fair": ("fair",),
    "_fair_tables": ("with_fair_tables",),
    "_invitation": ("invitation",),
    "_minutes": ("minutes",),
    "_papers": ("name_badges", "table_signs"),
    "_pictures": ("Pictures", "pictures"),
    "_press_release": ("press_release",),
    "_procurement_list": ("procurement_list",),
    "_programme_page": ("programme",),
    "_purchaser_sheet": ("purchaser_sheets",),
    "_questions": ("questions_and_answers",),
    "_results": ("results",),
    "_spend_presentation": ("spend_presentation",),
    "_spend_report": ("spend_report",),
}
__getattr__, __dir__ = names_later(globals(), _NAMES)
