"""Records and analyses composed into publications, one private module per kind."""

from outreach.publications._invitation import invitation
from outreach.publications._procurement_list import procurement_list

__all__ = ["invitation", "procurement_list"]
