"""Tests of the colours of levels: four groups that all eyes tell apart, in grey by their order from dark to light."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from components.display.theme import DARK, LIGHT, THEMES, contrast
from components.events import levels
from components.intake import table_folder
from tests.support import colour_vision, tables

SHIPPED = table_folder.read_raw_table(Path(__file__).parents[2] / "data").levels
GROUPS = ("head", "minister", "vice-minister", "other")  # of the colours, the highest first
LEAST_DISTANCE = 10.0  # CIEDE2000; about 2 is what an untrained eye sees side by side
LEAST_STEP = 12.0  # of L*, from one group to the next in grey
LEAST_CONTRAST = 3.0  # of what is drawn (WCAG 2.2, 1.4.11)
every_theme = pytest.mark.parametrize("each", THEMES.values(), ids=THEMES)


def to_colours(each, rows=None):
    """Return the colours of a theme by level, of the usual levels or of these rows of a levels.csv."""
    raw = tables.to_raw_table([], {"levels": rows or []})
    return each.colour_levels(tables.table.build_table(raw, tables.GAZETTEER).level_rows)


def test_the_shipped_levels_are_those_of_every_table():
    assert SHIPPED.drop(columns="row").to_dict("records") == levels.build_usual().to_dict("records")


@every_theme
def test_a_colour_says_which_of_four_groups_a_level_is_in(each):
    colours = to_colours(each)
    assert set(colours) == {*SHIPPED["code"], ""}
    assert colours["official"] == colours["vice-minister"]
    assert colours[""] == colours["other"]
    assert len({colours[code] for code in GROUPS}) == len(GROUPS)


@every_theme
@pytest.mark.parametrize("vision", colour_vision.VISIONS)
def test_every_two_groups_are_told_apart(each, vision):
    seen = {code: colour_vision.see(to_colours(each)[code], vision) for code in GROUPS}
    apart = {pair: colour_vision.measure_distance(*(seen[code] for code in pair)) for pair in combinations(GROUPS, 2)}
    assert {pair: distance for pair, distance in apart.items() if distance < LEAST_DISTANCE} == {}


@every_theme
def test_in_grey_the_highest_group_is_farthest_from_the_paper(each):
    lightness = [colour_vision.to_lab(colour_vision.see(to_colours(each)[code], "grey"))[0] for code in GROUPS]
    paper = colour_vision.to_lab(each.paper)[0]
    away = [abs(paper - one) for one in lightness]
    assert min(higher - lower for higher, lower in pairwise(away)) >= LEAST_STEP


@every_theme
@pytest.mark.parametrize("vision", colour_vision.VISIONS)
def test_every_group_is_seen_on_its_paper(each, vision):
    assert min(contrast(colour, each.paper) for colour in to_colours(each).values()) >= LEAST_CONTRAST
    paper = colour_vision.see(each.paper, vision)
    seen = (colour_vision.see(colour, vision) for colour in to_colours(each).values())
    assert min(colour_vision.measure_distance(colour, paper) for colour in seen) >= LEAST_DISTANCE


def test_a_table_may_have_colours_of_its_own():
    colours = to_colours(LIGHT, [{"code": "head", "colour": "#102030"}, {"code": "envoy", "colour": "#A0B0C0"}])
    assert (colours["head"], colours["envoy"]) == ("#102030", "#A0B0C0")
    assert colours["minister"] == to_colours(LIGHT)["minister"]


@pytest.mark.parametrize("colour", ["", "red", "#123", "#12345g", "#1234567", "rgb(1,2,3)", "#123456;x"])
def test_a_colour_that_is_none_gives_way_to_the_usual_one_or_to_that_of_others(colour):
    rows = [
        {"code": "head", "colour": colour, "colour_dark": "#a0b0c0"},
        {"code": "envoy", "colour": colour},
        {"code": "other", "colour": "#203040"},
    ]
    colours = to_colours(LIGHT, rows)
    assert (colours["head"], colours["envoy"], colours[""]) == (to_colours(LIGHT)["head"], "#203040", "#203040")
    assert to_colours(DARK, rows)["head"] == "#a0b0c0"
