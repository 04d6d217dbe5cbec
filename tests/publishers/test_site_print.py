"""A page of the site on paper, as a browser prints it: no navigation, every address said, no row broken, no colour."""

import shutil
import subprocess

import pypdf
import pytest

import sample_publications as samples
from outreach import blocks
from sample_sites import publish, simple

ADDRESS = "https://kommun.example/anmalan?a=1"


@pytest.fixture(scope="module")
def printed(tmp_path_factory, checkers):
    """The text of a page with everything that paper treats in its own way, blanks left out."""
    assert checkers
    root = tmp_path_factory.mktemp("printed") / "public"
    columns = [blocks.Column(key="a", title="Upphandling"), blocks.Column(key="b", title="Annonseras")]
    rows = [(f"rad{number}", "vecka 7") for number in range(90)]
    page = simple(
        "a",
        "Att skriva ut",
        blocks.Paragraph(["Anmäl er ", blocks.Link("här", url=ADDRESS), "."]),
        blocks.Table(caption="Alla", columns=columns, rows=rows),
    )
    publish(root, page, samples.english_list())
    paper = root.parent / "a.pdf"
    command = [shutil.which("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    where = (root / "sv" / "a.html").resolve().as_uri()
    subprocess.run([*command, f"--print-to-pdf={paper}", where], check=True, capture_output=True)
    return ["".join(side.extract_text().split()) for side in pypdf.PdfReader(paper).pages]


def test_links_say_where_they_lead(printed):
    """Who reads paper cannot follow one."""
    assert f"här({ADDRESS})" in "".join(printed)


def test_there_is_no_navigation(printed):
    """Neither the way home nor the other language nor the link past both."""
    whole = "".join(printed)
    assert "Attskrivaut" in whole
    assert [] == [word for word in ("Startsida", "English", "Tillinnehållet", "Hoppatill") if word in whole]


def test_a_long_table_keeps_its_rows_and_its_heading(printed):
    """Each row once, whole; its heading on every page that has rows."""
    assert [1] * 90 == ["".join(printed).count(f"rad{number}vecka7") for number in range(90)]
    with_rows = [side for side in printed if "vecka7" in side]
    assert len(with_rows) > 1
    assert all("UpphandlingAnnonseras" in side for side in with_rows)
