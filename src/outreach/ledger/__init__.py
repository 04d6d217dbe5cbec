"""Purchases as columns: read in one pass, counted to the last row, added up to the last öre."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
