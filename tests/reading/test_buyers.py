"""Lists of several buyers: an id is one within its buyer."""

from __future__ import annotations

from datetime import date

import pytest

import outreach

TODAY = date(2017, 1, 10)
HEAD = "Dnr;Upphandling;Annonseras;Köpare\n"


def read(tmp_path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return outreach.read(path)


def test_two_buyers_may_have_one_id(tmp_path):
    """The same number of two buyers is two procurements, added or read together; of one buyer it is one."""
    ours = read(tmp_path, "ours.csv", f"{HEAD}KS 1;Städ;Q2 2017;Bokedala kommun\n")
    theirs = read(tmp_path, "theirs.csv", f"{HEAD}KS 1;Bussar;Q3 2017;Regionen\n")
    later = read(tmp_path, "later.csv", f"{HEAD}KS 1;Städ och fönster;Q2 2017;bokedala  kommun\n")
    both = ours + theirs
    assert [each.title for each in both.procurements] == ["Städ", "Bussar"]
    assert not both.problems
    assert [each.title for each in (both + later).procurements] == ["Städ och fönster", "Bussar"]


def test_a_joint_list_may_have_one_id_twice(tmp_path):
    """Rows of one file that differ in their buyer are not the same; each keeps the id that its buyer gave."""
    data = read(tmp_path, "joint.csv", f"{HEAD}KS 1;Städ;Q2 2017;Bokedala kommun\nKS 1;Bussar;Q3 2017;Regionen\n")
    assert [each.buyer for each in data.procurements] == ["Bokedala kommun", "Regionen"]
    assert [each.id for each in data.procurements] == ["KS 1", "KS 1"]
    assert not data.problems


def test_a_list_that_names_no_buyer_can_be_told_whose_it_is(tmp_path):
    """``with_buyer`` names the buyer of what names none, and of nothing else."""
    ours = read(tmp_path, "ours.csv", "Dnr;Upphandling;Annonseras\nKS 1;Städ;Q2 2017\n").with_buyer("Bokedala kommun")
    theirs = read(tmp_path, "theirs.csv", f"{HEAD}KS 1;Bussar;Q3 2017;Regionen\n").with_buyer("Bokedala kommun")
    assert [each.buyer for each in (ours + theirs).procurements] == ["Bokedala kommun", "Regionen"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_list_of_several_buyers_names_each(tmp_path, order: int):
    """Each row says whose it is, and each procurement has a page of its own, whatever was read first."""
    files = [
        read(tmp_path, "ours.csv", f"{HEAD}KS 1;Städ;Q2 2017;Bokedala kommun\n"),
        read(tmp_path, "theirs.csv", f"{HEAD}KS 1;Bussar;Q2 2017;Regionen\n"),
    ][::order]
    listed = outreach.publications.procurement_list(files[0] + files[1], today=TODAY)
    table = next(block for block in listed.blocks if isinstance(block, outreach.blocks.Table))
    assert [column.key for column in table.columns][:2] == ["title", "buyer"]
    assert sorted((row[0].to, row[1]) for row in table.rows) == [
        ("procurement-bokedala-kommun-ks-1", "Bokedala kommun"),
        ("procurement-regionen-ks-1", "Regionen"),
    ]
    assert "Köpare: Bokedala kommun och Regionen" in listed.as_text()
