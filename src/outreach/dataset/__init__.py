"""What was read: records and ledger, merged, with all that is wrong and the account of it."""

from outreach.dataset._dataset import Dataset
from outreach.dataset._processes import Bidding, Processes
from outreach.dataset._records import Records

__all__ = ["Bidding", "Dataset", "Processes", "Records"]
