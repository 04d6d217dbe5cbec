"""A drawing of the made-up meeting, saved as a camera would: with the place where it was taken."""

from __future__ import annotations

import io

from PIL import ExifTags, Image, ImageDraw

SIZE = (1600, 900)
FLOOR, WALL, SCREEN, BLUE, CLOTH = "#d9c7a8", "#eef2f5", "#ffffff", "#0b5394", "#ffffff"
COATS = ("#0b5394", "#7a3e48", "#3f6b4f", "#b0702f", "#4d4d6b", "#8a8f3c")
SKIN = ("#e8b894", "#c98f65", "#8d5a3b", "#f0cfb2")
TABLES = ((250, 640), (560, 560), (880, 610), (1200, 560), (430, 800), (800, 820), (1150, 790), (1450, 700))


def picture() -> bytes:
    """Return the drawing as a JPEG, a GPS position in it."""
    image = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 420, *SIZE), fill=FLOOR)
    draw.rectangle((520, 70, 1080, 370), fill=SCREEN, outline="#7b848c", width=6)
    for place, width in enumerate((380, 300, 230, 150, 90)):
        draw.rectangle((570, 110 + place * 48, 570 + width, 142 + place * 48), fill=BLUE if place == 0 else "#9db8d2")
    _person(draw, 1160, 330, 0)
    for number, (x, y) in enumerate(TABLES):
        _table(draw, x, y, number)
    made = io.BytesIO()
    image.save(made, "JPEG", quality=85, exif=_exif())
    return made.getvalue()


def _table(draw: ImageDraw.ImageDraw, x: int, y: int, number: int) -> None:
    for place in range(3):
        _person(draw, x - 70 + 70 * place, y - 70, number + place)
    draw.ellipse((x - 120, y - 40, x + 120, y + 40), fill=CLOTH, outline="#b9a888", width=4)
    draw.rectangle((x - 22, y - 40, x + 22, y - 4), fill=BLUE)
    draw.rectangle((x - 14, y - 32, x + 14, y - 27), fill=SCREEN)


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, number: int) -> None:
    draw.rounded_rectangle((x - 26, y - 10, x + 26, y + 80), radius=22, fill=COATS[number % len(COATS)])
    draw.ellipse((x - 20, y - 52, x + 20, y - 8), fill=SKIN[number % len(SKIN)])


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Software] = "outreach demo"
    place = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (56.0, 9.0, 0.0)}
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    return exif
