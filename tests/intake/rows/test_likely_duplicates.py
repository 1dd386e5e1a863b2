"""Tests of pairs that may be one event: the right ones first, no numbered series, and no more than anybody reads."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.rows import likely_duplicates
from components.intake.rows.likely_duplicates import find_duplicates
from tests.support.sheets import bring_in, to_sheet_of


def to_events(*titles):
    events = pd.DataFrame({"row": range(2, len(titles) + 2), "date": "2013", "title": titles}, dtype=object)
    return events.assign(countries="", organisations="")


def find(*titles):
    return find_duplicates(to_events(*titles)).pairs[["row", "other_row"]].to_numpy().tolist()


DOUBLES = [
    ("Farewell dinner", "Farewell dinner"),
    ("Talks on energy", "Energy, talks on"),
    ("Talks on energy", "Talks on Energy."),
    ("Signing of the treaty of friendship", "Signing of a treaty of friendship"),
    ("Summit 2013", "Summit (2013)"),
    ("Third summit of the heads of state and government", "3rd summit of the heads of state and government"),
    ("Summit of the heads of state 2013", "Summit of the heads of state"),
]
OTHERS = [
    ("Meeting 1 on the margins", "Meeting 2 on the margins"),
    ("Meeting on the margins", "Meeting 2 on the margins"),
    ("Session A of the commission", "Session B of the commission"),
    ("Session IV of the commission", "Session V of the commission"),
    ("First round of consultations", "Second round of consultations"),
    ("1st round of consultations", "2nd round of consultations"),
    ("Part one of the conference", "Part two of the conference"),
    ("Summit of the G7 countries", "Summit of the G8 countries"),
    ("Round table 2.1 on trade", "Round table 2.2 on trade"),
    ("第一回日露戦略対話会合", "第二回日露戦略対話会合"),
    ("第1回日露戦略対話会合", "第2回日露戦略対話会合"),
]


@pytest.mark.parametrize("titles", DOUBLES, ids=str)
def test_titles_that_say_the_same_may_be_one_event(titles):
    assert find(*titles) == [[2, 3]]


@pytest.mark.parametrize("titles", OTHERS, ids=str)
def test_titles_that_differ_by_a_number_are_of_different_events(titles):
    assert find(*titles) == []


def test_the_most_alike_stand_first():
    assert find("Talks on energy and trade", "Talks on energy, trade", "A dinner", "A dinner") == [[4, 5], [2, 3]]


def test_a_line_that_stands_twice_is_found_among_many_of_its_day():
    titles = [f"{word} event" for word in map(chr, range(97, 97 + 26))] * 2
    assert len(find(*titles)) == 26


def test_no_more_are_listed_than_anybody_reads_and_the_rest_is_said():
    titles = [f"Dinner of {word * 9}" for word in map(chr, range(97, 97 + 26))] * 4
    _, report = bring_in(to_sheet_of(date=["2013-04-28"] * len(titles), title=titles))
    assert (len(report.duplicates), report.duplicates_found) == (likely_duplicates.MOST_LISTED, 78)
    assert "Possible duplicates: 78 pairs, none merged; the 50 most alike are listed." in report.sentences()


@given(st.lists(st.sampled_from(["Talks", "Talks 1", "Talks 2", "A dinner", "The dinner", ""]), max_size=9))
def test_every_pair_is_of_two_rows_and_stands_once(titles):
    pairs = [tuple(pair) for pair in find(*titles)]
    assert all(one < other for one, other in pairs)
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(("limit", "pairs"), [("MOST_COMPARED", 1), ("MOST_LOOKED_AT", 1), ("MOST_FOUND", 2)])
def test_the_search_for_duplicates_has_its_limits(monkeypatch, limit, pairs):
    monkeypatch.setattr(likely_duplicates, limit, 2)
    assert len(find("Talks in Rome", "Talks, in Rome", "Talks: in Rome")) == pairs


def test_rows_of_different_days_or_places_are_no_duplicates():
    events = to_events("Talks", "Talks", "Talks")
    assert find_duplicates(events.assign(date=["2013", "2014", ""])).found == 0
    assert find_duplicates(events.assign(countries=["RUS", "FRA", ""])).found == 0


def test_of_very_long_titles_the_beginnings_are_compared():
    alike = "Talks " * (likely_duplicates.LETTERS_COMPARED // 6 + 1)
    one, other = alike + "on fish" * 1_000, alike + "about a wood" * 1_000
    assert find(one, other) == [[2, 3]]
    assert find("Summit " * 99 + one, one) == []
