"""Records and analyses composed into publications, one private module per kind."""

from outreach.publications._invitation import invitation
from outreach.publications._procurement_list import procurement_list
from outreach.publications._spend_report import spend_report

__all__ = ["invitation", "procurement_list", "spend_report"]
