"""Pictures: small, upright, without metadata, and only those that may be shown."""

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image, PngImagePlugin

import outreach
from outreach import model, publications

GPS = ExifTags.IFD.GPSInfo
PLACE = (59.0, 20.0, 15.0)


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Sven Provsson"
    exif.get_ifd(GPS).update({ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: PLACE})
    return exif


@pytest.fixture
def photo(tmp_path):
    """A photo of 3000 × 2000 pixels with the place where it was taken."""
    image = Image.effect_noise((300, 200), 40).convert("RGB").resize((3000, 2000))
    image.save(tmp_path / "mote.jpg", exif=_exif(), comment=b"Sven Provsson", xmp=b"<x>Sven Provsson</x>")
    return tmp_path / "mote.jpg"


def record(path: str = "mote.jpg", **more: object) -> model.Picture:
    """Return a picture that may be shown."""
    given = {"alternatives": [("sv", "Fullsatt sal"), ("en", "A full room")], "people_consented": True}
    return model.Picture(path=path, **{**given, **more})


def test_the_place_does_not_go_along(photo):
    """GPS, names, comments and thumbnails are gone; nothing but pixels is in the file."""
    assert b"Sven Provsson" in photo.read_bytes()
    assert dict(Image.open(io.BytesIO(photo.read_bytes())).getexif().get_ifd(GPS))
    (shown,) = publications.pictures([record()], folder=photo.parent).shown
    found = Image.open(io.BytesIO(shown.content))

    assert {} == dict(found.getexif())
    assert {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"} >= set(found.info)
    assert b"Sven" not in shown.content
    assert b"Exif" not in shown.content


def test_a_picture_is_made_small(photo):
    """No wider than asked for, its proportions kept, never larger than it was."""
    (wide,) = publications.pictures([record()], folder=photo.parent).shown
    (small,) = publications.pictures([record()], folder=photo.parent, width=300).shown
    (as_it_was,) = publications.pictures([record()], folder=photo.parent, width=9000).shown

    assert [(1600, 1067), (300, 200), (3000, 2000)] == [(each.width, each.height) for each in (wide, small, as_it_was)]


def test_a_picture_is_turned_upright(tmp_path):
    """What a camera was held sideways for stands as it was seen."""
    Image.new("RGB", (40, 20)).save(tmp_path / "mote.jpg", exif=_exif(orientation=6))
    (shown,) = publications.pictures([record()], folder=tmp_path).shown

    assert (20, 40) == (shown.width, shown.height)


def test_what_shines_through_still_does(tmp_path):
    """A logotype keeps its transparency, and loses what its program wrote into it."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Sven Provsson")
    Image.new("RGBA", (4, 4), (0, 0, 255, 10)).save(tmp_path / "mote.jpg", "PNG", pnginfo=notes)
    (shown,) = publications.pictures([record()], folder=tmp_path).shown

    assert "image/png" == shown.media_type
    assert (0, 0, 255, 10) == Image.open(io.BytesIO(shown.content)).getpixel((0, 0))
    assert b"Sven" not in shown.content


@pytest.mark.parametrize("consented", [None, False])
def test_without_consent_a_picture_is_withheld(tmp_path, consented):
    """It is not even opened, and it is told which ones they are."""
    withheld = record("finns-inte.jpg", people_consented=consented)

    assert publications.Pictures(withheld=(withheld,)) == publications.pictures([withheld], folder=tmp_path)


def test_without_alternative_text_a_picture_is_refused(photo):
    """In the language of the page, whatever other languages have."""
    with pytest.raises(outreach.ModelError, match=r"mote\.jpg has none in 'en'"):
        publications.pictures([record(alternatives=[("sv", "Sal")])], folder=photo.parent, locale="en_GB")


def test_texts_are_in_the_language_of_the_page(photo):
    """Alternative text and caption of that language; who took it and under which terms."""
    given = record(captions=[("sv", "Mötet")], photographer="A. Ek", licence="CC BY 4.0")
    (shown,) = publications.pictures([given], folder=photo.parent, locale="en_GB").shown

    assert ("A full room", "", "A. Ek, CC BY 4.0") == (shown.alternative, shown.caption, shown.credit)


def _bomb() -> bytes:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 60_001)), (b"IEND", b"")]
    made = (
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


@pytest.mark.parametrize(
    "content",
    [b"", b"hej", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", _bomb(), b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_what_is_no_picture_is_refused(tmp_path, content):
    """Text, a stump, a drawing with scripts, and what would unpack to gigabytes."""
    (tmp_path / "mote.jpg").write_bytes(content)
    with pytest.raises(outreach.SourceError, match=r"mote\.jpg"):
        publications.pictures([record()], folder=tmp_path)


def test_a_cut_photo_is_refused(photo):
    """Half a picture is not shown as if it were whole."""
    photo.write_bytes(photo.read_bytes()[:5000])
    with pytest.raises(outreach.SourceError, match="not a picture that can be read"):
        publications.pictures([record()], folder=photo.parent)


def test_a_file_that_is_not_there_is_told(tmp_path):
    """By its path; and a folder is no file."""
    with pytest.raises(outreach.InputNotFoundError, match=r"mote\.jpg: no such file"):
        publications.pictures([record()], folder=tmp_path)
    with pytest.raises(outreach.NotAFileError, match="not a file"):
        publications.pictures([record(".")], folder=tmp_path)


def test_the_same_picture_gives_the_same_bytes(photo):
    """Twice the same."""
    once, again = (publications.pictures([record()], folder=photo.parent) for _ in range(2))

    assert once == again


def test_a_width_that_is_none_is_refused(tmp_path):
    """Before a file is opened, with what to give."""
    with pytest.raises(outreach.QuestionError, match=r"^pictures width: '0' is not known \(one of: a whole number of"):
        publications.pictures([], folder=tmp_path, width=0)
