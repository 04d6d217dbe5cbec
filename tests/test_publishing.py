"""Publishing: nothing is written until all is checked, and one failure harms nobody else."""

import pathlib
import pickle
from datetime import date, datetime
from zoneinfo import ZoneInfo

import attrs
import pytest

import outreach
from outreach import PublishErrors, PublishingError, publish

NOW = datetime(2017, 1, 10, 9, tzinfo=ZoneInfo("Europe/Stockholm"))


@attrs.frozen
class Folder(outreach.Publisher):
    """Writes each publication's title to a file."""

    name = "folder"
    root: pathlib.Path = attrs.field(converter=pathlib.Path)

    def publish(self, publication):
        """Write one file."""
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / f"{publication.slug}.txt"
        path.write_text(publication.title, encoding="utf-8")
        return path


@attrs.frozen
class Feed(outreach.Publisher):
    """Keeps what it is given."""

    name = "feed"
    editions: list = attrs.field(factory=list)

    def publish_edition(self, edition):
        """Keep the edition."""
        self.editions.append(edition)
        yield "https://kommun.example/feed"


@attrs.frozen
class Noticeboard(Feed):
    """For staff, and shows no lists."""

    name = "noticeboard"
    audiences = frozenset({"staff"})

    def accepts(self, publication):
        """Decline lists."""
        return publication.kind != "list"

    def publish_edition(self, edition):
        """Keep the edition."""
        self.editions.append(edition)
        return ["the wall"]


def failing(error):
    """Return a publisher that raises *error*."""

    class Newsletter(outreach.Publisher):
        name = "newsletter"

        def publish_edition(self, _):
            raise error

    return Newsletter()


def publication(name="lista", slug=None, locale="sv_SE", **more):
    """Return a publication."""
    return outreach.Publication(
        id=name, slug=slug or name, title=f"Om {name}", kind="list", locale=locale, blocks=(), **more
    )


def test_every_publisher_gets_what_is_for_it(tmp_path):
    """A receipt says who showed what where, and when; one target for several names none of them."""
    feed = Feed()
    receipts = publish([publication("a"), publication("b")], to=[Folder(tmp_path), feed], now=NOW)

    folder = [("folder", name, str(tmp_path / f"{name}.txt"), NOW) for name in "ab"]
    assert [*folder, ("feed", "", "https://kommun.example/feed", NOW)] == [
        (receipt.publisher, receipt.publication, receipt.target, receipt.at) for receipt in receipts
    ]
    assert "Om a" == (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert ("a", "b") == tuple(shown.id for shown in feed.editions[0].publications)


def test_without_now_the_newest_date_stands_for_it():
    """The clock is never read: *last updated* is the newest date the publications speak of."""
    feed = Feed()
    publish([publication("a", updated=date(2017, 1, 9)), publication("b", updated=date(2017, 1, 2))], to=[feed])

    assert (None, date(2017, 1, 9)) == (feed.editions[0].now, feed.editions[0].updated)


def test_a_publication_goes_only_to_its_audience():
    """What is for staff is never given to a public channel, nor the other way round."""
    feed, board = Feed(), Noticeboard()
    badges = attrs.evolve(publication("badges", audience="staff"), kind="badges")
    publish([publication("lista"), badges], to=[feed, board])

    assert ("lista",) == tuple(shown.id for shown in feed.editions[0].publications)
    assert ("badges",) == tuple(shown.id for shown in board.editions[0].publications)


def test_a_publisher_with_nothing_to_show_is_not_called():
    """An empty edition would empty a channel."""
    feed, board = Feed(), Noticeboard()
    publish([publication()], to=[feed, board])

    assert [] == board.editions


def test_nothing_to_publish_is_nothing():
    """An empty list is no fault: a script may have nothing today."""
    assert () == publish([], to=[Feed()])


REFUSED = {
    "single publication": (
        lambda: publish(publication(), to=[Feed()]),
        r"publications is a Publication \(give a list",
    ),
    "text": (lambda: publish("lista", to=[Feed()]), "publications is a str"),
    "no publication": (
        lambda: publish([3], to=[Feed()]),
        r"publications holds an int \(each is an outreach.Publication\)",
    ),
    "single publisher": (
        lambda: publish([publication()], to=Feed()),
        r"to is a Feed \(give a list of outreach.Publisher\)",
    ),
    "publisher class": (
        lambda: publish([publication()], to=[Feed]),
        r"to holds the class Feed \(give an instance: Feed\(…\)\)",
    ),
    "class": (lambda: publish([publication()], to=Feed), "to is the class Feed"),
    "no publisher": (lambda: publish([publication()], to=["feed"]), "to holds a str"),
    "naive now": (lambda: publish([publication()], to=[Feed()], now=datetime(2017, 1, 1)), "now has no time zone"),  # noqa: DTZ001
    "date": (lambda: publish([publication()], to=[Feed()], now=date(2017, 1, 1)), "now is a date"),
    "two of one id": (
        lambda: publish([publication("a", "x"), publication("a", "y")], to=[Feed()]),
        r"2 publications have the id 'a' in sv_SE \(give each its own\)",
    ),
    "two of one slug": (
        lambda: publish([publication("a", "x"), publication("b", "x")], to=[Feed()]),
        "2 publications have the slug 'x' in sv_SE",
    ),
    "a part's slug": (
        lambda: publish([publication("a", parts=[publication("b", "a")])], to=[Feed()]),
        "2 publications have the slug 'a' in sv_SE",
    ),
    "declined": (
        lambda: publish([publication(audience="staff")], to=[Feed(), Noticeboard()]),
        "nobody shows 'lista': feed is for public, not for staff; noticeboard declines it",
    ),
    "no channel": (lambda: publish([publication()], to=[]), "nobody shows 'lista': there is no publisher"),
}


@pytest.mark.parametrize(("call", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_refused_with_the_remedy(call, message):
    """The message says what is wrong, which, and what to write."""
    with pytest.raises(PublishingError, match=message):
        call()


def test_the_same_publication_in_two_languages_is_fine():
    """Ids and slugs are unique in each language, not over all of them."""
    assert publish([publication("lista"), publication("lista", locale="en_GB")], to=[Feed()])


def test_one_part_of_two_lists_is_one_page():
    """Two lists may speak of the same procurement, whose page is the same."""
    hiss = publication("hiss")
    assert publish([publication("a", parts=[hiss]), publication("b", parts=[hiss])], to=[Feed()])


@pytest.mark.parametrize(
    ("one", "other"),
    [("public", "public"), ("public", "public/calendar"), ("public/a/..", "public"), ("link", "public")],
)
def test_no_two_publishers_share_a_root(tmp_path, one, other):
    """The same folder, one inside the other, or one by a link: neither is touched."""
    (tmp_path / "public").mkdir()
    (tmp_path / "link").symlink_to("public")
    with pytest.raises(PublishingError, match=r"two publishers share a root: folder in .* and folder in "):
        publish([publication()], to=[Folder(tmp_path / one), Folder(tmp_path / other)])

    assert [] == list((tmp_path / "public").iterdir())


def test_roots_side_by_side_are_fine(tmp_path, monkeypatch):
    """Folders whose names begin alike are two."""
    monkeypatch.chdir(tmp_path)

    assert 2 == len(publish([publication()], to=[Folder("public"), Folder("public-2")]))


def test_nothing_is_written_when_something_is_refused(tmp_path):
    """The first publisher has not begun when the second is found wanting."""
    with pytest.raises(PublishingError):
        publish([publication("a"), publication("b", audience="staff")], to=[Folder(tmp_path / "public")])

    assert [] == list(tmp_path.iterdir())


def test_a_publisher_that_cannot_tell_is_named(tmp_path):
    """What ``accepts`` raises is found before anything is written."""

    class Moody(Noticeboard):
        name = "moody"
        audiences = frozenset({"public"})

        def accepts(self, publication):
            raise KeyError(publication.id)

        def publish_edition(self, _):
            return []

    with pytest.raises(PublishingError, match="moody cannot tell whether it accepts 'lista': KeyError: 'lista'"):
        publish([publication()], to=[Folder(tmp_path / "public"), Moody()])

    assert [] == list(tmp_path.iterdir())


def test_a_dry_run_writes_nothing(tmp_path):
    """It checks the same, and its receipts say that nothing was written."""
    feed = Feed()
    receipts = publish([publication("a"), publication("b")], to=[Folder(tmp_path / "x"), feed], now=NOW, dry_run=True)

    assert [("folder", "a"), ("folder", "b"), ("feed", "a"), ("feed", "b")] == [
        (receipt.publisher, receipt.publication) for receipt in receipts
    ]
    assert {"not written: dry run"} == {receipt.reply for receipt in receipts}
    assert str(tmp_path / "x") == receipts[0].target
    assert ([], []) == (list(tmp_path.iterdir()), feed.editions)
    with pytest.raises(PublishingError):
        publish([publication("a"), publication("a")], to=[feed], dry_run=True)


def test_one_failing_publisher_stops_no_other(tmp_path):
    """The others publish, before and after; the error holds what was raised and their receipts."""
    error = OSError("451 try again later")
    feed = Feed()
    with pytest.raises(PublishErrors) as caught:
        publish([publication()], to=[Folder(tmp_path), failing(error), feed], now=NOW)

    expected = (
        "1 of 3 publishers failed: newsletter: 451 try again later (the receipts of the other two are in .receipts)"
    )
    assert expected == caught.value.message
    assert (error,) == caught.value.exceptions
    assert ["folder", "feed"] == [receipt.publisher for receipt in caught.value.receipts]
    assert caught.value.receipts == pickle.loads(pickle.dumps(caught.value)).receipts  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyError("Nr"), "KeyError: 'Nr'"),
        (SystemExit(3), "it asked the program to end: 3"),
        (ValueError(), "ValueError"),
        (outreach.PluginError("half a plugin"), "half a plugin"),
    ],
)
def test_whatever_a_publisher_raises_is_told(error, reason):
    """A publisher that is alone says its reason alone."""
    with pytest.raises(PublishErrors) as caught:
        publish([publication()], to=[failing(error)])

    assert f"1 of 1 publishers failed: newsletter: {reason}" == caught.value.message


def test_an_interrupt_ends_publishing(tmp_path):
    """Ctrl-C is the user's, not a publisher's fault."""
    with pytest.raises(KeyboardInterrupt):
        publish([publication()], to=[failing(KeyboardInterrupt()), Folder(tmp_path)])

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("returned", "reason"),
    [
        ("page.html", r"publish_edition returns a str \(return a list of targets\)"),
        (None, "publish_edition returns a NoneType"),
        ([None], r"it returns a NoneType \(return where the publication stands\)"),
    ],
)
def test_a_publisher_says_where(returned, reason):
    """What is no list of targets is a fault with a remedy."""

    class Page(outreach.Publisher):
        name = "page"

        def publish_edition(self, _):
            return returned

    with pytest.raises(PublishErrors, match=f"page: {reason}"):
        publish([publication()], to=[Page()])


def test_audiences_are_a_set():
    """A text would name its letters; the class is refused where it is written."""
    with pytest.raises(outreach.PluginError, match=r"Wall.audiences is a text \(give a set: {'staff'}\)"):
        type("Wall", (outreach.Publisher,), {"audiences": "staff", "publish": lambda *_: ""})
