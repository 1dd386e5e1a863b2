"""Tests of the store: every answer against a plain count over the rows of random tables."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import windows
from components.query.selection import Selection
from components.query.store import CLASSES, MOST_NAMED, Totals
from tests.support import owned, tables
from tests.support.trials import examples

every_scheme = pytest.mark.parametrize("lanes_by", owned.SCHEMES)


def kept_by_class(table, selection):
    """Return the kept events by where they stand to the window."""
    found = defaultdict(list)
    for event in table.events.itertuples():
        if tables.is_kept(event, selection):
            found[tables.to_class(event, selection.window)].append(event)
    return found


def drawn(table, selection):
    """Return the events in the window that are drawn, be it in grey: the filters that hide keep them."""
    return inside(table, selection.shown())


def inside(table, selection):
    """Return the kept events that are in the window."""
    found = kept_by_class(table, selection)
    return sorted(event for each in tables.INSIDE for event in found[each])  # the first field is the place in the table


@examples(30)
@given(tables.some_events, tables.some_selections())
def test_totals_agree_with_a_plain_count(rows, selection):
    table, store = tables.to_store(*rows)
    found = kept_by_class(table, selection)
    assert store.totals(selection) == Totals(*(len(found[each]) for each in CLASSES))


@examples(20)
@given(tables.some_events, tables.some_selections(), st.lists(tables.some_windows(), min_size=1, max_size=5))
def test_the_window_changes_where_events_stand_and_never_how_many_there_are(rows, selection, others):
    _, store = tables.to_store(*rows)
    kept = store.totals(selection).kept
    assert {store.totals(Selection(window, selection.choices)).kept for window in others} == {kept}


@pytest.mark.few_variants(2)
@every_scheme
@examples(8)
@given(rows=tables.some_events, selection=tables.some_selections())
def test_lanes_agree_with_a_plain_count(lanes_by, rows, selection):
    table, store = tables.to_store(*rows)
    counted = Counter(
        (lane, name)
        for name, events in kept_by_class(table, selection).items()
        for event in events
        for lane in tables.to_lanes(event, lanes_by)
    )
    lanes = store.lanes(selection, lanes_by).frame("lane")
    standing = [tables.to_lanes(event, lanes_by) for event in table.events.itertuples()]
    assert set(lanes.index) == set().union(*standing)
    assert {(lane, name): count for lane, row in lanes.iterrows() for name, count in row.items() if count} == counted


def test_an_event_in_six_countries_is_one_event():
    row = {"date": "2013", "countries": "KAZ;KGZ;TJK;TKM;UZB;FRA"}
    (_, store), selection = tables.to_store(row), tables.to_selection("2013")
    assert store.totals(selection) == Totals(1, 0, 0, 0, 0, 0)
    lanes = store.lanes(selection, "region").frame("lane")["certain"].to_dict()
    assert set(lanes.values()) == {1}
    assert set(lanes) == {"europe", "europe/FRA", "steppe"} | {
        f"steppe/{code}" for code in row["countries"].split(";")[:5]
    }
    assert len(store.rows(selection)) == 1


def test_bins_and_marks_come_for_the_lanes_that_were_asked_for():
    _, store = tables.to_store({"date": "2013-04", "countries": "RUS;FRA"}, {"date": "2013-05", "countries": "FRA"})
    selection = tables.to_selection("2013")
    assert store.bins(selection, "region", ("steppe",), "month").frame()["lane"].tolist() == ["steppe"]
    marks = store.marks(selection, "region", ("europe", "steppe/RUS")).frame()
    assert marks[["lane", "id"]].to_numpy().tolist() == [["europe", "E0"], ["europe", "E1"], ["steppe/RUS", "E0"]]
    assert store.bins(selection, "region", (), "month").frame().empty
    assert store.marks(selection, "region", ()).frame().empty


@pytest.mark.few_variants(2)
@every_scheme
@examples(8)
@given(rows=tables.some_events, selection=tables.some_selections())
def test_marks_stand_in_every_lane_of_their_event(lanes_by, rows, selection):
    table, store = tables.to_store(*rows)
    lanes = tuple(store.lanes(selection, lanes_by).frame("lane").index)
    wanted = [
        (lane, event.id, tables.is_kept(event, selection))
        for lane in lanes
        for event in drawn(table, selection)
        if lane in tables.to_lanes(event, lanes_by)
    ]
    marks = store.marks(selection, lanes_by, lanes).frame()
    assert list(zip(marks["lane"], marks["id"], marks["highlighted"], strict=True)) == wanted


@examples(25)
@given(tables.some_events, tables.some_selections(), st.integers(0, 5), st.integers(0, 9))
def test_rows_are_the_events_of_the_window_in_order(rows, selection, offset, limit):
    table, store = tables.to_store(*rows)
    found = store.rows(selection)
    assert found["id"].tolist() == [event.id for event in inside(table, selection)]
    certain = [event.id for event in kept_by_class(table, selection)["certain"]]
    assert found["id"][found["standing"] == "certain"].tolist() == certain
    order = found[["start_min", "end_max"]].to_numpy().tolist()
    assert order == sorted(order)
    page = store.rows(selection, offset, limit)
    assert page["id"].tolist() == found["id"].tolist()[offset : offset + limit]
    undated = [event.id for event in kept_by_class(table, selection)["undated"]]
    assert store.undated(selection)["id"].tolist() == undated


@examples(25)
@given(tables.some_events, tables.some_selections())
def test_next_and_previous_walk_through_the_window(rows, selection):
    table, store = tables.to_store(*rows)
    walked = store.rows(selection)["id"].tolist()
    for place, identity in enumerate(walked):
        found = store.neighbours(selection, identity)
        assert (found.place, found.of) == (place + 1, len(walked))
        assert found.previous == (walked[place - 1] if place else "")
        assert found.following == (walked[place + 1] if place + 1 < len(walked) else "")
    for identity in {*table.events["id"], "nobody"} - set(walked):
        assert store.neighbours(selection, identity) is None


@examples(25)
@given(tables.some_events, tables.some_windows())
def test_order_is_not_known_where_days_of_beginning_overlap(rows, window):
    table, store = tables.to_store(*rows)
    selection = Selection(window)
    shown = inside(table, selection)

    def imprecise(event):
        return event.start_min < event.start_max or any(mark in event.date for mark in "?~%")

    for one in shown:
        wanted = [
            other.id
            for other in shown
            if other.id != one.id
            and (imprecise(one) or imprecise(other))
            and max(one.start_min, other.start_min) <= min(one.start_max, other.start_max)
        ]
        near = store.neighbours(selection, one.id)
        assert (list(near.order_not_known), near.unordered) == (wanted[:MOST_NAMED], len(wanted))


def test_an_event_is_found_by_its_id():
    _, store = tables.to_store({"id": "007", "date": "", "title": "Undated"}, {"id": "NA", "date": "2013"})
    assert store.event("007")["title"] == "Undated"
    assert store.event("NA")["date"] == "2013"
    assert store.event("7") is None
    assert store.size() == 2


SPANS = {
    "2013-04;2012-05-06;": "2012-05-06/2013-04-30",
    "../2013-02;2014-03/..;/2012": "2012-01-01/2014-03-31",
    "": None,
}


@pytest.mark.parametrize("texts", SPANS, ids=lambda texts: texts or "undated")
def test_the_span_holds_all_bounded_days(texts):
    _, store = tables.to_store(*({"date": text} for text in texts.split(";")))
    assert store.span() == (SPANS[texts] and windows.parse_window(SPANS[texts]))
    assert tables.to_store()[1].span() is None


@pytest.mark.few_variants(2)
@every_scheme
def test_an_empty_table_answers_too(lanes_by):
    _, store = tables.to_store()
    selection = tables.to_selection("2013", country="RUS")
    assert store.totals(selection).kept == 0
    assert store.lanes(selection, lanes_by).frame("lane").empty
    assert store.bins(selection, lanes_by, ("a",), "month").frame().empty
    assert store.rows(selection).empty
    assert store.neighbours(selection, "E0") is None


def test_asking_changes_nothing():
    table, store = tables.to_store({"date": "2013", "countries": "RUS"})
    before, selection = table.events.copy(), tables.to_selection("2013")
    for answer in (store.rows(selection), store.marks(selection, "region", ("steppe",)).frame()):
        answer.loc[:, "title"] = "changed"
    assert table.events.equals(before)
    assert store.rows(selection)["title"].tolist() == ["Title 0"]


def test_what_a_table_has_can_be_asked():
    _, store = tables.to_store({"countries": "RUS", "title": "Talks on fishing", "level": "head"})
    assert [store.has_code("country", code) for code in ("RUS", "FRA", "", "Russia")] == [True, False, False, False]
    assert [store.has_code("region", code) for code in ("steppe", "europe")] == [True, False]
    assert [store.has_lane("region", lane) for lane in ("steppe", "steppe/RUS", "RUS")] == [True, True, False]
    assert [store.has_lane("level", lane) for lane in ("head", "steppe")] == [True, False]
    assert [store.offer_text(text) for text in ("fihsing", "fishing", "zzzz", "")] == ["fishing", "", "", ""]
