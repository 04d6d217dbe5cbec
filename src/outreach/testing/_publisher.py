"""What is held of every publisher: fourteen checks, each by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from outreach.errors import OutreachError, PluginError, shown
from outreach.publishing import publish
from outreach.registry import Edition, Publisher, Receipt, Registry, hookimpl
from outreach.rendering._publication import Publication
from outreach.testing._check import changed, fail, files_of, in_other_worlds, in_time, require, shared_state, watched
from outreach.testing._samples import MARKER, NOW, hostile_publications, sample_publications
from outreach.testing._source import Options, several

_REFUSALS: Final = (OutreachError, TypeError, ValueError)
_MARKUP: Final = frozenset({".html", ".htm", ".inc", ".xhtml", ".svg"})
_TEXTS: Final = frozenset({".md", ".txt", ".csv", ".ics", *_MARKUP})
_BREAKS_OUT: Final = re.compile(
    rf"<script>{MARKER}|=[\"'][^\"'<>]*[\"']\s+onmouseover=\"{MARKER}|href=.javascript:{MARKER}"
)
_OBEYED: Final = re.compile("[\x00\x07\x1b]")
_NEW_LINE: Final = re.compile(rf"^X-{MARKER}:", re.MULTILINE)


def _publications(given: Iterable[Publication]) -> tuple[Publication, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class PublisherCase:
    """A publisher, and what it is tried with: the arguments of `publisher_checks` (provfall)."""

    make: Callable[..., Publisher]
    options: tuple[Options, ...] = attrs.field(default=(), converter=several)
    bad_options: tuple[Options, ...] = attrs.field(default=(), converter=several)
    publications: tuple[Publication, ...] = attrs.field(factory=sample_publications, converter=_publications)

    @property
    def name(self) -> str:
        """What the publisher calls itself."""
        return str(getattr(self.make, "name", None) or getattr(self.make, "__name__", "publisher"))

    def accepted(self, folder: Path) -> list[Publication]:
        """Return those of the publications that it accepts."""
        publisher = self.make(folder)
        return [publication for publication in self.publications if publisher.accepts(publication)]


def _publish(
    case: PublisherCase, root: Path, publications: Sequence[Publication], options: Options | None = None
) -> tuple[Receipt, ...]:
    return publish(publications, to=[case.make(root, **(options or {}))], now=NOW)


def can_be_registered(case: PublisherCase, folder: Path) -> None:
    """Its class has a name and audiences, and a registry takes it."""
    kind = type(case.make(folder / "root"))

    class Plugin:
        @hookimpl
        def outreach_publishers(self) -> list[type[Publisher]]:
            return [kind]

    require(all(isinstance(audience, str) for audience in kind.audiences), "an audience is no text")
    registry = Registry(entry_points=False)
    if kind.name in registry.publishers():
        require(registry.publishers()[kind.name] is kind, f"the name {kind.name!r} is taken by a built-in publisher")
        return
    try:
        registry.register(Plugin(), "under test")
    except PluginError as error:
        fail(f"it cannot be registered: {error}")


def takes_good_options(case: PublisherCase, folder: Path) -> None:
    """With every set of options that is fine it publishes."""
    for number, options in enumerate(case.options):
        receipts = _publish(case, folder / str(number), case.accepted(folder / "asked"), options)
        require(receipts, f"with {options!r} it publishes nothing")


def refuses_bad_options(case: PublisherCase, folder: Path) -> None:
    """Every set of options that is not fine is refused: at once, or before it publishes."""
    for number, options in enumerate(case.bad_options):
        try:
            _publish(case, folder / str(number), case.accepted(folder / "asked"), options)
        except _REFUSALS:
            continue
        fail(f"takes {options!r} without a word")


def publishes_nothing(case: PublisherCase, folder: Path) -> None:
    """An edition without publications is no fault."""
    try:
        list(case.make(folder / "root").publish_edition(Edition(publications=(), now=NOW)))
    except OutreachError:
        return


def publishes_one(case: PublisherCase, folder: Path) -> None:
    """One publication leaves a receipt that says where it stands; a file it names is there."""
    accepted = case.accepted(folder / "asked")
    require(accepted, "accepts none of the publications (give some that it accepts: publications=…)")
    receipts = _publish(case, folder / "root", accepted[:1])
    require(receipts, "leaves no receipt")
    _require_targets(receipts, folder)


def publishes_many(case: PublisherCase, folder: Path) -> None:
    """Several publications at once all stand where the receipts say."""
    receipts = _publish(case, folder / "root", case.accepted(folder / "asked"))
    _require_targets(receipts, folder)


def _require_targets(receipts: Sequence[Receipt], folder: Path) -> None:
    for receipt in receipts:
        require(receipt.target, "a receipt without a target")
        target = Path(receipt.target)
        is_ours = target.is_absolute() and target.is_relative_to(folder)
        require(not is_ours or target.exists(), f"the receipt names a file that is not there: {target.name}")


def declines_quietly(case: PublisherCase, folder: Path) -> None:
    """``accepts`` answers yes or no to every publication."""
    publisher = case.make(folder / "root")
    for publication in (*sample_publications(), *case.publications, *hostile_publications()):
        answer: object = publisher.accepts(publication)
        require(isinstance(answer, bool), f"accepts gave {answer!r} (return True or False)")


def publishes_the_same_twice(case: PublisherCase, folder: Path) -> None:
    """Published again, nothing changes; in another folder it is the same bytes."""
    accepted = case.accepted(folder / "asked")
    roots = [folder / "one" / "root", folder / "two" / "root"]
    for root in roots:
        root.parent.mkdir()
        _publish(case, root, accepted)
    first, other = map(files_of, roots)
    _publish(case, roots[0], accepted)
    require(first == other, f"in another folder it is not the same: {_difference(first, other)}")
    require(
        files_of(roots[0]) == first, f"published again it is not the same: {_difference(first, files_of(roots[0]))}"
    )


def _difference(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    return ", ".join(sorted(name for name in {*one, *other} if one.get(name) != other.get(name))[:5])


def digest(make: Callable[..., Publisher], publications: Sequence[Publication], root: Path) -> str:
    """Publish and return the digest of the files, for another process."""
    publish(publications, to=[make(root)], now=NOW)
    return json.dumps(files_of(root))


def publishes_the_same_everywhere(case: PublisherCase, folder: Path) -> None:
    """Another hash seed, time zone or language gives the same bytes."""
    accepted = tuple(case.accepted(folder / "asked"))
    roots = [folder / where / "root" for where in ("here", "there", "elsewhere")]
    for root in roots:
        root.parent.mkdir()
    here, *others = [(case.make, accepted, root) for root in roots]
    digests = {digest(*here), *in_other_worlds(digest, *others)}
    require(len(digests) == 1, "another hash seed, time zone or language gives other bytes")


def does_not_mind_order(case: PublisherCase, folder: Path) -> None:
    """In whichever order publications come, the same files come of them."""
    accepted = case.accepted(folder / "asked")
    names = []
    for number, order in enumerate((accepted, accepted[::-1])):
        root = folder / str(number) / "root"
        root.parent.mkdir()
        _publish(case, root, order)
        names.append({_plain(name) for name in files_of(root)})
    require(names[0] == names[1], f"in another order there are other files: {sorted(names[0] ^ names[1])[:5]}")


def _plain(name: str) -> str:
    """Return a file's name without what was made of its contents."""
    return re.sub(r"[0-9a-f]{8,}", "…", name)


def asks_no_network(case: PublisherCase, folder: Path) -> None:
    """Nothing is asked of the network."""
    (folder / "temporary").mkdir()
    with watched(folder / "temporary") as seen:
        try:
            _publish(case, folder / "root", case.accepted(folder / "asked"))
        except OutreachError as error:
            require(seen.network, f"cannot publish: {error}")
    require(not seen.network, f"reaches for the network: {', '.join(seen.network)}")


def writes_in_its_folder(case: PublisherCase, folder: Path) -> None:
    """Nothing is written outside its root and what it builds beside it, whatever the publications are called."""
    (folder / "temporary").mkdir()
    home = folder / "home"
    home.mkdir()
    with watched(folder / "temporary") as seen:
        for publication in (*case.publications, *hostile_publications()):
            _tried(case, home / "root", publication)
    outside = seen.outside(home, folder / "temporary")
    require(not outside, f"writes to {', '.join(map(str, outside[:3]))}")


def changes_nothing_shared(case: PublisherCase, folder: Path) -> None:
    """What the process shares stays: decimal context, locale, working directory, environment, warnings and more."""
    accepted = case.accepted(folder / "asked")
    for number in range(2):
        before = shared_state()
        _publish(case, folder / str(number), accepted)
        changes = changed(before, shared_state(), first=not number)
        require(not changes, f"changes what all share: {', '.join(changes)}")


def lets_nothing_break_out(case: PublisherCase, folder: Path) -> None:
    """Texts made to break out stay text: no script, no new header or property, no code for terminals; or refused."""
    for number, publication in enumerate(hostile_publications()):
        root = folder / str(number)
        with in_time(publication.id):
            _tried(case, root, publication)
        for name in files_of(root) if root.exists() else ():
            path = root / name
            if path.suffix in _TEXTS:
                _require_safe(path)


def _tried(case: PublisherCase, root: Path, publication: Publication) -> None:
    try:
        if case.make(root).accepts(publication):
            _publish(case, root, [publication])
    except OutreachError as error:
        foreign = [inner for inner in getattr(error, "exceptions", ()) if not isinstance(inner, OutreachError)]
        require(not foreign, f"{shown(publication.title)!r}: {foreign}")


def _require_safe(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    require(not _OBEYED.search(text), f"{path.name} has a control character")
    if path.suffix in _MARKUP:
        require(not _BREAKS_OUT.search(text), f"{path.name}: a text has become markup")
    if path.suffix == ".ics":
        require(not _NEW_LINE.search(text), f"{path.name}: a text has become a property")
    if path.suffix == ".csv":
        require(not re.search(rf'(?:^|[;,"])=HYPERLINK\({MARKER}', text, re.MULTILINE), f"{path.name}: a formula")


# fmt: off
PUBLISHER_CHECKS: Final[dict[str, Callable[[PublisherCase, Path], None]]] = {
    "can be registered": can_be_registered, "good options": takes_good_options, "bad options": refuses_bad_options,
    "empty": publishes_nothing, "one publication": publishes_one, "many publications": publishes_many,
    "accepts": declines_quietly, "same twice": publishes_the_same_twice,
    "same in other worlds": publishes_the_same_everywhere, "order of publications": does_not_mind_order,
    "no network": asks_no_network, "no file outside": writes_in_its_folder,
    "no global changes": changes_nothing_shared, "hostile texts": lets_nothing_break_out,
}
# fmt: on
