"""A file at a web address: fetched when asked for, within bounds, kept, and never without a clear word."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from decimal import Decimal

import pytest

import outreach
from outreach.sources import Csv, Web

LEDGER = b"datum;leverant\xc3\xb6r;belopp\n2024-01-10;A;10,00\n2024-01-11;B;20,00\n"


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as its server's ``answers`` say, and remembers what it was asked."""

    def do_GET(self):
        """Give the answer for the path."""
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers[self.path.partition("?")[0]]
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, text in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, text)
        self.end_headers()
        self._write(body() if callable(body) else (body,))

    def _write(self, pieces):
        for piece in pieces:
            try:
                self.wfile.write(piece)
            except OSError:
                return

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def server(monkeypatch):
    """A real server on this machine."""
    monkeypatch.setenv("no_proxy", "*")
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.answers, made.asked = {}, []
    made.url = f"http://127.0.0.1:{made.server_port}"
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def _read(source):
    return outreach.read(source, registry=outreach.Registry(entry_points=False))


def _sek(**options):
    return functools.partial(Csv, currency="SEK", **options)


def test_an_address_is_read_as_a_file_is(server):
    """Its content tells what it is, and it is called by its address in reconciliation and problems."""
    server.answers["/l.csv"] = 200, {}, LEDGER
    data = _read(Web(f"{server.url}/l.csv"))

    assert {"XXX": Decimal(30)} == data.purchases.totals
    assert [f"{server.url}/l.csv"] == [report.file for report in data.reconciliation.files]
    assert f"{server.url}/l.csv:currency: the file names no currency" in str(data.problems)
    assert f'outreach.source("web", url="{server.url}/l.csv")' in data.recipe
    assert [10, 20] == data.purchases.to_polars()["amount"].to_list()


def test_a_reader_may_be_named(server):
    """With options for the source that reads it; its errors carry the address, not the place it is kept."""
    server.answers["/l.csv"] = 200, {}, LEDGER
    server.answers["/x.csv"] = 200, {}, b"%PDF-1.7"

    assert {"SEK": Decimal(30)} == _read(Web(f"{server.url}/l.csv", reader=_sek())).purchases.totals
    with pytest.raises(outreach.SourceError) as caught:
        _read(Web(f"{server.url}/x.csv", reader=_sek()))
    assert f"{server.url}/x.csv" == caught.value.input


@pytest.mark.parametrize("write", [str, lambda url: url.replace("http", "HTTPS")])
def test_nothing_is_fetched_unasked(server, write):
    """An address in the place of a path is refused with the way to ask."""
    server.answers["/l.csv"] = 200, {}, LEDGER
    with pytest.raises(outreach.InputNotFoundError, match=r"nothing is fetched unasked.*outreach\.source\(\"web\""):
        _read(write(f"{server.url}/l.csv"))

    assert [] == server.asked


def test_the_cache_asks_whether_it_changed(server, tmp_path):
    """What did not change is not sent again; what did is."""
    source = Web(f"{server.url}/l.csv", cache=tmp_path / "kept")
    server.answers["/l.csv"] = 200, {"ETag": '"1"'}, LEDGER
    first, second = _read(source), _read(source)
    server.answers["/l.csv"] = 200, {"ETag": '"2"'}, LEDGER + b"2024-01-12;C;5,00\n"
    third = _read(source)

    assert [None, '"1"', '"1"'] == [headers.get("If-None-Match") for _, headers in server.asked]
    assert [2, 2, 3] == [len(data.purchases) for data in (first, second, third)]
    with pytest.raises(outreach.FileChangedError):
        first.purchases.to_polars()


def test_a_broken_cache_is_fetched_again(server, tmp_path):
    """What was kept and cannot be understood, or is gone, is no reason to fail."""
    server.answers["/l.csv"] = 200, {"ETag": '"1"'}, LEDGER
    source = Web(f"{server.url}/l.csv", cache=tmp_path)
    _read(source)
    [about] = tmp_path.rglob("about.json")
    about.write_text("[", encoding="utf-8")
    _read(source)
    [kept] = tmp_path.rglob("l.csv")
    kept.unlink()

    assert 2 == len(_read(source).purchases)
    assert [None, None, None] == [headers.get("If-None-Match") for _, headers in server.asked]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, {}, b"gone"), "the server answers 404"),
        ((500, {}, b""), "the server answers 500"),
        ((204, {}, b""), "the server answers 204, without the file"),
        ((200, {}, b"x" * 2001), "larger than 2,000 bytes"),
        ((200, {"Content-Length": "999999999"}, b""), "larger than 2,000 bytes"),
        ((200, {"Content-Length": "500"}, LEDGER), "it ended after 63 of 500 bytes"),
        ((200, {"Content-Encoding": "gzip"}, LEDGER), "packs it"),
        ((302, {"Location": "ftp://127.0.0.1/l.csv"}, b""), "redirects from http to ftp"),
        ((302, {"Location": "file:///etc/hostname"}, b""), "not allowed"),
        ((302, {"Location": "/a"}, b""), "302"),
        ((200, {}, b""), "empty"),
    ],
)
def test_what_is_no_file_is_told(server, answer, said):
    """Each in one line, with the address."""
    server.answers["/a"] = answer
    with pytest.raises(outreach.InputError) as caught:
        _read(Web(f"{server.url}/a", most_bytes=2000, timeout=5))

    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{server.url}/a: ")
    assert "\n" not in str(caught.value)


def test_a_redirect_is_followed(server):
    """To another place of the same scheme."""
    server.answers["/a"] = 302, {"Location": "/l.csv"}, b""
    server.answers["/l.csv"] = 200, {}, LEDGER

    assert 2 == len(_read(Web(f"{server.url}/a")).purchases)


def _slowly():
    for _ in range(100):
        yield b"x"
        time.sleep(0.05)


def test_the_time_is_bounded(server):
    """A server that sends a byte now and then is left when the time is over."""
    server.answers["/a"] = 200, {"Content-Length": "100"}, _Slow()
    with pytest.raises(outreach.SourceError, match=r"not there within 0\.3 seconds"):
        _read(Web(f"{server.url}/a", timeout=0.3))


class _Slow:
    """A body that takes five seconds."""

    def __len__(self):
        return 100

    def __call__(self):
        return _slowly()


def test_no_server_is_told():
    """A closed port is one line."""
    with pytest.raises(outreach.SourceError, match="cannot be fetched: "):
        _read(Web("http://127.0.0.1:9/l.csv", timeout=2))


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://example.se/l.csv", "l.csv", "http://", "http://[", "http://exa mple.se/", ""]
)
def test_other_addresses_are_refused(url):
    """Only http and https, written as addresses are."""
    with pytest.raises(outreach.SourceError, match="not a web address"):
        _read(Web(url))


def test_a_password_is_not_repeated():
    """An address with a password is refused, and the message does not show it."""
    with pytest.raises(outreach.SourceError) as caught:
        _read(Web("https://anna:hemligt@example.se/l.csv"))

    assert "hemligt" not in str(caught.value)


def test_a_name_from_outside_stays_inside(server, tmp_path):
    """What the address calls the file is no path."""
    server.answers["/%2e%2e%2f%2e%2e%2fl.csv"] = 200, {}, LEDGER
    _read(Web(f"{server.url}/%2e%2e%2f%2e%2e%2fl.csv", cache=tmp_path / "kept"))

    assert ["about.json", "l.csv"] == sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert [tmp_path / "kept"] == list(tmp_path.iterdir())
