"""Tests of which events may be one and the same: kind, country and days in common, and not all of it known."""

import pytest
from hypothesis import given

from components.query.store import MOST_NAMED
from tests.support import tables
from tests.support.trials import examples


def possibly_same(one, other):
    """Return whether two events have kind, a country and a possible day in common, and not both know their days."""
    vague = [
        (each.start_min, each.end_min) != (each.start_max, each.end_max) or any(mark in each.date for mark in "?~%")
        for each in (one, other)
    ]
    shared = {*tables.to_codes(one.countries)} & {
        *tables.to_codes(other.countries)
    } and one.meeting_type == other.meeting_type
    met = max(one.start_min, other.start_min) <= min(one.start_max, other.start_max)
    return bool(one.date and other.date and any(vague) and shared and met)


@examples(25)
@given(tables.some_events)
def test_who_may_be_the_same_event_is_said(rows):
    rows = [{**row, "countries": row["countries"].replace(";", "; ")} for row in rows]  # as a person would type it
    table, store = tables.to_store(*rows)
    events = list(table.events.itertuples())
    for one in events:
        wanted = [other.id for other in events if other.id != one.id and possibly_same(one, other)]
        assert store.possibly_same(one.id)["id"].tolist() == wanted[:MOST_NAMED]
        assert store.count_possibly_same(one.id) == len(wanted)


SAME = {
    "two months": ("2013-04", "2013-04", "summit", "RUS", True),
    "day within month": ("2013-04-10", "2013-04", "summit", "RUS;FRA", True),
    "day in doubt": ("2013-04-10?", "2013-04-10", "summit", "RUS", True),
    "two days": ("2013-04-10", "2013-04-10", "summit", "RUS", False),
    "another month": ("2013-04", "2013-05", "summit", "RUS", False),
    "another kind": ("2013-04", "2013-04", "talks", "RUS", False),
    "another country": ("2013-04", "2013-04", "summit", "FRA", False),
    "no country": ("2013-04", "2013-04", "summit", "", False),
    "undated": ("", "", "summit", "RUS", False),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_event_has_kind_country_and_days_in_common(case):
    one, other, kind, countries, same = SAME[case]
    first = {"id": "a", "date": one, "meeting_type": "summit", "countries": "KAZ;RUS"}
    _, store = tables.to_store(first, {"id": "b", "date": other, "meeting_type": kind, "countries": countries})
    assert store.possibly_same("a")["id"].tolist() == ["b"] * same
    assert store.possibly_same("b")["id"].tolist() == ["a"] * same
