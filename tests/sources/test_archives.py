"""Many documents in one input: as streams, in the order of their names, and nothing hostile."""

from __future__ import annotations

import os
import stat
import zipfile

import pytest

import outreach
from outreach.sources import archives
from outreach.sources.archives import first_bytes, members_of


@pytest.fixture
def pack(tmp_path):
    """Write a zip archive of members (name, bytes) and return its path."""

    def pack(*members, name="a.zip", method=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", method) as archive:
            for member, content in members:
                archive.writestr(member, content)
        return path

    return pack


def _contents(path):
    found = {}
    for member in members_of(path, "ubl"):
        with member.opened() as stream:
            found[member.name] = stream.read()
    return found


def _refusal(path):
    with pytest.raises(outreach.InputError) as caught:
        _contents(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_members_come_sorted_by_name(pack):
    """Folders and what programs leave are no members; each is called by archive and name."""
    path = pack(("b/", b""), ("b/x.xml", b"1"), ("a.XML", b"2"), ("__MACOSX/a.XML", b"3"), ("b/.DS_Store", b"4"))
    members = list(members_of(path, "ubl"))

    assert {"a.XML": b"2", "b/x.xml": b"1"} == _contents(path)
    assert [f"{path}:a.XML", f"{path}:b/x.xml"] == [member.place for member in members]
    assert [".xml", ".xml"] == [member.suffix for member in members]


def test_a_file_is_its_own_member(tmp_path):
    """What is no archive is the document itself."""
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a/>")

    assert {"": b"<a/>"} == _contents(path)
    assert b"<a/>" == first_bytes(b"<a/>")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_first_member_shows_how_it_begins(pack, method):
    """From the beginning of the archive alone, even where that is cut."""
    path = pack(("a.xml", b"<a>" + b"x" * 9000), method=method)

    assert b"<a>x" == first_bytes(path.read_bytes()[:100])[:4]
    assert b"" == first_bytes(b"PK\x03\x04" + b"\xff" * 4 + b"\x08\x00" + b"\xff" * 30)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["../a.xml"], "leads out of the archive"),
        (["a/../../b.xml"], "leads out of the archive"),
        (["/etc/a.xml"], "leads out of the archive"),
        (["..\\a.xml"], "leads out of the archive"),
        (["C:/a.xml"], "leads out of the archive"),
        (["a\nb.xml"], "has control characters in its name"),
        (["a\u202eb.xml"], "has control characters in its name"),
        (["b.zip"], "is an archive itself"),
        (["b.tar.GZ"], "is an archive itself"),
        (["a.xml", "A.xml"], "are one file on some systems"),
        (["å.xml", "a\u030a.xml"], "are one file on some systems"),
        (["a.xml", "a.xml"], "is there twice"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_names_refuse_the_archive(pack, names, said):
    """Before one byte is unpacked."""
    assert said in _refusal(pack(*((name, b"<a/>") for name in names)))


def test_links_refuse_the_archive(pack):
    """A link could lead anywhere."""
    info = zipfile.ZipInfo("a.xml")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert "is a link or a device" in _refusal(pack((info, b"/etc/hostname")))


def test_bombs_refuse_the_archive(pack, monkeypatch):
    """A member of more than a megabyte that is packed too well; all together too large; too many."""
    assert "is packed more than 200 times" in _refusal(pack(("a.xml", b" " * (3 << 20))))
    assert {"a.xml": b" " * (1 << 20)} == _contents(pack(("a.xml", b" " * (1 << 20))))
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1 << 20)
    assert "larger than 1 MB when unpacked" in _refusal(pack(("a.xml", b"1" * (1 << 20)), ("b.xml", b"1")))
    monkeypatch.setattr(archives, "MOST_PARTS", 3)
    assert "4 members" in _refusal(pack(*((f"{number}.xml", b"") for number in range(4))))


def test_what_is_damaged_is_told_with_the_member(pack):
    """A byte that is another one, an encrypted member, a way of packing that is not read, an end that is missing."""
    path = pack(("a.xml", b"<a>" + bytes(range(32, 127)) * 20))
    whole = path.read_bytes()
    path.write_bytes(whole[:60] + bytes([whole[60] ^ 0xFF]) + whole[61:])
    assert f"{path}:a.xml: damaged: " in _refusal(path)
    path.write_bytes(whole[:-30])
    assert "damaged: File is not a zip file" in _refusal(path)
    at = whole.index(b"PK\x01\x02") + 42
    path.write_bytes(whole[:at] + b"\xff" * 4 + whole[at + 4 :])
    assert "a.xml: damaged: " in _refusal(path)
    at = whole.index(b"PK\x01\x02") + 8
    path.write_bytes(whole[:at] + b"\x01" + whole[at + 1 :])
    assert "is encrypted" in _refusal(path)
    assert "packed in a way that is not read" in _refusal(pack(("a.xml", b"x"), method=zipfile.ZIP_LZMA))


def test_an_archive_in_disguise_is_refused(pack):
    """Whatever its name, what begins as an archive is one."""
    inner = pack(("a.xml", b"<a/>"), name="inner.zip").read_bytes()

    assert "a.xml: an archive within the archive" in _refusal(pack(("a.xml", inner)))


def test_an_empty_archive_and_folder_are_told(pack, tmp_path):
    """Nothing is not silently nothing."""
    assert "no files in it" in _refusal(pack())
    (tmp_path / "empty").mkdir()
    assert "no files in it" in _refusal(tmp_path / "empty")


def test_an_error_of_the_reader_stays_its_own(pack):
    """What goes wrong while a member is open is not taken for damage."""
    member = next(members := members_of(pack(("a.xml", b"<a/>")), "ubl"))
    with pytest.raises(KeyError), member.opened():
        raise KeyError("mine")
    assert [] == list(members)


def test_files_of_a_folder_come_sorted(tmp_path):
    """Hidden files and folders within are left."""
    for name in ("b.xml", "a.xml", ".hidden.xml"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "within").mkdir()

    assert {"a.xml": b"a.xml", "b.xml": b"b.xml"} == _contents(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders: there is nothing to refuse")
def test_no_link_is_followed_and_no_pipe_waited_for(tmp_path):
    """Each refuses with its name."""
    (tmp_path / "a.xml").symlink_to("/etc/hostname")
    assert "a.xml: a link" in _refusal(tmp_path)
    (tmp_path / "a.xml").unlink()
    os.mkfifo(tmp_path / "a.xml")
    assert "a.xml: not a regular file" in _refusal(tmp_path)


def test_a_folder_of_too_many_is_refused(tmp_path, monkeypatch):
    """As an archive is."""
    monkeypatch.setattr(archives, "MOST_PARTS", 1)
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"")

    assert "2 files" in _refusal(tmp_path)
