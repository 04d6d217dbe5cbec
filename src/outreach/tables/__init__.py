"""A table of a file: what it is, where its headings stand, and how it writes its values."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
