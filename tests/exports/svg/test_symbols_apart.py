"""Tests that symbols of the size that is drawn are told apart without colour, solid and hollow."""

import io
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from components.display.figure import HOLLOW_EDGE, SOLID_EDGE
from components.exports.svg import png
from components.exports.svg.svg_elements import element
from components.intake import table_folder
from components.intake.rows import kind_matching
from components.layout import symbols
from components.layout.packing import SYMBOL

SHIPPED = table_folder.read_raw_table(Path(__file__).parents[3] / "data").meeting_types
SIDE = 24  # pixels of the picture of one symbol
# Of what either of two symbols covers, how much only one does. A circle and a square have 0.23; below are circle and
# octagon (0.11), circle and diamond (0.15), circle and hexagon (0.16).
LEAST_DIFFERENCE = 0.22
STYLES = {"solid": ("#000000", SOLID_EDGE), "hollow": ("#ffffff", HOLLOW_EDGE)}
every_style = pytest.mark.parametrize("style", STYLES)


@cache
def draw(name, style):
    """Return how much of each pixel a symbol covers, 0 to 1."""
    fill, width = STYLES[style]
    turn = f"translate({SIDE / 2},{SIDE / 2})"
    path = symbols.outline(name, SYMBOL)
    drawn = element("rect", width=SIDE, height=SIDE, fill="#ffffff")
    drawn += element("path", d=path, transform=turn, fill=fill, stroke="#000000", stroke_width=width)
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}">{drawn}</svg>'
    return 1 - np.asarray(Image.open(io.BytesIO(png.render_png(whole, 1.0))).convert("L")) / 255


def measure_difference(one, other, style):
    """Return how much of the pixels differ, of those that either covers; laid over one another as well as it goes."""
    first, second = draw(one, style), draw(other, style)
    moved = (np.roll(second, shift, (0, 1)) for shift in product((-1, 0, 1), repeat=2))
    return min(float(np.abs(first - each).sum() / np.maximum(first, each).sum()) for each in moved)


@every_style
@pytest.mark.parametrize("names", [tuple(SHIPPED["symbol"]), kind_matching.SYMBOLS], ids=["shipped kinds", "own kinds"])
def test_every_two_symbols_are_told_apart(names, style):
    assert set(names) <= set(symbols.NAMES)
    apart = {pair: measure_difference(*pair, style) for pair in combinations(names, 2)}
    assert {pair: share for pair, share in apart.items() if share < LEAST_DIFFERENCE} == {}


@pytest.mark.parametrize("pair", [*combinations(("octagon", "circle", "hexagon"), 2), ("circle", "diamond")], ids=str)
def test_rounded_symbols_would_not_be(pair):
    assert measure_difference(*pair, "solid") < LEAST_DIFFERENCE


@pytest.mark.parametrize("name", symbols.NAMES)
def test_hollow_is_told_from_solid(name):
    solid, hollow = draw(name, "solid"), draw(name, "hollow")
    assert np.abs(solid - hollow).sum() / np.maximum(solid, hollow).sum() >= LEAST_DIFFERENCE


@every_style
def test_a_symbol_is_wholly_in_its_picture(style):
    for name in symbols.NAMES:
        covered = draw(name, style)
        edges = (covered[0], covered[-1], covered[:, 0], covered[:, -1])
        assert covered.sum() > SYMBOL
        assert not any(edge.any() for edge in edges)
