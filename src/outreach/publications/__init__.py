"""Records and analyses composed into publications, one private module per kind.

Each name is loaded when it is first asked for: who publishes a list does not wait for what tells of a meeting.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
