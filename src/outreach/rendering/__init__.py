"""Blocks in the forms a channel needs: HTML, text, Markdown, charts, CSV, spreadsheets; public, for every publisher.

Each name is loaded when it is first asked for: a publisher that is only registered renders nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
