"""Tests of the decisions: each is numbered once, says what it was decided against, and is cited where it shows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = re.findall(
    r"^\*\*(D\d+)\. (.+?)\*\* (.+)$", (ROOT / "docs" / "decisions.md").read_text("utf-8"), re.MULTILINE
)
CODE = [*(ROOT / "components").rglob("*.py"), *(ROOT / "components").rglob("*.js"), *(ROOT / "tests").rglob("*.py")]
RANGE = re.compile(r"\bD(\d+)(?: to D(\d+))?\b")


def _list_cited():
    """Return the numbers that docstrings and comments cite, in brackets or as “see D1”."""
    cited = set()
    for path in CODE:
        if path != Path(__file__):
            for said in re.findall(r"(?:\(|[Ss]ee )(D\d+(?:(?:, | to | and )D\d+)*)", path.read_text("utf-8")):
                for first, last in RANGE.findall(said):
                    cited |= {*range(int(first), int(last or first) + 1)}
    return cited


def test_they_are_numbered_from_one_on():
    assert [number for number, *_ in DECISIONS] == [f"D{place}" for place in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize(("number", "title", "text"), DECISIONS, ids=[number for number, *_ in DECISIONS])
def test_each_says_what_it_was_decided_against(number, title, text):
    assert title
    assert re.search(r"\b[Aa]gainst\b", text), number


def test_code_and_tests_cite_all_of_them_and_no_other():
    assert _list_cited() == {*range(1, len(DECISIONS) + 1)}
