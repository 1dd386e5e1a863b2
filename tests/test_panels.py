"""What panels make of values: markup, payloads, and what they take from a component."""

import pytest
import streamlit as st

from components.panels import card_panel, filter_panel, listing_panel, markup, state, tables, timeline_panel
from components.timeline import links, view
from components.timeline.card import Card, Evidence, to_card
from components.timeline.windows import Window

HOSTILE = '<img src=x onerror="alert(1)"> & </p>'
WIDTH = 1000.0


@pytest.fixture(scope="module")
def composed():
    table, store = tables.load()
    return view.compose(store, table, links.to_opening(table, store), WIDTH)


def _card(**values):
    blank = dict.fromkeys(("date", "edtf", "kind", "meeting_type", "level", "where", "summary", "note"), "")
    lists = dict.fromkeys(("parties", "people", "topics", "sources", "others_that_day"), ())
    flags = {"planned": False, "computed": False, "neighbours": None}
    return Card(**{"identity": "A1", "title": "A title", **blank, **lists, **flags, **values})


def _evidence(**values):
    names = ("title", "publisher", "published", "kind", "locator", "url", "says", "read", "note")
    return Evidence(**{**dict.fromkeys(names, ""), **values})


def test_text_ends_no_element_and_no_attribute():
    assert not set(markup.text(HOSTILE)) & set("<>\"'")
    assert markup.text("a\x00b") == "a b"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//host/x", "data:text/html,x", ""])
def test_only_web_addresses_become_links(address):
    assert markup.link(address, "words") == "words"


def test_a_link_s_address_and_words_are_escaped():
    made = markup.link('https://example.org/"onclick="x', "<b>")
    assert "<b>" not in made
    assert made.count('"') == 6


@pytest.mark.parametrize("part", ["title", "summary", "note", "where", "kind", "level", "date", "identity", "edtf"])
def test_every_text_of_a_card_is_escaped(part):
    made = card_panel.to_html(_card(**{part: HOSTILE}))
    assert "<img" not in made
    assert "&lt;img" in made


@pytest.mark.parametrize("part", ["title", "publisher", "published", "kind", "locator", "says", "note"])
def test_every_text_of_a_source_is_escaped(part):
    made = card_panel.to_html(_card(sources=(_evidence(**{part: HOSTILE}),)))
    assert "<img" not in made
    assert "&lt;img" in made


@pytest.mark.parametrize("part", ["parties", "people", "topics"])
def test_every_name_on_a_card_is_escaped(part):
    assert "&lt;img" in card_panel.to_html(_card(**{part: (HOSTILE,)}))


def test_a_card_says_when_sources_differ_and_when_there_is_none():
    differing = (_evidence(says="29 April 2013"), _evidence(says="in April 2013, day not stated"))
    assert "differently" in card_panel.to_html(_card(sources=differing))
    assert "differently" not in card_panel.to_html(_card(sources=differing[:1]))
    assert "No source is recorded" in card_panel.to_html(_card())


def test_a_planned_event_is_said_to_be_no_more():
    assert "not confirmed as held" in card_panel.to_html(_card(planned=True))
    assert "not confirmed as held" not in card_panel.to_html(_card())


def test_payload_of_a_filter_has_every_code_with_its_counts(composed):
    for each in filter_panel.FILTERS:
        payload = filter_panel.to_payload(each, composed)
        facet = composed.facets[each.key]
        assert [option[0] for option in payload["options"]] == list(facet.index)
        assert sum(option[2] for option in payload["options"]) == facet["certain"].sum()


def test_payload_of_the_timeline_has_a_head_for_every_lane(composed):
    payload = timeline_panel.to_payload(composed, "light", 3, {"opening": Window(0, 9)})
    assert [head["key"] for head in payload["lanes"]] == [lane.key for lane in composed.arrangement.lanes]
    assert payload["presets"]["opening"] == [0, 10 * 86_400_000]
    assert payload["sequence"] == 3


def test_legend_names_the_kinds_on_screen_by_rank(composed):
    codes = [kind["code"] for kind in timeline_panel.to_legend(composed)]
    assert set(codes) == set(composed.arrangement.marks["meeting_type"])
    assert codes[0] == "summit"


def test_table_says_planned_and_possible(composed):
    cells = listing_panel.to_cells(composed.listing)
    planned = composed.listing["status"] == "planned"
    assert cells["title"][planned].str.endswith("(planned)").all()
    assert set(cells["certainty"]) == {"certainly", "possibly"}


@pytest.mark.parametrize(
    "told",
    [
        None,
        3,
        "text",
        {},
        {"first": 1},
        {"first": "x", "last": 2, "sequence": 1},
        {"first": 9, "last": 2, "sequence": 1},
    ],
    ids=str,
)
def test_a_window_that_is_none_is_not_taken(monkeypatch, told):
    monkeypatch.setitem(st.session_state, timeline_panel.KEY, {"window": told})
    assert state.told_window() == (None, 0)


def test_a_window_is_cut_to_the_years_that_dates_can_have(monkeypatch):
    told = {"first": -(10**9), "last": 10**9, "sequence": 4}
    monkeypatch.setitem(st.session_state, timeline_panel.KEY, {"window": told})
    assert state.told_window() == (Window(state.FIRST_DAY, state.LAST_DAY), 4)


@pytest.mark.parametrize(
    "told", [None, {}, {"key": "country"}, {"key": "__proto__", "codes": [], "sequence": 1}], ids=str
)
def test_a_choice_that_is_none_is_not_taken(monkeypatch, told):
    monkeypatch.setitem(st.session_state, filter_panel.KEY, {"choice": told})
    assert state.told_choice() == ("", (), 0)


def test_a_choice_is_taken_with_its_number(monkeypatch):
    told = {"key": "country", "codes": ["RUS", "GEO"], "sequence": 2}
    monkeypatch.setitem(st.session_state, filter_panel.KEY, {"choice": told})
    assert state.told_choice() == ("country", ("RUS", "GEO"), 2)


def test_every_shipped_event_has_a_card_with_a_source():
    table, store = tables.load()
    opening = links.to_opening(table, store)
    for identity in table.events["id"]:
        card = to_card(store, table, opening.selection, identity)
        assert card is not None
        assert card.sources, identity
        assert card_panel.to_html(card)
