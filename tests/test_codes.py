"""The code lists that ship, and what they say of industries."""

from __future__ import annotations

import importlib.util
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import codes, countries, errors, words
from outreach.codes._code import table
from outreach.errors import QuestionError, UnreadableError

SWEDEN = countries.country("SE")
KOMMUN_BAS = SWEDEN.account_plan("kommun-bas")
PACKAGES = dict.fromkeys(("counties", "municipalities", "kommun_bas"), "outreach.countries.sweden")


def rows_of(name):
    return table(name, PACKAGES.get(name, "outreach.codes"))


@pytest.mark.parametrize(
    ("name", "expected"), [("cpv", 45), ("nace", 21 + 88), ("counties", 21), ("municipalities", 290)]
)
def test_each_list_has_as_many_codes_as_its_standard(name, expected):
    """No code is missing and none stands twice."""
    rows = rows_of(name)
    assert (expected, expected) == (len(rows), len({row["code"] for row in rows}))


@pytest.mark.parametrize("lang", words.languages())
@pytest.mark.parametrize("name", ["cpv", "nace", "industries"])
def test_each_code_has_a_name_in_each_language(name, lang):
    """A label is never missing in one language only, and none stands there for a code that is none."""
    assert [row["code"] for row in rows_of(name)] == list(words._file(lang, "codes")[name])
    assert all(words.code_name(name, row["code"], lang) for row in rows_of(name))


@pytest.mark.parametrize("name", ["counties", "kommun_bas"])
def test_each_code_of_a_country_has_a_name_in_both_languages(name):
    """A label is never missing in one language only."""
    assert [] == [row["code"] for row in rows_of(name) if not (row["sv"] and row["en"])]


def test_no_name_of_another_language_is_put_in_the_place_of_one_that_is_missing():
    """An industry in a language without a folder is an error that names it; it was English before."""
    with pytest.raises(errors.LanguageError, match=r"'da_DK'.*en, sv"):
        codes.industry("care").label("da_DK")
    with pytest.raises(errors.WordsError, match=r"languages/sv/codes\.toml:cpv\.99000000: a name is needed"):
        words.code_name("cpv", "99000000", "sv")


def test_each_county_has_its_municipalities():
    """The number of municipalities per county is that of Statistics Sweden."""
    expected = {
        "01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6,
        "14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14,
    }  # fmt: skip
    assert expected == Counter(row["code"][:2] for row in rows_of("municipalities"))
    assert expected.keys() == {county.code for county in SWEDEN.regions}


def test_counties_agree_with_the_official_nuts_list(shared):
    """The NUTS 3 codes and Swedish names are those of the eForms code list."""
    root = ET.parse(shared / "data" / "codes" / "nuts_nuts-swe-lvl3.gc").getroot()  # noqa: S314 - a file of our own
    rows = [{cell.get("ColumnRef"): cell.findtext("SimpleValue") for cell in row} for row in root.iter("Row")]
    official = {row["code"]: row["swe_label"] for row in rows if row["code"] != "SEZZZ"}
    assert official == {row["nuts"]: row["sv"] for row in rows_of("counties")}


def test_every_industry_that_a_list_names_exists():
    """CPV, SNI and Kommun-Bas map to the vocabulary and to nothing else."""
    named = {row["industry"] for name in ("cpv", "nace", "kommun_bas") for row in rows_of(name)} - {""}
    assert named <= {one.code for one in codes.INDUSTRIES}


def test_a_cpv_code_knows_its_division_and_what_is_above_it():
    """Parents come from the trailing zeros, the widest first."""
    code = codes.cpv("45233141-9")
    assert ("CPV", "45233141") == (code.scheme, code.code)
    expected = ["45000000", "45200000", "45230000", "45233000", "45233100", "45233140"]
    assert expected == [parent.code for parent in code.parents]
    assert ("Anläggningsarbete", "Construction work") == (code.division.label("sv_SE"), code.division.label("en"))
    assert "Anläggningsarbete" == code.label("sv")
    assert code.label("de") is None


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        ("32", "Radio-, televisions-, kommunikations- och telekommunikationsutrustning samt tillhörande utrustning"),
        ("44", "Konstruktioner och konstruktionsmaterial; konstruktionshjälpmedel (utom elutrustning)"),
        ("51", "Installation (utom programvara)"),
        ("60", "Transporter (utom avfallstransport)"),
        ("65", "El-, vatten- och energiverk"),
        ("70", "Tjänster avseende fast egendom"),
        ("79", "Företagstjänster: lagstiftning, marknadsföring, rådgivning, rekrytering, tryckning och säkerhet"),
        ("80", "Undervisning och utbildning"),
        ("90", "Avlopps- och avfallshantering, sanering och miljötjänster"),
        ("98", "Andra samhälleliga och personliga tjänster"),
    ],
)
def test_a_division_has_its_official_name(division, expected):
    """As the EU publishes the vocabulary in Swedish; no paraphrase of it."""
    assert expected == codes.cpv(division).label("sv")


def test_a_cut_cpv_code_is_filled_up():
    """Old exports cut trailing zeros."""
    assert codes.cpv("45000000") == codes.cpv("4500") == codes.cpv("45")
    assert codes.cpv("45").division == codes.cpv("45")


@pytest.mark.parametrize("text", ["", "4", "99000000", "452331419", "45233141-", "٤٥٠٠٠٠٠٠", "bygg"])
def test_what_is_no_cpv_code_is_refused(text):
    """Other forms, other digits and divisions that do not exist are refused."""
    with pytest.raises(UnreadableError, match="not a CPV code"):
        codes.cpv(text)


def test_an_sni_code_knows_its_section_and_division():
    """Five digits, with or without a point, belong to a class, a group, a division and a section."""
    code = codes.sni("81.210")
    assert code == codes.sni("81210")
    assert ["N", "81", "812", "8121"] == [parent.code for parent in code.parents]
    assert "Fastighetsservice samt skötsel och underhåll av grönytor" == code.division.label("sv")
    assert "Administrative and support service activities" == code.parents[0].label("en_GB")
    assert "Byggverksamhet" == codes.sni("F").label("sv")


@pytest.mark.parametrize("text", ["", "8", "04", "X", "812101", "81210x"])
def test_what_is_no_sni_code_is_refused(text):
    """Other forms and divisions that do not exist are refused."""
    with pytest.raises(UnreadableError, match="not an SNI code"):
        codes.sni(text)


@pytest.mark.parametrize("text", ["1293", "Hässleholm", "HÄSSLEHOLMS KOMMUN", " hässleholms  kommun "])
def test_a_municipality_is_found_by_code_and_by_name(text):
    """Case, blanks and the word kommun do not matter; the county is above it."""
    code = SWEDEN.municipality(text)
    assert ("1293", "Hässleholm") == (code.code, code.label("sv_SE"))
    assert (SWEDEN.region("12"),) == code.parents


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Borås Stad", "1490"), ("Västerås stad", "1980"), ("Höganäs", "1284"), ("Habo kommun", "0643"),
     ("Lilla Edets kommun", "1462"), ("Region Gotland", "0980"), ("Håbo", "0305")],
)  # fmt: skip
def test_names_that_end_in_s_or_look_alike_are_told_apart(text, expected):
    """A genitive is undone only where the name needs it."""
    assert expected == SWEDEN.municipality(text).code


def test_every_municipality_is_found_by_its_name():
    """Names are unique, also in the genitive with kommun."""
    for code in SWEDEN.municipalities:
        name = code.label("sv") or ""
        genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
        assert [code] * 3 == [SWEDEN.municipality(text) for text in (name, f"{name} kommun", f"{genitive} kommun")]


@pytest.mark.parametrize("text", ["", "9999", "Atlantis", "kommun", "293"])
def test_what_is_no_municipality_is_refused(text):
    """Unknown codes and names are refused."""
    with pytest.raises(UnreadableError, match="not a municipality"):
        SWEDEN.municipality(text)


def test_a_nuts_region_is_a_county():
    """SE224 is Skåne, and back."""
    assert "Skåne län" == SWEDEN.nuts("se224").label("sv")
    assert SWEDEN.nuts("SE224") == SWEDEN.nuts_of_region("12")
    for unknown in (lambda: SWEDEN.nuts("SE999"), lambda: SWEDEN.region("02")):
        with pytest.raises(UnreadableError):
            unknown()


@pytest.mark.parametrize(
    ("industry", "expected"),
    [
        (codes.industry_of_cpv("45210000"), "construction"),
        (codes.industry_of_cpv("90910000-9"), "maintenance"),
        (codes.industry_of_cpv("90500000"), "energy"),
        (codes.industry_of_cpv("79710000"), "security"),
        (codes.industry_of_cpv("x"), None),
        (codes.industry_of_sni("81210"), "maintenance"),
        (codes.industry_of_sni("46390"), "food"),
        (codes.industry_of_sni("46"), "supplies"),
        (codes.industry_of_sni("F"), None),
        (codes.industry_of_sni("x"), None),
        (codes.industry_by_name("  Bygg och  ANLÄGGNING "), "construction"),
        (codes.industry_by_name("städ"), "maintenance"),
        (codes.industry_by_name("IT services"), "it"),
        (codes.industry_by_name("Byggande av hus"), "construction"),
        (codes.industry_by_name("Fastighetstjänster"), "property"),
        (codes.industry_by_name("Undervisning och utbildning"), "education"),
        (codes.industry_by_name("okänd"), None),
    ],
)
def test_each_classification_says_an_industry(industry, expected):
    """The finest part that is known decides; what is unknown is None, never a guess."""
    assert expected == industry


def test_an_industry_has_a_name_in_both_languages():
    """Swedish for Swedish locales, English for the rest."""
    found = codes.industry("construction")
    assert ("Bygg och anläggning", "Construction and civil works") == (found.label("sv_SE"), found.label("en_GB"))
    with pytest.raises(QuestionError, match="construction"):
        codes.industry("bygg")


@pytest.mark.parametrize(
    ("account", "expected"),
    [("4510", codes.NOT_PURCHASES), ("5010", codes.NOT_PURCHASES), ("8511", codes.NOT_PURCHASES), ("6011", "property"),
     ("68105", "it"), ("4630", "operations"), ("4111", None), ("7510", None), ("1110", None), ("", None)],
)  # fmt: skip
def test_an_account_of_kommun_bas_says_what_it_buys(account, expected):
    """Grants, wages and interest buy nothing; a group the plan does not divide is unknown."""
    assert expected == codes.industry_of_account(account, KOMMUN_BAS)
    assert expected == codes.industry_of_account(account, next(iter(SWEDEN.account_plans)))


def test_a_plan_of_ones_own_goes_by_the_longest_beginning():
    """A mapping from first digits is a plan."""
    plan = codes.AccountPlan.from_mapping({"5": "food", "58": "not-purchases"})
    assert ["food", "not-purchases", None] == [codes.industry_of_account(one, plan) for one in ("5711", "5831", "6")]


def test_a_group_of_accounts_has_a_name_in_both_languages():
    """The line of a group is labelled in the language of the page."""
    group = KOMMUN_BAS.group("6811")
    assert group
    expected = ("Tele, IT-kommunikation och porto", "Telephony, IT communication and postage")
    assert expected == (group.label("sv_SE"), group.label("en"))


def test_an_unknown_plan_is_refused_with_the_known_ones():
    """Only what ships has a name."""
    with pytest.raises(QuestionError, match="kommun-bas"):
        SWEDEN.account_plan("bas")


def test_a_ledger_after_kommun_bas_agrees_with_it(shared):
    """The groups' own words in the account texts say that the plan is the ledger's."""
    spec = importlib.util.spec_from_file_location("make_ledger", shared / "bench" / "make_ledger.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert codes.accounts_agree(KOMMUN_BAS, [(str(account), text) for account, text in made.KONTO])


def test_a_regions_ledger_does_not_agree_with_kommun_bas(shared):
    """The same digits mean other things there, so the plan is not applied by itself."""
    text = (shared / "data" / "ledger" / "vgr-2026-01-sample.csv").read_text(encoding="utf-8")
    rows = [line.split(";") for line in text.split("\r")[1:] if line]
    assert not codes.accounts_agree(KOMMUN_BAS, [(row[5], row[6]) for row in rows])


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([], False),
        ([("6011", "Lokalhyra")], False),
        ([("6011", "Lokalhyra"), ("6811", "Telefon och tele")], True),
        ([("6011", "Lokalhyra"), ("6811", "Telefon och tele"), ("7010", "Sålda varor")], True),
        ([("6011", "Lokalhyra"), ("6811", "Sålda varor"), ("7010", "Personalkostnad")], False),
        ([("6011", ""), ("6811", "")], False),
    ],
)
def test_a_plan_needs_two_groups_and_two_thirds_of_the_votes(accounts, expected):
    """Silence and single words decide nothing."""
    assert expected is codes.accounts_agree(KOMMUN_BAS, accounts)


@given(st.text())
def test_arbitrary_text_is_a_code_or_refused(text):
    """No text raises another error."""
    for read in (codes.cpv, codes.sni, SWEDEN.municipality, SWEDEN.region, SWEDEN.nuts):
        try:
            assert read(text).scheme
        except UnreadableError:
            continue
    codes.industry_of_account(text, KOMMUN_BAS)
    codes.industry_by_name(text)
