"""A British council's data, as a whole: read, told apart, looked up, and nobody taken for a Swede."""

from __future__ import annotations

from datetime import date

import pytest

import outreach
from outreach import analysis, countries
from outreach.errors import UnreadableError

LEDGER = (
    "Date,Supplier Name,Supplier ID,Net Amount\n"
    "15/03/2024,Acme Services Ltd,00000001,100.00\n"
    "16/03/2024,Acme Services Ltd,00000002,200.00\n"
    "17/03/2024,Smith Trading,AB123456C,50.00\n"
)
REGISTER = (
    "Contract reference,Title,Supplier name,Supplier company number,Contract value,Irrecoverable VAT,Start date\n"
    "C1,Cleaning,Hollybush Ltd,09991000,£100,0.00,15/01/2021\n"
)


@pytest.fixture
def ledger(tmp_path):
    """Give the path of a British ledger."""
    path = tmp_path / "spend.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def test_two_companies_of_one_name_and_two_numbers_stay_two(ledger):
    """The number tells them apart, and one is found by it."""
    data = outreach.read(ledger, country="GB")
    rows = list(analysis.spend(data, by="supplier"))

    assert countries.country("GB") == data.country
    assert {"GB-COH-00000001", "GB-COH-00000002", "personal"} == set(
        data.purchases.to_polars()["supplier_key"].to_list()
    )
    assert 3 == len(rows)
    (found,) = data.purchases.where(supplier="00000002").to_polars().iter_rows(named=True)
    assert ("00000002", "Acme Services Ltd") == (found["supplier_id"], found["supplier"])


def test_a_british_persons_number_is_hidden_in_rows_and_messages(ledger):
    """A National Insurance number is nobody's key and stands in no problem."""
    data = outreach.read(ledger, country="GB")

    assert "AB123456C" not in data.purchases.to_polars().write_csv()
    assert "AB123456C" not in str(list(data.problems))


def test_the_country_is_said_in_the_reconciliation(ledger):
    """As asked for; nothing is said of it where nothing tells."""
    (report,) = outreach.read(ledger, country="GB").reconciliation

    assert "country GB, as asked for" in report.notes
    assert countries.country("SE") == outreach.read(ledger).country


def test_the_headings_of_a_british_register_say_whose_it_is(tmp_path):
    """Two headings that only British files have tell; the length of a number never does."""
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    data = outreach.read(path)

    assert countries.country("GB") == data.country
    assert ("GB-COH-09991000",) == data.contracts[0].supplier_ids
    assert "country GB, after its headings" in data.reconciliation[0].notes


def test_eight_digits_in_a_swedish_file_are_no_british_company(tmp_path):
    """Danish, Estonian and Dutch numbers are as long: without a word of whose it is, the number is set aside."""
    path = tmp_path / "avtal.csv"
    path.write_text(
        "Avtalsnummer;Benämning;Leverantör;Organisationsnummer;Avtalsstart\nA1;Städ;Ren AB;09991000;2017-01-01\n",
        "utf-8",
    )
    data = outreach.read(path)

    assert countries.country("SE") == data.country
    assert not any(key.startswith("GB-") for contract in data.contracts for key in contract.supplier_ids)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NO-BRC-923609016", "NO-BRC-923609016"),
        ("XX:123456", "XX:123456"),
        ("DE811569869", "DE-VAT:811569869"),
        ("556016-0680", "5560160680"),
    ],
)
def test_a_number_of_elsewhere_is_kept_with_its_scheme(text, key):
    """One at a time and in a column alike; it is no person's."""
    sweden = countries.country("SE")
    import polars as pl  # noqa: PLC0415 - a column is needed here alone

    number = sweden.organisation(text)
    column = sweden.check_column(pl.Series([text]))

    assert (key, False) == (sweden.key(number), number.is_personal)
    assert ([key], [False]) == (column.number.to_list(), column.personal.to_list())


def test_in_a_country_whose_numbers_are_unknown_every_number_is_kept():
    """A stranger's country may bring no rules: its numbers are keys all the same."""
    norway = outreach.Country(code="NO", name="Norway", currency="NOK", timezone="Europe/Oslo", locale="nb_NO")

    assert "NO:923609016" == norway.key(norway.organisation("923 609 016"))


def test_what_it_calls_its_places_and_its_law():
    """Regions, authorities and words of the law are British; no Swedish authority is named."""
    britain = countries.country("GB")

    assert "Hackney" == britain.municipality("London Borough of Hackney").label("en")
    assert (britain.region("E12000007"),) == britain.municipality("E09000012").parents
    assert "the Procurement Act 2023" == britain.law.text("act.name", "en_GB")
    assert set(britain.law.texts) < set(countries.country("SE").law.texts)
    assert not any("Swed" in text["en"] for text in britain.law.texts.values())
    assert ("SIC", "81210") == (britain.industry_code("81.21/0").scheme, britain.industry_code("81210").code)


@pytest.mark.parametrize("code", ["SE", "GB"])
def test_every_text_of_the_law_is_there_in_every_language(code):
    """A text in one language only would leave a publication with a hole."""
    law = countries.country(code).law

    assert [] == [key for key, texts in law.texts.items() if set(texts) != {"sv", "en"}]
    assert all(law.thresholds.values())


@pytest.mark.parametrize(("code", "month", "day"), [("SE", 6, 6), ("GB", 12, 26)])
def test_holidays_are_the_countrys(code, month, day):
    """The national day of Sweden, and Boxing Day."""
    assert (month, day) in {(found.month, found.day) for found in countries.country(code).holidays(2025)}


def test_analyses_go_by_the_country_of_the_data(ledger):
    """Value bands and places are British in British data, as a dataset and as a ledger alone."""
    data = outreach.read(ledger, country="GB")

    for asked in (data, data.purchases, data.purchases.where(year=2024), outreach.Dataset(purchases=data.purchases)):
        assert ["0-5000"] == [row.key for row in analysis.spend(asked, by="value_band")]
        assert ("E09000012",) == analysis.local_share(asked, municipality="Hackney").municipalities
        with pytest.raises(UnreadableError):
            analysis.local_share(asked, municipality="Hässleholm")


def test_value_bands_of_two_countries_are_those_of_the_first(ledger, tmp_path):
    """Rows of a Swedish ledger beside British ones are divided by the same edges as these."""
    path = tmp_path / "kommun.csv"
    path.write_text("Datum;Leverantör;Belopp\n2024-01-02;Bygg AB;7000,00\n", encoding="utf-8")

    pounds = [outreach.source("csv", path=file, currency="GBP") for file in (ledger, path)]
    both = outreach.read(pounds[0], country="GB").purchases + outreach.read(pounds[1]).purchases

    assert ["0-5000", "5000-30000"] == [row.key for row in analysis.spend(both, by="value_band")]


def test_the_quality_of_a_list_hides_the_numbers_of_its_country():
    """What lacks is shown without what may be a person's number there, and here only there."""
    planned = outreach.Procurement(id="1", title="Smith AB123456C", stage="planned")

    british = analysis.list_quality(
        outreach.Dataset(
            procurements=outreach.Records(outreach.Procurement, [planned]), country=countries.country("GB")
        ),
        today=date(2026, 1, 1),
    )
    swedish = analysis.list_quality([planned], today=date(2026, 1, 1))

    assert "AB123456C" not in str(british) + british._repr_html_()
    assert "AB123456C" in str(swedish)


@pytest.mark.parametrize("text", ["SC123456", "sc 123456", "SC-123456", "GB-COH-SC123456", "GB-COH:sc123456"])
def test_a_company_number_is_one_however_its_prefix_is_set_off(text):
    """A hyphen after the prefix makes no other company of it."""
    assert "SC123456" == countries.country("GB").parse_organisation(text).id
