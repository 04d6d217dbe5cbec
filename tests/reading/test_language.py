"""In which language a record's texts are: read wherever a file says it, and never guessed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import languages
from outreach.errors import UnreadableError
from outreach.sources import Notices
from sample_notices import notice

TAGS = {"sv": "sv", " SWE ": "sv", "svenska": "sv", "Swedish": "sv", "eng": "en", "en_GB": "en-gb", "sv-FI": "sv-fi"}
TAGS |= {"fin": "fi", "Finska": "fi", "DEU": "de", "zh-Hant-TW": "zh-hant-tw"}


@pytest.mark.parametrize(("text", "tag"), TAGS.items())
def test_a_language_is_read_however_it_is_named(text, tag):
    """As BCP 47, as notices write it, by its name; in lower case."""
    assert tag == languages.read_lang(text)


@pytest.mark.parametrize("text", ["", "xx", "rövarspråket", "s", "12", "svenska och engelska", "sv-", "e" * 99])
def test_what_names_no_language_is_refused(text):
    """With what to write."""
    with pytest.raises(UnreadableError, match=r"not a language: .* \(write sv, en"):
        languages.read_lang(text)


@given(st.text(max_size=12))
def test_a_tag_reads_back(text):
    """Whatever is read as a tag is a tag, and the same one again."""
    try:
        tag = languages.read_lang(text)
    except UnreadableError:
        return
    assert tag == tag.casefold() == languages.read_lang(tag)


@pytest.mark.parametrize(
    ("lang", "locale", "foreign"),
    [("", "sv_SE", ""), ("", "en_GB", "sv"), ("en-gb", "en_GB", ""), ("sv-fi", "sv_SE", ""), ("fi", "sv_SE", "fi")],
)
def test_a_language_is_foreign_where_it_is_not_the_publications(lang, locale, foreign):
    """Where a record says none, it is Swedish; a region makes no other language."""
    assert foreign == languages.foreign_lang(lang, locale)


def test_a_column_may_tell_it(read, write):
    """What is no language is a problem with its address, and the record stays."""
    rows = (
        "Upphandling;Annonseras;Språk\nStäd;2017-05-01;\nCleaning;2017-05-01;engelska\nHissar;2017-05-01;rövarspråket\n"
    )
    data = read(write("upphandlingar.csv", rows))
    assert ["", "en", ""] == [each.lang for each in data.procurements]
    assert [("lang", "rövarspråket")] == [pair for each in data.procurements for pair in each.incomplete]
    (problem,) = data.problems
    assert "upphandlingar.csv:4:lang: not a language: 'rövarspråket' (write sv, en" in str(problem)


@pytest.mark.parametrize(("language", "lang"), [("en", "en"), ("SWE", "sv"), (7, ""), (None, ""), ("", "")])
def test_releases_tell_theirs(read, write, language, lang):
    """Of the procurement and its contracts; what is no text tells none."""
    release = {"ocid": "ocds-213czf-1", "date": "2017-01-05T00:00:00Z", "tag": ["award"], "language": language}
    release |= {"tender": {"title": "Cleaning"}, "contracts": [{"id": "1", "title": "Cleaning"}]}
    data = read(write("releases.json", json.dumps({"releases": [release]})))
    assert [lang, lang] == [each.lang for each in (*data.procurements, *data.contracts)]


NAMED = {"SWE": "sv", "DEU": "de", "FIN": "fi", "": "fi"}


@pytest.mark.parametrize(("language", "lang"), NAMED.items())
def test_a_notice_is_in_the_language_its_title_is_read_in(read, tmp_path, language, lang):
    """As the title says it, else as the notice does (BT-702)."""
    named = f' languageID="{language}"' if language else ""
    inside = f"<cac:ProcurementProject><cbc:Name{named}>Hissi</cbc:Name></cac:ProcurementProject>"
    (tmp_path / "annons.xml").write_text(notice(inside=inside, language="FIN"), encoding="utf-8")
    assert [lang] == [each.lang for each in read(tmp_path / "annons.xml").procurements]


def test_of_several_languages_it_is_that_of_the_text_that_was_chosen(read, tmp_path):
    """Not that of the one that stands first."""
    names = '<cbc:Name languageID="DEU">Aufzug</cbc:Name><cbc:Name languageID="SWE">Hiss</cbc:Name>'
    inside = f"<cac:ProcurementProject>{names}</cac:ProcurementProject>"
    (tmp_path / "annons.xml").write_text(notice(inside=inside, language="DEU"), encoding="utf-8")
    found = [read(Notices(tmp_path / "annons.xml", language=asked)) for asked in ("", "de")]
    assert [("Hiss", "sv"), ("Aufzug", "de")] == [
        (each.title, each.lang) for data in found for each in data.procurements
    ]


def test_a_search_answer_tells_the_language_of_its_title(read, write):
    """As the answer names it; a title without one is in the notice's own."""
    told = {"publication-number": "1-2024", "notice-type": "cn-standard", "official-language": "ENG"}
    titles = {"title-proc": {"swe": "Hisservice"}}, {"title-proc": "Lifts"}, {"notice-title": {"fin": "Hissi"}}
    notices = [told | title | {"publication-number": f"{at}-2024"} for at, title in enumerate(titles, 1)]
    data = read(write("svar.json", json.dumps({"notices": notices})))
    expected = {"Hisservice": "sv", "Lifts": "en", "Hissi": "fi"}
    assert expected == {each.title: each.lang for each in data.procurements}


def test_the_same_id_read_twice_is_in_the_language_of_the_one_that_counts(read, write):
    """The later one is kept whole, with its language."""
    heads = "Id;Upphandling;Annonseras;Språk\n"
    first = read(write("a.csv", f"{heads}1;Städ;2017-05-01;sv\n"))
    later = read(write("b.csv", f"{heads}1;Cleaning;2017-05-01;en\n"))
    assert [("Cleaning", "en")] == [(each.title, each.lang) for each in (first + later).procurements]
