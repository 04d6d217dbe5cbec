"""Questions to what was read: each a pure function, each answer a small table that adds up.

Each name is loaded when it is first asked for: who groups spend does not wait for what tells of bids.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
