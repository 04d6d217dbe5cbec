"""A folder on a system that cannot, or has no room: it stays as it was, and what a crash left is mended."""

import errno
import shutil
from pathlib import Path

import pytest

import outreach
from outreach.publishers import folder
from outreach.publishers.folder import GENERATIONS
from sample_folders import contents, fill


def test_without_an_exchange_two_steps_do(root, monkeypatch):
    """Where the system has no such call, the folder is moved away and the next one moved in."""
    monkeypatch.setattr(folder, "exchange", lambda _one, _other: False)
    fill(root, x="1")
    fill(root, x="2")
    fill(root, x="3")
    assert {"x": b"3"} == contents(root)
    assert {"x": b"2"} == contents(root.parent / ".public.previous")


def test_a_crash_between_the_two_steps_is_repaired(root):
    """The folder that was moved away comes back; where the next one had moved in, it is the one before."""
    fill(root, x="1")
    root.rename(root.parent / ".public.moved")
    fill(root, x="1")
    assert {"x": b"1"} == contents(root)
    assert ["public"] == [path.name for path in root.parent.iterdir()]
    shutil.copytree(root, root.parent / ".public.moved")
    fill(root, x="2")
    assert {"x": b"2"} == contents(root)
    assert {"public", ".public.previous", ".public.previous-2"} == {path.name for path in root.parent.iterdir()}


def test_a_folder_that_somebody_removed_stays_removed(root):
    """The one before it holds what was withdrawn since, and does not come back."""
    fill(root, x="1", withdrawn="1")
    fill(root, x="1")
    shutil.rmtree(root)
    fill(root, x="2")
    assert {"x": b"2"} == contents(root)


def test_a_full_disk_leaves_all_as_it_was(root, monkeypatch):
    """What was half built is removed, since others want the room, and the folder is named."""
    fill(root, x="1")
    write = folder.write_new

    def is_full(place, content):
        if content == b"2":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(place, content)

    monkeypatch.setattr(folder, "write_new", is_full)
    with pytest.raises(outreach.PublishingError, match=r"public stays as it was: .*No space left on device$"):
        fill(root, a="1", x="2")
    assert {"x": b"1"} == contents(root)
    assert ["public"] == [path.name for path in root.parent.iterdir()]


def test_a_folder_that_cannot_move_keeps_what_stands_beside(root, monkeypatch):
    """One that is mounted by itself: however often it is tried, nothing is lost."""
    for number in range(5):
        fill(root, x=str(number))
    before = {each: contents(root.parent / f".public.{each}") for each in GENERATIONS}
    rename = Path.rename

    def refuse(path, target):
        if path == root:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(folder, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    for _ in range(4):
        with pytest.raises(outreach.PublishingError, match=r"stays as it was.*mounted by itself"):
            fill(root, x="new")
    assert {"x": b"4"} == contents(root)
    assert before == {each: contents(root.parent / f".public.{each}") for each in GENERATIONS}


def test_a_folder_that_cannot_move_in_lets_the_old_one_back(root, monkeypatch):
    """The second of two steps fails: the first is undone."""
    fill(root, x="1")
    rename = Path.rename

    def refuse(path, target):
        if path.name == ".public.next":
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(folder, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(outreach.PublishingError, match="stays as it was"):
        fill(root, x="2")
    assert {"x": b"1"} == contents(root)
    assert ["public"] == [path.name for path in root.parent.iterdir()]


def test_a_share_without_locks_is_published_to(root, monkeypatch):
    """A network share may know none: one process at a time is then up to the caller."""

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    fill(root, x="1")
    assert {"x": b"1"} == contents(root)
