"""Pictures with their alternative texts."""

from __future__ import annotations

import io
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from outreach import blocks
from outreach.errors import InputNotFoundError, MissingExtraError, ModelError, NotAFileError, QuestionError, SourceError
from outreach.model import Picture
from outreach.publications.public import Projection

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from outreach.countries import Country


Image: TypeAlias = Any
"""What Pillow opens."""

WIDTH: Final = 1600
"""In pixels: twice a page's column, for screens with two to a point."""
MOST_BYTES: Final = 100 * 1024 * 1024
MOST_PIXELS: Final = 100_000_000
QUALITY: Final = 82
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


@attrs.frozen(kw_only=True)
class Pictures:
    """The pictures of a publication (bilder), and those that it may not show.

    Attributes:
        shown: Ready for a publication, in the order given.
        withheld: Those without everybody's consent; they are not even opened.
    """

    shown: tuple[blocks.Picture, ...] = ()
    withheld: tuple[Picture, ...] = ()


def pictures(
    given: Iterable[Picture],
    *,
    folder: str | os.PathLike[str] = "",
    locale: str | None = None,
    country: str | Country | None = None,
    width: int = WIDTH,
) -> Pictures:
    """Return pictures (bilder) that a publication may show: turned upright, resized, and without metadata.

    Where it was taken, with what, and who is in it (EXIF, GPS, XMP, thumbnails) does not go along. A picture whose
    people have not all agreed is withheld. Of one that moves the first frame is kept, so that nothing on a page
    moves. Needs the extra ``pictures``.

    Args:
        given: Such as ``event.pictures``.
        folder: Where their paths begin.
        locale: The language of the publication they are for; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: Sweden.
        width: How wide they are at most, in pixels; smaller ones stay as they are.

    Raises:
        outreach.errors.ModelError: A picture has no alternative text in that language (WCAG 1.1.1).
        outreach.errors.InputError: A file is not there, or is no picture that can be read.
        outreach.errors.QuestionError: *width* is less than one pixel.
        outreach.errors.MissingExtraError: Pillow is not installed.
    """
    if width < 1:
        raise QuestionError("pictures width", str(width), ["a whole number of pixels, 1 or more"])
    view = Projection.of(locale, country)
    every = tuple(given)
    allowed = [picture for picture in every if picture.people_consented]
    for picture in allowed:
        _words(picture, view)
    return Pictures(
        shown=tuple(_picture(picture, Path(folder) / picture.path, view, width) for picture in allowed),
        withheld=tuple(picture for picture in every if not picture.people_consented),
    )


def _words(picture: Picture, view: Projection) -> tuple[str, str, str]:
    """Return alternative text, caption and credit."""
    lang, texts = view.t.lang, view.picture(picture, view.t.lang)
    if not texts[0]:
        hint = f'say what it shows: alternatives=[("{lang}", "…")]'
        raise ModelError("Picture", "alternatives", f"{picture.path} has none in {lang!r}", hint)
    return texts


def _picture(picture: Picture, path: Path, view: Projection, width: int) -> blocks.Picture:
    image = _opened(path)
    image.thumbnail((width, MOST_PIXELS))
    content, media_type = _written(image)
    alternative, caption, credit = _words(picture, view)
    return blocks.Picture(
        content=content,
        media_type=media_type,
        alternative=alternative,
        caption=caption,
        credit=credit,
        width=image.width,
        height=image.height,
    )


def _opened(path: Path) -> Image:
    """Return the picture in a file, upright; what pretends to be one, or unpacks to too much, is refused."""
    try:
        from PIL import Image as Pillow  # noqa: PLC0415 - an extra
        from PIL import ImageOps  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("pillow", "pictures") from error
    content = _content(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is left behind
            image = Pillow.open(io.BytesIO(content), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                size = f"{image.width} × {image.height} pixels"
                raise SourceError(str(path), f"{size}, more than {MOST_PIXELS:,} (save it smaller)")
            image.load()
            return _in_plain_colours(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, EOFError, Pillow.DecompressionBombError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(str(path), "not a picture that can be read (save it as JPEG or PNG)") from error


def _content(path: Path) -> bytes:
    try:
        texts = path.stat()
    except OSError as error:
        raise InputNotFoundError(str(path), "no such file", "write its path from the folder given") from error
    if not stat.S_ISREG(texts.st_mode):
        raise NotAFileError(str(path), "not a file", "name the picture itself")
    if texts.st_size > MOST_BYTES:
        raise SourceError(str(path), f"larger than {MOST_BYTES:,} bytes (save it smaller)")
    return path.read_bytes()


def _in_plain_colours(image: Image) -> Image:
    """Return *image* in the colours every screen has, with its transparency where it has some."""
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _written(image: Image) -> tuple[bytes, str]:
    """Return the file: a PNG where something shines through, else a JPEG; the pixels alone, nothing beside them."""
    bare = image.copy()
    bare.info = {}
    made = io.BytesIO()
    if bare.mode == "RGBA":
        bare.save(made, "PNG", optimize=True)
        return made.getvalue(), "image/png"
    bare.save(made, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return made.getvalue(), "image/jpeg"
