"""Make README's four pictures anew from the demo: ``python -m documentation.pictures DEMO`` in ``tests``.

A page as Chromium shows it, a slide and a sheet as LibreOffice does, a paper as Poppler does.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SIZE = (880, 560)
EDGE = "#c5ccd3"
COLOURS = 128


def page(path: Path) -> Image.Image:
    """Return a page at 1100 pixels, its beginning."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "page.png"
        command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += ["--blink-settings=preferredColorScheme=1", "--window-size=1100,800", f"--screenshot={shot}"]
        subprocess.run([*command, path.resolve().as_uri()], check=True, capture_output=True)
        return Image.open(io.BytesIO(shot.read_bytes())).convert("RGB")


def paper(path: Path, number: int = 1) -> Image.Image:
    """Return one page of a PDF."""
    command = ["pdftoppm", "-png", "-r", "110", "-f", str(number), "-l", str(number), "-singlefile", str(path)]
    done = subprocess.run(command, check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def by_office(path: Path, number: int = 1) -> Image.Image:
    """Return a slide, or a page of a sheet."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(path)], check=True, capture_output=True)
        return paper(Path(folder) / f"{path.stem}.pdf", number)


def save(image: Image.Image, name: str) -> None:
    """Write a picture of README's size: the beginning of what is long, the whole of what is wide."""
    fitted = (
        ImageOps.fit(image, SIZE, centering=(0.5, 0.0)) if image.height > image.width else ImageOps.contain(image, SIZE)
    )
    framed = Image.new("RGB", SIZE, "#ffffff")
    framed.paste(fitted, ((SIZE[0] - fitted.width) // 2, 0))
    ImageOps.expand(framed, 1, EDGE).quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    demo = Path(sys.argv[1])
    save(page(demo / "site" / "sv" / "upphandlingslista.html"), "page")
    save(by_office(next((demo / "slides" / "sv").glob("*.pptx")), 3), "slide")
    save(by_office(demo / "workbooks" / "sv" / "upphandlingslista.xlsx"), "sheet")
    save(paper(next((demo / "papers" / "sv").glob("*bordsskyltar*.pdf"))), "paper")
