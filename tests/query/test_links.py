"""Tests of links: a request survives its query string, and no query string does harm."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import calendar_units, edtf, windows
from components.events import gazetteer
from components.events.table import with_scheme
from components.query import filters, lane_schemes, links
from components.query.choice import Choice
from components.query.selection import BinKey, Request, Selection
from components.query.store import BEGUN
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables
from tests.support.trials import examples

ODD_TOPICS = "a@b@c;100% & more?;平和=#1"
TABLE, STORE = tables.to_store(
    {"countries": "RUS;FRA", "date": "2013", "meeting_type": "summit", "level": "head", "topics": "peace;energy"},
    {"countries": "KAZ", "date": "2012-04", "meeting_type": "talks", "level": "minister", "status": "held"},
    {
        "organisations": "EU;UN",
        "date": "2014-05-06",
        "status": "planned",
        "topics": ODD_TOPICS,
        "people": "O’Brien+ (x)",
    },
    opening_window="2013",
    opening_unfolded=("steppe",),
)
OPENING = links.find_opening(TABLE, STORE)
LANES = ("steppe", "europe", "america", "organisations", "no-region", "not-stated")
IN_SCHEME = {scheme: with_scheme(TABLE, scheme or "bluebook") for scheme in ("", *gazetteer.SCHEME_COLUMNS)}
STORES = {scheme: MemoryStore(table) for scheme, table in IN_SCHEME.items()}
some_codes = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
some_days = st.integers(edtf.parse_day("0001-01-01"), edtf.parse_day("9999-12-31"))


def read(query):
    scheme = links.read_scheme(query)
    return links.parse_request(query, IN_SCHEME[scheme], STORES[scheme], OPENING)


def some_of(values):
    return st.lists(st.sampled_from(values), unique=True) if values else st.just([])


@st.composite
def selections(draw, store):
    """Draw a window and choices from the registry, so that a new filter is in it."""
    selection = Selection(windows.Window(*sorted(draw(st.lists(some_days, min_size=2, max_size=2)))))
    for each in filters.FACETS:
        codes = tuple(draw(some_of(store.facet(selection, each.key).frame("code").index.tolist())))
        selection = selection.choose(each.key, codes, every=draw(st.booleans()), grey=draw(st.booleans()))
    text = draw(st.just("") | some_codes.filter(str.strip))
    return selection.choose("text", (text,) if text else (), grey=draw(st.booleans()))


@st.composite
def requests(draw):
    """Draw a request from the registries, so that a new lane scheme or scheme of regions is in it."""
    scheme = draw(st.sampled_from(sorted(IN_SCHEME)))
    store = STORES[scheme]
    selection, lanes_by = draw(selections(store)), draw(st.sampled_from(sorted(lane_schemes.BY_KEY)))
    lanes = store.lanes(selection, lanes_by).frame("lane").index.tolist()
    unfoldable = [lane for lane in LANES if scheme != "m49" or lane in lane_schemes.SPECIAL]
    strip_units, units = map(st.sampled_from, (calendar_units.STRIP_UNITS, (*calendar_units.UNITS, BEGUN, "")))
    bins = st.builds(BinKey, st.sampled_from(lanes), strip_units, units, some_days)
    return Request(
        *(selection, lanes_by, tuple(draw(some_of(unfoldable))), tuple(draw(some_of(lanes)))),
        event=draw(st.sampled_from(["", "E0", "E2"])),
        listed=draw(st.none() | bins),
        scheme=scheme,
    )


@examples(60)
@given(requests())
def test_a_request_survives_its_link(request):
    query = links.build_query(request, OPENING)
    assert set(query) <= links.KNOWN
    assert read(query) == (request, ())
    assert read(links.parse_query("?" + links.format_query(query))) == (request, ())


def test_what_is_as_the_table_opens_is_left_out():
    assert links.build_query(OPENING, OPENING) == {}
    assert read({}) == (OPENING, ())


def test_a_link_holds_codes():
    selection = tables.to_selection("2013-04", country="RUS;FRA", meeting_type="summit")
    selection = selection.choose("topic", ("peace", "energy"), every=True, grey=True).choose("text", ("Abe Putin",))
    listed = BinKey("minister", "day", "month", edtf.parse_day("2013-04-01"))
    request = Request(selection, "level", (), ("head", "minister"), "E0", listed, "m49")
    query = links.build_query(request, OPENING)
    assert query == {
        "country": ["RUS", "FRA"],
        "meeting_type": ["summit"],
        "window": ["2013-04-01/2013-04-30"],
        "lanes": ["level"],
        "unfolded": ["none"],
        "event": ["E0"],
        "text": ["Abe Putin"],
        "topic": ["peace", "energy"],
        "every": ["topic"],
        "grey": ["topic"],
        "regions": ["m49"],
        "pinned": ["head", "minister"],
        "list": ["minister@day@month@2013-04-01"],
    }
    assert links.format_query(
        links.build_query(Request(OPENING.selection, listed=listed, pinned=("steppe",)), OPENING)
    ) == ("unfolded=none&list=minister@day@month@2013-04-01")


HUGE = "x" * 100_000
IGNORED = {
    "unknown country": ({"country": ["XXX"]}, "Country “XXX” is not known"),
    "label for code": ({"country": ["Russia"]}, "Country “Russia” is not known"),
    "unknown type": ({"meeting_type": ["party"]}, "Meeting type “party” is not known"),
    "unknown lanes": ({"lanes": ["colour"]}, "Lanes “colour” is not known"),
    "unknown event": ({"event": ["E9"]}, "Event “E9” is not known"),
    "unknown key": ({"colour": ["red"]}, "unknown parameter “colour”"),
    "prototype": ({"__proto__": ["x"]}, "unknown parameter “__proto__”"),
    "markup": (
        {"event": ["<script>alert(1)</script>"]},
        "Event “<script>alert(1)</script>” is not known",
    ),
    "impossible window": ({"window": ["2013-02-30"]}, "“2013-02-30” is not a period"),
    "window backwards": ({"window": ["2014-01-01/2013-01-01"]}, "“2014-01-01/2013-01-01” is not a period"),
    "open window": ({"window": ["2013/.."]}, "“2013/..” is not a period"),
    "doubtful window": ({"window": ["2013?"]}, "“2013?” is not a period"),
    "huge window": ({"window": [HUGE]}, "x" * links.MOST_LETTERS + "…"),
    "huge event": ({"event": [HUGE]}, "x" * links.MOST_LETTERS + "…"),
    "huge key": ({HUGE: ["x"]}, "x" * links.MOST_LETTERS + "…"),
    "huge country": ({"country": [HUGE]}, "x" * links.MOST_LETTERS + "…"),
    "unknown every": ({"every": ["colour"]}, "Filter “colour” is not known"),
    "unknown grey": ({"grey": ["colour"]}, "Filter “colour” is not known"),
    "unknown regions": ({"regions": ["moon"]}, "Region grouping “moon” is not known"),
    "bin of few parts": ({"list": ["steppe@day"]}, "Cell “steppe@day” is not known"),
    "bin of no lane": ({"list": ["moon@day@day@2013-04-01"]}, "Cell “moon@day@day@2013-04-01” is not known"),
    "bin of no unit": ({"list": ["steppe@hour@day@2013-04-01"]}, "Cell “steppe@hour@day@2013-04-01” is not known"),
    "bin of no day": ({"list": ["steppe@day@day@2013-02-30"]}, "Cell “steppe@day@day@2013-02-30” is not known"),
    "huge list": ({"list": [HUGE]}, "x" * links.MOST_LETTERS + "…"),
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
    assert request.selection.chosen("country") == Choice("country", ("RUS", "FRA"))
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
    assert ignored[3:] == ("397 more unknown values (Country)", "7 values (Country) beyond the first 400")


def test_the_sentences_of_a_hostile_link_are_few():
    _, ignored = read({f"key {number}": ["x"] for number in range(5_000)})
    assert len(ignored) < 10


def test_a_search_is_cut_and_blanks_are_none():
    assert read({"text": [HUGE]})[0].selection.chosen("text").codes == ("x" * filters.MOST_TEXT,)
    assert read({"text": ["  "], "every": ["country"], "grey": ["text"]}) == (OPENING, ())


def test_nothing_pinned_can_be_said_and_lanes_are_those_of_the_scheme():
    assert read({"pinned": ["none"]})[0].pinned == ()
    ignored = ("Lane “nowhere” is not known",)
    assert read({"pinned": ["nowhere"]}) == (replace(OPENING, pinned=()), ignored)
    assert read({"pinned": ["steppe/KAZ", "europe"]})[0].pinned == ("steppe/KAZ", "europe")
    assert read({"pinned": ["head", "europe"], "lanes": ["level"]})[0].pinned == ("head",)
    assert read({"pinned": ["no-region/RUS", "europe"], "regions": ["m49"]})[0].pinned == ("no-region/RUS",)


@pytest.mark.parametrize("lane", ODD_TOPICS.split(";"))
def test_a_bin_of_an_odd_lane_survives(lane):
    listed = BinKey(lane, "day", "", edtf.parse_day("0001-01-01"))
    request = Request(OPENING.selection, "topic", listed=listed, pinned=(lane,))
    assert read(links.parse_query(links.format_query(links.build_query(request, OPENING)))) == (request, ())


BINS = {
    "head@month@season@2013-12-01": BinKey("head", "month", "season", edtf.parse_day("2013-12-01")),
    "head@month@quarter@2013-04-01": BinKey("head", "month", "quarter", edtf.parse_day("2013-04-01")),
    "head@quarter@year@2013-01-01": BinKey("head", "quarter", "year", edtf.parse_day("2013-01-01")),
    "head@season@season@2013-12-01": None,  # no strip is counted in seasons
}


@pytest.mark.parametrize("text", BINS)
def test_a_season_is_a_bin_of_a_strip_and_no_unit_of_strips(text):
    request, ignored = read({"lanes": ["level"], "list": [text]})
    assert request.listed == BINS[text]
    assert bool(ignored) == (BINS[text] is None)


def test_nothing_unfolded_can_be_said():
    assert read({"unfolded": ["none"]})[0].unfolded == ()
    assert read({"unfolded": ["europe", "nowhere"]})[0].unfolded == ("europe",)


ANY_TEXT = st.text(st.characters(), max_size=30) | st.sampled_from(
    [
        *("2013", "2013-13", "../..", "RUS", "none", "E0", "-1", "\ud800", "m49", "topic", "steppe", "text", "country"),
        *("steppe@day@day@2013-04-01", "@@@", "a@b@c@year@@0001-01-01", "steppe@day@begun@9999-12-31?"),
    ]
)
KEYS = st.sampled_from([*sorted(links.KNOWN), "__proto__", ""]) | ANY_TEXT


@examples(150)
@given(st.dictionaries(KEYS, st.lists(ANY_TEXT, max_size=4), max_size=6))
def test_no_link_raises_and_what_it_gives_is_valid(query):
    request, ignored = read(query)
    assert all(isinstance(sentence, str) and sentence.isprintable() for sentence in ignored)
    store = STORES[request.scheme]
    assert set(request.unfolded) <= set(LANES)
    assert request.lanes_by in lane_schemes.BY_KEY
    assert all(request.pinned == OPENING.pinned or store.has_lane(request.lanes_by, lane) for lane in request.pinned)
    assert store.totals(request.selection).kept <= store.size()
    if request.listed:
        assert len(store.binned(request.selection, request.lanes_by, request.listed)) <= store.size()
    assert read(links.build_query(request, OPENING)) == (request, ())


def test_what_the_opening_pins_is_pinned_among_its_own_lanes_only():
    opening = replace(OPENING, pinned=("europe",))
    request, ignored = links.parse_request({"lanes": ["level"]}, TABLE, STORE, opening)
    assert (request.pinned, ignored) == ((), ())
    assert links.parse_request({}, TABLE, STORE, opening)[0].pinned == ("europe",)
    written = links.build_query(request, opening)
    assert links.parse_request(written, TABLE, STORE, opening) == (request, ())
