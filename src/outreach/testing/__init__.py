r"""The checks that integrators run on their sources and publishers, each a case of pytest (provbänk).

Five lines in a plugin's own tests::

    from outreach import testing
    from outreach_hassleholm import ProcurementList

    HEAD = "Nr;Upphandling;Annonseras\n"
    test_source = testing.source_tests(
        ProcurementList, suffix=".csv", empty=HEAD, one=f"{HEAD}1;Hisservice;Q1 2017\n",
        many=f"{HEAD}1;Hisservice;Q1 2017\n2;Skyltar;våren 2017\n",
    )

Without pytest: ``for check in testing.source_checks(…): check(folder)``.
"""

from outreach.testing._check import Check, CheckFailed
from outreach.testing._corpus import KINDS, bad_inputs, broken
from outreach.testing._kit import publisher_checks, publisher_tests, source_checks, source_tests
from outreach.testing._samples import hostile_publications, sample_publications

__all__ = [
    "KINDS",
    "Check",
    "CheckFailed",
    "bad_inputs",
    "broken",
    "hostile_publications",
    "publisher_checks",
    "publisher_tests",
    "sample_publications",
    "source_checks",
    "source_tests",
]
