"""Tests of the account of a table: what was mended is counted, and what may be double is named."""

import pandas as pd
import pytest

from components.intake.rows import account


def to_events(*titles):
    events = pd.DataFrame({"row": range(2, len(titles) + 2), "date": "2013", "title": titles}, dtype=object)
    return events.assign(countries="", organisations="")


def test_each_thing_done_is_counted_with_an_example():
    how = pd.Series(["", "turned", "turned; cut", "cut"])
    repaired = account.count_repairs([(how, pd.Series(["a", "b", "c", "d"]))])
    assert sorted(repaired.to_numpy().tolist()) == [["cut", 2, "c"], ["turned", 2, "b"]]


def test_nothing_done_is_an_empty_account():
    assert account.count_repairs([(pd.Series(["", ""]), pd.Series(["a", "b"]))]).empty


@pytest.mark.parametrize(("limit", "rows"), [("MOST_COMPARED", 2), ("MOST_LOOKED_AT", 2), ("MOST_LISTED", 2)])
def test_the_search_for_doubles_has_its_limits(monkeypatch, limit, rows):
    monkeypatch.setattr(account, limit, rows)
    assert len(account.find_duplicates(to_events("Talks", "Talks"))) == 1
    assert len(account.find_duplicates(to_events("Talks", "Talks", "Talks"))) == (2 if limit == "MOST_LISTED" else 1)


def test_rows_of_different_days_or_places_are_no_doubles():
    events = to_events("Talks", "Talks", "Talks")
    assert account.find_duplicates(events.assign(date=["2013", "2014", ""])).empty
    assert account.find_duplicates(events.assign(countries=["RUS", "FRA", ""])).empty


def test_of_very_long_titles_the_beginnings_are_compared():
    alike = "Talks " * (account.LETTERS_COMPARED // 6 + 1)
    one, other = alike + "on fish" * 1_000, alike + "about a wood" * 1_000
    assert len(account.find_duplicates(to_events(one, other))) == 1
    assert account.find_duplicates(to_events("Summit " * 99 + one, one)).empty
