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

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
