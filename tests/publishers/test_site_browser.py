"""A site in a real browser, without a mouse and enlarged: what no reading of its HTML can tell."""

import json
import os
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import sample_publications as samples
from sample_sites import publish, simple

PROGRAM = Path(__file__).with_name("browser.mjs")
PAGES = (
    "index.html",
    "en/index.html",
    "en/procurements.html",
    "sv/foretagartraff-2017.html",
    "sv/inkop-2016.html",
    "sv/upphandlingar.html",
    "sv/upphandlingar/u-2017-1.html",
)
LEAST_CONTRAST = 3
"""Of what shows the focus, with what is around it (WCAG 2.2, 1.4.11 and 2.4.13)."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory, checkers):
    """What a browser found on every page, light and dark."""
    assert checkers
    root = tmp_path_factory.mktemp("seen") / "public"
    several = [simple(f"k-{number}", f"Sida {number}", kind="press_release") for number in range(4)]
    publish(root, *samples.all_publications(), *several)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    job = {
        "origin": f"http://127.0.0.1:{server.server_port}",
        "pages": PAGES,
        "chromium": shutil.which("chromium"),
    }
    try:
        command = ["node", PROGRAM, os.environ["CHECKERS_HOME"]]
        done = subprocess.run(command, input=json.dumps(job), capture_output=True, text=True, check=True)
    finally:
        server.shutdown()
        server.server_close()
    answer = json.loads(done.stdout)
    assert {f"{scheme} {page}" for scheme in ("light", "dark") for page in PAGES} == set(answer)
    return answer


def test_the_keyboard_reaches_everything_in_the_order_of_the_text(seen):
    """Each link and each table that scrolls once, from the first to the last; nothing holds the focus."""
    for page, found in seen.items():
        assert found["reachable"] == [stop["place"] for stop in found["stops"]], page


def test_the_first_stop_leads_past_what_is_on_every_page(seen):
    """The link is seen when it has the focus, and moves it to the text."""
    for page, found in seen.items():
        assert "a.skip" == found["stops"][0]["name"], page
        assert "main" == found["skipped"], page


def test_what_has_the_focus_shows_it(seen):
    """In view, with a line around it of three pixels that stands out from what is around it, light and dark."""
    for page, found in seen.items():
        for stop in found["stops"]:
            assert stop["inView"], (page, stop)
            assert 3 <= stop["outline"], (page, stop)
            assert LEAST_CONTRAST <= _contrast(stop["colour"], stop["paper"]), (page, stop)


def test_enlarged_four_times_a_page_scrolls_one_way(seen):
    """At 1280 pixels and 400 %, 320 are left: nothing sticks out but tables, which scroll in a region of their own."""
    for page, found in seen.items():
        large = found["large"]
        assert (320, 320, []) == (large["window"], large["page"], large["out"]), page


def _contrast(one, other):
    """Return the contrast of two colours, as WCAG 2 counts it."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
