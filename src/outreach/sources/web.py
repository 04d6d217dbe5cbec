"""Web addresses: a file is fetched when, and only when, somebody gives this source.

Nothing else in the library makes a request. What is fetched is read as a file at hand would be; with a *cache* folder
it is fetched again only if the server says that it has changed (ETag, Last-Modified; RFC 9110).

Standard: HTTP as RFC 9110 has it, by GET alone. What the file is, the source that reads it tells.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import attrs

import outreach

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES: Final = 100 << 20
TIMEOUT: Final = 30.0
SCHEMES: Final = ("http", "https")
_CHUNK: Final = 1 << 16
_OK: Final = 200
_UNCHANGED: Final = 304
_ABOUT: Final = "about.json"
_SAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 80
_RETURNED: Final = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


def _path(given: str | os.PathLike[str] | None) -> Path | None:
    return None if given is None else Path(given)


@attrs.frozen
class Web(outreach.Source):
    """A file at a web address, fetched once per reading (webbadress).

    Attributes:
        url: ``https://…`` or ``http://…``, without a password in it.
        timeout: Seconds that the whole may take.
        most_bytes: What is larger is refused.
        cache: A folder to keep the file in; None: it is kept until the program ends.
        reader: Makes the source that reads the file: ``functools.partial(Csv, currency="SEK")``; None: its content
            tells.
    """

    name = "web"
    url: str
    timeout: float = attrs.field(default=TIMEOUT, kw_only=True)
    most_bytes: int = attrs.field(default=MOST_BYTES, kw_only=True)
    cache: Path | None = attrs.field(default=None, kw_only=True, converter=_path)
    reader: Callable[[Path], outreach.Source] | None = attrs.field(default=None, kw_only=True)

    def fetch(self) -> Path | outreach.Source:
        """Return the file, or the source that reads it.

        Raises:
            outreach.SourceError: No such address, no answer in time, an answer that is no file, one that is too
                large or ends early, a redirect to another scheme.
        """
        self._refuse_unfit()
        folder = self._folder()
        try:
            path = self._fetched(folder)
        except OSError as error:
            raise self._error(_network_fault(error), "is the address right, and is there a network?") from error
        return self.reader(path) if self.reader else path

    def _refuse_unfit(self) -> None:
        try:
            parts = urlsplit(self.url)
        except ValueError as error:
            raise self._error(f"not a web address: {error}", "") from error
        if parts.scheme.lower() not in SCHEMES or not parts.hostname:
            raise self._error("not a web address", "write https://…")
        if parts.username or parts.password:
            raise outreach.SourceError(
                "web", "a name or password in the address would stand in messages", "fetch it yourself", self.name
            )
        if not self.url.isascii() or not self.url.isprintable() or " " in self.url:
            raise self._error("not a web address: blanks or other letters than a to z in it", "write them as %20 …")

    def _folder(self) -> Path:
        if self.cache:
            folder = self.cache / hashlib.sha256(self.url.encode()).hexdigest()[:32]
            folder.mkdir(parents=True, exist_ok=True)
            return folder
        folder = Path(tempfile.mkdtemp(prefix="outreach-"))
        weakref.finalize(Web, shutil.rmtree, folder, ignore_errors=True)
        return folder

    def _file(self, folder: Path) -> Path:
        """Return the path to save the file at: under its own name, as far as that is safe."""
        last = unquote(urlsplit(self.url).path).rpartition("/")[2]
        return folder / (_SAFE.sub("_", last).strip("._")[-_LONGEST:] or "file")

    def _fetched(self, folder: Path) -> Path:
        import http.client  # noqa: PLC0415 - only when asked for
        import urllib.error  # noqa: PLC0415
        import urllib.request  # noqa: PLC0415

        file, known = self._file(folder), _known(folder)
        headers = {"User-Agent": "outreach", "Accept-Encoding": "identity"}
        headers |= {ask: known[reason] for reason, ask in _RETURNED.items() if reason in known and file.is_file()}
        request = urllib.request.Request(self.url, headers=headers)  # noqa: S310 - the scheme was looked at
        opener = urllib.request.build_opener(_redirects())
        until = time.monotonic() + self.timeout
        try:
            with opener.open(request, timeout=self.timeout) as answer:
                self._keep(answer, file, until)
                return file
        except urllib.error.HTTPError as error:
            with error:
                if error.code == _UNCHANGED and file.is_file():
                    return file
                raise self._error(f"the server answers {error.code} {error.reason}", "is the address right?") from error
        except http.client.HTTPException as error:
            reason = f"{type(error).__name__} {error}".strip()
            raise self._error(f"an answer that cannot be read: {reason}", "fetch it again") from error

    def _keep(self, answer: Any, file: Path, until: float) -> None:  # noqa: ANN401 - urllib's own
        if answer.status != _OK:
            raise self._error(f"the server answers {answer.status}, without the file", "")
        packed = answer.headers.get("Content-Encoding", "identity").lower()
        if packed != "identity":
            raise self._error(f"the server packs it ({packed}), though not asked to", "fetch it yourself")
        about = file.with_name(_ABOUT)
        coming = file.with_name(f".{os.getpid()}.part")
        try:
            self._write(answer, coming, until)
            about.unlink(missing_ok=True)
            coming.replace(file)
        finally:
            coming.unlink(missing_ok=True)
        headers = {name: answer.headers[name] for name in _RETURNED if answer.headers[name]}
        about.write_text(json.dumps({"url": self.url, **headers}, indent=2) + "\n", encoding="utf-8")

    def _write(self, answer: Any, coming: Path, until: float) -> None:  # noqa: ANN401
        length = answer.headers.get("Content-Length", "")
        expected = int(length) if length.isascii() and length.isdigit() else None
        self._refuse_large(expected or 0)
        size = 0
        with coming.open("wb") as file:
            while chunk := answer.read1(_CHUNK):
                size += len(chunk)
                self._refuse_large(size)
                if time.monotonic() > until:
                    raise self._error(f"not there within {self.timeout:g} seconds", "give it more: timeout=")
                file.write(chunk)
        if expected is not None and size != expected:
            raise self._error(f"it ended after {size:,} of {expected:,} bytes", "fetch it again")

    def _refuse_large(self, size: int) -> None:
        if size > self.most_bytes:
            raise self._error(f"larger than {self.most_bytes:,} bytes", "allow more: most_bytes=")

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return outreach.SourceError(self.url, reason, hint, self.name)


def _known(folder: Path) -> Mapping[str, str]:
    """Return the headers of the previous answer; empty if they cannot be read."""
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: text for name, text in about.items() if isinstance(text, str)} if isinstance(about, dict) else {}


def _redirects() -> Any:  # noqa: ANN401 - a class of a module that is imported only when asked for
    """Return what follows redirects, but never to another scheme than the one asked for, or to a safer one."""
    import urllib.request  # noqa: PLC0415

    class Redirects(urllib.request.HTTPRedirectHandler):
        """Follows a few, and refuses to leave https."""

        max_redirections = 5

        def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:  # noqa: ANN401, PLR0913, PLR0917 - urllib's own signature
            before, after = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
            if after not in (before, "https"):
                fp.close()
                raise outreach.SourceError(req.full_url, f"redirects from {before} to {after}", "", Web.name)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    return Redirects


def _network_fault(error: OSError) -> str:
    """Return in a few words why there was no answer."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return f"cannot be fetched: {reason}"
