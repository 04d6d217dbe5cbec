"""What was read, counted and added up, and every problem that was found: nothing is lost unseen."""

from outreach.reconciliation._problems import SHOWN, Key, Problems
from outreach.reconciliation._reconciliation import AmountReport, FileReport, Reconciliation

__all__ = ["SHOWN", "AmountReport", "FileReport", "Key", "Problems", "Reconciliation"]
