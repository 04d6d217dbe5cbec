"""A file for each publication, by language: what workbooks, papers and documents have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import attrs

from outreach import Edition, Publication, PublishingError, languages
from outreach.publishers._names import file_stem
from outreach.publishers._site_keys import content_key

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.publishers._folder import Change, Folder

Make: TypeAlias = Callable[[Publication, Edition], bytes]


def publish_files(folder: Folder, edition: Edition, suffix: str, make: Make) -> list[Path]:
    """Write what *make* gives for each publication: ``sv/inkop.pdf``; the files of earlier editions stay.

    A publication has one file in each language: under another name it takes the place of its earlier one. A file that
    would say the same stays, with the day of its last change.

    Raises:
        PublishingError: The folder is somebody else's, or two publications would stand in one file.
    """
    files = {_path(publication, suffix): publication for publication in edition.publications}
    anew = {(_language(path), publication.id) for path, publication in files.items()}
    with folder.change() as change:
        before: Mapping[str, str] = change.state.get("files", {})
        told: Mapping[str, list[str]] = change.state.get("told", {})
        kept = {path: key for path, key in before.items() if (_language(path), key) not in anew}
        for path in kept:
            change.keep(path)
        now = {path: _write(change, path, made, edition, told.get(path), make) for path, made in files.items()}
        change.state = {
            "files": kept | {path: publication.id for path, publication in files.items()},
            "told": {path: told[path] for path in kept if path in told} | now,
        }
    return [folder.root / path for path in files]


def _write(  # noqa: PLR0913, PLR0917 - a file, what makes it, and what is known of it
    change: Change, path: str, publication: Publication, edition: Edition, told: list[str] | None, make: Make
) -> list[str]:
    """Write a file, or let it stay; return what it says, and the moment it is of."""
    key = content_key(publication)
    if told is not None and told[0] == key and _is_later(edition.now, told[1]):
        same = attrs.evolve(edition, now=datetime.fromisoformat(told[1]))
        if change.stands(path, make(publication, same)):
            change.keep(path)
            return told
    change.write(path, make(publication, edition))
    return [key, edition.now.isoformat() if edition.now else ""]


def _is_later(now: datetime | None, told: str) -> bool:
    return now is not None and bool(told) and now > datetime.fromisoformat(told)


def withdraw_files(folder: Folder, publication_id: str) -> None:
    """Remove the files of a publication, in every language.

    Raises:
        PublishingError: There is no such publication.
    """
    with folder.change() as change:
        files: Mapping[str, str] = change.state.get("files", {})
        left = {path: key for path, key in files.items() if key != publication_id}
        if len(left) == len(files):
            raise PublishingError(f"nothing with the id {publication_id!r} is published in {folder.root}")
        for path in left:
            change.keep(path)
        told: Mapping[str, list[str]] = change.state.get("told", {})
        change.state = {"files": left, "told": {path: told[path] for path in left if path in told}}


def _language(path: str) -> str:
    return path.partition("/")[0]


def _path(publication: Publication, suffix: str) -> str:
    return f"{languages.lang_tag(publication.locale)}/{file_stem(publication.slug)}{suffix}"
