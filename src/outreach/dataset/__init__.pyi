from ._dataset import Dataset as Dataset
from ._records import Records as Records
from ._scan import Bidding as Bidding
from ._scan import Processes as Processes
from ._scan import Scan as Scan
from ._scan import ScanPart as ScanPart
