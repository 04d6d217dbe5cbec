"""A data set: its files, its licence, its description as a data package (Frictionless) with a table schema."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from outreach import PublishingError, languages, rendering
from outreach.blocks import Slide
from outreach.publishers._addresses import page_path
from outreach.publishers._editions import digest_of_parts
from outreach.publishers.folder._files import file_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from outreach import Publication
    from outreach.blocks import Table
    from outreach.rendering import DataColumn, Datum

PACKAGE: Final = "datapackage.json"


def _dicts(given: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple(dict(item) for item in given)


@attrs.frozen(kw_only=True)
class DataSet:
    """The tables of one publication in one language (datamängd)."""

    id: str  # the publication's id
    lang: str  # its language
    folder: str  # where its files stand
    page: str  # where a site has the publication's page
    title: str  # the publication's
    description: str  # one sentence
    publisher: str  # who stands behind it
    starts: str  # the first day it tells of; empty where it is not known
    ends: str  # the last day
    files: tuple[dict[str, Any], ...] = attrs.field(converter=_dicts)
    """Each with path, form, title, size, digest and schema."""
    digest: str  # changes with any of it

    @property
    def key(self) -> str:
        """Its name among all."""
        return f"{self.lang}/{self.id}"


def downloads_of(publication: Publication) -> tuple[Table, ...]:
    """Return the tables of *publication* that are offered as data; a slide's are those of a report, told again."""
    whole = publication.with_blocks(block for block in publication.blocks if not isinstance(block, Slide))
    return tuple(table for table in rendering.tables(whole) if table.download and table.rows)


def data_set_of(publication: Publication) -> tuple[DataSet, dict[str, bytes]]:
    """Return the data set of *publication*, and its files by path."""
    lang = languages.lang_tag(publication.locale)
    folder = f"{lang}/{file_stem(publication.slug)}"
    made = list(_files(publication, folder))
    title = rendering.one_line(publication.title) or "–"
    starts, ends = _period(publication)
    described = [file for file, _ in made]
    data_set = DataSet(
        id=publication.id,
        lang=lang,
        folder=folder,
        page=page_path(publication),
        title=title,
        description=rendering.one_line(publication.summary) or title,
        publisher=rendering.one_line(publication.publisher_name),
        starts=starts,
        ends=ends,
        files=described,
        digest=digest_of_parts(title, publication.summary, publication.publisher_name, starts, ends, described),
    )
    return data_set, {file["path"]: content for file, content in made}


def _files(publication: Publication, folder: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    tables = downloads_of(publication)
    for table, name in zip(tables, rendering.unique_names(file_stem(item.download) for item in tables), strict=True):
        columns = rendering.table_columns(table, publication.locale)
        about = {"name": name, "title": rendering.one_line(table.caption) or name, "schema": table_schema(columns)}
        for form, content in (("csv", rendering.table_csv(table, publication.locale)), ("json", rows_json(columns))):
            digest = hashlib.sha256(content).hexdigest()
            file = {**about, "path": f"{folder}/{name}.{form}", "form": form, "bytes": len(content), "sha256": digest}
            yield file, content


def _period(publication: Publication) -> tuple[str, str]:
    """Return the first and the last day for which something is planned; nothing where no plan has a day."""
    plans = [item.planned_publication for item in publication.facts.procurements if item.planned_publication]
    starts = min((plan.start for plan in plans if plan.start), default=None)
    ends = max((plan.end for plan in plans if plan.end), default=None)
    return (starts.isoformat(), ends.isoformat()) if starts and ends and starts <= ends else ("", "")


def data_package(data_set: DataSet, licence: Licence) -> bytes:
    """Return what a data set holds as a Data Package (Frictionless): each file with its schema, size and digest."""
    terms = {"name": licence.name, "path": licence.url, "title": licence.title}
    shown = {
        "profile": "data-package",
        "name": data_set.folder.replace("/", "-"),
        "title": data_set.title,
        "description": data_set.description,
        "licenses": [{key: text for key, text in terms.items() if text}],
        "contributors": [{"title": data_set.publisher, "role": "publisher"}] if data_set.publisher else [],
        "resources": [_resource(file, data_set) for file in data_set.files],
    }
    known = {key: value for key, value in shown.items() if value}
    return f"{json.dumps(known, ensure_ascii=False, indent=1)}\n".encode()


def _resource(file: Mapping[str, Any], data_set: DataSet) -> dict[str, Any]:
    is_csv = file["form"] == "csv"
    return {
        "profile": "tabular-data-resource",
        "name": f"{file['name']}-{file['form']}",
        "title": file["title"],
        "path": file["path"].removeprefix(f"{data_set.folder}/"),
        "format": file["form"],
        "mediatype": "text/csv" if is_csv else "application/json",
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        **({"dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True}} if is_csv else {}),
        "schema": file["schema"],
    }


_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def rows_json(columns: Sequence[DataColumn]) -> bytes:
    """Return the rows as a JSON array of objects, a row a line: exact numbers, ISO dates, null where unknown."""
    names = [rendering.safe_text(column.name) for column in columns]
    rows = zip(*(map(_plain, column.values) for column in columns), strict=True)
    lines = [_ENCODER.encode(dict(zip(names, row, strict=True))) for row in rows]
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def _plain(value: Datum) -> Datum:
    if isinstance(value, str):
        return rendering.clean(value)
    if isinstance(value, Decimal):
        return Decimal(f"{value:f}")
    return value


def table_schema(columns: Sequence[DataColumn]) -> dict[str, Any]:
    """Return the Table Schema of the *columns*: what each is called and holds."""
    return {"fields": [_field(column) for column in columns], "missingValues": [""]}


def _field(column: DataColumn) -> dict[str, Any]:
    known = [value for value in column.values if value is not None]
    field: dict[str, Any] = {
        "name": rendering.safe_text(column.name),
        "title": rendering.one_line(column.title),
        "type": _type(known),
    }
    if field["type"] == "datetime":
        field["format"] = "any"  # with an offset, where the default asks for UTC
    return field


def _type(known: Sequence[Datum]) -> str:
    """Return the type that every value has; a column of several kinds, or of nothing known, holds texts."""
    if not known:
        return "string"
    if all(isinstance(value, int) for value in known):
        return "integer"
    if all(isinstance(value, (int, Decimal)) for value in known):
        return "number"
    if all(isinstance(value, datetime) for value in known):
        return "datetime"
    return "date" if all(type(value) is date for value in known) else "string"


CC0: Final = "CC0-1.0"
_KNOWN: Final[Mapping[str, tuple[str, str]]] = {
    CC0: ("http://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero v1.0 Universal"),
    "CC-BY-4.0": ("http://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0 International"),
    "CC-BY-SA-4.0": (
        "http://creativecommons.org/licenses/by-sa/4.0/",
        "Creative Commons Attribution Share Alike 4.0 International",
    ),
}


@attrs.frozen
class Licence:
    """Under which terms data may be used (licens)."""

    name: str
    url: str
    title: str = ""


def licence_of(given: str) -> Licence:
    """Return the licence that is meant by a short name or an address. Raises ``PublishingError``: neither is known."""
    if given in _KNOWN:
        return Licence(given, *_KNOWN[given])
    url = rendering.safe_url(given)
    if not url.startswith("http"):
        known = ", ".join(_KNOWN)
        raise PublishingError(f"not a licence: {rendering.one_line(given)[:80]!r} (give one of {known}, or an address)")
    return Licence("", url)


def check_licence(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse what names no licence. Raises ``PublishingError``: with what may be given."""
    del instance, attribute
    licence_of(value)
