"""Swedish industrial classification (SNI 2007), which is NACE Rev. 2 and a national fifth digit."""

from __future__ import annotations

import re

from outreach.codes._code import Code
from outreach.codes._list import CodeList, checked
from outreach.codes._tables import by_code
from outreach.errors import UnreadableError, shown

_FORM = re.compile(r"([0-9]{2})[.]?([0-9]?)([0-9]?)[.]?([0-9]?)")


def sni(text: str, *, names: CodeList | None = None) -> Code:
    """Return the SNI code that *text* writes: a section letter or two to five digits (SNI-kod).

    ``"81210"``, ``"81.210"``, ``"81.21"``, ``"81"`` and ``"N"`` are read.

    Args:
        text: The code.
        names: The official list, from ``codes.load(…, "SNI")``.

    Raises:
        UnreadableError: *text* has another form, or its first two digits are no division.

    Source: SNI 2007 (Statistics Sweden), NACE Rev. 2 (Regulation (EC) No 1893/2006).
    """
    code = text.strip().upper()
    if code in by_code("sni") and code.isalpha():
        return Code("SNI", code, names=checked(names, "SNI"))
    match = _FORM.fullmatch(code)
    if not match or match[1] not in by_code("sni"):
        raise UnreadableError(f"not an SNI code: {shown(text)!r}", "write five digits, 81210, or fewer, 81")
    digits = "".join(match.groups())
    return Code("SNI", digits, _above(digits), digits[:2], checked(names, "SNI"))


def _above(digits: str) -> tuple[str, ...]:
    section = by_code("sni")[digits[:2]]["section"]
    return (section, *(digits[:length] for length in range(2, len(digits))))
