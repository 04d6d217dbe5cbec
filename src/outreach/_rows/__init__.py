"""Rows → records: every field read strictly, every fault with its address."""

from outreach._rows._processes import Bidding, Processes
from outreach._rows._row import Row

__all__ = ["Bidding", "Processes", "Row"]
