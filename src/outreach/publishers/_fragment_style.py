"""The look of a site's text, held to fragments: every rule begins with the fragment's class."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from outreach.publishers._site_theme import STYLES, TEMPLATES

SCOPE: Final = ".publication"
_FROM: Final = "/* Text */"
_TO: Final = "/* Paper */"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT: Final = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_VARIABLE: Final = re.compile(r"--[a-z-]+:[^;]+;")
_SELECTORS: Final = re.compile(r"^([ \t]*)([^@{};\s][^@{};]*)\{", re.MULTILINE)


@cache
def scoped_style() -> str:
    """Return a style sheet that changes nothing outside a fragment; its colours are variables that a page may set."""
    whole = (TEMPLATES / STYLES[0]).read_text(encoding="utf-8")
    text = _COMMENT.sub("", whole[whole.index(_FROM) : whole.index(_TO)])
    colours = _VARIABLE.findall(_ROOT.findall(whole)[0])
    head = "\n".join([f"{SCOPE} {{", *(f"  {each}" for each in colours), "}"])
    boxes = f"{SCOPE} * {{\n  box-sizing: border-box;\n}}"
    return f"{head}\n\n{boxes}\n\n{_SELECTORS.sub(_held, text).strip()}\n"


def _held(found: re.Match[str]) -> str:
    """Return the selectors of one rule, each below the fragment; what only a whole page has goes along in vain."""
    selectors = [f"{SCOPE} {each.strip()}" for each in found[2].split(",")]
    return f"{found[1]}{', '.join(selectors)} {{"
