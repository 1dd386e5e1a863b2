"""What stands beside the lanes: their names and counts, and how much lies before the period and after it."""

from components.exports.svg.colours import Ink
from components.exports.svg.paragraphs import wrap
from components.exports.svg.svg_elements import build_line, element, text
from components.exports.svg.svg_timeline import DROP
from components.layout import strips
from components.layout.display_list import DisplayList, LaneHead
from components.layout.level_of_detail import HEAD_HEIGHT, LANE_PADDING, QUIET_HEIGHT, ROW
from components.layout.packing import LABEL_SIZE
from components.layout.text_width import shorten, text_width
from components.messages.catalogue import Messages

INDENT = 12.0  # pixels of a lane within another
BEFORE, AFTER = 46.0, 46.0  # columns of figures, pixels
SMALL = 11.0
AIR = 8.0
TWO_LINES = 13.0  # from a line to the next
BOLDER = 1.06  # how much wider bold letters are


def build_heads(drawn: DisplayList, ink: Ink, width: float, _: Messages) -> str:
    """Build the column before the lanes, `width` pixels to the left of 0: name, events (+ possibly), before."""
    return build_captions(ink, _)[0] + build_names(drawn, ink, width)


def build_tails(drawn: DisplayList, ink: Ink, _: Messages) -> str:
    """Build the column behind the lanes, from 0 to the right: after."""
    return build_captions(ink, _)[1] + build_after(drawn, ink)


def build_captions(ink: Ink, _: Messages) -> tuple[str, str]:
    """Name the columns before and behind the lanes, above 0."""
    before = _("before")
    events_right = -AIR - max(BEFORE, text_width(before, SMALL) + AIR)  # a long word goes on into the column beside
    counted = ((_("events"), events_right), (before, -AIR))
    return _captions(ink, counted), _captions(ink, ((_("after"), AFTER),))


def build_names(drawn: DisplayList, ink: Ink, width: float) -> str:
    """Build what build_heads does, without naming the columns."""
    return "".join(_head(lane, ink, width) for lane in drawn.heads)


def build_after(drawn: DisplayList, ink: Ink) -> str:
    """Build what build_tails does, without naming the column."""
    lanes = (lane for lane in drawn.heads if lane.later)
    return "".join(_figure(lane.later, AFTER, _middle(lane), ink, "muted", SMALL) for lane in lanes)


def build_lines(drawn: DisplayList, ink: Ink, left: float, right: float) -> str:
    """Draw a hairline above every lane and below the last, from `left` to `right`."""
    tops = [(lane.top, "grid" if lane.depth else "hairline") for lane in drawn.heads]
    return "".join(
        element("line", x1=left, x2=right, y1=y, y2=y, stroke=ink.named(colour))
        for y, colour in (*tops, (drawn.height, "hairline"))
    )


def _captions(ink: Ink, captions: tuple[tuple[str, float], ...]) -> str:
    return "".join(_figure(words, right, -7.0 - DROP * SMALL, ink, "muted", SMALL) for words, right in captions)


def _head(lane: LaneHead, ink: Ink, width: float) -> str:
    left, middle = -width + INDENT * lane.depth, _middle(lane)
    counted = lane.counted
    figures = _figure(counted, -BEFORE - AIR, middle, ink, "ink", LABEL_SIZE)
    before = _figure(lane.earlier, -AIR, middle, ink, "muted", SMALL) if lane.earlier else ""
    room = -BEFORE - 2 * AIR - text_width(counted, LABEL_SIZE) - left
    return _name(lane, left, room, ink) + figures + before


def _name(lane: LaneHead, left: float, room: float, ink: Ink) -> str:
    """Draw a lane's name on one line, or smaller on two where it needs them and the lane is high enough."""
    weight, bolder = ("600", BOLDER) if not lane.depth else (None, 1.0)
    lines, size = [lane.name], LABEL_SIZE
    if text_width(lane.name, size * bolder) > room and lane.height >= 2 * TWO_LINES:
        size = SMALL
        lines = wrap(lane.name, size * bolder, room)
        lines = [lines[0], " ".join(lines[1:])] if len(lines) > 1 else lines
    top = _middle(lane) - TWO_LINES * (len(lines) - 1) / 2 + DROP * size
    cut = (shorten(line, size * bolder, room) for line in lines)
    return "".join(
        text(line, left, top + TWO_LINES * number, size, fill=ink.named("ink"), font_weight=weight)
        for number, line in enumerate(cut)
    )


def _figure(words: str, right: float, middle: float, ink: Ink, colour: str, size: float) -> str:
    return build_line(words, right, middle + DROP * size, size, text_anchor="end", fill=ink.named(colour))


def _middle(lane: LaneHead) -> float:
    lines = {"head": HEAD_HEIGHT / 2, "strip": strips.PADDING + strips.CELL_HEIGHT / 2, "nothing": QUIET_HEIGHT / 2}
    return lane.top + lines.get(lane.shows, LANE_PADDING + ROW / 2)
