"""What panels make of values: markup, payloads, and what they take from a component."""

import re
from dataclasses import replace

import pytest
import streamlit as st

from components.dates.windows import Window
from components.display import figure, theme
from components.exports.svg import svg_legend
from components.exports.svg.colours import ON_SCREEN
from components.layout.display_list import build_display_list, build_head
from components.layout.legend import LegendEntry
from components.messages.catalogue import ENGLISH, Messages
from components.messages.pseudo import PSEUDO
from components.panels import markup
from components.panels.explorer import (
    card_panel,
    coverage_panel,
    filter_panel,
    listing_panel,
    page_state,
    timeline_panel,
)
from components.panels.explorer.view_state import ViewState
from components.panels.tables import table_registry
from components.query import filters, links
from components.views import view
from components.views.card import Card, Evidence, build_card
from tests.support import tables, trials

HOSTILE = '<img src=x onerror="alert(1)"> & </p>'
WIDTH = 1000.0


@pytest.fixture(scope="module")
def composed():
    table, store = table_registry.load_table()
    return view.compose(store, table, links.find_opening(table, store), WIDTH)


def _card(**values):
    blank = dict.fromkeys(("date", "edtf", "kind", "meeting_type", "level", "where", "summary", "note"), "")
    lists = dict.fromkeys(("parties", "people", "topics", "sources", "order_not_known", "possibly_same"), ())
    flags = {"doubt": "", "computed": False, "neighbours": None, "unordered": 0, "same": 0}
    return Card(**{"identity": "A1", "title": "A title", **blank, **lists, **flags, **values})


def _evidence(**values):
    names = ("title", "publisher", "published", "kind", "locator", "url", "says", "read", "note")
    return Evidence(**{**dict.fromkeys(names, ""), **values})


def test_text_ends_no_element_and_no_attribute():
    assert not set(markup.escape_text(HOSTILE)) & set("<>\"'")
    assert markup.escape_text("a\x00b") == "a b"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//host/x", "data:text/html,x", ""])
def test_only_web_addresses_become_links(address):
    assert markup.build_link(address, "words") == "words"


def test_a_link_s_address_and_words_are_escaped():
    made = markup.build_link('https://example.org/"onclick="x', "<b>")
    assert "<b>" not in made
    assert made.count('"') == 6


@pytest.mark.parametrize("part", ["title", "summary", "note", "where", "kind", "level", "date", "identity", "edtf"])
def test_every_text_of_a_card_is_escaped(part):
    made = card_panel.render_html(_card(**{part: HOSTILE}))
    assert "<img" not in made
    assert "&lt;img" in made


@pytest.mark.parametrize("part", ["title", "publisher", "published", "kind", "locator", "says", "note"])
def test_every_text_of_a_source_is_escaped(part):
    made = card_panel.render_html(_card(sources=(_evidence(**{part: HOSTILE}),)))
    assert "<img" not in made
    assert "&lt;img" in made


@pytest.mark.parametrize("part", ["parties", "people", "topics"])
def test_every_name_on_a_card_is_escaped(part):
    assert "&lt;img" in card_panel.render_html(_card(**{part: (HOSTILE,)}))


def test_a_card_says_when_sources_differ_and_when_there_is_none():
    differing = (_evidence(says="29 April 2013"), _evidence(says="in April 2013, day not stated"))
    assert "Sources differ" in card_panel.render_html(_card(sources=differing))
    assert "Sources differ" not in card_panel.render_html(_card(sources=differing[:1]))
    assert "No source is recorded" in card_panel.render_html(_card())


def test_a_planned_event_is_said_to_be_no_more():
    assert "Planned, not confirmed" in card_panel.render_html(_card(doubt="planned, not confirmed"))
    assert "not confirmed as held" not in card_panel.render_html(_card())


def test_payload_of_a_filter_has_every_code_with_its_counts(composed):
    for each in filters.FACETS:
        payload = filter_panel.build_payload(each, composed)
        facet = composed.facets[each.key]
        assert [option[0] for option in payload["options"]] == [option.code for option in facet]
        assert sum(option[2] for option in payload["options"]) == sum(option.certain for option in facet)


def _build_payload(view, **state):
    return timeline_panel.build_payload(view, ViewState(view.request, **state), Window(5, 6), Window(0, 9))


def test_payload_of_the_timeline_has_a_head_for_every_lane(composed):
    payload = _build_payload(composed)
    assert [head["key"] for head in payload["lanes"]] == [lane.key for lane in composed.arrangement.lanes]
    assert payload["presets"] == {"opening": [5 * 86_400_000, 7 * 86_400_000], "all": [0, 10 * 86_400_000]}


@pytest.mark.parametrize("_", [ENGLISH, Messages(PSEUDO)], ids=["en", PSEUDO])
def test_room_behind_the_lanes_hangs_on_the_size_of_the_table_alone(_):
    assert timeline_panel.compute_ends(0, _) == timeline_panel.compute_ends(473, _) == timeline_panel.LEAST_ENDS
    assert (
        timeline_panel.compute_ends(1_000_000, _) > timeline_panel.compute_ends(20_000, _) > timeline_panel.LEAST_ENDS
    )


@pytest.mark.parametrize("name", ["light", "dark"])
def test_legend_names_the_kinds_on_screen_by_rank_in_the_theme_s_colours(composed, name):
    drawn = build_display_list(composed.arrangement, composed.table)
    entries = timeline_panel.build_legend(composed, drawn, theme.THEMES[name])
    kinds = [entry["code"] for entry in entries if entry["code"]]
    assert set(kinds) == {mark.meeting_type for mark in composed.arrangement.marks}
    assert kinds[0] == "summit"
    assert [entry["label"] for entry in entries[:2]] == ["Level", "Head of state or government"]
    assert composed.table.level_rows[theme.THEMES[name].level_column]["head"] in entries[1]["sample"]


def test_a_chosen_kind_without_a_mark_keeps_its_symbol_in_the_legend(composed):
    chosen = replace(
        composed,
        request=replace(
            composed.request, selection=composed.request.selection.choose("meeting_type", ("two-plus-two",))
        ),
    )
    empty = replace(build_display_list(composed.arrangement, composed.table), symbols=())
    (entry,) = (each for each in timeline_panel.build_legend(chosen, empty, theme.LIGHT) if each["code"])
    assert (entry["code"], entry["chosen"]) == ("two-plus-two", True)
    assert entry["sample"] == svg_legend.draw_sample(LegendEntry("kind", "", shape="cross"), ON_SCREEN)[0]


def test_a_lane_s_head_says_how_many_are_grey(composed):
    whole = composed.arrangement.lanes[0]
    lane = replace(whole, highlighted=replace(whole.totals, certain=whole.totals.certain - 5, earlier=1, later=0))
    head = timeline_panel.build_head(build_head(lane))
    assert head["events"] == f"{lane.totals.inside - 5} of {lane.totals.inside}"
    assert (head["earlier"], head["later"]) == ("1", "")


def test_table_says_planned_and_possible():
    rows = {"date": "2013-04"}, {"date": "2013-05", "status": "planned"}, {"date": "2013?"}, {"date": "2013/2014"}
    table, store = tables.to_store(*rows)
    page = view.read_listing(store, table, tables.to_selection("2013-04/2013-06"))
    planned = [row for row in page.rows if row.status == "planned"]
    assert planned
    assert all(listing_panel.describe_title(row).endswith("(planned, not confirmed)") for row in planned)
    said = {"certain": "", "uncertain": "date uncertain", "possible": "possibly"}
    made = listing_panel.build_listing(page, ENGLISH)["html"]
    told = re.findall('<td class="certainty">([^<]*)</td>', made)
    assert told == [said[row.standing] for row in page.rows]


SHAPES = [None, 3, {}, {"width": 900}, {"width": None, "theme": "dark"}, {"width": "wide", "theme": "dark"}]


@pytest.mark.parametrize(
    "told", [*SHAPES, *({"width": float(each), "theme": "dark"} for each in ("nan", "inf"))], ids=str
)
def test_a_shape_that_is_none_is_not_taken(monkeypatch, told):
    monkeypatch.setitem(st.session_state, page_state.KEY, {"told": told})
    assert page_state.read_shape() == (page_state.USUAL_WIDTH, "light")


@pytest.mark.parametrize(("width", "taken"), [(900, 900), (-3, 120), (10**9, 8_000)])
def test_a_width_is_kept_within_what_can_be_drawn(monkeypatch, width, taken):
    monkeypatch.setitem(st.session_state, page_state.KEY, {"told": {"width": width, "theme": "dark"}})
    assert page_state.read_shape() == (taken, "dark")


def test_a_theme_that_there_is_none_of_is_light(monkeypatch):
    monkeypatch.setitem(st.session_state, page_state.KEY, {"told": {"width": 900, "theme": "__proto__"}})
    assert page_state.read_shape() == (900, "light")


@pytest.mark.parametrize("told", [None, 3, "x", {}, {"go": None}, {"go": "far"}, {"go": float("inf")}], ids=str)
def test_a_page_that_tells_nonsense_is_still_led(monkeypatch, told):
    monkeypatch.setitem(st.session_state, page_state.KEY, {"told": told})
    monkeypatch.setitem(st.session_state, page_state.GO, {"number": 1, "query": "country=RUS", "before": ""})
    assert page_state.read_query() == {"country": ["RUS"]}


def test_a_page_that_arrived_goes_by_its_address(monkeypatch):
    monkeypatch.setitem(st.session_state, page_state.GO, {"number": 1, "query": "country=RUS", "before": "country=FRA"})
    monkeypatch.setattr(page_state, "read_address", lambda: {"country": ["FRA"]})
    assert page_state.read_query() == {"country": ["RUS"]}
    monkeypatch.setitem(st.session_state, page_state.KEY, {"told": {"go": 1}})
    assert page_state.read_query() == {"country": ["FRA"]}


def test_a_page_that_wrote_another_address_since_goes_by_that(monkeypatch):
    monkeypatch.setitem(st.session_state, page_state.GO, {"number": 1, "query": "country=RUS", "before": ""})
    monkeypatch.setattr(page_state, "read_address", lambda: {"country": ["FRA"]})
    assert page_state.read_query() == {"country": ["FRA"]}


def test_a_page_is_led_anew_each_time_even_after_its_server_forgot(monkeypatch, composed):
    monkeypatch.setattr(page_state.st, "session_state", {page_state.KEY: {"told": {"go": 7}}})
    numbers = []
    for _ in range(2):
        page_state.lead(replace(composed.request, event="E0095"), composed.request)
        numbers.append(page_state.get_destination()["number"])
    assert numbers == [8, 9]
    assert page_state.read_query() == {"event": ["E0095"]}


def test_an_answer_says_for_which_width_and_theme_it_was_made(composed):
    payload = _build_payload(composed, theme="dark")
    assert (payload["width"], payload["theme"]) == (WIDTH, "dark")
    assert payload["figure"]["layout"]["width"] == WIDTH + 2 * figure.SIDE


def test_claims_are_listed_with_what_they_count():
    table, store = table_registry.load_table()
    made = coverage_panel.render_html(table_registry.check_claims(table, store))
    assert made.count("<tr") == len(table.claims) + 1
    assert made.count('class="unmet"') == int((table.claims["expected"] == "unmet").sum())


def test_every_shipped_event_has_a_card_with_a_source():
    table, store = table_registry.load_table()
    opening = links.find_opening(table, store)
    for identity in trials.some(list(table.events["id"]), 60):
        card = build_card(store, table, opening.selection, identity)
        assert card is not None
        assert card.sources, identity
        assert markup.escape_text(card.title) in card_panel.render_html(card)
