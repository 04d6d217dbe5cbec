"""One code of one scheme, the tables they come from, and the official lists, read from a file when one is given."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

import attrs

from outreach import words
from outreach.errors import InputNotFoundError, QuestionError, SourceError, UnreadableError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

HERE: Final = "outreach.codes"


@cache
def table(name: str, package: str = HERE) -> tuple[dict[str, str], ...]:
    """Return the rows of ``<name>.tsv`` in *package*, one dictionary each, in the file's order."""
    heading, *lines = files(package).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    columns = heading.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)


@cache
def by_code(name: str, package: str = HERE, column: str = "code") -> dict[str, dict[str, str]]:
    """Return the rows of ``<name>.tsv`` in *package* by a *column*; of two that have the same there the last."""
    return {row[column]: row for row in table(name, package)}


def longest_prefix(code: str, prefixes: Mapping[str, str]) -> str | None:
    """Return what *prefixes* holds for the longest beginning of *code* it knows, or None."""
    return next((prefixes[code[:end]] for end in range(len(code), 0, -1) if code[:end] in prefixes), None)


@cache
def _scheme_names() -> dict[str, str]:
    return {alias: row["scheme"] for row in table("schemes") for alias in row["aliases"].split()}


def scheme_of(written: str) -> str:
    """Return the name of a scheme of organisation numbers by org-id.guide, where *written* is another name of it."""
    return _scheme_names().get(written, written)


def is_known_scheme(scheme: str) -> bool:
    """Return whether *scheme* is one of org-id.guide that the library knows."""
    return scheme in by_code("schemes", column="scheme")


def number_as_written(scheme: str, number: str) -> str:
    """Return a number in its normal form as people write it: ``556016-0680``; unchanged where that is not known."""
    form = by_code("schemes", column="scheme").get(scheme, {}).get("written", "")
    lengths = [int(length) for length in form.split("-") if length]
    if not lengths or sum(lengths) != len(number):
        return number
    ends = list(itertools.accumulate(lengths))
    return "-".join(number[end - length : end] for length, end in zip(lengths, ends, strict=True))


def money_signs(currency: str) -> tuple[str, str]:
    """Return what stands before and after an amount (valutatecken) in a workbook, where words tell no language."""
    row = by_code("currencies").get(currency)
    return (row["before"], row["after"]) if row else ("", currency)


def organisation_key(scheme: str, number: str) -> str:
    """Return what an organisation is known by: ``scheme-number``, ``scheme:number`` in a scheme that is not known.

    Numbers of different schemes are of one length now and then, so that the scheme is a part of the key; Swedish
    numbers alone stand bare, as they did before there were others.
    """
    row = by_code("schemes", column="scheme").get(scheme)
    if row is None:
        return f"{scheme}:{number}"
    return number if row["key"] == "bare" else f"{scheme}-{number}"


_UNKNOWN_SCHEME: Final = re.compile(r"(?P<scheme>[A-Z]{2}(?:-[A-Z]+)?):(?P<number>[0-9A-Z-]*[0-9][0-9A-Z-]*)", re.ASCII)


def scheme_and_number(key: str) -> tuple[str, str] | None:
    """Return scheme and number of a key made by :func:`organisation_key`; None for another text."""
    for row in table("schemes"):
        if key.startswith(f"{row['scheme']}-"):
            return row["scheme"], key.removeprefix(f"{row['scheme']}-")
        if row["key"] == "bare" and number_as_written(row["scheme"], key) != key and key.isdecimal():
            return row["scheme"], key
    unknown = _UNKNOWN_SCHEME.fullmatch(key)
    return (unknown["scheme"], unknown["number"]) if unknown else None


class Labels(NamedTuple):
    """Where the names of codes stand: in the languages, or in the table of a country.

    What every country has, such as CPV, is named in ``languages/xx/codes.toml``. In a country's table a column is
    called after its language; ``name`` holds what is called alike in all of them.
    """

    table: str
    package: str = HERE
    column: str = "code"

    def label(self, code: str, locale: str) -> str | None:
        """Return the name of *code* in the language of *locale*; None where there is none.

        Raises:
            WordsError: The language has a folder, whose ``codes.toml`` lacks a code that the package knows.
        """
        language = lang_of(locale)
        row = by_code(self.table, self.package, self.column).get(code)
        if row is None or language not in words.languages():
            return None
        if self.package == HERE:
            return words.code_name(self.table, code, language)
        return row.get(language) or row.get("name") or None


def lang_of(locale: str) -> str:
    """Return the language of *locale*, as its folder is called: ``sv`` for ``"sv_SE"`` and ``"SV-se"``."""
    return locale.replace("-", "_").partition("_")[0].lower()


LANGUAGES: Final = {row["code"]: row["three"] for row in table("languages")}
"""ISO 639-1 → ISO 639-2/T in capitals (språkkoder), as notices and the EU's table of languages write them."""

SCHEMES: Final = ("CPV", "SNI", "SIC", "NUTS")
MOST_BYTES: Final = 64 << 20
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PROLOGUE: Final = 4096
_CHECKED: Final = re.compile(r"([0-9]{8})-[0-9]")


def _copied(given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {code: dict(names) for code, names in given.items()}


@attrs.frozen(eq=False, repr=False)
class CodeList:
    """The names of a classification, from a file (kodlista). Give it as ``names=`` to ``codes.cpv`` and its like.

    Attributes:
        scheme: ``"CPV"``, ``"SNI"``, ``"SIC"`` or ``"NUTS"``.
        names: Code → language → name, such as ``{"45000000": {"sv": "Anläggningsarbete"}}``.
    """

    scheme: str
    names: Mapping[str, Mapping[str, str]] = attrs.field(converter=_copied)

    def label(self, code: str, locale: str) -> str | None:
        """Return the name of exactly this *code* in the language of *locale*; None where the list has none."""
        return self.names.get(code, {}).get(lang_of(locale)) or None

    def __contains__(self, code: object) -> bool:
        return code in self.names

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"<CodeList: {len(self):,} codes of {self.scheme}>"


def load(path: str | PathLike[str], scheme: str) -> CodeList:
    """Read an official list of codes (kodlista): genericode, as the EU publishes, or CSV with a row of headings.

    Nothing is changed by it: the list is given where names are asked for,
    ``codes.cpv("45233141", names=codes.load("cpv.gc", "CPV")).label("sv")``.

    Args:
        path: The file.
        scheme: ``"CPV"``, ``"SNI"``, ``"SIC"`` or ``"NUTS"``.

    Raises:
        outreach.errors.QuestionError: Another scheme.
        outreach.errors.InputNotFoundError: There is no such file.
        outreach.errors.SourceError: Neither genericode nor CSV, or without a column of codes.

    Source: OASIS genericode 1.0; the columns are ``code`` and ``swe_label``, ``eng_label`` or ``Name``. What they are
    called is in ``languages/xx/words.toml``, section ``code_lists``.
    """
    if scheme not in SCHEMES:
        raise QuestionError("scheme", scheme, SCHEMES)
    content = _content(Path(path))
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    rows = _genericode(content, str(path)) if is_xml else _delimited(content, str(path))
    return CodeList(scheme, {_plain(code): names for code, names in rows if code})


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise InputNotFoundError(str(path), "no such file")
    if path.stat().st_size > MOST_BYTES:
        raise SourceError(str(path), f"larger than {MOST_BYTES >> 20} MB", "no list of codes is")
    return path.read_bytes()


def _plain(code: str) -> str:
    """Return a code as the library writes it: without the check digit of CPV, without the dots of SNI."""
    checked = _CHECKED.fullmatch(code.strip())
    return checked[1] if checked else code.strip().replace(".", "").upper()


def _genericode(content: bytes, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    if _DECLARES.search(content, 0, _PROLOGUE):
        raise SourceError(file, "declares a document type", "no list of codes needs one")
    try:
        root = ET.fromstring(content)  # noqa: S314 - it declares no entities
    except (ET.ParseError, ValueError) as error:
        raise SourceError(file, f"not XML: {error}", "is it whole? fetch it again") from error
    rows = [
        {value.get("ColumnRef", ""): (value.findtext("{*}SimpleValue") or "").strip() for value in row}
        for row in root.iterfind(".//{*}Row")
    ]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return _chosen(columns, ([row.get(name, "") for name in columns] for row in rows), file)


def _delimited(content: bytes, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    heading = text.partition("\n")[0]
    delimiter = max(";,\t|", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns, *others = list(rows) or [[]]
    except csv.Error as error:
        raise SourceError(file, f"not CSV: {error}", "genericode or CSV") from error
    return _chosen(columns, (row + [""] * (len(columns) - len(row)) for row in others), file)


def _chosen(columns: list[str], rows: Iterable[list[str]], file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Return code and names by language of each row."""
    keys = ["".join(filter(str.isalnum, name.casefold())) for name in columns]
    code = _first(keys, words.listed("code_lists", "code"))
    places = {lang: _first(keys, words.listed("code_lists", "names", lang)) for lang in words.languages()}
    if code is None:
        named = ", ".join(shown(name, 40) for name in columns[:10])
        raise SourceError(file, f"no column of codes; its columns: {named}", 'name it "code"')
    columns_of = {lang: place for lang, place in places.items() if place is not None}
    return ((row[code], {lang: row[place] for lang, place in columns_of.items() if row[place]}) for row in rows)


def _first(keys: list[str], names: Iterable[str]) -> int | None:
    return next((keys.index(name) for name in names if name in keys), None)


def checked(names: CodeList | None, scheme: str) -> CodeList | None:
    """Return *names*, which must be of the *scheme*."""
    if names is not None and names.scheme != scheme:
        raise UnreadableError(f"a list of {names.scheme}, not of {scheme}", f'codes.load(…, "{scheme}")')
    return names


@attrs.frozen
class Code:
    """A code of a classification (kod).

    Attributes:
        scheme: ``"CPV"``, ``"NUTS"``, or one of a country's: ``"SNI"``, ``"SE-county"``, ``"SE-municipality"``.
        code: The code in its full form: ``"45233141"``, ``"81210"``, ``"SE224"``, ``"12"``, ``"1293"``.
        parents: The codes this one belongs to, the widest first: division, group, class; county for a municipality.
    """

    scheme: str
    code: str
    parents: tuple[Code, ...] = attrs.field(default=(), eq=False, repr=False, kw_only=True)
    _division: str = attrs.field(default="", eq=False, repr=False, kw_only=True)
    _names: CodeList | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    _labels: Labels | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)

    @property
    def division(self) -> Code:
        """The division (huvudgrupp) of a CPV, SNI or SIC code; the code itself where it is none's."""
        return next((parent for parent in self.parents if parent.code == self._division), self)

    def label(self, locale: str) -> str | None:
        """Return the name in the language of *locale* (``"sv"``, ``"en_GB"``); None for one without a folder.

        With the official list (``names=``) it is the code's own. The package ships the divisions of CPV and the
        sections and divisions of NACE: without the list a finer code has the name of its division.
        """
        levels = (self, *reversed(self.parents))
        return next((name for level in levels if (name := level._own_label(locale))), None)  # noqa: SLF001 - its own class

    def _own_label(self, locale: str) -> str | None:
        """Return the name that is the code's own, not that of one above it."""
        if self._names is not None and (given := self._names.label(self.code, locale)):
            return given
        return self._labels.label(self.code, locale) if self._labels else None
