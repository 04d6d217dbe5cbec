from ._options import ReadOptions as ReadOptions
from ._table import Layout as Layout
from ._table import Row as Row
from ._table import Table as Table
