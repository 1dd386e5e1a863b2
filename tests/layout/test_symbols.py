"""Tests of the symbols: every kind of meeting has one, of the size and shape that Plotly draws."""

import re

import pytest

from components.layout import symbols
from components.layout.display_list import UNKNOWN_SYMBOL, find_shapes
from tests.support import shipped, tables

SHIPPED = shipped.read_raw()
# For a radius of 10, from the functions of plotly.js itself
PLOTLYS = {
    "square": (10.0, 10.0),
    "diamond": (13.0, 13.0),
    "cross": (12.0, 12.0),
    "triangle-up": (11.55, 10.0),
    "triangle-left": (10.0, 11.55),
    "triangle-ne": (12.0, 12.0),
    "triangle-sw": (12.0, 12.0),
    "star-diamond": (14.0, 14.0),
    "hexagon": (8.66, 10.0),
    "octagon": (9.24, 9.24),
    "pentagon": (9.51, 10.0),
    "star": (13.31, 14.0),
    "hexagram": (11.43, 13.2),
    "x": (11.31, 11.31),
    "star-square": (11.0, 11.0),
    "diamond-wide": (14.0, 7.0),
    "bowtie": (10.0, 10.0),
}


def reach(path: str) -> tuple[float, float]:
    points = re.findall(r"(-?[\d.]+),(-?[\d.]+)(?=[LAZ]|$)", path)
    return max(abs(float(x)) for x, _ in points), max(abs(float(y)) for _, y in points)


@pytest.mark.parametrize("name", sorted({*SHIPPED.meeting_types["symbol"]}))
def test_every_shipped_kind_has_its_own_shape(name):
    assert name in symbols.NAMES
    assert name == "circle" or symbols.outline(name, 10.0) != symbols.outline("circle", 10.0)


@pytest.mark.parametrize("name", PLOTLYS)
def test_a_symbol_is_as_large_as_on_the_screen(name):
    assert reach(symbols.outline(name, 20.0)) == pytest.approx(PLOTLYS[name], abs=0.08)


def test_no_two_symbols_are_alike():
    assert len({symbols.outline(name, 20.0) for name in symbols.NAMES}) == len(symbols.NAMES)


def test_an_unknown_name_is_a_circle():
    assert symbols.outline("<script>", 10.0) == symbols.outline("circle", 10.0)


def test_a_kind_whose_symbol_nobody_draws_is_drawn_as_the_unknown_one():
    rows = [{"code": "talks", "symbol": "diamond"}, {"code": "dinner", "symbol": "fork-open-dot"}, {"code": "walk"}]
    table = tables.to_table(others={"meeting_types": rows})
    assert find_shapes(table) == {"talks": "diamond", "dinner": UNKNOWN_SYMBOL, "walk": UNKNOWN_SYMBOL}
