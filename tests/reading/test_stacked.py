"""Tables below each other, and rows that stand alone: sections above others, feet below them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach import Stage

PLANS = "Planerade;;\nUpphandling;Annonseras;Värde\nTak;Q2 2024;1 mkr\nGolv;Q3 2024;2 mkr\n"
RUNNING = "Pågående;;\nUpphandling;Sista anbudsdag;Förvaltning\nDörrar;2024-01-02;Skola\n"


@pytest.fixture
def read(tmp_path):
    """Read a text as a CSV file."""

    def read_text(text: str, **options: object) -> outreach.Dataset:
        path = tmp_path / "lista.csv"
        path.write_text(text, encoding="utf-8")
        return outreach.read(outreach.sources.Csv(path, **options))

    return read_text


def titles(data: outreach.Dataset) -> list[str]:
    """Return what is bought."""
    return [procurement.title for procurement in data.procurements]


def rows_of(data: outreach.Dataset) -> int:
    """Return how many rows the reconciliation accounts for."""
    return sum(report.rows for report in data.reconciliation)


@pytest.mark.parametrize("between", ["", ";;\n", ";;\n;;\n"])
def test_each_table_is_read_by_its_own_headings(read, between):
    """Whichever has the richer headings, and whether a blank row divides them or not."""
    data = read(PLANS + between + RUNNING)
    assert ["Tak", "Golv", "Dörrar"] == titles(data)
    assert ["", "", "Skola"] == [procurement.unit for procurement in data.procurements]
    assert [Stage.PLANNED, Stage.PLANNED, Stage.ADVERTISED] == [one.stage for one in data.procurements]
    lines = (PLANS + between + RUNNING).splitlines()
    assert rows_of(data) == len(lines) - 2  # all below the first headings
    assert ["Tak", "Golv", "Dörrar"] == [lines[one.origin.line - 1].split(";")[0] for one in data.procurements]


def test_the_order_of_the_tables_does_not_matter(read):
    """The one with the richer headings may stand first, too."""
    assert ["Dörrar", "Tak", "Golv"] == titles(read(RUNNING + ";;\n" + PLANS))


def test_tables_of_two_kinds(read):
    """A list of plans and, below it, a register of contracts."""
    register = "Avtal;;\nAvtalsnamn;Leverantör;Slutdatum\nStäd;Ekfors Städ AB;2025-12-31\n"
    data = read(PLANS + register)
    assert (["Tak", "Golv"], [("Ekfors Städ AB",)]) == (titles(data), [one.supplier_names for one in data.contracts])


def test_titles_of_tables_say_the_department_and_the_year(read):
    """Each holds for the rows of its own table."""
    text = "".join(
        f"{title};\nUpphandling;Annonseras\n{what};maj\n"
        for title, what in (("2024", "Tak"), ("2025", "Golv"), ("Tekniska förvaltningen", "Dörrar"))
    )
    data = read(text)
    first, second, third = data.procurements
    assert (date(2024, 5, 1), date(2025, 5, 1)) == (first.planned_publication.start, second.planned_publication.start)
    assert "Tekniska förvaltningen" == third.unit


def test_repeated_headings_are_no_table(read):
    """A list printed over several pages has its headings on each."""
    data = read("Upphandling;Annonseras;Värde\nTak;Q2 2024;1 mkr\nUpphandling;Annonseras;Värde\nGolv;Q3 2024;2 mkr\n")
    assert (["Tak", "Golv"], 1) == (titles(data), len(data.reconciliation))


@pytest.mark.parametrize("gap", ["", ";;;\n", "Inköp 2017;;;\n", ";;;\nInköp 2017;;;\n"])
def test_two_ledgers_in_one_file(read, gap):
    """The columns of the second stand in another order; nothing of it is set aside or read as something else."""
    first = "Datum;Leverantör;Orgnr;Belopp\n2016-01-02;Bokvalls;556016-0680;100,00\n2016-02-02;Ekfors;;200,00\n"
    second = "Leverantör;Belopp;Datum;Konto\nEkfors;300,50;2017-01-02;4010\nGranlunds;400,00;2017-01-03;4011\n"
    data = read(first + gap + second, currency="SEK")
    assert [("Bokvalls", 10000, 2), ("Ekfors", 20000, 3)] == data.purchases.to_polars(minor_units=True).sort(
        "origin_line"
    ).select("supplier", "amount_minor", "origin_line").rows()[:2]
    assert (4, 1000.50, 0) == (len(data.purchases), float(data.purchases.totals["SEK"]), data.problems.errors)
    assert rows_of(data) == len((first + gap + second).splitlines()) - 1
    assert data.reconciliation.adds_up


@pytest.mark.parametrize(
    ("above", "stage"),
    [
        ("Avslutade upphandlingar", Stage.CONTRACTED),
        ("Pågående", Stage.ADVERTISED),
        ("Avbrutna", Stage.CANCELLED),
        ("Kommande inköp:", Stage.PLANNED),
        ("Completed tenders", Stage.CONTRACTED),
    ],
)
def test_a_stage_above_rows_is_theirs(read, above, stage):
    """Alone above rows, in a list of two columns too; it becomes no procurement."""
    for columns in (2, 4):
        rest = ";" * (columns - 2)
        head = "Upphandling;Annonseras" + "".join(f";x{place}" for place in range(columns - 2))
        data = read(f"{head}\n{above};{rest}\nTak;Q1 2024{rest}\n")
        assert (["Tak"], [stage]) == (titles(data), [one.stage for one in data.procurements])


FEET = [
    "Källa: kommunen",
    "Senast uppdaterad: 2024-01-05",
    "Sida 1 av 3",
    "Uppdaterad den 5 januari",
    "* preliminärt",
    "Kontakt: upphandling@kommun.example",
    "Last updated 5 January 2024",
    "Page 2 of 2",
]


@pytest.mark.parametrize("foot", FEET)
def test_a_foot_is_no_procurement_and_keeps_the_sections(read, foot):
    """Wherever it stands: below the last row, and between two stages."""
    rows = f"Planerade;;\nTak;Q1 2024;1 mkr\n{foot};;\nAvslutade;;\nBro;Q1 2023;1 mkr\n{foot};;\n"
    data = read("Upphandling;Annonseras;Värde\n" + rows)
    assert [("Tak", Stage.PLANNED), ("Bro", Stage.CONTRACTED)] == [(one.title, one.stage) for one in data.procurements]
    assert (6, 2) == (rows_of(data), sum(report.kept for report in data.reconciliation))


def test_what_stands_alone_below_is_told(read):
    """No known foot, so that it is a guess: a problem with its address, which may be followed."""
    data = read("Upphandling;Annonseras;Värde\nTak;Q1 2024;1 mkr\nMed reservation för ändringar;;\n")
    assert ["Tak"] == titles(data)
    (problem,) = [problem for problem in data.problems if problem.kind == "last row"]
    assert (3, True) == (problem.origin.line, "Med reservation för ändringar" in problem.message)
    assert not read("Upphandling;Annonseras;Värde\nTak;Q1 2024;1 mkr\nGolv;löpande;\n").problems.counts.get("last row")


def test_titles_without_more_are_procurements(read):
    """A list that tells nothing but what is bought has no feet to guess at."""
    assert ["Tak", "Golv"] == titles(read("Upphandling;Annonseras;Värde\nTak;;\nGolv;;\n"))


@pytest.mark.parametrize(
    "title",
    [
        "Upphandlas enligt LOU (2016:1145)",
        "Dnr KS 2024/123",
        "KS 2024-00123",
        "Box 2024, 281 80 Hässleholm",
        "Telefon 0451-26 20 24",
        "Tel: 2024 11",
        "SFS 2007:1091",
        "Uppdaterad december 2023",
    ],
)
def test_a_number_is_no_year(read, title):
    """Of a law, a diary, a box, a telephone or a change of the list: the year is asked for."""
    data = read(f"Upphandlingsplan;\n{title};\nUpphandling;Annonseras\nTak;maj\n")
    assert data.procurements[0].planned_publication is None
    assert any("year" in problem.hint for problem in data.problems)


def test_the_nearest_title_tells_the_year(read):
    """Not the first: a plan for several years has one above each table."""
    data = read("Upphandlingsplan 2024;\nHösten 2025;\nUpphandling;Annonseras\nTak;maj\n")
    assert 2025 == data.procurements[0].planned_publication.start.year


RECORD = st.sampled_from(["Tak #;Q1 2024;1 mkr", "Golv #;maj 2024;2 mkr", "Bro #;2024-02-01;", "Väg #;löpande;500 tkr"])
ALONE = st.sampled_from(
    ["Planerade;;", "Avslutade;;", "2025;;", ";;", "Källa: kommunen;;", "Summa;;3 mkr", "Med reservation;;"]
)
TABLES = st.lists(st.tuples(st.booleans(), st.lists(st.one_of(RECORD, ALONE), max_size=8)), min_size=1, max_size=3)


@given(TABLES)
def test_every_row_is_something(tmp_path_factory, tables):
    """Kept, set aside, blank, a total, a section or a foot: the kinds add up to the rows below the first headings."""
    lines, records = [], 0
    for is_titled, rows in tables:
        heads = "Upphandling;Annonseras;Värde" if len(lines) % 2 else "Upphandling;Annonseras;Budget"
        lines += ["Pågående;;"] * is_titled + [
            heads,
            f"Start {len(lines)};Q1 2024;1 mkr",
            *(row.replace("#", str(at)) for at, row in enumerate(rows, len(lines))),
        ]
        records += 1 + sum(row.count("20") + row.count("löpande") > 0 and ";;" not in row for row in rows)
    path = tmp_path_factory.mktemp("stacked") / "lista.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    data = outreach.read(path)
    assert rows_of(data) == len(lines) - 1 - tables[0][0]
    assert data.reconciliation.adds_up
    if not any(row.startswith("Med") for _, rows in tables for row in rows):  # among others it may be a title
        assert records == len(data.procurements)
