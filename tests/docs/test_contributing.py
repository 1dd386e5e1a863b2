"""The steps of CONTRIBUTING.md, applied to a copy of the tree, whose own tests then pass."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.trials import EXHAUSTIVE

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TREE = ("components", "data", "tests", "docs", ".pytest.ini", ".streamlit", "dashboard.py", "CONTRIBUTING.md")
BLOCK = re.compile(r'^```python (new|after|replace) (?:"([^\n]*)" )?(\S+)\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SECTIONS = {
    "To add a filter": (
        *("tests/query/test_filters.py", "tests/query/test_links.py", "tests/stores/test_store_conformance.py"),
        *("-k", "filters or links or facets"),
    ),
    "To add an export": ("tests/exports/test_exports.py", "-k", "titles"),
    "To add an engine": ("tests/stores/test_store_conformance.py",),
    "To add a reader of files": (
        *("tests/intake/readers/test_orc_files.py", "tests/panels/own_table/test_documentation.py"),
        "tests/intake/test_hostile_tables.py",
    ),
}


def _find_steps(section):
    """Return the steps of a section: how, at which line, in which file, and what is written there."""
    text = PAGE.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    return BLOCK.findall(text)


def _apply(tree, how, line, name, written):
    path = tree / name
    if how == "new":
        path.write_text(written, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (place,) = [number for number, each in enumerate(lines) if each.strip().startswith(line)]
    lines[place : place + 1] = [*(lines[place : place + 1] if how == "after" else []), written]
    path.write_text("".join(lines), encoding="utf-8")


def test_every_step_is_in_a_section_that_is_tried():
    assert len(BLOCK.findall(PAGE)) == sum(len(_find_steps(section)) for section in SECTIONS) == PAGE.count("```python")


@pytest.mark.exhaustive
@pytest.mark.parametrize("section", SECTIONS)
def test_the_steps_are_all_there_is_to_do(section, tmp_path, monkeypatch):
    for name in TREE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    for step in _find_steps(section):
        _apply(tmp_path, *step)
    monkeypatch.delenv(EXHAUSTIVE, raising=False)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *SECTIONS[section]]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-3_000:]
    assert re.search(r"\d+ passed", ended.stdout)
