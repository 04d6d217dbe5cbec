"""Helps a municipality reach its suppliers: from purchase ledger and procurement list to pages, sheets and calendars.

Sources read files into records and a ledger, analyses answer questions of them, publications say it in a language, and
publishers take it to whoever reads::

    data = outreach.read("leverantorsreskontra-2016.csv", "upphandlingslista-2017.xlsx")
    outreach.publish([publications.procurement_list(data, locale="sv_SE", today=today)], to=[Site("public")])

Everything public is a name in ``__init__.pyi``, and is loaded when it is first asked for: importing it costs nothing.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, _, __all__ = lazy_loader.attach_stub(__name__, __file__)
__all__ += ["__version__"]


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return __all__
