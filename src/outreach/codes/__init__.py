"""Public classifications: CPV, SNI, counties and municipalities, account plans, and the library's industries.

Small tables ship with the package: the 45 divisions of CPV 2008, the sections and
divisions of SNI 2007 (NACE Rev. 2), the 21 counties with their NUTS 3 codes, the 290 municipalities, the groups of
the municipal account plan Kommun-Bas, and a vocabulary of industries that all of these map to.
"""

from outreach.codes._accounts import (
    NOT_PURCHASES,
    AccountGroup,
    AccountPlan,
    account_plan,
    accounts_agree,
    industry_of_account,
)
from outreach.codes._code import Code
from outreach.codes._cpv import cpv
from outreach.codes._industries import (
    INDUSTRIES,
    Industry,
    industry,
    industry_by_name,
    industry_of_cpv,
    industry_of_sni,
)
from outreach.codes._list import CodeList, load
from outreach.codes._places import (
    counties,
    county,
    municipalities,
    municipality,
    municipality_by_name,
    nuts,
    nuts_of_county,
)
from outreach.codes._sni import sni

__all__ = [
    "INDUSTRIES",
    "NOT_PURCHASES",
    "AccountGroup",
    "AccountPlan",
    "Code",
    "CodeList",
    "Industry",
    "account_plan",
    "accounts_agree",
    "counties",
    "county",
    "cpv",
    "industry",
    "industry_by_name",
    "industry_of_account",
    "industry_of_cpv",
    "industry_of_sni",
    "load",
    "municipalities",
    "municipality",
    "municipality_by_name",
    "nuts",
    "nuts_of_county",
    "sni",
]
