"""A publication's tables as a data set: files, and all that a catalogue says of them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import languages, rendering
from outreach.blocks import Slide
from outreach.publishers._dates import digest_of_parts
from outreach.publishers._names import file_stem
from outreach.publishers._site_pages import page_path
from outreach.publishers._table_schema import rows_json, table_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from outreach import Publication
    from outreach.blocks import Table
    from outreach.publishers._licence import Licence

PACKAGE: Final = "datapackage.json"


def _dicts(given: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple(dict(each) for each in given)


@attrs.frozen(kw_only=True)
class DataSet:
    """The tables of one publication in one language (datamängd).

    Attributes:
        id: The publication's id.
        lang: Its language.
        folder: Where its files stand.
        page: Where a site has the publication's page.
        title: The publication's.
        description: One sentence.
        publisher: Who stands behind it.
        starts: The first day it tells of; empty where it is not known.
        ends: The last day.
        files: Each with path, form, title, size, digest and schema.
        digest: Changes with any of it.
    """

    id: str
    lang: str
    folder: str
    page: str
    title: str
    description: str
    publisher: str
    starts: str
    ends: str
    files: tuple[dict[str, Any], ...] = attrs.field(converter=_dicts)
    digest: str

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
    for table, name in zip(tables, rendering.unique_names(file_stem(each.download) for each in tables), strict=True):
        columns = rendering.table_columns(table, publication.locale)
        about = {"name": name, "title": rendering.one_line(table.caption) or name, "schema": table_schema(columns)}
        for form, content in (("csv", rendering.table_csv(table, publication.locale)), ("json", rows_json(columns))):
            digest = hashlib.sha256(content).hexdigest()
            file = {**about, "path": f"{folder}/{name}.{form}", "form": form, "bytes": len(content), "sha256": digest}
            yield file, content


def _period(publication: Publication) -> tuple[str, str]:
    """Return the first and the last day for which something is planned; nothing where no plan has a day."""
    plans = [each.planned_publication for each in publication.facts.procurements if each.planned_publication]
    starts = min((plan.start for plan in plans if plan.start), default=None)
    ends = max((plan.end for plan in plans if plan.end), default=None)
    return (starts.isoformat(), ends.isoformat()) if starts and ends and starts <= ends else ("", "")


def data_package(data_set: DataSet, licence: Licence) -> bytes:
    """Return what a data set holds as a Data Package (Frictionless): each file with its schema, size and digest."""
    terms = {"name": licence.name, "path": licence.url, "title": licence.title}
    said = {
        "profile": "data-package",
        "name": data_set.folder.replace("/", "-"),
        "title": data_set.title,
        "description": data_set.description,
        "licenses": [{key: text for key, text in terms.items() if text}],
        "contributors": [{"title": data_set.publisher, "role": "publisher"}] if data_set.publisher else [],
        "resources": [_resource(file, data_set) for file in data_set.files],
    }
    known = {key: value for key, value in said.items() if value}
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
