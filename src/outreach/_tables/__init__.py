"""A table of a file: what it is, where its headings stand, and how it writes its values."""

from outreach._tables._table import Layout, Table

__all__ = ["Layout", "Table"]
