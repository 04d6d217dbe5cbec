"""The kit finds what it is for: a source or publisher with one fault fails the check of that fault, and says why."""

import contextlib
import csv
import os
import random
import tempfile
import urllib.request
import warnings
from pathlib import Path

import attrs
import pytest

import outreach
from kit_subjects import csv_inputs, inputs
from outreach import testing
from outreach.sources import Csv

HEAD = "Nr;Upphandling;Annonseras\n"
CASE = {
    "suffix": ".csv",
    "empty": HEAD,
    "one": f"{HEAD}1;Hisservice;Q1 2017\n",
    "many": f"{HEAD}1;Hisservice;Q1 2017\n2;Skyltar;våren 2017\n",
    "bad_options": [{"nonsense": 1}],
}


@attrs.frozen
class Sound(outreach.Source):
    """A source without a fault."""

    name = "sound"
    path: Path = attrs.field(converter=Path)
    options_taken: str = attrs.field(default="", kw_only=True)

    @classmethod
    def recognises(cls, sample):
        """Take what has its headings."""
        return sample.text.startswith("Nr;")

    def rows(self):
        """Yield the rows."""
        text = self.path.read_bytes().decode("utf-8-sig")
        for line, cells in enumerate(csv.reader(text.splitlines()[1:], delimiter=";"), 2):
            yield self.row(cells, line)

    def row(self, cells, line):
        """Return one of them."""
        return outreach.Row(outreach.Procurement, {"id": cells[0], "title": cells[1]}, line=line)


class Unnamed(Sound):
    """It has the name of another."""

    name = "csv"


class Greedy(Sound):
    """It takes everything."""

    @classmethod
    def recognises(cls, sample):  # noqa: ARG003
        """Take it."""
        return True


class Choosy(Sound):
    """It reads nothing with an option it knows."""

    def rows(self):
        """Yield nothing where the option is given."""
        return () if self.options_taken else super().rows()


class Inventive(Sound):
    """It invents a row."""

    def rows(self):
        """Yield one more."""
        yield outreach.Row(outreach.Procurement, {"id": "0", "title": "Påhittad"}, line=1)
        yield from super().rows()


class Silent(Sound):
    """It gives nothing."""

    def rows(self):
        """Yield nothing."""
        return ()


class Lazy(Sound):
    """It gives the first row only."""

    def rows(self):
        """Yield one."""
        return list(super().rows())[:1]


class Lost(Sound):
    """It names lines that are not there."""

    def row(self, cells, line):
        """Return a row without a title, far down."""
        return outreach.Row(outreach.Procurement, {"id": cells[0]}, line=line + 1000)


class Once(Sound):
    """It gives something else every time."""

    def row(self, cells, line):
        """Return a row with a title of chance."""
        return outreach.Row(
            outreach.Procurement, {"id": cells[0], "title": f"{cells[1]} {random.SystemRandom().random()}"}, line=line
        )


class Hashed(Sound):
    """It depends on the hash seed and the time zone."""

    def row(self, cells, line):
        """Return a row with them in it."""
        title = f"{cells[1]} {hash(cells[1])} {os.environ.get('TZ')}"
        return outreach.Row(outreach.Procurement, {"id": cells[0], "title": title}, line=line)


class Remembering(Sound):
    """It gives less the second time."""

    seen: list = []  # noqa: RUF012 - that is the fault

    def rows(self):
        """Yield only what no other source has given."""
        for row in super().rows():
            if row.values["id"] not in self.seen:
                self.seen.append(row.values["id"])
                yield row


class Asking(Sound):
    """It asks the network."""

    def rows(self):
        """Ask first."""
        with contextlib.suppress(OSError):
            urllib.request.urlopen("http://127.0.0.1:9/")
        return super().rows()


class Writing(Sound):
    """It writes beside its input."""

    def rows(self):
        """Write first."""
        self.path.with_suffix(".index").write_text("1")
        return super().rows()


class Littering(Sound):
    """It leaves temporary files."""

    def rows(self):
        """Leave one."""
        Path(tempfile.mkdtemp(), "rest").write_text("1")
        return super().rows()


class Meddling(Sound):
    """It changes what all share."""

    def rows(self):
        """Change the warnings and the environment."""
        warnings.simplefilter("ignore", UserWarning)
        os.environ["OUTREACH_KIT"] = str(random.SystemRandom().random())
        return super().rows()


class Fragile(Sound):
    """Its error shows what terminals obey."""

    def rows(self):
        """Refuse what is not its own, unsafely."""
        if not self.path.read_bytes().startswith(b"Nr"):
            raise Raw(self.path.name, "bad\x1b[2J")
        return super().rows()


class Raw(outreach.SourceError):
    """An error that shows its text as it is."""

    def __str__(self):
        return self.reason


FINDS = {
    "can be registered": Unnamed,
    "recognises its own": Greedy,
    "good options": Choosy,
    "empty": Inventive,
    "one row": Silent,
    "many rows": Lazy,
    "places": Lost,
    "same twice": Once,
    "same in other worlds": Hashed,
    "order of inputs": Remembering,
    "no network": Asking,
    "no file outside": Writing,
    "no global changes": Meddling,
    "bad inputs": Fragile,
}


def check(name, checks):
    """Return the check of that *name*."""
    return next(check for check in checks if check.name == name)


test_sound = testing.source_tests(Sound, options=[{"options_taken": "x"}], **CASE)


@pytest.mark.parametrize(("name", "make"), FINDS.items(), ids=FINDS)
def test_a_fault_is_found(name, make, tmp_path, monkeypatch):
    """Each check fails for the source that has its fault."""
    monkeypatch.setattr(Remembering, "seen", [])
    monkeypatch.setenv("OUTREACH_KIT", "")
    with pytest.raises(testing.CheckFailed):
        check(name, testing.source_checks(make, options=[{"options_taken": "x"}], **CASE))(tmp_path)


def test_temporary_files_are_found(tmp_path):
    """What is left in the folder of temporary files is found."""
    with pytest.raises(testing.CheckFailed, match="leaves temporary files"):
        check("no file outside", testing.source_checks(Littering, **CASE))(tmp_path)


def test_an_option_taken_silently_is_found(tmp_path):
    """A bad option that changes nothing is found."""
    case = {**CASE, "bad_options": [{"options_taken": "anything"}]}
    with pytest.raises(testing.CheckFailed, match="without a word"):
        check("bad options", testing.source_checks(Sound, **case))(tmp_path)


def test_an_account_that_does_not_add_up_is_found(tmp_path, monkeypatch):
    """A reconciliation that loses a row is found."""
    monkeypatch.setattr(outreach.FileReport, "adds_up", property(lambda _: False))
    with pytest.raises(testing.CheckFailed, match="does not add up"):
        check("reconciliation", testing.source_checks(Csv, suffix=".csv", **inputs(csv_inputs)))(tmp_path)


def test_an_expected_failure_has_a_name():
    """A misspelt check among the expected failures is refused, with those there are."""
    with pytest.raises(outreach.QuestionError, match="no network"):
        testing.source_checks(Sound, expected_failures={"no netwrok": "because"}, **CASE)


def test_an_expected_failure_keeps_its_reason():
    """The reason goes with the check, and marks its case."""
    checks = testing.source_checks(Asking, expected_failures={"no network": "asks a register"}, **CASE)

    assert "asks a register" == check("no network", checks).expected_failure
    assert "sound: no network" == str(check("no network", checks))


test_asking = testing.source_tests(
    Asking, expected_failures={"no network": "it is what this source is made to show"}, **CASE
)


def test_what_is_made_in_a_function_is_told(tmp_path):
    """A function that another process cannot find is refused with what to do."""
    checks = testing.source_checks(lambda path: Sound(path), **CASE)  # noqa: PLW0108 - that is the fault
    with pytest.raises(testing.CheckFailed, match="stands in a module"):
        check("same in other worlds", checks)(tmp_path)


@pytest.mark.parametrize("kind", testing.KINDS)
def test_bad_inputs_are_the_same_everywhere(kind):
    """Every kind has inputs of its own beside those of any, each time the same."""
    found = testing.bad_inputs(kind)

    assert testing.bad_inputs(kind) == found
    assert testing.bad_inputs("any").keys() <= found.keys()
    assert all(found.values())
