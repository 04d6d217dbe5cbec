"""What a site looks like: templates, style sheet and files of a theme, a municipality's before ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from outreach import PublishingError
from outreach.publishers._site_files import ASSETS, asset_path
from outreach.publishers._site_keys import files_key

if TYPE_CHECKING:
    from jinja2 import Environment  # noqa: TC004 - slow to import, and attrs resolves no types here

TEMPLATES: Final = Path(__file__).parent / "site_templates"
STYLES: Final = ("style.css", "theme.css")
OURS: Final = "outreach"


@attrs.frozen(eq=False)
class Theme:
    """Templates, and what they load (tema).

    Attributes:
        templates: Jinja's; whatever they show is escaped.
        style: The path of the style sheet.
        files: Every file that pages load, by path: the style sheet, and what the theme brings.
        named: The same files of the theme by their own names: ``logo.svg`` → ``assets/logo-0f3a….svg``.
        key: Of all that.
    """

    templates: Environment
    style: str
    files: Mapping[str, bytes]
    named: Mapping[str, str]
    key: str

    @property
    def nonce(self) -> str:
        """What the style sheet is known by."""
        return self.style.rpartition("-")[2].partition(".")[0]


def theme_of(folder: Path | None) -> Theme:
    """Return our theme, with what the *folder* has in the place of ours.

    Raises:
        PublishingError: There is no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise PublishingError(f"Site.templates: {folder} is not a folder")
    templates = _environment(folder)
    sheet = "".join(_source(templates, name) for name in STYLES).encode()
    style = asset_path(sheet, ".css", "style")
    brought = {path.name: path.read_bytes() for path in _brought(folder)}
    named = {name: asset_path(content, Path(name).suffix, Path(name).stem) for name, content in brought.items()}
    files = {style: sheet, **{named[name]: content for name, content in brought.items()}}
    key = files_key(TEMPLATES) + (files_key(folder) if folder else "")
    return Theme(templates, style, files, named, key)


def _brought(folder: Path | None) -> list[Path]:
    """Return the files of a theme that pages load, such as a logotype."""
    found = (folder / ASSETS).iterdir() if folder and (folder / ASSETS).is_dir() else ()
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def _environment(folder: Path | None) -> Environment:
    """Return the templates: those of *folder*, else ours; as ``outreach/base.html`` ours can be extended by theirs."""
    from jinja2 import (  # noqa: PLC0415 - slow to import
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
    )

    ours = FileSystemLoader(TEMPLATES)
    return Environment(
        loader=ChoiceLoader([FileSystemLoader([*([folder] if folder else []), TEMPLATES]), PrefixLoader({OURS: ours})]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _source(templates: Environment, name: str) -> str:
    assert templates.loader is not None  # noqa: S101 - _environment() gave it one
    source, _, _ = templates.loader.get_source(templates, name)
    return source
