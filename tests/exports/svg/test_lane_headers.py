"""Tests of what stands beside the lanes: names that fit, and counts that say what is possible and what is grey."""

import pytest

from components.exports.svg import lane_headers
from components.exports.svg.colours import ON_SCREEN
from components.layout import arrangement
from components.layout.display_list import build_display_list, build_head
from components.layout.text_width import text_width
from components.messages.catalogue import ENGLISH
from components.query.selection import Request
from tests.support import tables
from tests.support.export_readers import to_drawing


def arrange(*rows, **choices):
    table, store = tables.to_store(*rows)
    request = Request(tables.to_selection("2013", **choices), "topic")
    return build_display_list(arrangement.arrange(store, table, request, 600.0), table)


def texts(markup):
    return ["".join(element.itertext()) for element in to_drawing(f"<svg>{markup}</svg>") if element.tag == "text"]


def test_a_lane_says_certain_and_possible_before_and_after():
    rows = [{"date": text, "topics": "peace"} for text in ("2013-04", "2013-05", "2013?", "2012", "2014", "2015")]
    made = arrange(*rows)
    assert texts(lane_headers.build_heads(made, ON_SCREEN, 250.0, ENGLISH)) == [
        "events",
        "before",
        "Peace",
        "2 +1",
        "1",
    ]
    assert texts(lane_headers.build_tails(made, ON_SCREEN, ENGLISH)) == ["after", "2"]


def test_a_lane_with_grey_events_says_how_many_are_not():
    table, store = tables.to_store({"date": "2013", "level": "head"}, {"date": "2013"})
    selection = tables.to_selection("2013").choose("level", ("head",), grey=True)
    (lane,) = arrangement.arrange(store, table, Request(selection, "topic"), 600.0).lanes
    assert build_head(lane).counted == "1 of 2"


@pytest.mark.parametrize("name", ["Short", "A name of several words that is long", "W" * 200])
def test_a_name_stays_in_its_column(name):
    made = arrange({"date": "2013", "topics": name}, {"date": "2013", "topics": name})
    for element in to_drawing(f"<svg>{lane_headers.build_names(made, ON_SCREEN, 250.0)}</svg>"):
        left = float(element.get("x"))
        if element.get("text-anchor") != "end":
            assert left + text_width(element.text, float(element.get("font-size"))) <= -lane_headers.BEFORE
