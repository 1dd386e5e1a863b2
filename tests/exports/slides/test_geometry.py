"""Tests of geometry: what is left of a rectangle beside another one."""

from hypothesis import given
from hypothesis import strategies as st

from components.exports.slides.geometry import Box
from tests.support.trials import examples

boxes = st.builds(Box, *[st.floats(0, 900)] * 2, *[st.floats(1, 900)] * 2)


@examples(100)
@given(boxes, boxes)
def test_the_rest_lies_inside_and_beside_or_all_is_kept(box, other):
    rest = box.without(other, 0.35)
    assert rest.left >= box.left - 1e-6
    assert rest.right <= box.right + 1e-6
    assert rest.top >= box.top - 1e-6
    assert rest.bottom <= box.bottom + 1e-6
    across = min(rest.right, other.right) - max(rest.left, other.left)
    down = min(rest.bottom, other.bottom) - max(rest.top, other.top)
    assert rest == box or across <= 1e-6 or down <= 1e-6
    assert rest.width * rest.height >= 0.65 * box.width * box.height - 1e-3


def test_a_logo_in_a_corner_costs_the_smaller_strip():
    assert Box(0, 0, 100, 100).without(Box(90, 0, 10, 20), 0.35) == Box(0, 0, 90, 100)


def test_a_panel_that_would_cost_too_much_is_background():
    assert Box(0, 0, 100, 100).without(Box(20, 20, 60, 60), 0.35) == Box(0, 0, 100, 100)
