"""Questions to what was read: each a pure function, each answer a small table that adds up.

Each name is loaded when it is first asked for: who groups spend does not wait for what tells of bids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach._later import names_later

if TYPE_CHECKING:
    from outreach.analysis._attendance import Attendance, attendance
    from outreach.analysis._breakdown import Breakdown
    from outreach.analysis._changes import Change, changes
    from outreach.analysis._choices import ChoiceRow, feedback_choices
    from outreach.analysis._competition import Competition, competition
    from outreach.analysis._duplicates import duplicates
    from outreach.analysis._expiring import Expiring, ExpiringContract, expiring
    from outreach.analysis._fair import FairTable, fair_tables
    from outreach.analysis._feedback import FeedbackRow, feedback_summary
    from outreach.analysis._industry_suppliers import IndustrySpend, industry_suppliers
    from outreach.analysis._list_quality import AttributeScore, EntryToMend, ListQuality, list_quality
    from outreach.analysis._local import LocalShare, local_share
    from outreach.analysis._pipeline import pipeline
    from outreach.analysis._pipeline_breakdown import PipelineBreakdown
    from outreach.analysis._plans import Accounts
    from outreach.analysis._rows import Kind, PipelineRow, SpendRow
    from outreach.analysis._same import SameSuggestion, same_suppliers
    from outreach.analysis._spend import spend
    from outreach.analysis._spend_breakdown import SpendBreakdown
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
    "_breakdown": ("Breakdown",),
    "_changes": ("Change", "changes"),
    "_choices": ("ChoiceRow", "feedback_choices"),
    "_competition": ("Competition", "competition"),
    "_duplicates": ("duplicates",),
    "_expiring": ("Expiring", "ExpiringContract", "expiring"),
    "_fair": ("FairTable", "fair_tables"),
    "_feedback": ("FeedbackRow", "feedback_summary"),
    "_industry_suppliers": ("IndustrySpend", "industry_suppliers"),
    "_list_quality": ("AttributeScore", "EntryToMend", "ListQuality", "list_quality"),
    "_local": ("LocalShare", "local_share"),
    "_pipeline": ("pipeline",),
    "_pipeline_breakdown": ("PipelineBreakdown",),
    "_plans": ("Accounts",),
    "_rows": ("Kind", "PipelineRow", "SpendRow"),
    "_same": ("SameSuggestion", "same_suppliers"),
    "_spend": ("spend",),
    "_spend_breakdown": ("SpendBreakdown",),
    "_timetable": ("Slot", "timetable", "upcoming"),
}
__getattr__, __dir__ = names_later(globals(), _NAMES)
