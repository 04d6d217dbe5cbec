"""The kit finds what it is for: a publisher with one fault fails the check of that fault."""

import contextlib
import os
import random
import urllib.request
from pathlib import Path

import attrs
import pytest

import outreach
from outreach import testing


@attrs.frozen
class Pages(outreach.Publisher):
    """A publisher without a fault."""

    name = "pages"
    root: Path = attrs.field(converter=Path)
    words: str = attrs.field(default="", kw_only=True)

    def publish(self, publication):
        """Write a page."""
        return self.write(publication, publication.as_html())

    def write(self, publication, text):
        """Write *text* as the page of *publication*."""
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / f"{publication.slug}.html"
        path.write_text(text, encoding="utf-8")
        return path


class Namesake(Pages):
    """It has the name of another."""

    name = "site"


class Refusing(Pages):
    """It cannot do with an option it knows."""

    def accepts(self, publication):
        """Take nothing, or give no answer."""
        return None if self.words else publication.kind != "procurement_list"


class Missing(Pages):
    """Its receipts name what is not there."""

    def publish(self, publication):
        """Write nothing."""
        return self.root / publication.slug


class Changing(Pages):
    """It writes something else every time."""

    def publish(self, publication):
        """Write chance."""
        return self.write(publication, str(random.SystemRandom().random()))


class Seeded(Pages):
    """It depends on the hash seed."""

    def publish(self, publication):
        """Write a hash."""
        return self.write(publication, str(hash(publication.title)))


class Counting(Pages):
    """It names files in the order they come."""

    def publish_edition(self, edition):
        """Write the first with its name, the others not."""
        return [self.write(publication, "x") for publication in edition.publications[:1]]

    publish = outreach.Publisher.publish


class Calling(Pages):
    """It asks the network."""

    def publish(self, publication):
        """Ask first."""
        with contextlib.suppress(OSError):
            urllib.request.urlopen("http://127.0.0.1:9/")
        return super().publish(publication)


class Straying(Pages):
    """It writes where it should not."""

    def publish(self, publication):
        """Write beside the folder's folder."""
        (self.root.parent.parent / "index.txt").write_text("x")
        return super().publish(publication)


class Leaving(Pages):
    """It goes elsewhere."""

    def publish(self, publication):
        """Change the working directory."""
        os.chdir("/")
        return super().publish(publication)


class Trusting(Pages):
    """It shows texts as they are."""

    def publish(self, publication):
        """Write the title."""
        return self.write(publication, f"<h1>{publication.title}</h1>")


PUBLISHER_FINDS = {
    "can be registered": Namesake,
    "good options": Refusing,
    "one publication": Missing,
    "many publications": Missing,
    "same twice": Changing,
    "same in other worlds": Seeded,
    "order of publications": Counting,
    "no network": Calling,
    "no file outside": Straying,
    "no global changes": Leaving,
    "hostile texts": Trusting,
}


def check(name, checks):
    """Return the check of that *name*."""
    return next(check for check in checks if check.name == name)


test_pages = testing.publisher_tests(Pages, options=[{"words": "x"}], bad_options=[{"nonsense": 1}])


@pytest.mark.parametrize(("name", "make"), PUBLISHER_FINDS.items(), ids=PUBLISHER_FINDS)
def test_a_publishers_fault_is_found(name, make, tmp_path, monkeypatch):
    """Each check fails for the publisher that has its fault."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises((testing.CheckFailed, outreach.OutreachError)):
        check(name, testing.publisher_checks(make, options=[{"words": "x"}]))(tmp_path)


def test_an_edition_that_cannot_be_empty_is_found(tmp_path):
    """A publisher that breaks where there is nothing to publish fails, with its own error."""

    class Eager(Pages):
        def publish_edition(self, edition):
            return [self.write(edition.publications[0], "x")]

        publish = outreach.Publisher.publish

    with pytest.raises(IndexError):
        check("empty", testing.publisher_checks(Eager))(tmp_path)


def test_accepts_answers(tmp_path):
    """An answer that is neither yes nor no is found."""

    def make(root):
        return Refusing(root, words="x")

    with pytest.raises(testing.CheckFailed, match="return True or False"):
        check("accepts", testing.publisher_checks(make))(tmp_path)


def test_a_publishers_option_taken_silently_is_found(tmp_path):
    """A bad option that changes nothing is found."""
    with pytest.raises(testing.CheckFailed, match="without a word"):
        check("bad options", testing.publisher_checks(Pages, bad_options=[{"words": "x"}]))(tmp_path)
