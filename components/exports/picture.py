"""This file is the timeline as one picture: SVG with everything it needs to be understood, and PNG made of it."""

import resvg_py

from components.exports import extent, fonts, sheet
from components.exports.ink import ON_SCREEN, Ink
from components.exports.paragraphs import SIZE, build_paragraph
from components.exports.sheet import BESIDE, Block, gap
from components.exports.svg import line_of
from components.timeline.handout import Handout
from components.timeline.text_width import shorten, text_width
from components.timeline.view import View

MARGIN = 24.0  # pixels around everything
LEAST_WIDTH, MOST_WIDTH = 640, 6_400
MOST_PIXELS = 150_000_000  # of a PNG: half a gigabyte while it is drawn
GROWTH = 1.5  # each time that a whole picture needs more room
TITLE = 20.0
BOLDER = 1.06  # how much wider bold letters are


def make_svg(handout: Handout) -> bytes:
    """Make the timeline of a handout as SVG."""
    return draw(handout, ON_SCREEN)[0].encode()


def make_png(handout: Handout) -> bytes:
    """Make the timeline of a handout as PNG, at its scale or as near to it as MOST_PIXELS allow."""
    drawn, width, height = draw(handout, ON_SCREEN)
    return to_png(drawn, min(float(handout.options.scale), (MOST_PIXELS / (width * height)) ** 0.5))


def to_png(drawn: str, scale: float) -> bytes:
    """Turn SVG into PNG of so many pixels for each of its own; letters that our fonts lack are the machine's."""
    files = list(fonts.font_files())
    family = fonts.FAMILY
    made = resvg_py.svg_to_bytes(drawn, zoom=scale, font_files=files, font_family=family, sans_serif_family=family)
    return bytes(made)


def draw(handout: Handout, ink: Ink) -> tuple[str, float, float]:
    """Draw a handout's timeline; return SVG, its width and its height (pixels)."""
    view = whole(handout) if handout.options.whole else as_seen(handout)
    arrangement, quiet = extent.without_quiet(view.arrangement) if handout.options.whole else (view.arrangement, ())
    room = arrangement.scale.width + BESIDE
    lines = handout.statement.lines
    blocks = [
        _opening(handout, ink, room),
        Block(*build_paragraph(lines[:2], ink, room)),
        gap(6),
        *sheet.build_lanes(arrangement, view, ink),
        gap(10),
        Block(*build_paragraph((extent.describe_quiet(quiet), *lines[2:]), ink, room)),
    ]
    words = (handout.table.settings.title, sheet.describe(arrangement, lines))
    width = room + 2 * MARGIN
    drawn, height = sheet.build_sheet(blocks, ink, (width, None), MARGIN, words)
    return drawn, width, height


def as_seen(handout: Handout) -> View:
    """Compose the view that fits the width a person chose."""
    total = min(max(handout.options.width, LEAST_WIDTH), MOST_WIDTH)
    return handout.view_of(handout.request, total - BESIDE - 2 * MARGIN)


def whole(handout: Handout) -> View:
    """Compose the view with all lanes unfolded, as wide as all labels need and at most MOST_WIDTH."""
    width = as_seen(handout).arrangement.scale.width
    request = extent.unfolded(handout, handout.request)
    view = handout.view_of(request, width)
    while extent.is_crowded(view) and width * GROWTH <= MOST_WIDTH:
        width *= GROWTH
        view = handout.view_of(request, width)
    return view


def _opening(handout: Handout, ink: Ink, room: float) -> Block:
    """Draw the title, with the classification at its right."""
    marked = shorten(handout.briefing.classification, SIZE * BOLDER, room / 2)
    taken = text_width(marked, SIZE * BOLDER) + MARGIN if marked else 0.0
    title = shorten(handout.briefing.title or handout.table.settings.title, TITLE * BOLDER, room - taken)
    drawn = line_of(title, 0.0, TITLE, TITLE, fill=ink.named("ink"), font_weight="600")
    at_right = {"text_anchor": "end", "font_weight": "600", "fill": ink.named("accent")}
    return Block(drawn + (line_of(marked, room, TITLE, SIZE, **at_right) if marked else ""), TITLE + 8)
