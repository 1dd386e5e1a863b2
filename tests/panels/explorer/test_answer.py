"""Tests of an answer as a whole: every text of a table is escaped, lists have pages, parts hang on nothing beside."""

import json
import re
from datetime import date
from types import SimpleNamespace

import pytest

from components.messages.catalogue import ENGLISH
from components.panels.explorer import card_panel, listing_panel, sentence_panel
from components.panels.explorer.view_state import CARD, LISTED, LISTING, PARTS, TIMELINE, UNDATED
from components.views.view import PAGE
from tests.support import explorer, tables

HOSTILE = '<img src=x onerror="alert(1)"> & </p>'
SOURCES = {
    "sources": [{"key": "s", "title": HOSTILE, "kind": "primary", "publisher": HOSTILE, "url": "javascript:alert(1)"}],
    "event_sources": [{"event": number, "source": "s", "locator": HOSTILE} for number in ("E0", "E1")],
}
CELLS = {"title": HOSTILE, "city": HOSTILE, "people": HOSTILE, "topics": HOSTILE, "note": HOSTILE, "countries": "RUS"}
TABLE, STORE = tables.to_store(
    {"date": "2013-04-29", **CELLS}, {"date": "", **CELLS}, others=SOURCES, title=HOSTILE, opening_window="2013"
)
MANY, MANY_STORE = tables.to_store(
    *({"date": "2013", "title": f"Talks {number:03}", "level": "head"} for number in range(2 * PAGE + 1)),
    *({"date": "", "title": f"Undated {number:03}"} for number in range(PAGE + 1)),
    opening_window="2013",
)
LIST = "lanes=level&list=head@month@year@2013-01-01"
# What a script puts into the page as markup, by the part of an answer that holds it
MARKUP = {
    CARD: lambda made: made[CARD]["html"],
    LISTED: lambda made: made[LISTED]["html"],
    LISTING: lambda made: made[LISTING]["html"],
    UNDATED: lambda made: made[UNDATED]["html"],
    "sentence": lambda made: made[TIMELINE]["sentence"],
}


@pytest.mark.parametrize("place", MARKUP)
def test_no_text_of_a_table_becomes_markup(place):
    hostile = f"event=E0&list=steppe@month@month@2013-04-01&text={'<img src=x>' if place == 'sentence' else ''}"
    made = MARKUP[place](explorer.answer_to(hostile, TABLE, STORE))
    assert "&lt;img" in made
    assert not re.search(r"<img|<[^>]*onerror|href=\"javascript", made)


@pytest.mark.parametrize("query", ["country=<img>", "<img>=1", "event=<img>", "lanes=<img>", "window=<img>"])
def test_what_was_ignored_is_no_markup(query):
    made = explorer.answer_to(query, TABLE, STORE)["ignored"]
    assert "&lt;img&gt;" in made
    assert "<img" not in made


def test_what_sources_count_is_no_markup_and_said_in_part():
    said = sentence_panel.build_gaps([HOSTILE, "Two.", "Three.", "Four."])
    assert "<img" not in said
    assert "Two." in said
    assert "Three." not in said
    assert said.endswith("2 more differences are listed at the end of the page.")
    assert sentence_panel.build_gaps([]) == ""


def test_what_turns_to_an_event_names_it_and_ends_no_attribute():
    made = card_panel.markup.build_choice('E"1', HOSTILE)
    assert 'data-event="E&quot;1"' in made
    assert made.count("<") == 2


@pytest.mark.parametrize(
    ("part", "query", "name", "of"),
    [
        (LISTING, "", "listing_from", 2 * PAGE + 1),
        (LISTED, LIST, "listed_from", 2 * PAGE + 1),
        (UNDATED, "", "undated_from", PAGE + 1),
    ],
)
def test_a_long_list_is_read_in_pages(part, query, name, of):
    titles = []
    for first in range(0, of, PAGE):
        listing = explorer.answer_to(query, MANY, MANY_STORE, parts=part, **{name: str(first)})[part]
        assert listing["pages"] == {
            "name": name,
            "words": f"{first + 1} to {min(first + PAGE, of)} of {of}",
            "previous": first - PAGE if first else None,
            "following": first + PAGE if first + PAGE < of else None,
        }
        titles += explorer.list_titles(listing)
    assert len(titles) == len({*titles}) == of


def test_a_page_behind_the_last_holds_nothing():
    listing = explorer.answer_to("", MANY, MANY_STORE, parts=LISTING, listing_from="900")[LISTING]
    assert explorer.list_titles(listing) == []


def test_a_list_of_one_page_has_none_to_turn():
    assert explorer.answer_to("", TABLE, STORE)[LISTING]["pages"] is None
    assert listing_panel.build_pages("listing_from", 0, PAGE, ENGLISH) is None


def test_a_citation_leaves_the_page_s_own_address_to_the_page():
    made = explorer.answer_to("event=E0&country=RUS", TABLE, STORE, today="2014-02-03")[CARD]
    assert f"{card_panel.HERE}?country=RUS&event=E0" in made["citation"]
    assert "3 February 2014" in made["citation"]
    assert card_panel.HERE in made["correction"]


def test_an_answer_leads_to_where_nothing_is_left_out():
    made = explorer.answer_to("window=1990&country=RUS", TABLE, STORE)[TIMELINE]
    assert [way["words"] for way in made["ways"]] == ["Show all dates (1 event)"]
    way = made["ways"][0]
    assert way["choices"] == [["country", ["RUS"], False, False]]
    assert way["window"][0] <= 15_824 <= way["window"][1]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_the_same_whatever_is_asked_for_beside_it(part):
    query = f"event=E3&{LIST}"
    alone = explorer.answer_to(query, MANY, MANY_STORE, parts=part)
    beside = explorer.answer_to(query, MANY, MANY_STORE)
    assert json.dumps(alone[part]) == json.dumps(beside[part])
    assert {*alone} & {*PARTS} == {part}


def test_a_card_of_an_event_that_is_not_selected_says_so():
    made = explorer.answer_to("event=E0&window=1990", TABLE, STORE)[CARD]
    assert (made["place"], made["previous"], made["following"]) == ("not in this selection", "", "")


def test_without_a_view_s_card_or_cell_there_is_none():
    view = SimpleNamespace(card=None, table=TABLE, request=SimpleNamespace(listed=None), listed=None)
    assert card_panel.build_card(view, "", date(2014, 2, 3)) is None
    assert card_panel.build_listed(view) is None
