"""The official lists of codes, read from files: genericode and CSV."""

from __future__ import annotations

import pytest

from outreach import codes, countries
from outreach.errors import InputNotFoundError, QuestionError, SourceError, UnreadableError

CPV = """Kod;Benämning;English
45000000-7;Anläggningsarbete;Construction work
45230000-8;Arbeten på rörledningar;Construction work for pipelines
45233141-9;Vägunderhållsarbete;Road-maintenance works
"""
SNI = "sni2007,text\n81,Fastighetsservice\n81.210,Lokalvård\n"
GENERICODE = """<?xml version="1.0" encoding="UTF-8"?>
<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><SimpleCodeList>
<Row><Value ColumnRef="code"><SimpleValue>45233141</SimpleValue></Value>
<Value ColumnRef="Name"><SimpleValue>Road-maintenance works</SimpleValue></Value>
<Value ColumnRef="swe_label"><SimpleValue>Vägunderhållsarbete</SimpleValue></Value></Row>
</SimpleCodeList></gc:CodeList>
"""


def written(folder, text, name="list.csv", encoding="utf-8"):
    """Write *text* and return the file."""
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_in_csv_names_every_code(tmp_path, encoding):
    """Codes have names of their own, and what is above them too; a code that is not listed, that of the one above."""
    official = codes.load(written(tmp_path, CPV, encoding=encoding), "CPV")
    code = codes.cpv("45233141-9", names=official)

    assert ("Vägunderhållsarbete", "Road-maintenance works") == (code.label("sv_SE"), code.label("en_GB"))
    assert [None, "Arbeten på rörledningar"] == [
        official.label(parent.code, "sv") for parent in code.parents if parent.code in ("45200000", "45230000")
    ]
    assert "Arbeten på rörledningar" == codes.cpv("45231000", names=official).label("sv")
    assert "Anläggningsarbete" == code.division.label("sv")
    assert (3, "<CodeList: 3 codes of CPV>") == (len(official), repr(official))


def test_a_list_in_genericode_names_every_code(tmp_path):
    """The columns of the EU's lists are known."""
    official = codes.load(written(tmp_path, GENERICODE, "cpv.gc"), "CPV")
    code = codes.cpv("45233141", names=official)

    assert ("Vägunderhållsarbete", "Road-maintenance works") == (code.label("sv"), code.label("en"))


def test_sni_is_read_with_and_without_dots(tmp_path):
    """The list's spelling of a code does not matter."""
    official = codes.load(written(tmp_path, SNI), "SNI")

    assert "Lokalvård" == codes.sni("81210", names=official).label("sv")
    assert "Fastighetsservice" == codes.sni("81.2", names=official).label("sv")
    assert codes.sni("N", names=official).label("sv")


def test_nothing_is_kept_of_a_list(tmp_path):
    """A list counts where it is given and nowhere else."""
    codes.load(written(tmp_path, CPV), "CPV")

    assert "Anläggningsarbete" == codes.cpv("45233141").label("sv")


def test_the_eus_list_of_regions_reads(shared):
    """Every county of the list the EU publishes has its name."""
    official = codes.load(shared / "data" / "codes" / "nuts_nuts-swe-lvl3.gc", "NUTS")

    assert "Skåne län" == countries.country("SE").nuts("SE224", names=official).label("sv")
    sweden = countries.country("SE")
    assert {sweden.nuts_of_region(county.code).code for county in sweden.regions} <= set(official.names)


def test_other_lists_of_the_eu_have_the_same_form(shared):
    """Whatever the list, its codes and names are found."""
    for path in sorted((shared / "data" / "codes").glob("*.gc")):
        official = codes.load(path, "NUTS")
        assert all(official.names[code].keys() == {"sv", "en"} for code in official.names), path.name


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "document type"),
        ("<a><b></a>", "not XML"),
        ("a;b\n1;2\n", "no column of codes"),
        ("", "no column of codes"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, text, what):
    """The message says what is missing."""
    with pytest.raises(SourceError, match=what):
        codes.load(written(tmp_path, text), "CPV")


def test_what_cannot_be_is_refused(tmp_path):
    """Another scheme, no file, a list of another scheme."""
    with pytest.raises(QuestionError, match="CPV, SNI, SIC, NUTS"):
        codes.load(written(tmp_path, CPV), "UNSPSC")
    with pytest.raises(InputNotFoundError):
        codes.load(tmp_path / "none.gc", "CPV")
    with pytest.raises(UnreadableError, match="of SNI, not of CPV"):
        codes.cpv("45233141", names=codes.load(written(tmp_path, SNI), "SNI"))
