"""Packages that are installed for one test."""

import sys

import pytest


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Give a function that installs a plugin: a module, and what an installer would write beside it."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)

    def install(name, code, distribution=None, version="1.2"):
        distribution = distribution or f"outreach-{name}"
        module = f"plugin_{distribution.replace('-', '_')}"
        (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
        info = tmp_path / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[outreach]\n{name} = {module}\n")

    yield install
    for module in set(sys.modules) - before:
        if module.startswith("plugin_"):
            del sys.modules[module]
