"""Make README's four pictures anew from the demo: ``python -m documentation.pictures DEMO`` in ``tests``.

A page as Chromium shows it, a slide and a sheet as LibreOffice does, a paper as Poppler does.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SIZE = (880, 622)
"""Of each, in the form of a paper that lies; README shows them two beside each other."""
WINDOW = (900, 636)
"""Of a browser, of the same form: small enough that the text can still be read in README."""
EDGE = "#c5ccd3"
MARGIN = 24
COLOURS = 128
OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>sv-SE</value></prop></item>
</oor:items>
"""
"""LibreOffice as a Swede has it: amounts with a decimal comma."""


def page(path: Path) -> Image.Image:
    """Return the beginning of a page."""
    width, height = WINDOW
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "page.png"
        command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += ["--blink-settings=preferredColorScheme=1", f"--force-device-scale-factor={SIZE[0] / width}"]
        # A window has borders even where nobody sees them; what they leave of the page is too low, never too wide.
        command += [f"--window-size={width},{height + 200}", f"--screenshot={shot}"]
        subprocess.run([*command, path.resolve().as_uri()], check=True, capture_output=True)
        return Image.open(io.BytesIO(shot.read_bytes())).convert("RGB")


def paper(path: Path, number: int = 1) -> Image.Image:
    """Return one page of a PDF."""
    command = ["pdftoppm", "-png", "-r", "220", "-f", str(number), "-l", str(number), "-singlefile", str(path)]
    done = subprocess.run(command, check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def by_office(path: Path, number: int = 1) -> Image.Image:
    """Return a slide, or a page of a sheet."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(OFFICE, encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(path)], check=True, capture_output=True)
        return paper(Path(folder) / f"{path.stem}.pdf", number)


def cells(image: Image.Image) -> Image.Image:
    """Return the table of a sheet's page: what is around it and the number of the page are not worth a picture."""
    found = image.crop((0, 0, image.width, image.height * 9 // 10))
    box = ImageChops.difference(found, Image.new("RGB", found.size, "#ffffff")).getbbox()
    return ImageOps.expand(found.crop(box), MARGIN, "#ffffff")


def save(image: Image.Image, name: str) -> None:
    """Write a picture of README's size: the beginning of what is long, the whole of what is not."""
    is_long = image.height > image.width
    fitted = ImageOps.fit(image, SIZE, centering=(0.5, 0.0)) if is_long else ImageOps.contain(image, SIZE)
    framed = Image.new("RGB", SIZE, "#ffffff")
    framed.paste(fitted, ((SIZE[0] - fitted.width) // 2, (SIZE[1] - fitted.height) // 2))
    ImageOps.expand(framed, 1, EDGE).quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    demo = Path(sys.argv[1])
    beginning = page(demo / "site" / "sv" / "upphandlingslista.html")
    save(beginning.crop((0, 0, *SIZE)), "page")
    save(by_office(next((demo / "slides" / "sv").glob("*.pptx")), 3), "slide")
    save(cells(by_office(demo / "workbooks" / "sv" / "inkop-2016.xlsx", 3)), "sheet")
    save(paper(next((demo / "papers" / "sv").glob("*bordsskyltar*.pdf"))), "paper")
