"""What stands before a lane on a slide: its name, its count, and how much lies outside the window."""

import math
from dataclasses import replace
from itertools import accumulate

from components.exports.slides.canvas import Canvas
from components.exports.slides.geometry import Box
from components.exports.slides.text_fitting import LINE, Measure, Words
from components.layout.display_list import DisplayList, LaneHead, move_lanes
from components.layout.level_of_detail import LANE_PADDING

HEADS = 172.0  # width of the lane heads on the left; slide units, as all here
HEAD_GAP = 12.0
INDENT = 10.0  # of a lane within another
HEAD_SIZE, LEAST_HEAD, COUNT_SIZE, LEAST_OUTSIDE = 12.0, 10.0, 10.5, 8.0
COUNT_GAP = 8.0  # between a lane's name and its count
MOST_LINES = 3  # of a name, for which a lane is made higher


def describe_lane(head: LaneHead) -> str:
    """Say a lane's counts in words, with what lies outside the window."""
    return " · ".join((head.described, *head.beyond))


def with_head_heights(drawn: DisplayList, measure: Measure) -> DisplayList:
    """Return a picture with each lane at least as high as its head: no row of marks is moved within its lane."""
    # Whole pixels: fractions add up differently from below, and a sliver of a lane would be on the slide behind its own
    more = [max(0, math.ceil(_least_height(measure, head, head.name) - head.height)) for head in drawn.heads]
    lower = list(accumulate(more, initial=0))
    moved = (
        (number, head._replace(top=head.top + lower[number], height=head.height + more[number]), lower[number])
        for number, head in enumerate(drawn.heads)
    )
    return move_lanes(drawn, moved, drawn.height + lower[-1])


def draw_head(canvas: Canvas, head: LaneHead, name: str, box: Box) -> None:
    """Write a lane's head; what lies outside is left out where only a part of the lane is there, with no room for it.

    name: the lane's, or what is written for it. box: as wide as all heads are, and as high as the lane is here.
    """
    measure = canvas.style.measure
    room, beside = _rooms(measure, head)
    whole = box.height >= _least_height(measure, head, name)
    parts = head.beyond if whole else ()
    outside = [_fit_outside(measure, parts, beside)] if parts else []
    high = box.height - (COUNT_SIZE * LINE if outside else LANE_PADDING)
    words = replace(measure.fit(name, (HEAD_SIZE, LEAST_HEAD), (beside, high), bold=not head.depth), after=0)
    used = measure.height(words, beside)
    left, top = box.right - room, box.top + min(LANE_PADDING / 2, max(0.0, (high - used) / 2))
    # One box for both, so that what lies outside follows the name closely in a font that needs fewer lines
    column = Box(left, top, beside, used + COUNT_SIZE * LINE * len(outside))
    canvas.write("Lane name", column, [words, *outside])
    figure = Words(head.counted, COUNT_SIZE, colour="muted", after=0)
    canvas.label("Lane count", Box(left + beside, top, room - beside, words.size * LINE), figure, align="r")


def _rooms(measure: Measure, head: LaneHead) -> tuple[float, float]:
    """Return how wide a lane's head is, and how wide its name may run beside its count."""
    room = HEADS - INDENT * head.depth
    return room, room - measure.width(head.counted, COUNT_SIZE) - COUNT_GAP


def _least_height(measure: Measure, head: LaneHead, name: str) -> float:
    """Return how high a lane must be for a name at its smallest and, below it, what lies outside the window."""
    if not head.beyond:
        return 0.0
    lines = measure.lines(name, LEAST_HEAD, _rooms(measure, head)[1], bold=not head.depth)
    return (min(len(lines), MOST_LINES) * LEAST_HEAD + COUNT_SIZE) * LINE + LANE_PADDING / 2


def _fit_outside(measure: Measure, parts: tuple[str, ...], room: float) -> Words:
    """Return what lies outside the window as one line, smaller where it must be; the undated, last, give way first."""
    line = " · ".join(parts)
    if len(parts) > 2 and measure.width(line, COUNT_SIZE) > room:
        line = " · ".join(parts[:2])
    fitted = measure.fit(line, (COUNT_SIZE, LEAST_OUTSIDE), (room, COUNT_SIZE * LINE))
    return replace(fitted, colour="muted", after=0)
