"""What a publication is made of: blocks, each in one language, with values that keep their type.

A publisher gets blocks and nothing else of the records' contents, so what is not in a block cannot leak. Text is a
``str`` or a tuple of ``str`` and inline parts (``Link``, ``Strong``, ``Moment``, ``Foreign``). Cells of a table are
typed (money, dates, periods, shares): each channel formats them in its own way, a spreadsheet as numbers. What is in
another language than the publication says so, so that a screen reader pronounces it as what it is.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
