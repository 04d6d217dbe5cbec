"""The industry (bransch) of purchases: by their own code, the supplier register, or the account plan."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from outreach import codes, values
from outreach.analysis import _cells
from outreach.analysis._breakdown import Kind
from outreach.analysis._cells import NOT_KNOWN, OWN_CODE, PLAN, REGISTER, UNKNOWN, Cells, Name, Names, group
from outreach.ledger._columns import pl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from outreach.analysis._question import Plan
    from outreach.ledger import Ledger
    from outreach.model import Classification, Supplier

_OWN: Final = ("industry", "classification")
_NEARLY_ALL: Final = 0.9
"""What part of a column's codes must be CPV codes before it is taken for one of CPV, not of another scheme."""


def industry_cells(ledger: Ledger, register: Mapping[str, Name], plan: Plan) -> Cells:
    """Return the ledger's amounts by industry; *register*: supplier key → industry.

    What is booked on an account that buys nothing is no purchase, whoever was paid. Of all else the first of these
    that tells names the industry: the row's own industry or CPV code, the supplier register, the account plan.
    """
    cube = _cube(ledger)
    accounts = _cells.distinct(cube, "account")
    by_code, notes = _of_codes(_cells.distinct(cube, "classification"))
    by_word = {text: industry_named(text) for text in _cells.distinct(cube, "industry")}
    tables: dict[str, dict[str, Mapping[str, Name]]] = {
        "_nothing": {"account": {account: NOTHING_BOUGHT for account in accounts if plan.buys_nothing(account)}},
        "_own": {"industry": by_word, "classification": by_code},
        "_register": {"supplier_key": register},
        "_plan": {"account": _of_accounts(accounts, plan)},
    }
    names = Names()
    steps = {step: pl.coalesce(*(_numbers(*by, names) for by in columns.items())) for step, columns in tables.items()}
    unknown = pl.lit(names.number(NOT_KNOWN), pl.UInt32)
    frame = cube.with_columns(**steps).select(
        "currency",
        "supplier_key",
        "amount",
        "purchases",
        group=pl.coalesce(*tables, unknown),
        source=_first_that_tells(),
    )
    return Cells(frame=frame, names=_cells.names_frame(names.rows()), notes=(*notes, *plan.notes))


def _cube(ledger: Ledger) -> pl.DataFrame:
    """Return the cube by what can tell an industry; columns that no file has are not looked for in the rows."""
    read = [part.report.columns if part.report else tuple((key, key) for key in _OWN) for part in ledger.parts]
    has = {role for columns in read for _, role in columns}
    cube = ledger.cube("supplier_key", "account", *(key for key in _OWN if key in has), "currency")
    nothing = {key: pl.lit(None, pl.String) for key in _OWN if key not in has}
    return _cells.text_of(cube.with_columns(**nothing), "supplier_key", "account", *_OWN)


def _numbers(column: str, names_of: Mapping[str, Name], names: Names) -> pl.Expr:
    return _cells.mapped(column, {text: names.number(name) for text, name in names_of.items()})


def _first_that_tells() -> pl.Expr:
    """Return the source of each row's group."""
    steps = (("_nothing", PLAN), ("_own", OWN_CODE), ("_register", REGISTER), ("_plan", PLAN))
    sources = (pl.when(pl.col(step).is_not_null()).then(pl.lit(source, pl.UInt8)) for step, source in steps)
    return pl.coalesce(*sources, pl.lit(UNKNOWN, pl.UInt8))


def _of_codes(texts: list[str]) -> tuple[dict[str, Name], tuple[str, ...]]:
    """Read the codes of a column: all of them or, where many are no CPV codes, none."""
    texts = [text for text in texts if ":" not in text]  # what names another list says itself that it is none of CPV
    industries = {text: codes.industry_of_cpv(text) for text in texts}
    named = {text: industry_coded(code) for text, code in industries.items() if code}
    if not texts or len(named) >= _NEARLY_ALL * len(texts):
        return named, ()
    return {}, (f"the ledger's codes are not CPV ({len(named):,} of {len(texts):,} would be): they tell no industry",)


def industry_of_supplier(supplier: Supplier) -> Name | None:
    """Return what the register says of a *supplier*: its first code that tells, else the industry as written."""
    written = industry_named(supplier.industry) if supplier.industry else None
    return industry_classified(supplier.industries) or written


def _of_accounts(accounts: list[str], plan: Plan) -> dict[str, Name]:
    pairs = ((account, plan.industry(account)) for account in accounts)
    return {account: industry_named(code) for account, code in pairs if code and code != codes.NOT_PURCHASES}


_READERS: Final[dict[str, Callable[[str], str | None]]] = {
    "CPV": codes.industry_of_cpv,
    "SNI": codes.industry_of_sni,
    "NACE": codes.industry_of_sni,
}
NOTHING_BOUGHT: Final = Name(Kind.NOT_PURCHASES, codes.NOT_PURCHASES, codes.NOT_PURCHASES)


def industry_named(text: str) -> Name:
    """Return the industry that *text* means; one that the library's vocabulary has not stays as written."""
    code = codes.industry_by_name(text)
    return industry_coded(code) if code else group(values.fold(text), text.strip())


def industry_coded(code: str) -> Name:
    """Return the industry of the library's vocabulary with that *code*."""
    return group(code, codes.industry(code).label("en"))


def industry_classified(classifications: Iterable[Classification]) -> Name | None:
    """Return the industry of the first of the *classifications* that tells one, or None."""
    return next(
        (name for classification in classifications if (name := _of_code(classification.scheme, classification.code))),
        None,
    )


@lru_cache(maxsize=4096)  # registers hold few codes, many times
def _of_code(scheme: str, code: str) -> Name | None:
    industry = _READERS[scheme](code) if scheme in _READERS else None
    return industry_coded(industry) if industry else None
