"""What a source and a publisher promise: two abstract classes, and the values they handle."""

from __future__ import annotations

from abc import ABC
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Final, Self

import attrs

from outreach.errors import PluginError
from outreach.tables._options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from outreach.countries import Country
    from outreach.model import Problem
    from outreach.rendering._publication import Publication  # noqa: TC004 - attrs resolves no types here
    from outreach.tables import Row, Table

PUBLIC: Final = "public"  # as rendering calls that audience; its renderers are not needed to read a file
SAMPLE_BYTES = 64 * 1024


@attrs.frozen(kw_only=True)
class Sample:
    """The beginning of an input, by which a source tells whether it reads it (smakprov).

    Attributes:
        name: The file's name.
        suffix: In lower case, with the dot: ``.csv``.
        head: The first 64 KiB.
        text: The head, decoded as well as can be told; what cannot be decoded shows as U+FFFD.
    """

    name: str
    suffix: str
    head: bytes = attrs.field(repr=False)
    text: str = attrs.field(repr=False)


def _publications(given: Iterable[Publication]) -> tuple[Publication, ...]:
    return tuple(given)


def _overrides(cls: type, base: type, *names: str) -> list[str]:
    return [name for name in names if getattr(cls, name) is not getattr(base, name)]


class Source(ABC):
    """Reads one format or one publisher's files (källa). Override exactly one of ``rows``, ``tables`` and ``fetch``.

    ``rows``: the source says which record a row is. ``tables``: it gives cells under the file's own headings, and what
    they mean is found out for it. Everything else has a default. A source never makes records and never parses: so
    dates are read alike in every format, and faults told and addressed alike. What it raises is one ``SourceError``.

    Attributes:
        name: How it is found: ``outreach.source("hassleholm", path=…)``.
        takes_folders: Whether its ``path`` may be a folder.
        options: What the user said about the meaning of the file.

    Example:
        .. code-block:: python

            @attrs.frozen
            class ProcurementList(outreach.Source):
                name = "hassleholm"
                path: pathlib.Path = attrs.field(converter=pathlib.Path)

                def rows(self):
                    yield outreach.Row(outreach.Procurement, {"id": "1", "title": "Hisservice"}, line=2)
    """

    name: ClassVar[str]
    takes_folders: ClassVar[bool] = False
    options: ReadOptions = ReadOptions()

    def __init_subclass__(cls, **keywords: object) -> None:
        """Refuse a source that is only half one, at the line where it is written."""
        super().__init_subclass__(**keywords)
        overridden = _overrides(cls, Source, "rows", "tables", "fetch")
        if len(overridden) != 1:
            names = " and ".join(overridden) or "neither"
            raise PluginError(f"{cls.__name__} overrides {names}: one of rows, tables and fetch")

    @classmethod
    def recognises(cls, sample: Sample) -> bool:
        """Return whether this source reads what begins like *sample*; by default never: it is used by name only."""
        del sample
        return False

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return a source for the file at *path*; by default ``cls(path)``."""
        return cls(path)  # type: ignore[call-arg]

    def joined(self, others: Sequence[Self]) -> Self | None:
        """Return one source for this and *others*, whose files tell of the same things; None: each by itself."""
        del others
        return None

    def named_country(self) -> Country | None:
        """Return the country that the data itself names (land), for a source with an option ``country``.

        By default none. It is asked where neither the source nor ``read`` is given one.
        """
        return None

    def rows(self) -> Iterable[Row | Problem]:
        """Return the rows, what they hold text as written; and Problems, where only the source can tell of one.

        Where they are too many to be kept, :class:`outreach.Processes` gives them when they are asked for.
        """
        raise PluginError(f"{type(self).__name__} gives tables")

    def tables(self) -> Iterable[Table]:
        """Return the tables; every cell text."""
        raise PluginError(f"{type(self).__name__} gives rows")

    def fetch(self) -> Path | Source:
        """Bring a file from elsewhere, in the place of rows and tables, and return where it lies or what reads it."""
        raise PluginError(f"{type(self).__name__} reads what is there")


@attrs.frozen(kw_only=True)
class Edition:
    """Everything one publisher is to show, at once (utgåva).

    Attributes:
        publications: Those it accepts, in the order given.
        now: The moment of publishing; None: the newest ``updated`` of them takes its place.
    """

    publications: tuple[Publication, ...] = attrs.field(converter=_publications)
    now: datetime | None = None

    @property
    def updated(self) -> date | datetime | None:
        """What stands as *last updated*: ``now``, else the newest ``updated`` of the publications."""
        dates = [publication.updated for publication in self.publications if publication.updated]
        return self.now or max(dates, default=None)


@attrs.frozen(kw_only=True)
class Receipt:
    """What was published, where to, and when (kvitto).

    Attributes:
        publisher: The publisher's name.
        publication: The publication's id; empty where the target holds several.
        target: The file written, or the address.
        at: ``now`` as given to publish.
        reply: What the channel answered; empty for files.
    """

    publisher: str
    publication: str = ""
    target: str
    at: datetime | None = None
    reply: str = ""


class Publisher(ABC):
    """Shows publications in one channel (kanal). Override exactly one of ``publish`` and ``publish_edition``.

    A publisher gets publications, which are blocks and public facts; never a record. It writes atomically, escapes
    everything, and gives the same bytes for the same input. A folder it writes to is its ``root``; no two publishers
    share one.

    Attributes:
        name: How it is found: ``outreach.publisher("website", root=…)``.
        audiences: Which audiences it may show; a public channel names only ``public``.
    """

    name: ClassVar[str]
    audiences: ClassVar[frozenset[str]] = frozenset({PUBLIC})

    def __init_subclass__(cls, **keywords: object) -> None:
        """Refuse a publisher that is only half one, at the line where it is written."""
        super().__init_subclass__(**keywords)
        overridden = _overrides(cls, Publisher, "publish", "publish_edition")
        if len(overridden) != 1:
            names = " and ".join(overridden) or "neither"
            raise PluginError(f"{cls.__name__} overrides {names}: one of publish and publish_edition")
        audiences: object = cls.audiences
        if isinstance(audiences, str):
            raise PluginError(f"{cls.__name__}.audiences is a text (give a set: {{{audiences!r}}})")

    def accepts(self, publication: Publication) -> bool:
        """Return whether the channel can show it; ``Calendar`` wants an appointment."""
        del publication
        return True

    def publish(self, publication: Publication) -> str | Path:
        """Publish one publication and return where it stands."""
        raise PluginError(f"{type(self).__name__} publishes editions: {publication.id}")

    def publish_edition(self, edition: Edition) -> Iterable[str | Path]:
        """Publish the whole set and return where it stands; by default ``publish`` for each."""
        return [self.publish(publication) for publication in edition.publications]
