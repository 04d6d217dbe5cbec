"""Make README's picture anew from the demo's pages: ``python -m documentation.pictures DEMO`` in ``tests``.

Chromium shows each page as a person sees it; the pictures then stand side by side in one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
PAGE = (
    "body{margin:0;background:#d9dee3;display:flex;gap:24px;padding:24px}"
    "img{width:440px;height:700px;object-fit:cover;object-position:top;box-shadow:0 1px 6px #0005}"
)


def screenshot(address: str, picture: Path, size: str, scale: float = 1) -> None:
    """Take a picture of the page at *address*, *size* being ``width,height``."""
    command = [
        "chromium",
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--blink-settings=preferredColorScheme=1",
    ]
    command += [f"--window-size={size}", f"--force-device-scale-factor={scale}", f"--screenshot={picture}", address]
    subprocess.run(command, check=True, capture_output=True)


def side_by_side(pages: list[Path], picture: Path) -> None:
    """Take one picture of several *pages*."""
    with tempfile.TemporaryDirectory() as folder:
        shots = [Path(folder) / f"{number}.png" for number in range(len(pages))]
        for page, shot in zip(pages, shots, strict=True):
            screenshot(page.resolve().as_uri(), shot, "780,1241")
        images = "".join(f'<img src="{shot.as_uri()}">' for shot in shots)
        whole = Path(folder) / "whole.html"
        whole.write_text(f"<!doctype html><style>{PAGE}</style>{images}", encoding="utf-8")
        screenshot(whole.as_uri(), picture, f"{24 + len(pages) * 464},748")


if __name__ == "__main__":
    swedish = Path(sys.argv[1]) / "site" / "sv"
    side_by_side(
        [swedish / f"{name}.html" for name in ("inbjudan-2017-var", "upphandlingslista", "inkop-2016")],
        IMAGES / "site.png",
    )
