"""The nouns: frozen records. Where they were read and what is made of them is not known here."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
