from ._problems import SHOWN as SHOWN
from ._problems import Key as Key
from ._problems import Problems as Problems
from ._reconciliation import AmountReport as AmountReport
from ._reconciliation import FileReport as FileReport
from ._reconciliation import Reconciliation as Reconciliation
