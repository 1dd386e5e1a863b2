"""Tests of the timeline in the room: the event is in sight, nothing is drawn over another, nothing is unbounded."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from components.briefing import presentation_context
from components.dates import edtf
from components.query import lane_schemes
from components.query.selection import Request, Selection
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables
from tests.support.trials import examples

TABLE, STORE = tables.to_store(
    {"date": "2013-04-29", "countries": "RUS"},
    {"date": "2013-11", "countries": "RUS;FRA"},
    {"date": "", "countries": "FRA"},
    {"date": "2014-03/..", "countries": "USA"},
    {"date": "2015-01-05", "countries": "USA"},
)
YEAR = Request(tables.to_selection("2013"))


def shot_of(identity, request=YEAR):
    return presentation_context.frame_step(
        replace(request, event=identity), STORE.event(identity) if identity else None
    )


def test_a_camera_shows_a_part_of_a_long_window_with_the_event_in_its_middle():
    frame = shot_of("E0")
    assert frame.days == presentation_context.LEAST_VIEWPORT
    assert frame.viewport.first < edtf.parse_day("2013-04-29") < frame.viewport.last
    assert abs(frame.viewport.first + frame.viewport.last - 2 * edtf.parse_day("2013-04-29")) <= 1


def test_a_camera_stays_within_the_window():
    assert shot_of("E1").viewport.last == edtf.parse_day("2013-12-31")
    assert shot_of("E0", Request(tables.to_selection("2013-04"))).viewport == tables.to_selection("2013-04").window


def test_a_view_without_an_event_or_with_an_undated_one_is_shown_whole():
    for identity in ("", "E2"):
        assert shot_of(identity).viewport == YEAR.selection.window
        assert shot_of(identity).span is None


def test_an_event_outside_the_window_is_in_sight_all_the_same():
    viewport = shot_of("E4").viewport
    assert viewport.first < edtf.parse_day("2015-01-05") < viewport.last


def test_an_event_that_fills_more_than_a_camera_is_shown_on_the_whole_window():
    long = Request(tables.to_selection("2013-01/2013-12"))
    event = STORE.event("E0").copy()
    event["end_min"] = event["end_max"] = edtf.parse_day("2013-12-30")
    assert presentation_context.frame_step(replace(long, event="E0"), event).viewport == long.selection.window


def test_an_open_end_is_no_day_to_light():
    first, last, known = shot_of("E3", Request(tables.to_selection("2014"))).span
    assert (first, last, known) == (edtf.parse_day("2014-03-01"), edtf.parse_day("2014-03-31"), False)


def test_lit_events_stand_in_their_lanes_and_countries_stand_in_for_the_only_region():
    drawn, (first, second) = presentation_context.build_context(STORE, TABLE, [shot_of("E0"), shot_of("E1")])
    assert {name for name, *_ in drawn.lanes} == {"Region steppe", "Region europe"}
    assert [drawn.lanes[lane][0] for lane in first.lanes] == ["Region steppe"]
    assert {drawn.lanes[lane][0] for lane in second.lanes} == {"Region steppe", "Region europe"}
    chosen = replace(YEAR, selection=YEAR.selection.choose("region", ("steppe",)))
    drawn, (highlighted,) = presentation_context.build_context(STORE, TABLE, [shot_of("E0", chosen)])
    assert drawn.lanes[highlighted.lanes[0]][0] == "Name of RUS"


def test_lanes_are_few_and_the_others_are_counted():
    topics = [f"topic {number}" for number in range(presentation_context.MOST_LANES + 3)]
    table, store = tables.to_store(*({"date": "2013-04-29", "topics": topic} for topic in topics))
    request = Request(tables.to_selection("2013"), lanes_by="topic", event="E8")
    drawn, (highlighted,) = presentation_context.build_context(
        store, table, [presentation_context.frame_step(request, store.event("E8"))]
    )
    assert len(drawn.lanes) == presentation_context.MOST_LANES
    assert drawn.others == 3
    assert drawn.lanes[highlighted.lanes[0]][0] == "Topic 8"


def test_too_many_marks_become_strips(monkeypatch):
    crowd = [{"date": "2013-04-29", "level": "head"}] * 3
    table, store = tables.to_store(*crowd)
    frames = [presentation_context.frame_step(Request(tables.to_selection("2013"), "level"), None)]
    monkeypatch.setattr(presentation_context, "MOST_ROWS", 6)
    drawn, _ = presentation_context.build_context(store, table, frames)
    assert (len(drawn.symbols), drawn.cells) == (3, [])
    monkeypatch.setattr(presentation_context, "MOST_ROWS", 4)
    drawn, _ = presentation_context.build_context(store, table, frames)
    assert (drawn.symbols, len(drawn.cells)) == ([], 1)


def test_dates_are_those_of_the_axis_and_as_many_as_are_read_from_the_back_row():
    drawn, _ = presentation_context.build_context(STORE, TABLE, [shot_of("")])
    assert drawn.ticks[:2] == [(edtf.parse_day("2013-01-01"), "Jan", "2013"), (edtf.parse_day("2013-02-01"), "Feb", "")]
    assert len(drawn.ticks) == 12


@st.composite
def some_shots(draw):
    """Draw a table and frames of one selection, at one zoom, as a briefing of it has them."""
    table = tables.to_table(*draw(tables.some_events))
    store = MemoryStore(table)
    request = Request(draw(tables.some_selections()), draw(st.sampled_from(sorted(lane_schemes.BY_KEY))))
    found = [store.event(identity) for identity in table.events["id"]]
    frames = [presentation_context.frame_step(replace(request, event=str(event["id"])), event) for event in found]
    same = [frame for frame in frames if frame.days == frames[0].days] if frames else []
    return table, store, same or [presentation_context.frame_step(request, None)]


@examples(80)
@given(some_shots())
def test_every_lit_event_is_in_sight_and_in_a_lane_that_there_is(drawn):
    table, store, frames = drawn
    made, lights = presentation_context.build_context(store, table, frames)
    for frame, highlighted in zip(frames, lights, strict=True):
        assert (highlighted is None) == (frame.span is None)
        if highlighted:
            assert highlighted.first <= highlighted.last
            assert highlighted.first <= frame.viewport.last
            assert highlighted.last >= frame.viewport.first
            assert set(highlighted.lanes) <= set(range(len(made.lanes)))
            assert highlighted.lanes or made.others


@examples(80)
@given(some_shots())
def test_all_stands_in_its_lane_and_within_the_window(drawn):
    table, store, frames = drawn
    made, _ = presentation_context.build_context(store, table, frames)
    window = frames[0].request.selection.window
    for lane, first, last, y, *_ in (*made.cells, *made.bars):
        assert window.first <= last
        assert first <= window.last
        _, top, height = made.lanes[lane]
        assert top < y < top + height
    for lane, day, y, *_ in made.symbols:
        assert window.first <= day <= window.last + 1
        _, top, height = made.lanes[lane]
        assert top < y < top + height


@examples(40)
@given(tables.some_events, tables.some_windows())
def test_a_lane_shows_marks_for_all_its_events_or_a_strip(events, window):
    table = tables.to_table(*events)
    store = MemoryStore(table)
    request = Request(Selection(window), "level")
    made, _ = presentation_context.build_context(store, table, [presentation_context.frame_step(request, None)])
    stripped = {cell[0] for cell in made.cells}
    counts = store.lanes(request.selection, "level").frame("lane")
    names = {lane_schemes.BY_KEY["level"].name_of(key, table): key for key in counts.index}
    for place, (name, *_) in enumerate(made.lanes):
        marks = [symbol for symbol in made.symbols if symbol[0] == place]
        inside = counts.loc[names[name], [*tables.INSIDE]].sum()
        assert len(marks) == (0 if place in stripped else inside)


DRAWN = [
    {"date": "2013-04-05", "meeting_type": "summit", "level": "head", "status": "held"},
    {"date": "2013-06", "meeting_type": "talks", "level": "head", "status": "held"},
    {"date": "2013-07-01/2013-07-09", "meeting_type": "talks", "level": "head", "status": "planned"},
    {"date": "2013-09-09", "meeting_type": "", "level": "head", "status": "held"},
]


def test_the_highlighted_mark_has_the_symbol_that_it_has_among_the_others():
    table, store = tables.to_store(*DRAWN)
    for identity in ("E0", "E1", "E2", "E3"):
        request = Request(tables.to_selection("2013"), "level", event=identity)
        frame = presentation_context.frame_step(request, store.event(identity))
        made, (highlighted,) = presentation_context.build_context(store, table, [frame])
        said = {event: (shape, hollow) for _, _, _, event, shape, hollow, _ in made.symbols}
        assert said[identity] == (highlighted.shape, highlighted.hollow)
