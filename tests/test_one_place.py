"""What is known of one country stands in that country's folder (rule 3 of the house)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "outreach"
OF_SWEDEN = re.compile(
    r"sv_SE|\bSE-(?:ON|BLV|ORG|PNR)\b|\bSEK\b|kommun-bas|Konkurrensverket|Bolagsverket|Skatteverket|Competition Auth"
)
HOMES = ("countries/sweden/", "languages/sv/", "demo/")
LEFT = {
    "ledger/_frames.py": 1,
    "rendering/_xlsx_cells.py": 1,
    "testing/_check.py": 1,
}
"""File → how many texts still name Sweden there; it shrinks, and nothing is added."""


def _texts_of_sweden(path: Path) -> int:
    """Return how many strings of a module, docstrings apart, name what is Sweden's alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return sum(bool(OF_SWEDEN.search(str(node.value))) for node in texts if id(node) not in documentation)


def test_sweden_stands_in_its_own_folders():
    """No number scheme, currency, account plan, locale or authority of Sweden is a string elsewhere."""
    paths = {str(path.relative_to(SOURCE)): path for path in SOURCE.rglob("*.py")}
    found = {name: _texts_of_sweden(path) for name, path in paths.items() if not name.startswith(HOMES)}

    assert [] == [name for name, count in found.items() if count > LEFT.get(name, 0)]
