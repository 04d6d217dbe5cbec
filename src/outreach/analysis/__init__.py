"""Questions to what was read: each a pure function, each answer a small table that adds up.

Each name is loaded when it is first asked for: who groups spend does not wait for what tells of bids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach._later import names_later

if TYPE_CHECKING:
    from outreach.analysis._attendance import Attendance, attendance
    from outreach.analysis._breakdown import Breakdown, Kind, PipelineRow, SpendRow
    from outreach.analysis._changes import Change, changes
    from outreach.analysis._competition import Competition, competition
    from outreach.analysis._expiring import Expiring, ExpiringContract, expiring
    from outreach.analysis._fair import FairTable, fair_tables
    from outreach.analysis._feedback import ChoiceRow, FeedbackRow, feedback_choices, feedback_summary
    from outreach.analysis._industry_suppliers import IndustrySpend, industry_suppliers
    from outreach.analysis._list_quality import AttributeScore, EntryToMend, ListQuality, list_quality
    from outreach.analysis._local import LocalShare, local_share
    from outreach.analysis._pipeline import PipelineBreakdown, pipeline
    from outreach.analysis._question import Accounts
    from outreach.analysis._same import SameSuggestion, duplicates, same_suppliers
    from outreach.analysis._spend import SpendBreakdown, spend
    from outreach.analysis._timetable import Slot, timetable, upcoming

__all__ = [
    "Accounts",
    "Attendance",
    "AttributeScore",
    "Breakdown",
    "Change",
    "ChoiceRow",
    "Competition",
    "EntryToMend",
    "Expiring",
    "ExpiringContract",
    "FairTable",
    "FeedbackRow",
    "IndustrySpend",
    "Kind",
    "ListQuality",
    "LocalShare",
    "PipelineBreakdown",
    "PipelineRow",
    "SameSuggestion",
    "Slot",
    "SpendBreakdown",
    "SpendRow",
    "attendance",
    "changes",
    "competition",
    "duplicates",
    "expiring",
    "fair_tables",
    "feedback_choices",
    "feedback_summary",
    "industry_suppliers",
    "list_quality",
    "local_share",
    "pipeline",
    "same_suppliers",
    "spend",
    "timetable",
    "upcoming",
]

_NAMES = {
    "_attendance": ("Attendance", "attendance"),
    "_breakdown": ("Breakdown", "Kind", "PipelineRow", "SpendRow"),
    "_changes": ("Change", "changes"),
    "_competition": ("Competition", "competition"),
    "_expiring": ("Expiring", "ExpiringContract", "expiring"),
    "_fair": ("FairTable", "fair_tables"),
    "_feedback": ("ChoiceRow", "FeedbackRow", "feedback_choices", "feedback_summary"),
    "_industry_suppliers": ("IndustrySpend", "industry_suppliers"),
    "_list_quality": ("AttributeScore", "EntryToMend", "ListQuality", "list_quality"),
    "_local": ("LocalShare", "local_share"),
    "_pipeline": ("PipelineBreakdown", "pipeline"),
    "_question": ("Accounts",),
    "_same": ("SameSuggestion", "duplicates", "same_suppliers"),
    "_spend": ("SpendBreakdown", "spend"),
    "_timetable": ("Slot", "timetable", "upcoming"),
}
__getattr__, __dir__ = names_later(globals(), _NAMES)
