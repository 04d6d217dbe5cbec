"""A file for each publication, by language: what workbooks, papers and documents have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import PublishingError, languages
from outreach.publishers._names import file_stem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from outreach import Edition, Publication
    from outreach.publishers._folder import Folder


def publish_files(
    folder: Folder, edition: Edition, suffix: str, make: Callable[[Publication, Edition], bytes]
) -> list[Path]:
    """Write what *make* gives for each publication: ``sv/inkop.pdf``; the files of earlier editions stay.

    A publication has one file in each language: under another name it takes the place of its earlier one.

    Raises:
        PublishingError: The folder is somebody else's, or two publications would stand in one file.
    """
    files = {_path(publication, suffix): publication for publication in edition.publications}
    anew = {(_language(path), publication.id) for path, publication in files.items()}
    with folder.change() as change:
        before: Mapping[str, str] = change.state.get("files", {})
        kept = {path: key for path, key in before.items() if (_language(path), key) not in anew}
        for path in kept:
            change.keep(path)
        for publication in edition.publications:
            change.write(_path(publication, suffix), make(publication, edition))
        change.state = {"files": kept | {path: publication.id for path, publication in files.items()}}
    return [folder.root / path for path in files]


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
        change.state = {"files": left}


def _language(path: str) -> str:
    return path.partition("/")[0]


def _path(publication: Publication, suffix: str) -> str:
    return f"{languages.lang_tag(publication.locale)}/{file_stem(publication.slug)}{suffix}"
