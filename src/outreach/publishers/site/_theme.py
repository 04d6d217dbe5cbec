"""What a site looks like: templates, style sheet and files of a theme, a municipality's before ours."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from outreach import Look, PublishingError
from outreach.publishers._addresses import ASSETS, asset_path
from outreach.publishers._editions import HOUSE, files_key, key_of
from outreach.publishers.folder._files import file_stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment  # noqa: TC004 - slow to import, and attrs resolves no types here

TEMPLATES: Final = Path(__file__).parent / "templates"
STYLES: Final = ("style.css", "theme.css")
OURS: Final = "outreach"
FONTS: Final = frozenset({".woff2", ".woff", ".ttf", ".otf"})
_TOKEN: Final = re.compile(r"\{\{ (letters|look\.[a-z_.]+) \}\}")
_LOGOS: Final = {"image/png": ".png", "image/jpeg": ".jpg"}
_LOGO_STYLE: Final = """
.logo {
  display: block;
  height: 3rem;
  max-width: 100%;
  margin-block-end: 0.5rem;
  background: #fff;
  object-fit: contain;
}
"""
_LOADED: Final = re.compile(r"""/\*.*?\*/|@import\b|url\(\s*(["']?)(.*?)\1\s*\)""", re.DOTALL | re.IGNORECASE)


@attrs.frozen(eq=False)
class Theme:
    """Templates, and what they load (tema)."""

    templates: Environment  # jinja's; whatever they show is escaped
    style: str  # the path of the style sheet
    files: Mapping[str, bytes]  # every file that pages load, by path: the style sheet, and what the theme brings
    named: Mapping[str, str]  # the same files of the theme by their own names: ``logo.svg`` → ``assets/logo-0f3a….svg``
    key: str  # of all that
    folder: Path | None = None  # where a theme of one's own lies; None: there is none
    logo: str = ""  # the path of the profile's logotype; empty where it has none
    logo_name: str = ""  # what the logotype says

    @property
    def nonce(self) -> str:
        """What the style sheet is known by."""
        return self.style.rpartition("-")[2].partition(".")[0]

    @property
    def has_fonts(self) -> bool:
        """Whether it brings fonts of its own."""
        return any(Path(name).suffix.lower() in FONTS for name in self.named)

    def asset(self, name: str) -> str:
        """Return the path of a file that the theme brings. Raises ``PublishingError``: it does not."""
        return _named(self.named, name, f"{self.folder or TEMPLATES}")


def theme_of(folder: Path | None, look: Look = HOUSE) -> Theme:
    """Return our theme in the colours of the *look*, with what the *folder* has in the place of ours.

    Raises:
        PublishingError: There is no such folder, its texts are not UTF-8, or its style sheet loads what is not in it.
    """
    if folder is not None:
        _check(folder)
    templates = _environment(folder)
    logo = {f"profile{_LOGOS[look.logo_type]}": look.logo} if look.logo else {}
    brought = {**logo, **{path.name: path.read_bytes() for path in _brought(folder)}}
    named = {name: _asset_path(name, content) for name, content in brought.items()}
    built_in, own = (dressed(_style(templates, name, named), look) for name in STYLES)
    sheet = f"{built_in}{_LOGO_STYLE if logo else ''}{own}".encode()
    style = asset_path(sheet, ".css", "style")
    files = {style: sheet, **{named[name]: content for name, content in brought.items()}}
    key = key_of(files_key(TEMPLATES), files_key(folder) if folder else "", style, look.name)
    logo_path = named[next(iter(logo))] if logo else ""
    return Theme(templates, style, files, named, key, folder, logo_path, look.name)


def dressed(sheet: str, look: Look) -> str:
    """Return a style *sheet* in the colours and letters of the *look*: ``{{ look.light.accent }}``, ``{{ letters }}``.

    Raises:
        PublishingError: It asks for what a look does not have.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] == "letters":
            return f'"{look.letters}", ' if look.letters else ""
        try:
            return str(attrgetter(match[1].removeprefix("look."))(look))
        except AttributeError as error:
            raise PublishingError(f"{STYLES[0]}: a look has no {match[1]!r} (see outreach.Look)") from error

    return _TOKEN.sub(value, sheet)


def _check(folder: Path) -> None:
    if not folder.is_dir():
        raise PublishingError(f"Site.templates: {folder} is not a folder")
    for path in sorted(path for path in folder.glob("*.*") if path.suffix in (".html", ".css")):
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise PublishingError(f"{path}: not UTF-8, at byte {error.start}") from error


def _asset_path(name: str, content: bytes) -> str:
    """Return where a file of a theme stands, under a name that no address has to escape."""
    suffix = Path(name).suffix[1:]
    return asset_path(content, f".{file_stem(suffix)}" if suffix else "", file_stem(Path(name).stem))


def _named(named: Mapping[str, str], name: str, where: str) -> str:
    if name not in named:
        raise PublishingError(f"{where}: {name!r} is not a file in its folder {ASSETS!r}")
    return named[name]


def _style(templates: Environment, name: str, named: Mapping[str, str]) -> str:
    """Return a style sheet whose addresses lead to the files of its theme, and nowhere else."""
    source, file, _ = _template_source(templates, name)

    def path(match: re.Match[str]) -> str:
        if match[0].startswith("@"):
            raise PublishingError(f"{file}: @import loads nothing (write the rules into {STYLES[1]})")
        address = match[2]
        if address is None or address.startswith(("data:", "#")):
            return match[0]
        return f'url("{_named(named, address.removeprefix(f"{ASSETS}/"), file).rpartition("/")[2]}")'

    return _LOADED.sub(path, source)


def _brought(folder: Path | None) -> list[Path]:
    """Return the files of a theme that pages load, such as a logotype."""
    match = (folder / ASSETS).iterdir() if folder and (folder / ASSETS).is_dir() else ()
    return sorted(path for path in match if path.is_file() and not path.name.startswith("."))


def _environment(folder: Path | None) -> Environment:
    """Return the templates: those of *folder*, else ours; as ``outreach/base.html`` ours can be extended by theirs."""
    from jinja2 import (  # noqa: PLC0415 - slow to import
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
    )

    built_in = FileSystemLoader(TEMPLATES)
    return Environment(
        loader=ChoiceLoader(
            [FileSystemLoader([*([folder] if folder else []), TEMPLATES]), PrefixLoader({OURS: built_in})]
        ),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _template_source(templates: Environment, name: str) -> tuple[str, str, object]:
    assert templates.loader is not None  # noqa: S101 - _environment() gave it one
    source, file, is_fresh = templates.loader.get_source(templates, name)
    return source, file or name, is_fresh


@contextlib.contextmanager
def faults_of(folder: Path | None) -> Iterator[None]:
    """Say of what is raised in a template of *folder* where it stands; everything else is raised as it is.

    Raises:
        PublishingError: A template cannot be read, or fails.
    """
    try:
        yield
    except PublishingError:
        raise
    except Exception as error:
        place = _place(error, folder)
        if not place:
            raise
        raise PublishingError(f"{place}: {_reason(error)}") from error


def _place(error: Exception, folder: Path | None) -> str:
    """Return the file and the line of *folder* at which *error* was raised; empty where it was elsewhere."""
    if folder is None:
        return ""
    named, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    steps = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    within = [step for step in [*steps, (named, line)] if step[0] and Path(step[0]).is_relative_to(folder)]
    return f"{within[-1][0]}:{within[-1][1]}" if within else ""


def _reason(error: Exception) -> str:
    kind = type(error).__name__
    return "it extends itself" if isinstance(error, RecursionError) else f"{kind}: {error}"
