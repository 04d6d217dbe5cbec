"""A table of a file: what it is, where its headings stand, and how it writes its values."""

from outreach.tables._options import ReadOptions
from outreach.tables._table import Layout, Row, Table

__all__ = ["Layout", "ReadOptions", "Row", "Table"]
