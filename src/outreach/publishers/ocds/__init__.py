"""Procurements as open contracting data, for whoever compares across municipalities."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from zoneinfo import ZoneInfo

import attrs
import msgspec

from outreach import (
    Country,
    Edition,
    Identifier,
    Publication,
    Publisher,
    PublishingError,
    countries,
    errors,
    languages,
    rendering,
)
from outreach.publishers._addresses import check_address, host_of, need_address, under
from outreach.publishers._editions import dated, digest_of_parts, moment_of
from outreach.publishers.folder import Change, Folder
from outreach.publishers.ocds._release import Making, date_of, release_of
from outreach.publishers.open_data._data_set import CC0, check_licence, licence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from outreach import PublicProcurement

PACKAGE: Final = "releases.json"
VERSION: Final = "1.1"
_PREFIX: Final = re.compile(r"ocds-[a-z0-9]{6}", re.ASCII)
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_DECODER: Final = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)


def _is_prefix(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    if not _PREFIX.fullmatch(value):
        reason = f"Ocds.{attribute.name}: not a prefix: {rendering.one_line(value)[:80]!r}"
        raise PublishingError(f"{reason} (ask the Open Contracting Partnership for one: ocds-a1b2c3)")


def _is_zone(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    try:
        ZoneInfo(value or "UTC")
    except (ValueError, TypeError, OSError, LookupError) as error:
        reason = f"Ocds.{attribute.name}: not a time zone: {rendering.one_line(value)[:80]!r}"
        raise PublishingError(f"{reason} (write Europe/Stockholm)") from error


def _locale(given: str) -> str:
    return languages.normalise(given)


@attrs.frozen
class Ocds(Publisher):
    """Write the procurements of publications as OCDS 1.1 under *root* (upphandlingsdata): ``ocds/releases.json``.

    A release package with a release for each process: planning, and what has become of it. An ``ocid`` is the same for
    ever; the id of a release changes when its content does, and only then. Where two buyers of a joint list give one
    id, the buyer is part of both. A release is in the language of the record; where that is none of ours, what we add
    to it is in the folder's. Only what the publication's facts say is in it: no bid, no interest.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        prefix: The publisher's ocid prefix, such as ``ocds-a1b2c3``, registered with the Open Contracting Partnership.
        base_url: Where this folder will stand, such as ``https://kommun.example/inkop/ocds``.
        publisher_name: Who publishes; else whoever stands behind the publications.
        organisation: The publisher's number (organisationsnummer), as its country writes it.
        licence: Under which terms: ``CC0-1.0``, ``CC-BY-4.0``, or an address.
        policy_url: Where it is told what is published when.
        locale: The language of what we add to releases, where publications are in several.
        country: The publisher's, such as ``SE``; else that of the *locale*.
        timezone: In which a last day ends; else that of the country.
    """

    name: ClassVar[str] = "ocds"
    root: Path = attrs.field(converter=Path)
    prefix: str = attrs.field(kw_only=True, validator=_is_prefix)
    base_url: str = attrs.field(kw_only=True, validator=need_address)
    publisher_name: str = attrs.field(default="", kw_only=True)
    organisation: str = attrs.field(default="", kw_only=True)
    licence: str = attrs.field(default=CC0, kw_only=True, validator=check_licence)
    policy_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    locale: str = attrs.field(default=languages.DEFAULT_LOCALE, kw_only=True, converter=_locale)
    country: str = attrs.field(default="", kw_only=True)
    timezone: str = attrs.field(default="", kw_only=True, validator=_is_zone)

    def __attrs_post_init__(self) -> None:
        _ = self._country, self._identifier  # so that what is none is refused at once

    @property
    def _identifier(self) -> Identifier | None:
        if not self.organisation:
            return None
        try:
            number = self._country.parse_organisation(self.organisation)
        except errors.UnreadableError as error:
            raise PublishingError(f"Ocds.organisation: {error}") from error
        if number.is_personal:
            raise PublishingError("Ocds.organisation: a person's number (give the municipality's)")
        return Identifier(scheme=number.scheme, id=number.id)

    @property
    def _country(self) -> Country:
        return countries.country(self.country or self.locale.partition("_")[2])

    def accepts(self, publication: Publication) -> bool:
        """Return whether it tells of procurements."""
        return next(_procurements(publication), None) is not None

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the package; releases of earlier editions stay.

        Raises:
            PublishingError: The folder is somebody else's.
        """
        with Folder(self.root, self.name).change() as change:
            previous, dates = dict(change.state.get("told", {})), dict(change.state.get("dates", {}))
            for publication in edition.publications:
                lang = languages.lang_tag(publication.locale)
                previous[f"{lang}/{publication.id}"] = self._state_of(publication, edition, dates)
            self._write(change, previous, dates)
        return [self.root / PACKAGE] if previous else []

    def withdraw(self, publication_id: str) -> None:
        """Remove the releases that only this publication tells, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        with Folder(self.root, self.name).change() as change:
            previous = change.state.get("told", {})
            left = {key: item for key, item in previous.items() if item["id"] != publication_id}
            if len(left) == len(previous):
                raise PublishingError(f"nothing with the id {publication_id!r} is published in {self.root}")
            self._write(change, left, dict(change.state["dates"]))

    def _state_of(self, publication: Publication, edition: Edition, dates: dict[str, Any]) -> dict[str, Any]:
        """Return a *publication*'s releases, with ids and dates, for the folder's marker; update *dates* in place."""
        moment = moment_of(edition, publication)
        publisher = rendering.one_line(self.publisher_name or publication.publisher_name)
        making = Making(
            prefix=self.prefix,
            locale=languages.normalise(publication.locale),
            zone=ZoneInfo(self.timezone or self._country.timezone),
            publisher_name=publisher,
            identifier=self._identifier,
            shared=_shared(publication),
        )
        releases: dict[str, Any] = {}
        for procurement in _procurements(publication):
            release = release_of(procurement, making)
            digest = digest_of_parts(release)
            key = f"{making.locale}/{release['ocid']}"
            dates[key] = dated(dates.get(key), digest, moment)
            head = {"ocid": release["ocid"], "id": f"{release['ocid']}-{digest}"}
            date = date_of(procurement, dates[key]["updated"])
            releases.setdefault(release["ocid"], {**head, "date": date, **release})
        return {
            "id": publication.id,
            "locale": making.locale,
            "publisher": publisher,
            "told": moment.isoformat(),
            "releases": _ENCODER.encode(releases).decode(),
        }

    def _write(self, change: Change, previous: Mapping[str, Any], dates: Mapping[str, Any]) -> None:
        change.state = {"told": {key: previous[key] for key in sorted(previous)}, "dates": dates}
        ordered = [
            previous[key] for key in sorted(previous, key=lambda key: self._rank(key, previous[key]), reverse=True)
        ]
        told_in = {ocid: (item["locale"], release) for item in ordered for ocid, release in _decoded(item).items()}
        releases = {ocid: release for ocid, (_, release) in told_in.items()}
        if releases:
            days = [dates[f"{locale}/{ocid}"]["updated"] for ocid, (locale, _) in told_in.items()]
            names = (rendering.one_line(self.publisher_name), *(item["publisher"] for item in reversed(ordered)))
            package = self._package(releases, next(filter(None, names), host_of(self.base_url)), days)
            change.write(PACKAGE, msgspec.json.format(_ENCODER.encode(package), indent=1) + b"\n")

    def _rank(self, key: str, previous: Mapping[str, Any]) -> tuple[bool, float, str]:
        """Return what comes first: the folder's language, then what was told last."""
        return previous["locale"] != self.locale, -datetime.fromisoformat(previous["told"]).timestamp(), key

    def _package(self, releases: Mapping[str, Any], publisher: str, days: Iterable[str]) -> dict[str, Any]:
        number = self._identifier
        result = {
            "uri": under(self.base_url, PACKAGE),
            "version": VERSION,
            "publishedDate": max(days, key=datetime.fromisoformat),
            "publisher": {"name": publisher, **({"scheme": number.scheme, "uid": number.id} if number else {})},
            "license": licence_of(self.licence).url,
            "publicationPolicy": rendering.safe_url(self.policy_url),
            "releases": [releases[ocid] for ocid in sorted(releases)],
        }
        return {key: value for key, value in result.items() if value}


def _procurements(publication: Publication) -> Iterator[PublicProcurement]:
    yield from publication.facts.procurements
    for part in publication.parts:
        yield from _procurements(part)


def _shared(publication: Publication) -> frozenset[str]:
    """Return the ids that more than one buyer of a joint list gives: each is one within its buyer."""
    every = {(item.id, rendering.one_line(item.buyer).casefold()) for item in _procurements(publication)}
    counts = Counter(procurement_id for procurement_id, _ in every)
    return frozenset(procurement_id for procurement_id, buyers in counts.items() if buyers > 1)


def _decoded(previous: Mapping[str, Any]) -> dict[str, Any]:
    """Return releases as the folder remembers them: amounts as exact as they were."""
    result: dict[str, Any] = _DECODER.decode(previous["releases"])
    return result
