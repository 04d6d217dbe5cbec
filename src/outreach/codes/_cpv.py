"""The Common Procurement Vocabulary (CPV)."""

from __future__ import annotations

import re

from outreach.codes._code import Code
from outreach.codes._list import CodeList, checked
from outreach.codes._tables import by_code
from outreach.errors import UnreadableError, shown

_FORM = re.compile(r"([0-9]{2,8})(?:-[0-9])?")
_HINT = "write eight digits, 45233141 or 45233141-9"


def cpv(text: str, *, names: CodeList | None = None) -> Code:
    """Return the CPV code that *text* writes (CPV-kod).

    A code cut short (``"4500"``) is filled up with zeros; a check digit is read and dropped.

    Args:
        text: The code.
        names: The official list, from ``codes.load(…, "CPV")``.

    Raises:
        UnreadableError: *text* has another form, or its first two digits are no division.

    Source: Regulation (EC) No 213/2008, CPV 2008; BT-262 and BT-263. The names are those of the list that the EU
    publishes with it in each language, but for a slip of the pen in the Swedish name of division 32.
    """
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise UnreadableError(f"not a CPV code: {shown(text)!r}", _HINT)
    code = match[1].ljust(8, "0")
    if code[:2] + "000000" not in by_code("cpv"):
        raise UnreadableError(f"not a CPV code: {shown(text)!r}", f"there is no division {code[:2]}")
    return Code("CPV", code, _above(code), code[:2] + "000000", checked(names, "CPV"))


def _above(code: str) -> tuple[str, ...]:
    digits = 2 + len(code[2:].rstrip("0"))
    # A zero inside a code adds no level of its own, so that two lengths may give the same code.
    return tuple(dict.fromkeys(code[:length].ljust(8, "0") for length in range(2, digits)))
