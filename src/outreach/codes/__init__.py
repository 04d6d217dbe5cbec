"""Classifications that are the same in every country: CPV, NACE, account plans as such, and the library's industries.

Small tables ship with the package: the 45 divisions of CPV 2008, the sections and divisions of NACE Rev. 2 (SNI and SIC
are its national versions), and a vocabulary of industries that all of these map to. Municipalities, regions and account
plans are their country's: ``outreach.countries.country("SE").municipality("Hässleholm")``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
