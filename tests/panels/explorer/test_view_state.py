"""Tests of the query of the view's route: what is none is a sentence, what is too much is cut, and nothing breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.layout import lane_order
from components.messages.sentence import Sentence
from components.panels import error_messages
from components.panels.explorer import answer, view_state
from components.panels.explorer.view_state import PARTS, QueryError
from components.query import filters, links
from components.query.selection import BinKey
from components.query.view_options import ViewOptions
from tests.support import explorer, tables
from tests.support.trials import examples

TABLE, STORE = tables.to_store(
    {"date": "2013-04-29", "countries": "RUS", "people": "Ana Ide", "title": "First"},
    {"date": "2013-05-01", "countries": "FRA", "people": "Bo Li", "title": "Second"},
    {"date": "2013-06-01", "countries": "RUS", "people": "Ana Ide", "title": "Third"},
    {"date": "", "countries": "RUS", "title": "Undated"},
    opening_window="2013",
)
OPENING = links.find_opening(TABLE, STORE)


def read(query="", **own):
    return explorer.read_state(query, TABLE, STORE, **own)


def split(query):
    return view_state.split_query(query)


LONG = "9" * 30
REFUSED = {
    "a width in words": ({"width": "wide"}, "“wide” is not a number."),
    "a negative width": ({"width": "-3"}, "“-3” is not a number."),
    "a broken width": ({"width": "12.5"}, "“12.5” is not a number."),
    "no finite width": ({"width": "inf"}, "“inf” is not a number."),
    "no number at all": ({"width": "nan"}, "“nan” is not a number."),
    "a number with an exponent": ({"width": "1e3"}, "“1e3” is not a number."),
    "digits of another alphabet": ({"width": "١٢"}, "“١٢” is not a number."),
    "a raised digit": ({"width": "²"}, "“²” is not a number."),
    "more digits than any row has": ({"listing_from": LONG}, f"“{LONG}” is not a number."),
    "a row before the first": ({"undated_from": "-1"}, "“-1” is not a number."),
    "a row that is a list": ({"listed_from": "[1]"}, "“[1]” is not a number."),
    "lanes that are no number": ({"more_lanes": "all"}, "“all” is not a number."),
    "parts beyond that are none": ({"beyond": "x"}, "“x” is not a number."),
    "a theme": ({"theme": "__proto__"}, "The page asked for a theme that does not exist."),
    "a month for a day": ({"today": "2013-04"}, "“2013-04” is not a day."),
    "a day that there is not": ({"today": "2013-02-30"}, "“2013-02-30” is not a day."),
    "a year before the first": ({"today": "0000-01-01"}, "“0000-01-01” is not a day."),
    "a day with a doubt": ({"today": "2013-04-29?"}, "“2013-04-29?” is not a day."),
    "a part": ({"parts": "timeline,secrets"}, "The page asked for parts that do not exist."),
    "no part": ({"parts": ","}, "The page asked for parts that do not exist."),
    "a move": ({"move": "next,sideways"}, "The page asked for parts that do not exist."),
    "too many moves": (
        {"move": ",".join(["next"] * (view_state.MOST_MOVES + 1))},
        "The page asked for parts that do not exist.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_parameter_cannot_be_is_a_sentence(name):
    own, sentence = REFUSED[name]
    with pytest.raises(QueryError) as refusal:
        read(**own)
    said = error_messages.get_sentence(refusal.value)
    assert isinstance(said, Sentence)
    assert said == sentence


def test_a_long_nonsense_is_quoted_in_part():
    with pytest.raises(QueryError, match=r"“x{80}…” is not a number"):
        read(width="x" * 500)


def test_a_query_that_is_too_long_or_has_too_many_parts_is_a_sentence():
    for query in ("x" * (view_state.MOST_LETTERS + 1), "&".join(["a=1"] * 3_000)):
        with pytest.raises(QueryError, match=r"^This address "):
            split(query)
    assert len(split("&".join(["a=1"] * links.MOST_FIELDS)).page["a"]) == links.MOST_FIELDS


@pytest.mark.parametrize(("width", "taken"), [("900", 900), ("0", 120), ("99999999", 8_000), ("", 120)])
def test_a_width_is_kept_within_what_can_be_drawn(width, taken):
    assert read(width=width).width == taken


def test_rows_and_lanes_are_numbers_within_bounds():
    state = read(listing_from="100", listed_from="200", undated_from="999999999", more_lanes="45")
    assert state.options == ViewOptions(
        view_state.MARGIN,
        more_lanes=45 // lane_order.MOST_LANES * lane_order.MOST_LANES,
        listing_from=100,
        listed_from=200,
        undated_from=view_state.MOST_ROW,
    )


def test_parts_are_those_that_are_asked_for_and_the_timeline_where_none_is_named():
    assert read(parts="card,table").parts == {"card", "table"}
    assert read(parts="").parts == {"timeline"}
    assert read().parts == {*PARTS}


def test_today_is_a_day_and_the_server_s_where_none_is_said():
    assert read(today="1970-01-02").today == 1
    assert read(today="").today > 20_000


@pytest.mark.parametrize(
    ("told", "finds"),
    [
        ("person:bo", (("person", "bo"),)),
        ("country:fra:x", (("country", "fra:x"),)),
        ("person: ", ()),
        ("nowhere:bo", ()),
        ("person", ()),
        ("__proto__:bo", ()),
        ("", ()),
        ("person:" + "x" * 9_000, (("person", "x" * filters.MOST_TEXT),)),
    ],
    ids=["a word", "two colons", "blanks", "no filter", "no word", "nonsense", "nothing", "very long"],
)
def test_what_is_looked_for_is_of_a_filter_that_there_is(told, finds):
    assert read(find=told).options.finds == finds


# What is asked first → moves → the event in hand
MOVES = {
    ("", "next"): "E0",
    ("", "previous"): "E2",
    ("", "first"): "E0",
    ("", "last"): "E2",
    ("event=E1", "next"): "E2",
    ("event=E1", "previous"): "E0",
    ("event=E2", "next"): "E2",
    ("event=E0", "previous"): "E0",
    ("event=E0", "next,next,previous"): "E1",
    ("event=E3", "next"): "E0",
    ("event=E1&country=RUS", "next"): "E0",
    ("event=E1&window=1990", "next"): "E1",
    ("window=1990", "last"): "",
}


@pytest.mark.parametrize(("query", "move"), MOVES)
def test_moves_turn_to_events_of_the_selection_one_after_the_other(query, move):
    assert read(query, move=move).request.event == MOVES[query, move]


def test_the_route_s_parameters_are_those_at_the_end_and_the_page_s_may_be_called_alike():
    asked = split("width=9&country=RUS&theme=x&width=500&theme=dark&parts=card")
    assert asked.own == {"width": "500", "theme": "dark", "parts": "card"}
    assert asked.page == {"width": ["9"], "country": ["RUS"], "theme": ["x"]}
    state = read("width=9&country=RUS")
    assert (state.width, len(state.ignored)) == (1_000, 1)
    assert "unknown parameter “width”" in state.ignored[0]


def test_what_an_address_had_beyond_its_length_is_counted():
    assert read(beyond="1").ignored == ("1 part of the address, which is too long",)
    assert read(beyond="1200").ignored == ("1,200 parts of the address, which is too long",)


CASES = [
    ("", "", ""),
    ("country=RUS&every=country&window=2013-04&lanes=level", "level", ""),
    ("unfolded=none&pinned=none&regions=m49&event=E1", "region", ""),
    ("list=steppe@week@day@2013-04-29", "region", "steppe@week@day@2013-04-29"),
]


@pytest.mark.parametrize(("query", "lanes_by", "listed"), CASES)
def test_a_request_is_told_to_scripts_as_they_hold_it(query, lanes_by, listed):
    request = read(query).request
    told = view_state.describe_request(request)
    assert told["window"] == [request.selection.window.first, request.selection.window.last]
    assert told["choices"] == [[each.key, [*each.codes], each.every, each.grey] for each in request.selection.choices]
    assert (told["lanes_by"], told["listed"]) == (lanes_by or "region", listed)
    assert (told["unfolded"], told["pinned"]) == ([*request.unfolded], [*request.pinned])
    assert (told["event"], told["scheme"], told["table"]) == (request.event, request.scheme, "")


def test_a_cell_is_taken_with_lane_units_and_first_day_and_none_that_is_not_there():
    first = tables.windows.parse_window("2013-04-29").first
    assert read("list=steppe@week@day@2013-04-29").request.listed == BinKey("steppe", "week", "day", first)
    for text in ("a", "nowhere@week@day@2013-04-29", "steppe@hour@day@2013-04-29", "steppe@week@day@x", "@@@"):
        state = read(f"list={text}")
        assert (state.request.listed, len(state.ignored)) == (None, 1)


nonsense = st.text(max_size=12) | st.sampled_from(["-1", "1e9", "nan", "٣", "\0", "a,b", "next,last", "person:x", "0"])


@examples(400)
@given(
    st.dictionaries(st.sampled_from([*links.KNOWN, "own.guests", "nonsense"]), nonsense, max_size=4),
    st.dictionaries(st.sampled_from([*view_state.OWN]), nonsense, max_size=4),
)
def test_whatever_is_asked_is_answered_or_refused_in_a_sentence(page, own):
    query = links.format_query({name: [value] for name, value in page.items()})
    state, refusal = None, Sentence("")
    try:
        state = read(query, **own)
    except QueryError as error:
        refusal = error_messages.get_sentence(error)
    assert isinstance(refusal, Sentence)
    assert bool(state) != bool(refusal)
    assert not state or {*PARTS} & {*answer.answer(state, TABLE, STORE, OPENING)} == state.parts


@given(st.text(max_size=200))
def test_no_text_is_a_query_that_breaks(text):
    asked = split(text)
    assert all(name in view_state.OWN for name in asked.own)
