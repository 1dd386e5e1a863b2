"""The timeline as one picture: SVG with everything it needs to be understood, and PNG made of it."""

from components.briefing.export_input import ExportInput
from components.exports.svg import pagination, png, svg_page
from components.exports.svg.colours import ON_SCREEN, Ink
from components.exports.svg.paragraphs import build_paragraph, wrap
from components.exports.svg.svg_elements import build_line, element
from components.exports.svg.svg_page import BESIDE, Block, gap
from components.views.file_picture import Picture

MARGIN = 24.0  # pixels around everything
LEAST_WIDTH, MOST_WIDTH = 640, 6_400
MOST_PIXELS = 40_000_000  # of a PNG: more than A4 at 600 dots an inch, half a gigabyte while it is drawn
GROWTH = 1.5  # each time that a whole picture needs more room
TITLE, TITLE_LINE = 20.0, 26.0
BOLDER = 1.06  # how much wider bold letters are


def make_svg(exported: ExportInput) -> bytes:
    """Make the timeline of an export input as SVG."""
    return draw(exported, ON_SCREEN.for_table(exported.table))[0].encode()


def make_png(exported: ExportInput) -> bytes:
    """Make the timeline of an export input as PNG, at its scale or as near to it as MOST_PIXELS allow."""
    drawn, width, height = draw(exported, ON_SCREEN.for_table(exported.table))
    scale = min(float(exported.options.scale), (MOST_PIXELS / (width * height)) ** 0.5)
    said = (exported.briefing.classification, *exported.statement.lines)
    return png.add_metadata(png.render_png(drawn, scale), {"Title": exported.title, "Description": "\n".join(said)})


def draw(exported: ExportInput, ink: Ink) -> tuple[str, float, float]:
    """Draw an export input's timeline; return SVG, its width and its height (pixels)."""
    _ = exported.table.messages
    picture = draw_whole(exported) if exported.options.whole else crop_to_view(exported)
    shown, quiet = pagination.drop_quiet(picture.drawn) if exported.options.whole else (picture.drawn, ())
    room = shown.scale.width + BESIDE
    lines = exported.statement.lines
    said = (pagination.describe_quiet(quiet, _), pagination.describe_left(shown, _), *lines[2:])
    blocks = [
        *_opening(exported, ink, room),
        *svg_page.build_lanes(shown, picture, ink, _),
        gap(10),
        Block(*build_paragraph(said, ink, room)),
    ]
    words = (exported.title, svg_page.describe(shown, lines, _))
    width = room + 2 * MARGIN
    drawn, height = svg_page.build_sheet(blocks, ink, (width, None), MARGIN, words)
    return drawn, width, height


def crop_to_view(exported: ExportInput) -> Picture:
    """Compose the picture that fits the width a person chose."""
    total = min(max(exported.options.width, LEAST_WIDTH), MOST_WIDTH)
    return exported.picture_of(exported.request, total - BESIDE - 2 * MARGIN)


def draw_whole(exported: ExportInput) -> Picture:
    """Compose the picture with all lanes unfolded, as wide as all labels need and at most MOST_WIDTH."""
    width = crop_to_view(exported).drawn.scale.width
    request = pagination.unfold(exported, exported.request)
    picture = pagination.compose_whole_picture(exported, request, width)
    while pagination.is_crowded(picture.drawn) and width * GROWTH <= MOST_WIDTH:
        width *= GROWTH
        picture = pagination.compose_whole_picture(exported, request, width)
    return picture


def _opening(exported: ExportInput, ink: Ink, room: float) -> list[Block]:
    """Draw the classification, the title, and what is shown."""
    classification = exported.briefing.classification
    title = wrap(exported.title, TITLE * BOLDER, room)
    lines = (
        build_line(line, 0.0, TITLE_LINE * (number + 0.8), TITLE, fill=ink.named("ink"), font_weight="600")
        for number, line in enumerate(title)
    )
    marking, height = build_paragraph((classification,), ink, room)
    return [
        Block(element("g", marking, font_weight="600"), height),
        Block("".join(lines), TITLE_LINE * len(title) + 4),
        Block(*build_paragraph(exported.statement.lines[:2], ink, room)),
        gap(6),
    ]
