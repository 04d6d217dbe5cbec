"""Every file of tables takes the same options, in the same words."""

import inspect
import pickle

import pytest

import outreach
from outreach import sources

FORMATS = (sources.Csv, sources.Html, sources.Json, sources.Parquet, sources.Pdf, sources.Xlsx)
GIVEN = {
    "columns": {"amount": "Summa"},
    "record": outreach.Purchase,
    "currency": "SEK",
    "decimal": ",",
    "date_order": "ymd",
    "accounts": "none",
    "year": 2016,
    "timezone": "Europe/Stockholm",
}


@pytest.mark.parametrize("kind", FORMATS)
def test_what_the_user_says_reaches_the_core(kind):
    """Each option is handed on as the core takes it."""
    assert outreach.ReadOptions(**GIVEN) == kind("file", **GIVEN).options


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("wrong", [{"decimal": "'"}, {"date_order": "mdx"}, {"timezone": "Hässleholm"}])
def test_a_wrong_option_is_refused_when_it_is_written(kind, wrong):
    """The error is at the line of the source, not where the file is read."""
    with pytest.raises(outreach.OutreachError, match=next(iter(wrong))):
        kind("file", **wrong)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_source_goes_to_another_process(kind):
    """With what the user says of it, so that files can be read side by side; and nothing of it changes."""
    source = kind("file", **GIVEN)
    assert source == pickle.loads(pickle.dumps(source))  # noqa: S301 - what this test has just written
    assert hash(source.options) == hash(outreach.ReadOptions(**GIVEN))
    with pytest.raises(TypeError):
        source.options.columns["amount"] = "Kr"


@pytest.mark.parametrize("kind", FORMATS)
def test_only_the_path_goes_by_place(kind):
    """Options are named, so that their order is nobody's business."""
    path, *options = inspect.signature(kind).parameters.values()

    assert "path" == path.name
    assert {inspect.Parameter.KEYWORD_ONLY} == {option.kind for option in options}


def test_a_recipe_begins_with_what_is_the_formats_own(tmp_path):
    """The delimiter stands before the currency, as in the documentation of the source."""
    (tmp_path / "l.csv").write_text("Leverantör|Summa|Datum\nA AB|1,50|2016-01-02\n", encoding="utf-8")
    source = sources.Csv(tmp_path / "l.csv", currency="SEK", skip=0, delimiter="|", year=2016)
    recipe = outreach.read(source).recipe

    assert sorted(["delimiter=", "currency=", "year="], key=recipe.index) == ["delimiter=", "currency=", "year="]
