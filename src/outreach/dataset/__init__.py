"""What was read: records and ledger, merged, with all that is wrong and the account of it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
