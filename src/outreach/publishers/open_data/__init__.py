"""Tables as open data: CSV and JSON with a schema, and a catalogue that the national portal reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import attrs

from outreach import Edition, Publisher, PublishingError, codes, languages, rendering
from outreach.publishers._addresses import check_address, host_of, need_address, under
from outreach.publishers._editions import dated, moment_of
from outreach.publishers.folder import Change, Folder
from outreach.publishers.open_data._data_set import (
    CC0,
    PACKAGE,
    DataSet,
    check_licence,
    data_package,
    data_set_of,
    downloads_of,
    licence_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach import Publication

_FREQUENCY: Final = re.compile(r"[A-Z0-9_]+", re.ASCII)


def _is_contact(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    if value and not _mail(value):
        reason = f"OpenData.{attribute.name}: not an address for mail: {rendering.one_line(value)[:80]!r}"
        raise PublishingError(f"{reason} (write procurement@council.example)")


def _mail(contact: str) -> str:
    name, _, host = contact.partition("@")
    return rendering.safe_url(f"mailto:{contact}") if name and host and "@" not in host else ""


def _is_frequency(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    if value and not _FREQUENCY.fullmatch(value):
        reason = f"OpenData.{attribute.name}: not a frequency: {rendering.one_line(value)[:80]!r}"
        raise PublishingError(f"{reason} (write a code of the EU's list, such as QUARTERLY)")


@attrs.frozen
class OpenData(Publisher):
    """Write the tables that a publication offers as data under *root* (öppna data), and describe them.

    ``data/sv/upphandlingslista/upphandlingslista.csv`` and ``….json`` are one table, exact and typed; the
    ``datapackage.json`` beside them says what each column holds (Table Schema, Frictionless). ``data/dcat.rdf`` is the
    catalogue of all (DCAT-AP-SE, RDF/XML): the address that a data portal is given to read.

    Dates are those of the publications and the edition: publishing the same again changes no byte. It takes only
    publications with a table that has the name of a file to download (``blocks.Table.download``).

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        base_url: Where this folder will stand, such as ``https://kommun.example/inkop/data``.
        site_url: Where the site stands that ``Site`` writes: the pages that tell of the data.
        title: What the catalogue is called.
        publisher_name: Who publishes; else whoever stands behind the publications.
        contact: An address for mail, for questions about the data; the profile recommends one.
        licence: Of the data: ``CC0-1.0``, ``CC-BY-4.0``, or an address; the catalogue's own is always CC0.
        frequency: How often it is published anew, a code of the EU's list such as ``MONTHLY``; empty: not said.
    """

    name: ClassVar[str] = "open_data"
    root: Path = attrs.field(converter=Path)
    base_url: str = attrs.field(kw_only=True, validator=need_address)
    site_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    title: str = attrs.field(default="", kw_only=True)
    publisher_name: str = attrs.field(default="", kw_only=True)
    contact: str = attrs.field(default="", kw_only=True, validator=_is_contact)
    licence: str = attrs.field(default=CC0, kw_only=True, validator=check_licence)
    frequency: str = attrs.field(default="", kw_only=True, validator=_is_frequency)

    def accepts(self, publication: Publication) -> bool:
        """Return whether it offers a table as data."""
        return bool(downloads_of(publication))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the tables and the catalogue; data of earlier editions stays.

        Raises:
            PublishingError: The folder is somebody else's, or two publications would stand in one folder.
        """
        with Folder(self.root, self.name).change() as change:
            sets, dates = _known(change.state)
            made = [(publication, *data_set_of(publication)) for publication in edition.publications]
            anew = {data_set.key for _, data_set, _ in made}
            sets = {key: item for key, item in sets.items() if key not in anew}
            _keep(change, sets.values())
            for publication, data_set, files in made:
                moment = moment_of(edition, publication)
                dates[data_set.key] = dated(dates.get(data_set.key), data_set.digest, moment)
                sets[data_set.key] = data_set
                for path, content in files.items():
                    change.write(path, content)
            self._finish(change, sets, dates)
        return [self.root / file["path"] for _, data_set, _ in made for file in data_set.files]

    def withdraw(self, publication_id: str) -> None:
        """Remove the data of a publication, in every language, and its entry in the catalogue.

        Raises:
            PublishingError: There is no such publication.
        """
        with Folder(self.root, self.name).change() as change:
            sets, dates = _known(change.state)
            left = {key: item for key, item in sets.items() if item.id != publication_id}
            if len(left) == len(sets):
                raise PublishingError(f"nothing with the id {publication_id!r} is published in {self.root}")
            _keep(change, left.values())
            self._finish(change, left, dates)

    def _finish(self, change: Change, sets: Mapping[str, DataSet], dates: Mapping[str, Any]) -> None:
        ordered = [sets[key] for key in sorted(sets)]
        for data_set in ordered:
            change.write(f"{data_set.folder}/{PACKAGE}", data_package(data_set, licence_of(self.licence)))
        if ordered:
            change.write(FILE, catalogue(ordered, dates, self._about(ordered)))
        change.state = {"sets": [attrs.asdict(item) for item in ordered], "dates": dates}

    def _about(self, data_sets: Sequence[DataSet]) -> About:
        title = rendering.one_line(self.title)
        named = (rendering.one_line(self.publisher_name), *(item.publisher for item in data_sets))
        texts = {item.lang: languages.translator(languages.normalise(item.lang)) for item in data_sets}
        return About(
            base_url=self.base_url,
            site_url=self.site_url,
            titles={lang: title or t("Procurement and purchasing") for lang, t in texts.items()},
            descriptions={lang: t("Open data on what we buy and plan to buy.") for lang, t in texts.items()},
            publisher=next(filter(None, named), "") or host_of(self.base_url),
            contact=_mail(self.contact),
            licence=self.licence,
            frequency=self.frequency,
        )


def _known(state: Mapping[str, Any]) -> tuple[dict[str, DataSet], dict[str, Any]]:
    """Return the data sets and the dates that the folder remembers."""
    sets = (DataSet(**item) for item in state.get("sets", []))
    return {item.key: item for item in sets}, dict(state.get("dates", {}))


def _keep(change: Change, data_sets: Iterable[DataSet]) -> None:
    for data_set in data_sets:
        for file in data_set.files:
            change.keep(file["path"])


FILE: Final = "dcat.rdf"
HEAD: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'
_SPACES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_EU: Final = "http://publications.europa.eu/resource/authority"
_THEMES: Final = ("ECON", "GOVE")
_FORMS: Final = {
    "csv": (f"{_EU}/file-type/CSV", "https://www.iana.org/assignments/media-types/text/csv"),
    "json": (f"{_EU}/file-type/JSON", "https://www.iana.org/assignments/media-types/application/json"),
}
_MUNICIPALITY: Final = "http://purl.org/adms/publishertype/LocalAuthority"


def _language(lang: str) -> str:
    """Return the address of a language in the EU's table of them; empty where the table is not known to have it."""
    code = codes.LANGUAGES.get(lang, "")
    return f"{_EU}/language/{code}" if code else ""


@attrs.frozen(kw_only=True)
class About:
    """What a catalogue says of itself: where it stands, what it is, who publishes it, under which terms."""

    base_url: str
    site_url: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    publisher: str
    contact: str
    licence: str
    frequency: str


def catalogue(data_sets: Sequence[DataSet], dates: Mapping[str, Mapping[str, str]], about: About) -> bytes:
    """Return the catalogue of *data_sets*; the same one in several languages is described once."""
    root = Element("rdf:RDF", {f"xmlns:{prefix}": address for prefix, address in _SPACES.items()})
    by_id: dict[str, list[DataSet]] = {}
    for data_set in data_sets:
        by_id.setdefault(data_set.id, []).append(data_set)
    writer = _Writer(root, dates, about)
    writer.catalogue(data_sets, list(by_id))
    for key, versions in by_id.items():
        writer.data_set(key, versions)
    indent(root, " ")
    return HEAD + tostring(root, encoding="unicode").encode() + b"\n"


class _Writer:
    def __init__(self, root: Element, dates: Mapping[str, Mapping[str, str]], about: About) -> None:
        self.root, self.dates, self.about = root, dates, about

    def _address(self, name: str) -> str:
        """Return the address of what is described in this file."""
        return f"{under(self.about.base_url, FILE)}#{quote(name, safe='/', errors='surrogatepass')}"

    def _described(self, kind: str, name: str) -> Element:
        return SubElement(self.root, kind, {"rdf:about": self._address(name)})

    def catalogue(self, data_sets: Sequence[DataSet], ids: Iterable[str]) -> None:
        node, about = self._described("dcat:Catalog", "catalogue"), self.about
        _texts(node, "dcterms:title", about.titles)
        _texts(node, "dcterms:description", about.descriptions)
        _link(node, "dcterms:publisher", self._publisher())
        _link(node, "dcterms:license", licence_of(CC0).url)
        for lang in about.titles:
            _link(node, "dcterms:language", _language(lang))
        _link(node, "foaf:homepage", under(about.site_url or about.base_url, ""))
        _link(node, "dcat:themeTaxonomy", f"{_EU}/data-theme")
        self._dated(node, [data_set.key for data_set in data_sets])
        for key in ids:
            _link(node, "dcat:dataset", self._address(f"dataset/{key}"))

    def _publisher(self) -> str:
        address = self._address("publisher")
        if not any(node.get("rdf:about") == address for node in self.root):
            agent = self._described("foaf:Agent", "publisher")
            SubElement(agent, "foaf:name").text = self.about.publisher
            _link(agent, "dcterms:type", _MUNICIPALITY)
        return address

    def _dated(self, node: Element, keys: Sequence[str]) -> None:
        """Say when the first of *keys* was published, and when the last of them changed."""
        days = [self.dates[key] for key in keys]
        _typed(node, "dcterms:issued", min(item["published"][:10] for item in days), "date")
        _typed(node, "dcterms:modified", max(item["updated"][:10] for item in days), "date")

    def data_set(self, key: str, versions: Sequence[DataSet]) -> None:
        node, about = self._described("dcat:Dataset", f"dataset/{key}"), self.about
        _texts(node, "dcterms:title", {item.lang: item.title for item in versions})
        _texts(node, "dcterms:description", {item.lang: item.description for item in versions})
        SubElement(node, "dcterms:identifier").text = self._address(f"dataset/{key}")
        _link(node, "dcterms:publisher", self._publisher())
        self._contact(node)
        for item in versions:
            _link(node, "dcterms:language", _language(item.lang))
            for word in _keywords(item.lang):
                _text(node, "dcat:keyword", word, item.lang)
            if about.site_url:
                _link(node, "dcat:landingPage", under(about.site_url, item.page))
        for theme in _THEMES:
            _link(node, "dcat:theme", f"{_EU}/data-theme/{theme}")
        _link(node, "dcterms:accessRights", f"{_EU}/access-right/PUBLIC")
        if about.frequency:
            _link(node, "dcterms:accrualPeriodicity", f"{_EU}/frequency/{about.frequency}")
        self._dated(node, [item.key for item in versions])
        _period(node, versions)
        self._distributions(node, versions)

    def _contact(self, node: Element) -> None:
        if self.about.contact:
            contact = SubElement(SubElement(node, "dcat:contactPoint"), "vcard:Organization")
            SubElement(contact, "vcard:fn").text = self.about.publisher
            _link(contact, "vcard:hasEmail", self.about.contact)

    def _distributions(self, node: Element, versions: Sequence[DataSet]) -> None:
        for item in versions:
            for file in item.files:
                _link(node, "dcat:distribution", self._address(file["path"]))
                self._distribution(item, file)

    def _distribution(self, data_set: DataSet, file: Mapping[str, Any]) -> None:
        node = self._described("dcat:Distribution", file["path"])
        url, (form, media) = under(self.about.base_url, file["path"]), _FORMS[file["form"]]
        _text(node, "dcterms:title", f"{file['title']} ({file['form'].upper()})", data_set.lang)
        _link(node, "dcat:accessURL", url)
        _link(node, "dcat:downloadURL", url)
        _link(node, "dcterms:format", form)
        _link(node, "dcat:mediaType", media)
        _link(node, "dcterms:license", licence_of(self.about.licence).url)
        _link(node, "dcterms:language", _language(data_set.lang))
        _link(node, "dcterms:conformsTo", under(self.about.base_url, f"{data_set.folder}/{PACKAGE}"))
        _typed(node, "dcat:byteSize", str(file["bytes"]), "nonNegativeInteger")
        self._dated(node, [data_set.key])
        checksum = SubElement(SubElement(node, "spdx:checksum"), "spdx:Checksum")
        _link(checksum, "spdx:algorithm", f"{_SPACES['spdx']}checksumAlgorithm_sha256")
        _typed(checksum, "spdx:checksumValue", file["sha256"], "hexBinary")


def _text(node: Element, name: str, text: str, lang: str) -> None:
    SubElement(node, name, {"xml:lang": lang}).text = text


def _texts(node: Element, name: str, by_lang: Mapping[str, str]) -> None:
    for lang, text in by_lang.items():
        _text(node, name, text, lang)


def _link(node: Element, name: str, address: str) -> None:
    """Add a link; where no address is known, as of a language that has none yet, nothing."""
    if address:
        SubElement(node, name, {"rdf:resource": address})


def _typed(node: Element, name: str, text: str, kind: str) -> None:
    SubElement(node, name, {"rdf:datatype": f"{_XSD}{kind}"}).text = text


def _period(node: Element, versions: Sequence[DataSet]) -> None:
    known = [item for item in versions if item.starts]
    if known:
        period = SubElement(SubElement(node, "dcterms:temporal"), "dcterms:PeriodOfTime")
        _typed(period, "dcat:startDate", min(item.starts for item in known), "date")
        _typed(period, "dcat:endDate", max(item.ends for item in known), "date")


def _keywords(lang: str) -> Iterator[str]:
    t = languages.translator(languages.normalise(lang))
    yield t.c("keyword of open data", "public procurement")
    yield t.c("keyword of open data", "purchases")
    yield t.c("keyword of open data", "municipality")
