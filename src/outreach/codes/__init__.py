"""Public classifications: CPV, SNI, counties and municipalities, account plans, and the library's industries.

Small tables ship with the package: the 45 divisions of CPV 2008, the sections and
divisions of SNI 2007 (NACE Rev. 2), the 21 counties with their NUTS 3 codes, the 290 municipalities, the groups of
the municipal account plan Kommun-Bas, and a vocabulary of industries that all of these map to.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
