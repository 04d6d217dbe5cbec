"""Make the catalogues anew: the texts of the code into the .po file of each language but English.

The texts are found in the syntax tree: a call of ``t``, ``t.n``, ``t.c``, ``t.parts``, ``mark`` or ``msgid`` with its
texts written out. Run by ``make catalogues``; the tests ask whether it would change anything.
"""

from __future__ import annotations

import ast
import io
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(outreach.__file__).resolve().parent
LANGUAGES = tuple(sorted(path.parent.name for path in PACKAGE.glob("languages/*/messages.po")))
CONTEXT, SINGULAR, PLURAL = "context", "singular", "plural"
CALLS = {
    "t": (SINGULAR,),
    "parts": (SINGULAR,),
    "n": (SINGULAR, PLURAL),
    "c": (CONTEXT, SINGULAR),
    "mark": (CONTEXT, SINGULAR),
    "msgid": (SINGULAR,),
}
"""What each call begins with."""


class NotLiteralError(Exception):
    """A text that is not written out cannot be found, and would be missing in every language but one's own."""


def texts() -> Catalog:
    """Return every text of the code, with the files that say it."""
    catalog = Catalog()
    for path in sorted(PACKAGE.rglob("*.py")):
        for context, identity in _texts_of(path):
            where = [(path.relative_to(PACKAGE.parent.parent).as_posix(), None)]
            catalog.add(identity, context=context, locations=where)
    return catalog


def _texts_of(path: Path) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    calls = [(node, call) for node in nodes if (call := _call(node))]
    for node, call in sorted(calls, key=lambda pair: (pair[0].lineno, pair[0].col_offset)):
        yield _text(node, CALLS[call], path)


def _call(node: ast.AST) -> str | None:
    """Return the word in ``CALLS`` that *node* calls: ``t(…)``, ``self.t(…)``, ``t.n(…)``, ``self.t.n(…)``."""
    if not isinstance(node, ast.Call):
        return None
    function = node.func
    if _name(function) == "t" or (isinstance(function, ast.Name) and function.id in ("mark", "msgid")):
        return _name(function)
    if isinstance(function, ast.Attribute) and _name(function.value) == "t":
        return function.attr if function.attr in CALLS else None
    return None


def _name(node: ast.AST) -> str | None:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None


def _text(node: ast.Call, roles: tuple[str, ...], path: Path) -> tuple[str | None, str | tuple[str, str]]:
    given = node.args[: len(roles)]
    values = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if len(values) != len(roles):
        raise NotLiteralError(f"{path.relative_to(PACKAGE)}:{node.lineno}: write the text out where it is translated")
    found = dict(zip(roles, values, strict=True))
    identity = (found[SINGULAR], found[PLURAL]) if PLURAL in found else found[SINGULAR]
    return found.get(CONTEXT), identity


def path_of(lang: str) -> Path:
    """Return the path of a language's catalogue."""
    return PACKAGE / "languages" / lang / "messages.po"


def read(lang: str) -> Catalog:
    """Return a language's catalogue as it stands."""
    with path_of(lang).open("rb") as file:
        return read_po(file, locale=lang)


class _Bare(Catalog):
    """A catalogue whose header says what gettext needs, no date and no tool: the same texts are the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def _empty(lang: str) -> Catalog:
    return _Bare(locale=lang, header_comment=f"# The texts of outreach in {lang}.", fuzzy=False)


def updated(lang: str) -> Catalog:
    """Return a language's catalogue with the texts of the code: new ones empty, those no longer said gone."""
    old, new = read(lang), _empty(lang)
    for message in texts():
        if message.id:
            new[message.id] = _with_translation(message, old)
    return new


def _with_translation(message: Message, old: Catalog) -> Message:
    known = old.get(message.id, message.context)
    string = known.string if known and known.id == message.id else ""
    return Message(message.id, string, message.locations, message.flags, context=message.context)


def written(catalog: Catalog) -> bytes:
    """Return *catalog* as the bytes of a .po file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0)
    return buffer.getvalue()


def main() -> None:
    """Write every catalogue, and say what is not translated yet."""
    for lang in LANGUAGES:
        path_of(lang).write_bytes(written(updated(lang)))
        for message in untranslated(lang):
            print(f"{lang}: not translated: {message}")  # noqa: T201 - that is what it is run for


def untranslated(lang: str) -> list[str]:
    """Return the texts that a language's catalogue leaves empty."""
    return [str(message.id) for message in read(lang) if message.id and not all(_strings(message))]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


if __name__ == "__main__":
    main()
