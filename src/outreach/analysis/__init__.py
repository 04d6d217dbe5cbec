"""Questions to what was read: each a pure function, each answer a small table that adds up."""

from outreach.analysis._breakdown import Breakdown
from outreach.analysis._competition import Competition, competition
from outreach.analysis._duplicates import duplicates
from outreach.analysis._expiring import Expiring, ExpiringContract, expiring
from outreach.analysis._feedback import FeedbackRow, feedback_summary
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
    "Breakdown",
    "Competition",
    "Expiring",
    "ExpiringContract",
    "FeedbackRow",
    "Kind",
    "LocalShare",
    "PipelineBreakdown",
    "PipelineRow",
    "SameSuggestion",
    "Slot",
    "SpendBreakdown",
    "SpendRow",
    "competition",
    "duplicates",
    "expiring",
    "feedback_summary",
    "local_share",
    "pipeline",
    "same_suppliers",
    "spend",
    "timetable",
    "upcoming",
]
