"""What a publication says in a language, and how dates, amounts and lists are written in it.

The one place that reads catalogues (gettext) and asks Babel. Every function takes the locale: nothing depends on the
machine's, nor on its time zone. Texts are English in the code; a text that a catalogue lacks is an error, never
silently English.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
