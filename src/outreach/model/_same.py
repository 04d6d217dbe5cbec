"""What a person has decided about two suppliers: that they are one."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from outreach.model._origin import Origin
from outreach.model._participation import PERSONAL
from outreach.model._strict import strict

BY_NAME: Final = "name:"
"""What the key of a supplier without a valid number starts with; the folded name follows."""


@attrs.frozen(kw_only=True, field_transformer=strict)
class SameSupplier:
    """A decision that two suppliers are one (samma leverantör); a line of the small file that a person keeps.

    A supplier is named by its organisation number, or by its name where a ledger or a register knows no number. The
    decision is undone by deleting its line and reading again.

    Attributes:
        id: Both keys, so that a decision stands once.
        keep: Which of the two stays: ten digits, a register's own id, or ``name:`` and the name in lower case.
        same: Which is the same as it.
        decided: When.
        by: Who decided; personal data.
        reason: Why.
        origin: Where it was read.
    """

    id: str
    keep: str
    same: str
    decided: date | None = None
    by: str = attrs.field(default="", repr=False, metadata={PERSONAL: True})
    reason: str = ""
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
