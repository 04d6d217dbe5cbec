"""Tables as open data: CSV and JSON with a schema, and a catalogue that the national portal reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from outreach import Edition, Publisher, PublishingError, languages, rendering
from outreach.publishers._address import check_address, host_of, need_address
from outreach.publishers._catalogue import FILE, About, catalogue
from outreach.publishers._data_set import PACKAGE, DataSet, data_package, data_set_of, downloads_of
from outreach.publishers._dates import dated, moment_of
from outreach.publishers._folder import Change, Folder
from outreach.publishers._licence import CC0, check_licence, licence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from outreach import Publication

_FREQUENCY: Final = re.compile(r"[A-Z0-9_]+", re.ASCII)


def _is_contact(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    if value and not _mail(value):
        reason = f"OpenData.{attribute.name}: not an address for mail: {rendering.one_line(value)[:80]!r}"
        raise PublishingError(f"{reason} (write upphandling@kommun.example)")


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
            sets = {key: each for key, each in sets.items() if key not in anew}
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
            left = {key: each for key, each in sets.items() if each.id != publication_id}
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
        change.state = {"sets": [attrs.asdict(each) for each in ordered], "dates": dates}

    def _about(self, data_sets: Sequence[DataSet]) -> About:
        title = rendering.one_line(self.title)
        named = (rendering.one_line(self.publisher_name), *(each.publisher for each in data_sets))
        texts = {each.lang: languages.translator(languages.normalise(each.lang)) for each in data_sets}
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
    sets = (DataSet(**each) for each in state.get("sets", []))
    return {each.key: each for each in sets}, dict(state.get("dates", {}))


def _keep(change: Change, data_sets: Iterable[DataSet]) -> None:
    for data_set in data_sets:
        for file in data_set.files:
            change.keep(file["path"])
