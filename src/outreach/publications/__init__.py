"""Records and analyses composed into publications, a folder for each subject.

Each name is loaded when it is first asked for: a list does not wait for the modules of a meeting.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
