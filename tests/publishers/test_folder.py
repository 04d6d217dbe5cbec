"""A folder that is swapped in one step: nothing lost, nothing of others touched, no link followed."""

import ctypes
import json
import os
import platform
import signal
import subprocess
import sys
import textwrap
import threading
import time
import types
from pathlib import Path

import pytest

import outreach
from outreach.publishers import folder
from outreach.publishers.folder import GENERATIONS, MARKER, Change, Folder, exchange
from sample_folders import contents, fill


def test_a_folder_is_made_with_all_its_parents(tmp_path):
    """Publishing needs no preparation."""
    root = tmp_path / "a" / "b"
    fill(root, x="1", y__z="2")
    assert {"x": b"1", "y/z": b"2"} == contents(root)


@pytest.mark.parametrize("name", [".", "..", "./", "x/..", "{here}", "{here}/.."])
def test_the_folder_the_program_runs_in_is_refused(tmp_path, monkeypatch, name):
    """Before anything is written: it would be moved away below the program."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    with pytest.raises(outreach.PublishingError, match="give a folder in it"):
        fill(Path(name.format(here=here)), x="1")
    assert [path.name for path in tmp_path.rglob("*")] == ["here"]
    fill(Path("public"), x="1")
    assert contents(here / "public") == {"x": b"1"}


def test_an_empty_folder_is_taken(root):
    """An empty folder is nobody's."""
    root.mkdir()
    fill(root, x="1")
    assert {"x": b"1"} == contents(root)


def test_what_is_not_published_again_goes_and_the_folders_before_stay_beside(root):
    """Three generations are kept, the newest first."""
    fill(root, x="1", y="1")
    fill(root, x="2")
    assert {"x": b"2"} == contents(root)
    assert {"x": b"1", "y": b"1"} == contents(root.parent / ".public.previous")
    for number in range(3, 7):
        fill(root, x=str(number))
    assert [{"x": b"5"}, {"x": b"4"}, {"x": b"3"}] == [
        contents(root.parent / f".public.{each}") for each in GENERATIONS
    ]
    assert {"public", *(f".public.{each}" for each in GENERATIONS)} == {path.name for path in root.parent.iterdir()}


def test_the_state_comes_back(root):
    """A publisher finds what it left."""
    fill(root, x="1")
    with Folder(root, "site").change() as change:
        assert {"names": ["x"]} == change.state
        change.keep("x")
        change.keep("never there")
    assert {"x": b"1"} == contents(root)


def test_unchanged_files_are_the_same_files(root):
    """What has not changed keeps its time."""
    fill(root, x="1", y="1")
    os.utime(root / "x", (1, 1))
    fill(root, x="1", y="2")
    assert 1 == (root / "x").stat().st_mtime


def test_what_somebody_changed_is_no_longer_whole(root):
    """A publisher can tell, and mend it; what is only kept stays as it is."""
    fill(root, x="1", y="1")
    (root / "x").write_text("mine")
    with Folder(root, "site").change() as change:
        assert [False, True, False] == [change.is_whole(path) for path in ("x", "y", "never there")]
        change.write("x", b"1")
        change.keep("y")
    assert {"x": b"1", "y": b"1"} == contents(root)


def test_the_folder_keeps_its_permissions(root):
    """Who may read the site may read the next one."""
    fill(root, x="1")
    root.chmod(0o750)
    fill(root, x="2")
    assert 0o750 == root.stat().st_mode & 0o777


def test_all_of_it_reaches_the_disk_before_it_takes_its_place(root, monkeypatch):
    """Each new file and folder, then the exchange, then the names beside: a loss of power finds one or the other."""
    fill(root, x="1", kept="1")
    done, synced, exchanged = [], os.fsync, folder.exchange

    def sync(descriptor):
        done.append(os.fstat(descriptor).st_ino)
        synced(descriptor)

    def swap(one, other):
        done.append("exchange")
        return exchanged(one, other)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(folder, "exchange", swap)
    fill(root, x="2", kept="1", d__e__y="2")
    new = {(root / each).stat().st_ino for each in ("x", "d/e/y", MARKER, "d", "d/e", "")}
    assert new == set(done[: done.index("exchange")])
    assert ["exchange", root.parent.stat().st_ino] == done[done.index("exchange") :]


def test_nothing_happens_when_nothing_has_changed(root):
    """Publishing the same again leaves the folder alone, and needs no generation."""
    fill(root, x="1")
    before = root.stat().st_ino
    fill(root, x="1")
    assert before == root.stat().st_ino
    assert ["public"] == [path.name for path in root.parent.iterdir()]


def test_files_of_others_stay(root):
    """What somebody put into the folder goes along, links as links."""
    fill(root, x="1")
    (root / "robots.txt").write_text("User-agent: *")
    (root / "folder").mkdir()
    (root / "folder" / "mine.txt").write_text("mine")
    (root / "link").symlink_to("/etc")
    fill(root, x="2")
    assert {"x": b"2", "robots.txt": b"User-agent: *", "folder/mine.txt": b"mine"} == contents(root)
    assert Path("/etc") == (root / "link").readlink()


def test_a_file_of_others_in_the_way_is_refused(root):
    """It is not overwritten."""
    fill(root, x="1")
    (root / "y").write_text("mine")
    with pytest.raises(outreach.PublishingError, match="y was not published here"):
        fill(root, x="1", y="2")
    assert {"x": b"1", "y": b"mine"} == contents(root)


def test_a_folder_of_others_is_refused(root):
    """A folder that was not made here is never emptied."""
    root.mkdir()
    (root / "thesis.txt").write_text("years of work")
    with pytest.raises(outreach.PublishingError, match="holds files that were not published here"):
        fill(root, x="1")
    assert {"thesis.txt": b"years of work"} == contents(root)


def test_a_file_or_a_link_is_refused(tmp_path, root):
    """A root is a folder of its own, not a link that leads to one."""
    (tmp_path / "elsewhere").mkdir()
    root.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(outreach.PublishingError, match="is a link"):
        fill(root, x="1")
    (tmp_path / "file").write_text("x")
    with pytest.raises(outreach.PublishingError, match="is not a folder"):
        fill(tmp_path / "file", x="1")


def test_another_publishers_folder_is_refused(root):
    """A calendar does not write into a site."""
    fill(root, "site", x="1")
    with pytest.raises(outreach.PublishingError, match="belongs to the publisher 'site'"):
        fill(root, "calendar", x="1")


@pytest.mark.parametrize(
    "marker", ["{", "[]", '{"kind": 1}', "null", '{"version": 2, "kind": "site", "files": 1, "state": {}}']
)
def test_a_damaged_marker_is_refused(root, marker):
    """What cannot be understood is not guessed."""
    fill(root, x="1")
    (root / MARKER).write_text(marker)
    with pytest.raises(outreach.PublishingError, match="damaged"):
        fill(root, x="2")


def test_a_marker_of_another_version_is_refused(root):
    """What another version remembers is not guessed at."""
    fill(root, x="1")
    (root / MARKER).write_text('{"kind": "site", "version": 1, "files": [], "state": {}}')
    with pytest.raises(outreach.PublishingError, match="another version of outreach"):
        fill(root, x="2")


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", "a\\..\\x"])
def test_no_path_leads_out_of_the_folder(root, path):
    """Neither to write nor to read."""
    with pytest.raises(outreach.PublishingError, match="leads out"), Folder(root, "site").change() as change:
        change.write(path, b"x")
    assert not root.exists()


def test_two_files_of_one_path_are_refused():
    """The second would be lost."""
    change = Change({}, {"x": b"1"})
    with pytest.raises(outreach.PublishingError, match="two publications would stand at x"):
        change.write("x", b"2")


def test_a_link_put_into_the_folder_is_not_followed(tmp_path, root):
    """What stood at a path is not read through a link that somebody put there."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    fill(root, x="1", d__y="1")
    (root / "x").unlink()
    (root / "x").symlink_to(secret)
    (root / "d" / "y").unlink()
    (root / "d").rmdir()
    (root / "d").symlink_to(tmp_path)
    with Folder(root, "site").change() as change:
        change.keep("x")
        change.keep("d/secret")
        change.write("z", b"2")
    assert {"z": b"2"} == contents(root)
    assert "secret" == secret.read_text()


def test_an_error_while_building_leaves_the_folder_as_it_was(root):
    """What a publisher raises is raised, and nothing has changed."""
    fill(root, x="1")
    with pytest.raises(AttributeError), Folder(root, "site").change() as change:
        change.files["x"] = None.encode()
    assert {"x": b"1"} == contents(root)


def test_what_stands_in_the_way_beside_is_refused(root):
    """A folder of the name we build under, which is not ours, is not removed."""
    beside = root.parent / ".public.next"
    beside.mkdir()
    (beside / "mine.txt").write_text("mine")
    with pytest.raises(outreach.PublishingError, match="stands in its way"):
        fill(root, x="1")
    assert {"mine.txt": b"mine"} == contents(beside)


def test_a_half_built_folder_is_removed(root):
    """What a crash left is ours, and goes."""
    fill(root, x="1")
    beside = root.parent / ".public.next"
    beside.mkdir()
    (beside / MARKER).write_text("{}")
    (beside / "half").write_text("ha")
    fill(root, x="2")
    assert {"x": b"2"} == contents(root)
    assert not beside.exists()


def test_a_folder_half_removed_is_still_ours(root, monkeypatch):
    """Killed while it removes what a crash left, the next run goes on removing."""
    fill(root, x="1")
    beside = root.parent / ".public.next"
    (beside / "pages").mkdir(parents=True)
    (beside / MARKER).write_text("{}")
    (beside / "x").write_text("x")

    def die(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(folder.shutil, "rmtree", die)
        with pytest.raises(KeyboardInterrupt):
            fill(root, x="2")
    assert (beside / MARKER).is_file()
    fill(root, x="2")
    assert {"x": b"2"} == contents(root)
    assert not beside.exists()


def test_without_hard_links_files_are_copied(root, monkeypatch):
    """Some file systems have none."""

    def refuse(*_, **__):
        raise OSError("no links here")

    fill(root, x="1", y="1")
    monkeypatch.setattr(os, "link", refuse)
    fill(root, x="1", y="2")
    assert {"x": b"1", "y": b"2"} == contents(root)


WRITER = textwrap.dedent(
    """
    import pathlib, sys
    from outreach.publishers.folder import Folder

    turn = 0
    while True:
        turn += 1
        with Folder(pathlib.Path(sys.argv[1]), "site").change() as change:
            for number in range(20):
                change.write(f"pages/{number}", str(turn).encode() * 100)
            change.state = {"turn": turn}
        print(turn, flush=True)
    """
)


def test_a_kill_at_any_moment_leaves_a_whole_folder(root):
    """Killed again and again, the folder is always of one generation, and the next run goes on."""
    for kill in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(0.007 * kill)
            process.send_signal(signal.SIGKILL)
        files = contents(root)
        assert {f"pages/{number}" for number in range(20)} == set(files)
        assert 1 == len(set(files.values()))
        assert str(json.loads((root / MARKER).read_text())["state"]["turn"] % 10) == files["pages/0"].decode()[-1]


def test_two_at_once_wait_for_each_other(root):
    """Neither loses what the other published."""

    def add(name):
        with Folder(root, "site").change() as change:
            names = [*change.state.get("names", []), name]
            time.sleep(0.01)
            for each in names:
                change.write(each, b"1")
            change.state = {"names": names}

    threads = [threading.Thread(target=add, args=[f"n{number}"]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {f"n{number}" for number in range(8)} == set(contents(root))


def test_a_library_without_the_calls_name_is_asked_by_its_number(tmp_path, monkeypatch):
    """The C library of Alpine can exchange folders, too."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text(name)
    library = ctypes.CDLL(None)
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: types.SimpleNamespace(syscall=library.syscall))
    done = exchange(tmp_path / "a", tmp_path / "b")
    assert done is (sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64"))
    assert ("b" if done else "a") == (tmp_path / "a" / "x").read_text()


def test_a_system_without_the_call_says_so(tmp_path, monkeypatch):
    """No C library to ask, or none that knows: nothing has changed, and the caller goes another way."""
    (tmp_path / "a").mkdir()
    assert not exchange(tmp_path / "a", tmp_path / "missing")
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    assert not exchange(tmp_path / "a", tmp_path / "a")


def test_a_system_without_locks_goes_on(root, monkeypatch):
    """One process at a time is then up to the caller."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    fill(root, x="1")
    assert {"x": b"1"} == contents(root)
