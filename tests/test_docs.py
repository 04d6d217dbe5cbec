"""What the documentation says is so: every example runs, every public name is described, every link leads somewhere."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import outreach
from documentation import reference
from documentation.examples import KINDS, ROOT, examples, pages, run
from outreach.registry import hookspecs

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = [page for page in pages() if "reference" not in page.parts]


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", GUIDES, ids=_name)
def test_examples_run(page: Path, tmp_path: Path, demo_input: Path, monkeypatch: pytest.MonkeyPatch):
    """All examples of a page run, one after the other, beside the demo's inputs."""
    folder = shutil.copytree(demo_input, tmp_path / "input")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "120")
    namespace: dict[str, Any] = {"__name__": "example"}

    for example in examples(page):
        run(example, namespace, folder)


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_fences_say_what_they_are(page: Path):
    """Every fence is of a kind that is run, or plainly not code."""
    assert {example.kind for example in examples(page)} - KINDS == set()


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_links_lead_somewhere(page: Path):
    """Every link to a file of the project leads to one."""
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)

    assert [target for target in targets if not (page.parent / target).exists()] == []


def _anchors(page: Path) -> set[str]:
    """Return where a link into *page* may lead: its headings as web sites for code name them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_links_lead_to_headings(page: Path):
    """Every link into a page leads to one of its headings."""
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    wrong = [(path, anchor) for path, anchor in links if anchor not in _anchors(page.parent / path if path else page)]

    assert [] == wrong


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_pictures_say_what_they_show(page: Path):
    """Every picture has an alternative text that is a sentence or two."""
    texts = re.findall(r"!\[([^\]]*)\]\(", page.read_text(encoding="utf-8"))

    assert [] == [text for text in texts if not text.endswith(".")]


@pytest.mark.parametrize("page", [page for page in GUIDES if page.parent.name == "docs"], ids=_name)
def test_readme_leads_to_every_guide(page: Path):
    """A guide that nobody finds is not there."""
    assert f"]({_name(page)})" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_make_targets_exist():
    """Every `make …` in the documentation is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    texts = [page.read_text(encoding="utf-8") for page in pages()]
    said = {target for text in texts for target in re.findall(r"^(?:\$ |.*`)make ([a-z][a-z-]*)", text, re.MULTILINE)}

    assert {target for target in said if f"\n{target}:" not in makefile} == set()


@pytest.mark.parametrize("name", ["README.md", "fields.md", *(f"{page.name}.md" for page in reference.PAGES)])
def test_reference_is_fresh(name: str):
    """The reference is what `make reference` makes of signatures, docstrings and tables of attributes."""
    assert reference.make()[name] == (reference.FOLDER / name).read_text(encoding="utf-8")


def test_every_public_name_is_described():
    """Each name of `outreach.__all__` has its place in the reference."""
    described = {name for page in reference.PAGES for name in reference.names(page)}
    modules = {page.module.removeprefix("outreach.") for page in reference.PAGES} | {"registry"}

    assert {name for name in outreach.__all__ if not name.startswith("__")} - described - modules == set()


@pytest.mark.parametrize("hook", ["outreach_sources", "outreach_publishers", "outreach_countries", "outreach_checks"])
def test_every_hook_is_described(hook: str):
    """Each hook has a heading and its exact signature."""
    text = (reference.FOLDER / "hooks.md").read_text(encoding="utf-8")
    assert f"## `{hook}`" in text
    assert f"{hook}{reference.signature(getattr(hookspecs, hook))}" in text


def test_there_is_no_other_hook():
    """The reference speaks of every hook there is."""
    assert reference.names(next(page for page in reference.PAGES if page.name == "hooks")) == [
        "outreach_sources",
        "outreach_publishers",
        "outreach_countries",
        "outreach_checks",
    ]
