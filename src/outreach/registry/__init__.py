"""The contracts of sources and publishers, the hooks that announce them, and what is installed.

The only room that touches pluggy.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
