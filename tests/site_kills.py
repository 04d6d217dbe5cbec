"""Publishes a site and is killed at it, again and again; another process reads it meanwhile, file by file.

Run as a program, with what to do, the folder, and a number: ``kill public 500`` publishes and kills so many times,
and checks the whole site after each; ``read public 10000`` loads pages until the input ends, and at least so many.
Each prints what it found as JSON. A page, its style sheet and its picture say which turn they are of.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import sys
import time
from collections import Counter
from pathlib import Path

PARTS = 8
PAGES = ("index.html", "sv/index.html", "sv/lista.html", *(f"sv/lista/p-{number}.html" for number in range(PARTS)))
TURNS = 4
"""How many turns a publisher may live for, at most."""


class NotWholeError(Exception):
    """A reader met something that is no whole page."""


def publish(root: Path, turn: int) -> None:
    """Publish the site of one *turn*: every page, the style sheet and the picture are other than before."""
    import attrs  # noqa: PLC0415 - the reader needs none of this

    import sample_publications as samples  # noqa: PLC0415
    from outreach import blocks  # noqa: PLC0415
    from outreach.publishers import Site  # noqa: PLC0415
    from sample_sites import simple  # noqa: PLC0415

    theme = root.parent / "theme"
    theme.mkdir(exist_ok=True)
    (theme / "theme.css").write_text(f"/* turn {turn} */\n")
    content = samples.picture().content + f" turn {turn} ".encode()
    said = [blocks.Paragraph(f"turn {turn} "), blocks.Picture(**{**_fields(samples.picture()), "content": content})]
    parts = [simple(f"p-{number}", f"Sida {number}", *said) for number in range(PARTS)]
    listed = attrs.evolve(simple("lista", f"Lista, turn {turn} ", *said), parts=parts)
    list(Site(root, templates=theme, title=f"Sida, turn {turn} ").publish_edition(samples.edition(listed)))


def _fields(picture: object) -> dict[str, object]:
    return {name: getattr(picture, name) for name in ("media_type", "alternative", "width", "height")}


def load(root: Path, path: str) -> int:
    """Load a page and what it names as a browser does through a web server, each file by its path.

    Raises:
        NotWholeError: A file is missing, empty or cut off, or of another turn than the page.
    """
    page = _read(root, path).decode()
    if not page.endswith("</html>\n"):
        raise NotWholeError(f"{path}: cut off")
    turns = {int(found) for found in re.findall(r"turn (\d+)", page)}
    folder = (root / path).parent
    for address in re.findall(r'<link rel="stylesheet" href="([^"]*)"|<img src="([^"]*)"', page):
        named = _read(folder, "".join(address))
        turns |= {int(found) for found in re.findall(rb"turn (\d+)", named)} or {-1}
    if len(turns) != 1:
        raise NotWholeError(f"{path}: mixed of turns {sorted(turns)}")
    return turns.pop()


def _read(folder: Path, address: str) -> bytes:
    try:
        return Path(os.path.normpath(folder / address)).read_bytes() or _nothing(address)
    except OSError as error:
        raise NotWholeError(f"{address}: missing ({error})") from error


def _nothing(address: str) -> bytes:
    raise NotWholeError(f"{address}: empty")


def _is_whole(root: Path) -> str:
    """Return what is wrong with the site; nothing where every page is there, of one turn, and whole."""
    try:
        turns = {load(root, path) for path in PAGES}
    except NotWholeError as fault:
        return str(fault)
    return "" if len(turns) == 1 else f"pages of turns {sorted(turns)}"


def kill(root: Path, kills: int) -> dict[str, object]:
    """Publish in a child and kill it, *kills* times; return how often the site was not whole after one."""
    made_up = random.Random(kills)
    publish(root, 1)
    began = time.perf_counter()
    publish(root, 2)
    longest = TURNS * (time.perf_counter() - began)
    broken, turns = Counter(), set()
    for _ in range(kills):
        child = os.fork()
        if not child:
            _publish_on(root)
        time.sleep(made_up.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        broken[_is_whole(root)] += 1
        turns.add(load(root, "index.html"))
    publish(root, 1_000_000)  # what the last kill left is no hindrance
    broken[_is_whole(root)] += 1
    whole = broken.pop("", 0) - 1
    return {"kills": kills, "whole": whole, "broken": dict(broken), "turns": len(turns), "left": _beside(root)}


def _publish_on(root: Path) -> None:
    """Publish turn after turn, until killed."""
    turn = load(root, "index.html")
    while True:
        turn += 1
        publish(root, turn)


def _beside(root: Path) -> list[str]:
    return sorted(path.name for path in root.parent.iterdir() if path.name.startswith("."))


def read(root: Path, least: int) -> dict[str, object]:
    """Load pages until the input ends and *least* are loaded; return how many, and what was wrong with any."""
    made_up = random.Random(1)
    loads, faults, turns = 0, Counter(), set()
    while loads < least or not select.select([sys.stdin], [], [], 0)[0]:
        loads += 1
        try:
            turns.add(load(root, made_up.choice(PAGES)))
        except NotWholeError as fault:
            faults[str(fault)] += 1
        time.sleep(0.0005)
    return {"loads": loads, "faults": dict(faults), "turns": len(turns)}


if __name__ == "__main__":
    what, where, number = sys.argv[1:]
    print(json.dumps({"kill": kill, "read": read}[what](Path(where), int(number))))  # noqa: T201 - it is a program
