"""Strict reading of text: dates, periods, amounts, estimates, lengths, identifiers, yes and no.

Pure functions with plain results. Every one of them reads a fixed set of forms and raises
:class:`~outreach.errors.UnreadableError` for the rest, with a hint what to write: nothing is guessed from today's
date, the machine's locale or a longer text. Only ASCII digits are digits.

What reads lists (periods, lengths) is loaded when it is first asked for, and the words of the languages are: their many
patterns take longer to compile than a small ledger to read.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
