from ._inputs import NOT_UNDERSTOOD as NOT_UNDERSTOOD
from ._read import read as read
from ._read import read_inputs as read_inputs
from ._read import save_mapping as save_mapping
from ._scan import scan as scan
