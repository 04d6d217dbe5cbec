"""What is known of one country stands in that country's folder (rule 3 of the house)."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import words

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).resolve().parent.parent / "src" / "outreach"
OF_SWEDEN = re.compile(
    r"sv_SE|\bSE-(?:ON|BLV|ORG|PNR)\b|\bSEK\b|kommun-bas|Konkurrensverket|Bolagsverket|Skatteverket|Competition Auth"
)
HOMES = ("countries/sweden/", "languages/sv/", "demo/", "testing/_samples.py")  # the last two are of a made-up place
WORDS = re.compile(r"[^\W\d_]{6,}")
MADE_UP = re.compile(r"\S+\.example\S*")  # addresses in examples of what to write


def _strings(path: Path) -> Iterator[str]:
    """Yield the strings of a module, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(HOMES):
            yield name, path


def _headings(lang: str) -> set[str]:
    """Return the words of six letters or more in what columns are called in a language."""
    records = (words.headings(record, lang) for record in words.records())
    groups = (group for attributes in records for ranks in attributes.values() for group in ranks)
    return {word for group in groups for heading in group for word in WORDS.findall(heading.casefold())}


def test_sweden_stands_in_its_own_folders():
    """No number scheme, currency, account plan, locale or authority of Sweden is a string elsewhere."""
    assert [] == [(name, text) for name, path in _modules() for text in _strings(path) if OF_SWEDEN.search(text)]


def test_swedish_headings_stand_in_the_folder_of_the_language():
    """No word of a Swedish heading, English ones apart, is in a string elsewhere."""
    swedish = _headings("sv") - _headings("en")
    assert "upphandling" in swedish

    texts = ((name, MADE_UP.sub("", text.casefold())) for name, path in _modules() for text in _strings(path))
    found = ((name, swedish & set(WORDS.findall(text))) for name, text in texts)
    assert [] == [(name, sorted(hits)) for name, hits in found if hits]


def test_languages_stand_in_their_own_folders():
    """No language is known by its name elsewhere, but for the names in Swedish and English that codes had first."""
    asked = {
        (name, text)
        for name, path in _modules()
        if not name.startswith(("languages/", "countries/"))
        for text in _strings(path)
        if text in words.languages()
    }
    assert asked == {("codes/_industries.py", "sv"), ("codes/_industries.py", "en"), ("analysis/_industry.py", "en")}


NO_NOUNS = {"told", "said", "found", "kept", "each", "gone", "ours", "theirs", "shelf", "strangers", "when_asked"}
UNNAMED = ("analysis/", "dataset/", "ledger/")  # a folder leaves when its values are named by what they are
PUBLIC = {
    ("publications/afterwards/minutes.py", "said"),  # an argument that scripts write
    ("reconciliation/_reconciliation.py", "kept"),  # rows kept, rows set aside: the words of a reconciliation
    ("tables/_table.py", "found"),  # an argument that sources write
}


def _bound(path: Path) -> set[str]:
    """Return the names of a module's values and functions, without the underscores around them."""
    named = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.arg):
            named.add(node.arg)
        elif isinstance(node, ast.FunctionDef):
            named.add(node.name)
        elif isinstance(node, ast.Name):
            named.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            named.add(node.attr)
    return {name.strip("_") for name in named}


def test_values_are_named_by_what_they_are():
    """No value and no function is called by a verb or a pronoun: *matches*, not *found*; public names are listed."""
    named = {
        (name, word) for name, path in _modules() if not name.startswith(UNNAMED) for word in _bound(path) & NO_NOUNS
    }
    assert named == PUBLIC


def test_folders_that_need_no_allowance_have_none():
    """The allowance ends with its reason: a folder whose values have names is asked like all others."""
    used = {name.split("/")[0] + "/" for name, path in _modules() if _bound(path) & NO_NOUNS}
    assert used >= set(UNNAMED)
