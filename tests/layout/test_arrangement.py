"""Tests of the arrangement: no event is lost between the table and the screen, and everything stands in its lane."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import windows
from components.layout import arrangement, level_of_detail, packing
from components.query import lane_schemes
from components.query.selection import Request
from components.query.view_options import ViewOptions
from tests.support import frames, owned, tables
from tests.support.trials import examples

TINY = 1e-6  # pixels lost to rounding
every_scheme = pytest.mark.parametrize("lanes_by", owned.SCHEMES)
some_widths = st.sampled_from(tables.WIDTHS)


def arrange(table, store, window="2013", *, width=1060.0, lanes_by="region", unfolded=(), pinned=(), **choices):
    request = Request(tables.to_selection(window, **choices), lanes_by, unfolded, pinned)
    return arrangement.arrange(store, table, request, width)


def many(count, **cells):
    """Return so many events on days of 2013 that follow one another."""
    return [{"date": f"2013-{1 + day // 28 % 12:02}-{1 + day % 28:02}", **cells} for day in range(count)]


@pytest.mark.few_variants(2)
@every_scheme
@examples(10)
@given(rows=tables.some_events, width=some_widths, drawing=st.data())
def test_no_event_is_lost_or_drawn_twice(lanes_by, rows, width, drawing):
    request = drawing.draw(tables.some_requests((lanes_by,)))
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, request, width)
    kept = [event for event in table.events.itertuples() if tables.is_kept(event, request.selection.shown())]
    highlighted = {event.id for event in kept if tables.is_kept(event, request.selection)}
    for number, lane in enumerate(arranged.lanes):
        standing = {
            event.id: tables.to_class(event, request.selection.window)
            for event in kept
            if lane.key in tables.to_lanes(event, lanes_by)
        }
        inside = [identity for identity, each in standing.items() if each in tables.INSIDE]
        marks = frames.to_marks(arranged)[frames.to_marks(arranged)["lane"] == number]
        bins = frames.to_bins(arranged)[frames.to_bins(arranged)["lane"] == number]
        counted = int(bins["events"].sum())
        elsewhere = lane.totals.earlier + lane.totals.later + lane.totals.undated
        assert lane.totals.inside == len(inside)
        assert lane.greyed == len(set(inside) - highlighted)
        assert lane.pinned == (lane.key in request.pinned)
        assert len(inside) + elsewhere == lane.totals.kept == len(standing)
        if lane.shows == "head":
            within = [other.key for other in arranged.lanes if lane_schemes.parent_of(other.key) == lane.key]
            assert all(tables.to_lanes(event, lanes_by) & set(within) for event in kept if event.id in standing)
            assert len(marks) + counted == 0
        else:
            assert len(marks) + counted == len(inside)
            assert marks["highlighted"].sum() + bins["highlighted"].sum() == len(set(inside) & highlighted)
            assert sorted(marks["id"][marks["highlighted"]]) == sorted(highlighted & {*marks["id"]})
            for way in ("uncertain", "possible"):
                such = [identity for identity in highlighted & {*inside} if standing[identity] == way]
                assert lane.shows != "strip" or bins[way].sum() == len(such)
            assert lane.shows != "marks" or sorted(marks["id"]) == sorted(inside)
    shown = {lane.key for lane in arranged.lanes}
    standing = set().union(*(tables.to_lanes(event, lanes_by) for event in kept))
    folded = {
        key for key in standing if lane_schemes.parent_of(key) and lane_schemes.parent_of(key) not in request.unfolded
    }
    assert shown == standing - (folded if lanes_by == "region" else set())


@pytest.mark.few_variants(2)
@every_scheme
@examples(10)
@given(rows=tables.some_events, width=some_widths, drawing=st.data())
def test_everything_stands_in_its_lane(lanes_by, rows, width, drawing):
    request = drawing.draw(tables.some_requests((lanes_by,)))
    arranged = arrangement.arrange(*reversed(tables.to_store(*rows)), request, width)
    top = 0.0
    for lane in arranged.lanes:
        assert lane.top == pytest.approx(top)
        assert lane.height > 0
        top += lane.height
    assert arranged.height == pytest.approx(top)
    for mark in frames.to_marks(arranged).itertuples():
        lane = arranged.lanes[mark.lane]
        assert lane.shows == "marks"
        assert lane.top <= mark.y - level_of_detail.ROW / 2
        assert mark.y + level_of_detail.ROW / 2 <= lane.top + lane.height
        assert -packing.SYMBOL / 2 - TINY <= mark.left <= mark.symbol <= mark.right <= width + packing.SYMBOL / 2 + TINY
    for each in frames.to_bins(arranged).itertuples():
        lane = arranged.lanes[each.lane]
        assert lane.shows == "strip"
        assert lane.top <= each.y - each.height / 2
        assert each.y + each.height / 2 <= lane.top + lane.height
        assert 0 <= each.left < each.right <= width + TINY


@examples(30)
@given(tables.some_events, tables.some_requests(owned.SCHEMES), some_widths)
def test_no_marks_and_no_labels_overlap(rows, request, width):
    marks = arrangement.arrange(*reversed(tables.to_store(*rows)), request, width).marks
    taken = []
    for index, mark in enumerate(marks):
        taken.append((mark.lane, mark.row, mark.left, mark.right, index))
        if mark.label:
            taken.append((mark.lane, mark.row, mark.label_left, mark.label_left + mark.label_width, index))
            assert mark.label_left >= -TINY
            assert mark.label_left + mark.label_width <= width + TINY
    for one, other in itertools.combinations(sorted(taken), 2):
        if one[:2] == other[:2] and one[4] != other[4]:
            assert one[3] <= other[2] + TINY


INK = {  # date: bar, core (first > last where nothing is certain), known; the window is April 2013
    "2013-04-10": ("2013-04-10", "2013-04-10", "2013-04-10", "2013-04-10", True),
    "2013-04-10?": ("2013-04-10", "2013-04-10", "", "", False),
    "2013-04-10/2013-04-12": ("2013-04-10", "2013-04-12", "2013-04-10", "2013-04-12", True),
    "2013-03-20/2013-04-12": ("2013-04-01", "2013-04-12", "2013-04-01", "2013-04-12", True),
    "2013-04": ("2013-04-01", "2013-04-30", "", "", False),
    "2013": ("2013-04-01", "2013-04-30", "", "", False),
    "2013-03/2013-05": ("2013-04-01", "2013-04-30", "2013-04-01", "2013-04-30", False),
    "2013-04-10/2013-05": ("2013-04-10", "2013-04-30", "2013-04-10", "2013-04-30", False),
    "[2013-04-10..2013-04-11]": ("2013-04-10", "2013-04-11", "", "", False),
    "../2013-04-10": ("2013-04-01", "2013-04-10", "2013-04-01", "2013-04-10", True),
    "/2013-04-10": ("2013-04-01", "2013-04-10", "2013-04-10", "2013-04-10", False),
    "2013-04-10/..": ("2013-04-10", "2013-04-30", "2013-04-10", "2013-04-30", True),
    "2013-04-10/": ("2013-04-10", "2013-04-30", "2013-04-10", "2013-04-10", False),
}


@pytest.mark.parametrize("text", INK)
def test_ink_is_what_the_date_says(text):
    bar_first, bar_last, core_first, core_last, known = INK[text]
    table, store = tables.to_store({"date": text, "meeting_type": "talks"})
    (mark,) = arrange(table, store, "2013-04", width=900.0, lanes_by="meeting_type").marks
    assert tables.to_isos(mark.bar_first, mark.bar_last) == [bar_first, bar_last]
    assert mark.known == known
    if core_first:
        assert tables.to_isos(mark.core_first, mark.core_last) == [core_first, core_last]
    else:
        assert mark.core_first > mark.core_last
    middle = (mark.bar_first + mark.bar_last + 1) / 2
    assert mark.symbol_day == pytest.approx(middle if known else mark.bar_first + packing.SYMBOL / 2 / 30)
    begin = windows.parse_window("2013-04").first  # a day is 30 pixels wide
    assert mark.left <= (mark.bar_first - begin) * 30 + TINY
    assert mark.right >= (mark.bar_last + 1 - begin) * 30 - TINY


def test_a_folded_region_is_a_strip_and_an_unfolded_one_the_head_of_its_countries():
    table, store = tables.to_store({"date": "2013-04", "countries": "RUS;FRA"}, {"date": "2014", "countries": "KAZ"})
    folded = arrange(table, store)
    assert [(lane.key, lane.shows, lane.folded, lane.depth) for lane in folded.lanes] == [
        ("steppe", "strip", True, 0),
        ("europe", "strip", True, 0),
    ]
    unfolded = arrange(table, store, unfolded=("steppe",))
    assert [(lane.key, lane.shows, lane.folded, lane.depth) for lane in unfolded.lanes if lane.key != "europe"] == [
        ("steppe", "head", False, 0),
        ("steppe/RUS", "marks", None, 1),
        ("steppe/KAZ", "nothing", None, 1),
    ]


def test_a_lane_whose_marks_find_no_room_is_a_strip_and_zooming_brings_them_back():
    table, store = tables.to_store(*many(300, meeting_type="talks"))
    for window, shows in (("2013", "strip"), ("2013-04", "marks")):
        (lane,) = arrange(table, store, window, width=200.0, lanes_by="meeting_type").lanes
        assert lane.shows == shows


def test_what_is_pinned_comes_first_in_the_order_of_pinning_then_what_has_most_events():
    rows = [
        *many(1, countries="USA"),
        *many(3, countries="FRA"),
        *many(2, countries="RUS"),
        *many(9),
        *many(9, organisations="EU"),
    ]
    table, store = tables.to_store(*rows)
    assert [lane.key for lane in arrange(table, store).lanes][:3] == ["europe", "steppe", "america"]
    pinned = arrange(table, store, pinned=("not-stated", "nowhere", "america", "steppe")).lanes
    assert [lane.key for lane in pinned] == ["not-stated", "america", "steppe", "europe", "organisations"]
    assert [lane.pinned for lane in pinned] == [True, True, True, False, False]


def test_a_pinned_country_comes_first_within_its_region():
    table, store = tables.to_store(*many(3, countries="RUS"), *many(2, countries="KAZ"), *many(1, countries="GEO"))
    for pinned, order in (((), ["RUS", "KAZ", "GEO"]), (("steppe/GEO", "steppe/KAZ"), ["GEO", "KAZ", "RUS"])):
        lanes_shown = arrange(table, store, unfolded=("steppe",), pinned=pinned).lanes
        assert [lane.key for lane in lanes_shown] == ["steppe", *(f"steppe/{code}" for code in order)]


@examples(25)
@given(tables.some_events, tables.some_requests(owned.SCHEMES))
def test_pinning_changes_the_order_and_nothing_else(rows, request):
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, request, 1060.0).lanes
    bare = arrangement.arrange(store, table, replace(request, pinned=()), 1060.0).lanes
    assert {replace(lane, top=0, pinned=False) for lane in arranged} == {replace(lane, top=0) for lane in bare}
    nested = request.lanes_by == "region"
    for group in {lane_schemes.parent_of(lane.key) if nested else "" for lane in arranged}:
        keys = [lane.key for lane in arranged if not nested or lane_schemes.parent_of(lane.key) == group]
        wanted = [key for key in request.pinned if key in keys]
        unpinned = [lane.key for lane in bare if lane.key in keys and lane.key not in wanted]
        assert keys == wanted + unpinned


def test_grey_events_are_drawn_and_counted_apart():
    table, store = tables.to_store(*many(3, level="head", status="held"), *many(2, level="head", status="planned"))
    selection = tables.to_selection("2013").choose("status", ("held",), grey=True)
    arranged = arrangement.arrange(store, table, Request(selection, "level"), 1060.0)
    (lane,) = arranged.lanes
    assert (lane.totals.inside, lane.greyed) == (5, 2)
    assert sorted(frames.to_marks(arranged)["highlighted"]) == [False, False, True, True, True]
    assert arrange(table, store, lanes_by="level", status="held").lanes[0].totals.inside == 3


def test_lanes_count_what_is_earlier_later_and_undated():
    table, store = tables.to_store(
        *({"date": text, "level": "head"} for text in ("2012", "2013", "201X", "2014", "2015", ""))
    )
    (lane,) = arrange(table, store, lanes_by="level").lanes
    assert lane.totals == arrangement.Totals(certain=1, uncertain=0, possible=1, earlier=1, later=2, undated=1)
    assert lane.name == "Head of state or government"


@every_scheme
def test_an_empty_table_has_no_lanes(lanes_by):
    arranged = arrange(*tables.to_store(), lanes_by=lanes_by)
    assert (arranged.lanes, arranged.height) == ((), 0.0)
    assert frames.to_marks(arranged).empty
    assert frames.to_bins(arranged).empty


@every_scheme
def test_when_the_filters_keep_nothing_there_are_no_lanes(lanes_by):
    assert arrange(*tables.to_store(*many(3)), lanes_by=lanes_by, country="RUS").lanes == ()


def test_a_lane_with_nothing_in_the_window_stays():
    (lane,) = arrange(*tables.to_store({"date": "2012", "level": "head"}), lanes_by="level").lanes
    assert (lane.shows, lane.height) == ("nothing", level_of_detail.QUIET_HEIGHT)


@pytest.mark.parametrize("width", [120.0, 1060.0])
def test_marks_of_the_first_and_the_last_day_are_whole_and_cover_their_day(width):
    table, store = tables.to_store({"date": "2013-01-01"}, {"date": "2013-12-31"}, {"date": "2012-06/2013-01-01"})
    made = arrange(table, store, width=width, lanes_by="level")
    assert len(made.marks) == 3
    for mark in made.marks:
        left, right = mark.symbol - packing.SYMBOL / 2, mark.symbol + packing.SYMBOL / 2
        assert left >= -TINY
        assert right <= width + TINY
        first = max(mark.bar_first, made.scale.window.first) - made.scale.window.first
        assert left <= (first + 1) * made.scale.pixels_per_day
        assert first * made.scale.pixels_per_day <= right
        if mark.known:
            assert mark.bar_first <= mark.symbol_day <= mark.bar_last + 1


def test_the_symbol_of_an_imprecise_event_stays_while_the_window_moves_within_its_range():
    table, store = tables.to_store({"date": "2013", "title": "Exchanges of views"})
    for window in ("2013", "2013-03", "2013-09-01/2013-10-10", "2012-12-01/2013-01-20"):
        (mark,) = arrange(table, store, window, lanes_by="level").marks
        left = (
            (mark.bar_first - windows.parse_window(window).first)
            * 1060.0
            / (windows.parse_window(window).last - windows.parse_window(window).first + 1)
        )
        assert mark.symbol == pytest.approx(left + packing.SYMBOL / 2)
        assert mark.label_left == pytest.approx(mark.symbol + packing.SYMBOL / 2 + packing.GAP)


def test_no_point_of_a_symbol_beside_the_window_reaches_into_it():
    dates = ("2013-06-01", "2012-12-31", "2012-12", "2014-01-01", "2014-01", "2014-01-03", "2014-01-20")
    table, store = tables.to_store(*({"date": text, "level": "head"} for text in dates))
    request = Request(tables.to_selection("2013"), "level")
    made = arrangement.arrange(store, table, request, 1060.0, ViewOptions(margin=0.3))
    beside = [mark for mark in made.marks if mark.side]
    assert {mark.date for mark in beside} == {"2012-12", "2014-01-20"}
    reach = packing.SYMBOL / 2 + packing.OVERHANG
    assert all(mark.symbol >= 1060.0 + reach or mark.symbol <= -reach for mark in beside)
