"""What differs from country to country: numbers, money, account plans, places, holidays and the law's words.

A :class:`Country` is a value that is passed on: nothing below the registry looks one up. Sweden and the United Kingdom
come with the library, one folder each; installed packages bring others through ``outreach_countries()``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
