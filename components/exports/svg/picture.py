"""The timeline as one picture: SVG with everything it needs to be understood, and PNG made of it."""

from components.briefing.export_input import ExportInput
from components.exports.svg import pagination, png, svg_page
from components.exports.svg.colours import ON_SCREEN, Ink
from components.exports.svg.paragraphs import build_paragraph, wrap
from components.exports.svg.svg_elements import element, line_of
from components.exports.svg.svg_page import BESIDE, Block, gap
from components.views.view import View

MARGIN = 24.0  # pixels around everything
LEAST_WIDTH, MOST_WIDTH = 640, 6_400
MOST_PIXELS = 40_000_000  # of a PNG: more than A4 at 600 dots an inch, half a gigabyte while it is drawn
GROWTH = 1.5  # each time that a whole picture needs more room
TITLE, TITLE_LINE = 20.0, 26.0
BOLDER = 1.06  # how much wider bold letters are


def make_svg(handout: ExportInput) -> bytes:
    """Make the timeline of a handout as SVG."""
    return draw(handout, ON_SCREEN)[0].encode()


def make_png(handout: ExportInput) -> bytes:
    """Make the timeline of a handout as PNG, at its scale or as near to it as MOST_PIXELS allow."""
    drawn, width, height = draw(handout, ON_SCREEN)
    scale = min(float(handout.options.scale), (MOST_PIXELS / (width * height)) ** 0.5)
    said = (handout.briefing.classification, *handout.statement.lines)
    return png.labelled(png.to_png(drawn, scale), {"Title": handout.title, "Description": "\n".join(said)})


def draw(handout: ExportInput, ink: Ink) -> tuple[str, float, float]:
    """Draw a handout's timeline; return SVG, its width and its height (pixels)."""
    view = whole(handout) if handout.options.whole else as_seen(handout)
    arrangement, quiet = pagination.without_quiet(view.arrangement) if handout.options.whole else (view.arrangement, ())
    room = arrangement.scale.width + BESIDE
    lines = handout.statement.lines
    blocks = [
        *_opening(handout, ink, room),
        *svg_page.build_lanes(arrangement, view, ink),
        gap(10),
        Block(
            *build_paragraph(
                (pagination.describe_quiet(quiet), pagination.describe_left(arrangement), *lines[2:]), ink, room
            )
        ),
    ]
    words = (handout.title, svg_page.describe(arrangement, lines))
    width = room + 2 * MARGIN
    drawn, height = svg_page.build_sheet(blocks, ink, (width, None), MARGIN, words)
    return drawn, width, height


def as_seen(handout: ExportInput) -> View:
    """Compose the view that fits the width a person chose."""
    total = min(max(handout.options.width, LEAST_WIDTH), MOST_WIDTH)
    view: View = handout.view_of(handout.request, total - BESIDE - 2 * MARGIN)
    return view


def whole(handout: ExportInput) -> View:
    """Compose the view with all lanes unfolded, as wide as all labels need and at most MOST_WIDTH."""
    width = as_seen(handout).arrangement.scale.width
    request = pagination.unfolded(handout, handout.request)
    view = pagination.view_whole(handout, request, width)
    while pagination.is_crowded(view) and width * GROWTH <= MOST_WIDTH:
        width *= GROWTH
        view = pagination.view_whole(handout, request, width)
    return view


def _opening(handout: ExportInput, ink: Ink, room: float) -> list[Block]:
    """Draw the classification, the title, and what is shown."""
    classification = handout.briefing.classification
    title = wrap(handout.title, TITLE * BOLDER, room)
    lines = (
        line_of(line, 0.0, TITLE_LINE * (number + 0.8), TITLE, fill=ink.named("ink"), font_weight="600")
        for number, line in enumerate(title)
    )
    marking, height = build_paragraph((classification,), ink, room)
    return [
        Block(element("g", marking, font_weight="600"), height),
        Block("".join(lines), TITLE_LINE * len(title) + 4),
        Block(*build_paragraph(handout.statement.lines[:2], ink, room)),
        gap(6),
    ]
