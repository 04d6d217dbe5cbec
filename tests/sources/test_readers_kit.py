"""The readers of PDF tables, of packed text and of web addresses, held to what every source is held to."""

from __future__ import annotations

import gzip
import http.server
import os
import threading
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from kit_subjects import csv_inputs, inputs
from outreach import testing
from outreach.sources import Csv, Pdf, Web
from sources.pdfs import grid, pdf

BAD_MEANINGS = ({"currency": "kronor"}, {"decimal": "x"}, {"date_order": "mydd"}, {"path": None}, {"nonsense": 1})
PORT = "OUTREACH_TEST_PORT"
"""Names the server's port to the other processes that read."""
ASKED = "the source is there to ask a server, and does so only when it is given"


def pdf_inputs(rows):
    """Return the ledger as a ruled table of a PDF."""
    lines = [line.split(";") for line in csv_inputs(rows).splitlines()]
    return pdf(grid((40, 140, 300, 400, 500), lines))


def packed(rows):
    """Return the ledger packed with gzip."""
    return gzip.compress(csv_inputs(rows).encode(), mtime=0)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the files of this machine, and says nothing."""

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture(scope="module", autouse=True)
def _server():
    """A real server on this machine, whose port other processes know as well."""
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory="/"))
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PORT, str(made.server_port))
        patch.setenv("no_proxy", "*")
        yield
    made.shutdown()
    made.server_close()
    thread.join()


def web(path, **options):
    """Return what reads the file at *path* through the server."""
    return Web(f"http://127.0.0.1:{os.environ[PORT]}{quote(str(Path(path).resolve()))}", **options)


test_pdf = testing.source_tests(
    Pdf, suffix=".pdf", **inputs(pdf_inputs), options=[{"currency": "SEK"}, {"decimal": ","}], bad_options=BAD_MEANINGS
)
test_packed = testing.source_tests(
    Csv,
    suffix=".csv.gz",
    **inputs(packed),
    options=[{"delimiter": ";"}, {"encoding": "utf-8", "currency": "SEK"}],
    bad_options=[*BAD_MEANINGS, {"encoding": "no-such"}, {"columns": {"amount": "Ingenstans"}}],
)
test_web = testing.source_tests(
    web,
    suffix=".csv",
    **inputs(csv_inputs),
    options=[{"reader": Csv}, {"timeout": 20}],
    bad_options=[{"reader": Pdf}, {"most_bytes": 3}, {"nonsense": 1}],
    expected_failures={"no network": ASKED, "no file outside": f"watched without a network, and {ASKED}"},
)
