"""Tests of links: a request survives its query string, and no query string does harm."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.timeline import filters, lane_schemes, links, windows
from components.timeline.selection import Request, Selection
from tests import tables

TABLE, STORE = tables.to_store(
    {"countries": "RUS;FRA", "date": "2013", "meeting_type": "summit", "level": "head", "topics": "peace;energy"},
    {"countries": "KAZ", "date": "2012-04", "meeting_type": "talks", "level": "minister", "status": "held"},
    {"organisations": "EU;UN", "date": "2014-05-06", "status": "planned"},
    opening_window="2013",
    opening_unfolded=("steppe",),
)
OPENING = links.to_opening(TABLE, STORE)
LANES = ("steppe", "europe", "america", "organisations", "no-region", "not-stated")


def read(query):
    return links.to_request(query, TABLE, STORE, OPENING)


@st.composite
def requests(draw):
    """Draw a request from the registries, so that a new filter or lane scheme is in it."""
    days = sorted(draw(st.lists(st.integers(-719_162, 2_932_896), min_size=2, max_size=2)))
    selection = Selection(windows.Window(*days))
    for each in filters.FILTERS:
        codes = STORE.facet(selection, each.key).index.tolist()
        selection = selection.choose(each.key, tuple(draw(st.lists(st.sampled_from(codes), unique=True))))
    unfolded = tuple(draw(st.lists(st.sampled_from(LANES), unique=True)))
    event = draw(st.sampled_from(["", "E0", "E2"]))
    return Request(selection, draw(st.sampled_from(sorted(lane_schemes.BY_KEY))), unfolded, event)


@settings(max_examples=60)
@given(requests())
def test_a_request_survives_its_link(request):
    assert read(links.to_query(request, OPENING)) == (request, ())


def test_what_is_as_the_table_opens_is_left_out():
    assert links.to_query(OPENING, OPENING) == {}
    assert read({}) == (OPENING, ())


def test_a_link_holds_codes():
    selection = tables.to_selection("2013-04", country="RUS;FRA", meeting_type="summit")
    query = links.to_query(Request(selection, "level", (), "E0"), OPENING)
    assert query == {
        "country": ["RUS", "FRA"],
        "meeting_type": ["summit"],
        "window": ["2013-04-01/2013-04-30"],
        "lanes": ["level"],
        "unfolded": ["none"],
        "event": ["E0"],
    }


HUGE = "x" * 100_000
IGNORED = {
    "unknown country": ({"country": ["XXX"]}, "“XXX” is not a known country"),
    "label for code": ({"country": ["Russia"]}, "“Russia” is not a known country"),
    "unknown type": ({"meeting_type": ["party"]}, "“party” is not a known meeting type"),
    "unknown lanes": ({"lanes": ["colour"]}, "“colour” is not a known way to make lanes"),
    "unknown event": ({"event": ["E9"]}, "the table has no event “E9”"),
    "unknown key": ({"colour": ["red"]}, "nothing here is called “colour”"),
    "prototype": ({"__proto__": ["x"]}, "nothing here is called “__proto__”"),
    "markup": ({"event": ["<script>alert(1)</script>"]}, "the table has no event “<script>alert(1)</script>”"),
    "impossible window": ({"window": ["2013-02-30"]}, "“2013-02-30” is not a period"),
    "window backwards": ({"window": ["2014-01-01/2013-01-01"]}, "“2014-01-01/2013-01-01” is not a period"),
    "open window": ({"window": ["2013/.."]}, "“2013/..” is not a period"),
    "doubtful window": ({"window": ["2013?"]}, "“2013?” is not a period"),
    "huge window": ({"window": [HUGE]}, "x" * links.MOST_LETTERS + "…"),
    "huge event": ({"event": [HUGE]}, "x" * links.MOST_LETTERS + "…"),
    "huge key": ({HUGE: ["x"]}, "x" * links.MOST_LETTERS + "…"),
    "huge country": ({"country": [HUGE]}, "x" * links.MOST_LETTERS + "…"),
    "line breaks": ({"event": ["a\r\nSet-Cookie: b"]}, "“a  Set-Cookie: b”"),
}


@pytest.mark.parametrize("case", IGNORED)
def test_what_is_ignored_is_said(case):
    query, words = IGNORED[case]
    request, ignored = read(query)
    assert request == OPENING
    assert len(ignored) == 1
    assert words in ignored[0]
    assert len(ignored[0]) < links.MOST_LETTERS + 60


def test_the_good_parts_of_a_link_count():
    request, ignored = read({"country": ["RUS", "XXX", "FRA"], "window": ["2014"], "lanes": ["?"]})
    assert request.selection == tables.to_selection("2014", country="RUS;FRA")
    assert len(ignored) == 2


def test_repeats_count_once():
    request, ignored = read({"country": ["RUS", "FRA"] * 5_000, "event": ["E0"] * 5_000})
    assert request.selection.chosen("country") == ("RUS", "FRA")
    assert request.event == "E0"
    assert ignored == ()


@pytest.mark.parametrize("key", ["window", "lanes", "event"])
def test_of_different_values_where_one_counts_the_others_are_said(key):
    values = {"window": ["2013-04", "2014"], "lanes": ["level", "topic"], "event": ["E0", "E1"]}[key]
    request, ignored = read({key: values})
    assert request == read({key: values[:1]})[0]
    assert len(ignored) == 1
    assert values[1] in ignored[0]


def test_of_too_many_values_those_left_out_are_said():
    _, ignored = read({"country": [f"X{number}" for number in range(links.MOST_VALUES + 7)]})
    assert ignored[3:] == ("397 more unknown values for country", "7 values for country beyond the first 400")


def test_the_sentences_of_a_hostile_link_are_few():
    _, ignored = read({f"key {number}": ["x"] for number in range(5_000)})
    assert len(ignored) < 10


def test_nothing_unfolded_can_be_said():
    assert read({"unfolded": ["none"]})[0].unfolded == ()
    assert read({"unfolded": ["europe", "nowhere"]})[0].unfolded == ("europe",)


ANY_TEXT = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["2013", "2013-13", "../..", "RUS", "none", "E0", "-1", "\ud800"]
)
KEYS = st.sampled_from([*filters.BY_KEY, "window", "lanes", "unfolded", "event", "__proto__", ""]) | ANY_TEXT


@settings(max_examples=150)
@given(st.dictionaries(KEYS, st.lists(ANY_TEXT, max_size=4), max_size=6))
def test_no_link_raises_and_what_it_gives_is_valid(query):
    request, ignored = read(query)
    assert all(isinstance(sentence, str) and sentence.isprintable() for sentence in ignored)
    assert set(request.unfolded) <= set(LANES)
    assert request.lanes_by in lane_schemes.BY_KEY
    assert STORE.totals(request.selection).kept <= STORE.size()
    assert read(links.to_query(request, OPENING)) == (request, ())


OPENS = {
    "2014": "2014",
    "": "2012-04-01/2014-05-06",
    "whenever": "2012-04-01/2014-05-06",
    "2013?": "2012-04-01/2014-05-06",
}


@pytest.mark.parametrize("stated", OPENS, ids=lambda text: text or "blank")
def test_a_table_opens_on_its_window_or_on_all_of_its_dates(stated):
    table = replace(TABLE, settings=replace(TABLE.settings, opening_window=stated))
    assert links.to_opening(table, STORE).selection.window == windows.to_window(OPENS[stated])


def test_a_table_without_dates_opens_on_this_century():
    for rows in ([], [{"date": ""}]):
        assert links.to_opening(*tables.to_store(*rows)).selection.window == windows.to_window("20XX")


def test_a_table_opens_with_the_lanes_unfolded_that_there_are():
    table, store = tables.to_store({"date": "2013"}, opening_unfolded=("steppe", "nowhere"))
    assert links.to_opening(table, store).unfolded == ("steppe",)
