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


NO_NOUNS = {"told", "said", "found", "kept", "each"}
WORDED = ("codes/", "countries/", "fields/", "model/", "languages/", "words.py")


def test_values_are_named_by_what_they_are():
    """In the lower floors no value is called by a verb: *matches*, not *found*."""
    paths = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).as_posix().startswith(WORDED)]
    nodes = [(path.name, node) for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    named = {(name, getattr(node, "id", getattr(node, "arg", ""))) for name, node in nodes}
    assert [] == sorted(pair for pair in named if pair[1] in NO_NOUNS)
