"""Files → copies of the same shape with other values, safe to show to a stranger."""

from outreach.sampling._sample import write_sample

__all__ = ["write_sample"]
