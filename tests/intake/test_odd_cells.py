"""Tests of odd cells in every role that a column may have: twice as long a text is at most twice the work."""

import sys
import tracemalloc
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
import pytest

from components.intake import single_file
from components.intake.columns import column_guesses
from components.intake.columns.column_roles import IGNORED, ROLES
from components.intake.columns.mapping import Mapping, Use
from components.intake.single_file import Known
from tests.support.odd_texts import to_odd_texts
from tests.support.sheets import GAZETTEER, MEETING_TYPES, to_sheet_of

KNOWN = Known(GAZETTEER, MEETING_TYPES)
MOST_GROWTH = 2.2
PARTS = ("year", "month", "day")  # of a date, which no other date stands beside
# Roles that can stand in one table, how long their cells are, and what these have in them: lists that are still lists
ALL_BUT_A_DATE = [role.key for role in ROLES if role.key not in (*PARTS, "date", IGNORED)]
CASES = {
    "all but a date": (ALL_BUT_A_DATE, 250, ""),
    "all but a date, short": (ALL_BUT_A_DATE, 80, ""),
    "a date": (["date"], 100, ""),
    "a date in parts": ([*PARTS], 100, ""),
    "a long list of places": (["countries"], 950, ","),
}


@dataclass
class Work:
    """Hold how many functions were called, and the most bytes that were held at a time."""

    calls: int = 0
    memory: int = 0


def _count(act) -> Work:
    work = Work()

    def note(_frame, event, _told):
        work.calls += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    usual = pa.default_memory_pool()
    columns = pa.proxy_memory_pool(usual)  # counts what is held in Arrow's columns, which Python doesn't see
    pa.set_memory_pool(columns)
    tracemalloc.start()
    try:
        act()
        work.memory = tracemalloc.get_traced_memory()[1] + columns.max_memory()
    finally:
        tracemalloc.stop()
        pa.set_memory_pool(usual)
    return work


def _understand(length, roles, sign):
    """Make a table of a sheet with a row for every odd text, which stands in every column."""
    texts = [text for text in to_odd_texts(length).values() if sign in text]
    sheet = to_sheet_of(**dict.fromkeys(roles, texts))
    mapping = Mapping(tuple(Use(role, role, separator=",") for role in roles))
    draft = single_file.apply_mapping("odd.csv", b"", sheet, mapping, KNOWN)
    assert len(single_file.build_table(draft, KNOWN).events) == len(texts)


def _guess(length):
    column_guesses.guess_mapping(to_sheet_of(Odd=[*to_odd_texts(length).values()]), GAZETTEER)


@pytest.fixture(scope="module", autouse=True)
def _warm():
    """Make beforehand what is made once."""
    _understand(1, ["countries", "date"], "")
    _guess(1)


def _assert_linear(act, length):
    short, long = (_count(partial(act, size)) for size in (length, 2 * length))
    assert long.calls <= MOST_GROWTH * short.calls
    assert long.memory <= MOST_GROWTH * short.memory


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=() if case.endswith("short") else pytest.mark.exhaustive) for case in CASES],
)
def test_a_text_twice_as_long_is_at_most_twice_the_work_in_any_role(case):
    roles, length, sign = CASES[case]
    _assert_linear(partial(_understand, roles=roles, sign=sign), length)


def test_a_text_twice_as_long_is_at_most_twice_the_work_of_guessing_its_role():
    _assert_linear(_guess, 500)
