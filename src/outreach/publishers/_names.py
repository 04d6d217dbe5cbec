"""Names of files that every system can hold."""

from __future__ import annotations

import hashlib
import re
from typing import Final

MOST: Final = 80
_UNFIT: Final = re.compile(r"[^a-z0-9]+")
_PLAIN: Final = re.compile(rf"(?=.{{1,{MOST}}}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_FOLDED: Final = str.maketrans("åäöéüøæ", "aaoeuoa")
# Names that Windows keeps for devices, whatever their suffix, and those with a meaning on a web server.
_TAKEN: Final = frozenset(
    {"con", "prn", "aux", "nul", "index", "assets"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)


def file_stem(text: str) -> str:
    """Return *text* as the stem of a file name: a–z, 0–9 and hyphens, 80 at most, never a device's name.

    Two texts that differ in more than case and marks get two stems: what is lost leaves a few digits of its hash.
    """
    if _PLAIN.fullmatch(text) and text not in _TAKEN:
        return text
    folded = text.casefold().translate(_FOLDED)
    stem = _UNFIT.sub("-", folded).strip("-")
    if stem == folded and 0 < len(stem) <= MOST and stem not in _TAKEN:
        return stem
    is_harmless = 0 < len(stem) <= MOST and stem not in _TAKEN and folded.replace(" ", "-").replace("_", "-") == stem
    return (
        stem
        if is_harmless
        else f"{stem[:MOST] or 'x'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    )


def group_stem(text: str) -> str:
    """Return the name of a group, such as an industry, as the stem of a file name.

    Names that differ in case, marks and punctuation alone are one group: their stem needs no hash to tell them apart.
    """
    stem = _UNFIT.sub("-", text.casefold().translate(_FOLDED)).strip("-")
    return stem if 0 < len(stem) <= MOST and stem not in _TAKEN else file_stem(text)
