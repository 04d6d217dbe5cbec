"""What is held of every source: fifteen checks, each by itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from outreach.dataset._dataset import KINDS, Dataset
from outreach.errors import OutreachError, PluginError, shown
from outreach.reading import read
from outreach.reading._opening import sample_of
from outreach.registry import Registry, Source, hookimpl
from outreach.registry.contracts import Sample
from outreach.testing._check import changed, digest_of, fail, in_other_worlds, in_time, require, shared_state, watched
from outreach.testing._samples import bad_inputs, broken

Content = str | bytes | Path
Options = Mapping[str, Any]

_KINDS: Final = {".txt": "csv", ".tsv": "csv", ".jsonl": "json", **{f".{k}": k for k in ("csv", "xlsx", "json", "xml")}}
_REFUSALS: Final = (OutreachError, TypeError, ValueError)


def _bytes(content: Content) -> bytes:
    if isinstance(content, Path):
        return content.read_bytes()
    return content.encode() if isinstance(content, str) else content


def several(options: Iterable[Options]) -> tuple[Options, ...]:
    """Return *options* as a tuple."""
    return tuple(options)


@attrs.frozen(kw_only=True)
class SourceCase:
    """A source, and inputs it reads: the arguments of `source_checks` (provfall)."""

    make: Callable[..., Source]
    suffix: str
    empty: bytes = attrs.field(converter=_bytes)
    one: bytes = attrs.field(converter=_bytes)
    many: bytes = attrs.field(converter=_bytes)
    options: tuple[Options, ...] = attrs.field(default=(), converter=several)
    bad_options: tuple[Options, ...] = attrs.field(default=(), converter=several)
    kind: str = ""

    @property
    def name(self) -> str:
        """What the source calls itself."""
        return str(getattr(self.make, "name", None) or getattr(self.make, "__name__", "source"))

    def inputs(self) -> Iterator[tuple[str, bytes]]:
        """Yield every broken input there is for it, each with what is wrong."""
        yield from bad_inputs(self.kind or _KINDS.get(self.suffix, "any")).items()
        yield from broken(self.many).items()


def read_one(case: SourceCase, content: bytes, folder: Path, options: Options | None = None) -> Dataset:
    """Return what the source reads from *content*, in a file of its own under *folder*."""
    path = file_of(case, content, folder)
    return read(case.make(path, **(options or {})), registry=plain())


def file_of(case: SourceCase, content: bytes, folder: Path, name: str = "input") -> Path:
    """Write *content* to a file of the source's suffix and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{case.suffix}"
    path.write_bytes(content)
    return path


def plain() -> Registry:
    """Return a registry without what else is installed: nobody else's checks take part."""
    return Registry(entry_points=False)


def _count_kept(data: Dataset) -> int:
    return sum(report.kept for report in data.reconciliation)


def can_be_registered(case: SourceCase, folder: Path) -> None:
    """Its class has a name, gives rows or tables, and a registry takes it."""
    kind = type(case.make(file_of(case, case.many, folder)))

    class Plugin:
        @hookimpl
        def outreach_sources(self) -> list[type[Source]]:
            return [kind]

    registry = plain()
    if kind.name in registry.sources():
        require(registry.sources()[kind.name] is kind, f"the name {kind.name!r} is taken by a built-in source")
        return
    try:
        registry.register(Plugin(), "under test")
    except PluginError as error:
        fail(f"it cannot be registered: {error}")
    require(kind.name in registry.sources(), f"a registry does not find {kind.name!r}")


def recognises_its_own(case: SourceCase, folder: Path) -> None:
    """``recognises`` answers yes or no to anything, and does not take a picture for its own."""
    kind = type(case.make(file_of(case, case.many, folder)))
    for what, content in {"its own": case.many, **dict(case.inputs())}.items():
        sample = sample_of(file_of(case, content or b" ", folder))
        answer: object = kind.recognises(sample)
        require(isinstance(answer, bool), f"recognises gave {answer!r} for {what} (return True or False)")
    picture = Sample(name="a.png", suffix=".png", head=b"\x89PNG\r\n\x1a\n", text="\ufffdPNG")
    require(not kind.recognises(picture), "it takes a picture for its own")


def takes_good_options(case: SourceCase, folder: Path) -> None:
    """With every set of options that is fine it reads."""
    for options in case.options:
        require(_count_kept(read_one(case, case.many, folder, options)), f"with {options!r} it keeps no row")


def refuses_bad_options(case: SourceCase, folder: Path) -> None:
    """Every set of options that is not fine is refused: at once, or when it reads, with an error of ours."""
    path = file_of(case, case.many, folder)
    for options in case.bad_options:
        try:
            made = case.make(path, **options) if "path" not in options else case.make(**options)
        except _REFUSALS:
            continue
        try:
            read(made, registry=plain())
        except OutreachError:
            continue
        fail(f"takes {options!r} without a word")


def refuses_nothing(case: SourceCase, folder: Path) -> None:
    """A file of no bytes is refused; one without rows has no rows, or is refused; neither invents one."""
    try:
        read_one(case, b"", folder)
    except OutreachError:
        pass
    else:
        fail("a file of no bytes is read")
    try:
        data = read_one(case, case.empty, folder)
    except OutreachError:
        return
    require(not _count_kept(data), f"keeps {_count_kept(data)} rows of an input that has none")


def reads_one(case: SourceCase, folder: Path) -> None:
    """An input of one row gives a record or a purchase."""
    data = read_one(case, case.one, folder)
    require(_count_kept(data), f"keeps no row of one; problems: {data.problems}")
    count = len(data.purchases) + sum(len(getattr(data, name)) for name in KINDS)
    require(count, "keeps a row, and no record comes of it")


def reads_many(case: SourceCase, folder: Path) -> None:
    """An input of several rows gives more than an input of one, and none is set aside."""
    one, many = _count_kept(read_one(case, case.one, folder)), read_one(case, case.many, folder)
    require(_count_kept(many) > one, f"keeps {_count_kept(many)} rows of many, and {one} of one")
    aside = sum(report.set_aside for report in many.reconciliation)
    require(not aside, f"sets {aside} rows aside of an input whose rows are sound: {many.problems}")


def adds_up(case: SourceCase, folder: Path) -> None:
    """Rows = kept + set aside + blank + totals; what is set aside is told; the ledger has the rows that are kept."""
    inputs = {"one": case.one, "many": case.many, **broken(case.many)}
    for what, content in inputs.items():
        data = _read_or_none(case, content, folder)
        if data is not None:
            require_account(data, what)


def require_account(data: Dataset, what: str) -> None:
    """Fail unless every row of *data* is accounted for, and every row set aside is told."""
    for report in data.reconciliation:
        require(report.adds_up, f"{what}: does not add up: {report}")
    aside = sum(report.set_aside for report in data.reconciliation)
    require(data.problems.errors >= aside or not aside, f"{what}: {aside} rows set aside, {data.problems.errors} told")
    rows = sum(report.kept for report in data.reconciliation if report.kind == "ledger")
    require(rows == len(data.purchases), f"{what}: {rows} purchases kept, {len(data.purchases)} in the ledger")


def _read_or_none(case: SourceCase, content: bytes, folder: Path) -> Dataset | None:
    try:
        return read_one(case, content, folder)
    except OutreachError:
        return None


def has_places(case: SourceCase, folder: Path) -> None:
    """Every problem names the file; a line, where it names one, is one of the file."""
    for content in (case.many, *broken(case.many).values()):
        data = _read_or_none(case, content, folder)
        for problem in data.problems if data else ():
            require(problem.origin.file, f"a problem without a place: {problem}")
            # Of a part, a sheet or a table of a page, it is a row of that part.
            line = None if problem.origin.part else problem.origin.line
            require(line is None or 1 <= line <= _lines(content), f"there is no such line: {problem}")


def _lines(content: bytes) -> int:
    return content.count(b"\n") + content.count(b"\r") + 1


def reads_the_same_twice(case: SourceCase, folder: Path) -> None:
    """Read again, the same source gives the same."""
    path = file_of(case, case.many, folder)
    source = case.make(path)
    first, second = (digest_of(read(source, registry=plain()), path) for _ in range(2))
    require(first == second, "the second reading gives something else")


def digest(make: Callable[..., Source], path: Path) -> str:
    """Return the digest of what a source reads, for another process."""
    return digest_of(read(make(path), registry=plain()), path)


def reads_the_same_everywhere(case: SourceCase, folder: Path) -> None:
    """Another hash seed, time zone or language changes nothing."""
    path = file_of(case, case.many, folder)
    given = (case.make, path)
    digests = {digest(*given), *in_other_worlds(digest, given, given)}
    require(len(digests) == 1, "another hash seed, time zone or language gives something else")


def does_not_mind_order(case: SourceCase, folder: Path) -> None:
    """Two inputs give the same reports whichever comes first."""
    paths = [file_of(case, case.one, folder, "a"), file_of(case, case.many, folder, "b")]
    orders = [
        read(*(case.make(path) for path in order), registry=plain()).reconciliation for order in (paths, paths[::-1])
    ]
    first, second = (sorted(map(str, lines)) for lines in orders)
    require(first == second, f"in another order the reports are others: {first} and {second}")


def asks_no_network(case: SourceCase, folder: Path) -> None:
    """Nothing is asked of the network."""
    temporary = _made(folder / "temporary")
    path = file_of(case, case.many, folder)
    with watched(temporary) as seen:
        try:
            read(case.make(path), registry=plain())
        except OutreachError as error:
            require(seen.network, f"cannot read: {error}")
    require(not seen.network, f"reaches for the network: {', '.join(seen.network)}")


def writes_nothing(case: SourceCase, folder: Path) -> None:
    """No file is written but temporary ones, which are gone when the data is; the input stays as it is."""
    temporary = _made(folder / "temporary")
    path = file_of(case, case.many, folder)
    with watched(temporary) as seen:
        data = read(case.make(path), registry=plain())
        len(data.purchases)
        del data
        gc.collect()
    require(not seen.outside(temporary), f"writes to {', '.join(map(str, seen.outside(temporary)))}")
    require(path.read_bytes() == case.many, "changes its input")
    left = [path.name for path in temporary.rglob("*")]
    require(not left, f"leaves temporary files: {', '.join(left)}")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def changes_nothing_shared(case: SourceCase, folder: Path) -> None:
    """What the process shares stays: decimal context, locale, working directory, environment, warnings and more."""
    for number, content in enumerate((case.many, case.many, broken(case.many)["noise behind"])):
        before = shared_state()
        _read_or_none(case, content, folder)
        changes = changed(before, shared_state(), first=not number)
        require(not changes, f"changes what all share: {', '.join(changes)}")


def survives_bad_inputs(case: SourceCase, folder: Path) -> None:
    """Whatever it is given, it reads what can be accounted for or refuses, in time, in words that are safe to show."""
    for what, content in case.inputs():
        with in_time(what):
            try:
                data = read_one(case, content, folder)
            except OutreachError as error:
                words = [str(error)]
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                fail(f"{what}: {type(error).__name__}: {shown(error)}")
            else:
                require_account(data, what)
                words = list(map(str, data.problems))
        unsafe = [text for text in words if text != shown(text, len(text) + 1)]
        require(not unsafe, f"{what}: not safe to show: {unsafe[:1]!r}")


# fmt: off
SOURCE_CHECKS: Final[dict[str, Callable[[SourceCase, Path], None]]] = {
    "can be registered": can_be_registered, "recognises its own": recognises_its_own,
    "good options": takes_good_options, "bad options": refuses_bad_options, "empty": refuses_nothing,
    "one row": reads_one, "many rows": reads_many, "reconciliation": adds_up, "places": has_places,
    "same twice": reads_the_same_twice, "same in other worlds": reads_the_same_everywhere,
    "order of inputs": does_not_mind_order, "no network": asks_no_network, "no file outside": writes_nothing,
    "no global changes": changes_nothing_shared, "bad inputs": survives_bad_inputs,
}
# fmt: on
