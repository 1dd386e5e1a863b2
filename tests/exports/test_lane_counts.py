"""Tests of lanes' counts: screen, drawing and slides say the same of every lane, and what is drawn adds up to it."""

import re
from collections import Counter

import pytest

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.exports.slides.deck import make_slides
from components.exports.svg import lane_headers, picture
from components.layout import arrangement
from components.layout.display_list import build_head
from components.panels.explorer import timeline_panel
from components.query import links
from tests.support import decks, nasty, shipped
from tests.support.export_readers import to_drawing

TABLE, STORE = shipped.open_shipped()
VIEWS = (
    "window=2013",
    "window=2012-06-01/2013-03-15&lanes=meeting_type",  # lanes with nothing certain, and lanes with nothing at all
    "window=2013&country=RUS&grey=country",
    "window=2013-05-15/2013-09-20",  # cells of events that are only possibly there
    "window=2013-04&unfolded=none&lanes=level",
    "window=2012-06-01/2012-12-31&unfolded=organisations",  # long names on low lanes
)
CONTINUED = " (continued)"
COUNTED = re.compile(
    r"([\d,]+) events? (?:[^,]*|.*?)(?:, day not stated)?(?:, ([\d,]+) more dimmed)?"
    r"(?:, ([\d,]+) of them possible)?(?:, ([\d,]+) of them with an uncertain date)?(?:, and .* more possible)?$"
)


@pytest.fixture(scope="module", params=VIEWS)
def made(request):
    query = links.parse_query(request.param)
    asked, ignored = links.parse_request(query, TABLE, STORE, links.find_opening(TABLE, STORE))
    assert not ignored
    return export_input.build_export_input(STORE, TABLE, asked, Briefing(""), nasty.MADE)


@pytest.fixture(scope="module")
def lanes(made):
    return arrangement.arrange(STORE, TABLE, made.request, 900.0).lanes


@pytest.fixture(scope="module")
def groups(made):
    slides = decks.read(make_slides(made)).slides
    return [shape for slide in slides for shape in slide.shapes if shape.name.startswith("Lane: ")]


def to_screen(lane):
    """Return what the page has beside a lane: its count, and what is earlier and later."""
    head = timeline_panel.build_head(build_head(lane))
    return head["name"], " ".join(filter(None, (head["events"], head["others"]))), head["earlier"], head["later"]


def to_slide(group):
    """Return the same of a lane on a slide."""
    texts = {
        shape.name: [each.text for each in shape.text_frame.paragraphs]
        for shape in group.shapes
        if shape.has_text_frame
    }
    outside = " ".join(texts["Lane name"][1:])
    found = [re.search(rf"([\d,]+) {word}", outside) for word in ("before", "after")]
    return group.name.removeprefix("Lane: "), texts["Lane count"][0], *(each[1] if each else "" for each in found)


def to_column(drawn, right):
    """Return the figures of an SVG that end at `right`, from the top."""
    ends = [each for each in drawn.iter() if each.tag.endswith("text") and each.get("x") == f"{right:g}"]
    return [text for text in ("".join(each.itertext()) for each in ends) if text[:1].isdecimal()]


@pytest.mark.few_variants(2)
def test_a_slide_says_of_every_lane_what_the_page_says(lanes, groups):
    shown = [to_slide(group) for group in groups if CONTINUED not in group.shapes[0].text_frame.text]
    assert shown == [to_screen(lane) for lane in lanes]


def test_no_name_of_a_lane_is_cut_for_its_counts(lanes, groups):
    names = {group.shapes[0].text_frame.paragraphs[0].text.removesuffix(CONTINUED) for group in groups}
    assert names == {lane.name for lane in lanes}


def test_a_drawing_says_of_every_lane_what_the_page_says(made):
    width = picture.crop_to_view(made).drawn.scale.width
    shown = [to_screen(lane) for lane in arrangement.arrange(STORE, TABLE, made.request, width).lanes]
    drawn = to_drawing(picture.make_svg(made))
    columns = {1: -lane_headers.BEFORE - lane_headers.AIR, 2: -lane_headers.AIR, 3: lane_headers.AFTER}
    for place, right in columns.items():
        assert to_column(drawn, right) == [each[place] for each in shown if each[place]]


def test_marks_and_cells_of_a_lane_add_up_to_its_counts(lanes, groups):
    drawn, grey, possible, uncertain, marked = (Counter() for _ in range(5))
    for group in groups:
        for shape in group.shapes:
            if shape.name.startswith("Event: "):
                marked[group.name] += 1
            elif counted := COUNTED.fullmatch(shape.name):
                events, greyed, perhaps, doubtful = (int((each or "0").replace(",", "")) for each in counted.groups())
                drawn[group.name] += events + greyed
                grey[group.name] += greyed
                possible[group.name] += perhaps
                uncertain[group.name] += doubtful
    for lane in lanes:
        name = f"Lane: {lane.name}"
        if lane.shows == "head":
            continue
        assert drawn[name] + marked[name] == lane.totals.inside
        if not marked[name]:
            told = grey[name], possible[name], uncertain[name]
            assert told == (lane.greyed, lane.highlighted.possible, lane.highlighted.uncertain)
