"""One sheet with a timeline on it: blocks below each other, from the key to the last lane, as one SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from components.exports.svg import fonts, lane_headers, svg_legend, svg_overview
from components.exports.svg.colours import Ink
from components.exports.svg.svg_elements import element, escape
from components.exports.svg.svg_timeline import AXIS, SvgStyle, build_axis, build_plot
from components.layout.display_list import DisplayList
from components.messages.catalogue import Messages
from components.views.file_picture import Picture

NAMES = 250.0  # pixels of the column before the lanes, figures included
BESIDE = NAMES + lane_headers.AFTER  # what stands at both sides of the lanes


@dataclass(frozen=True)
class Block:
    """Hold a part of a sheet: its markup around its own top left, and how high it is."""

    markup: str
    height: float


def gap(height: float) -> Block:
    """Return a block of nothing."""
    return Block("", height)


def build_lanes(drawn: DisplayList, picture: Picture, ink: Ink, _: Messages) -> list[Block]:
    """Build legend, overview and lanes; `drawn` is the picture's own list, or a part of that."""
    scale = drawn.scale
    legend = svg_legend.build_legend(picture.legend, ink, scale.width + BESIDE)
    blocks = [Block(*legend), gap(10)]
    if picture.overview:
        overview = svg_overview.build_overview(picture.overview, scale.window, ink, scale.width)
        blocks.append(Block(_moved(overview, NAMES, 0.0), svg_overview.HEIGHT))
    lanes = (
        lane_headers.build_lines(drawn, ink, -NAMES, scale.width + lane_headers.AFTER)
        + lane_headers.build_heads(drawn, ink, NAMES, _)
        + build_plot(drawn, SvgStyle(ink, {}))
        + build_axis(drawn, ink)
        + _moved(lane_headers.build_tails(drawn, ink, _), scale.width, 0.0)
    )
    return [*blocks, Block(_moved(lanes, NAMES, AXIS), AXIS + drawn.height + 1)]


def build_sheet(
    blocks: Sequence[Block], ink: Ink, size: tuple[float, float | None], margin: float, words: tuple[str, str]
) -> tuple[str, float]:
    """Build the sheet of some blocks and return it with its height; words: its title and what it shows.

    size: width and height (pixels); None for as high as the blocks are.
    """
    tops = list(accumulate((block.height for block in blocks), initial=margin))
    width, height = size[0], size[1] or tops[-1] + margin
    drawn = element(
        "svg",
        element("title", escape(words[0]), id="title"),
        element("desc", escape(words[1]), id="description"),
        element("rect", width=width, height=height, fill=ink.named("paper")),
        *(_moved(block.markup, margin, top) for block, top in zip(blocks, tops[:-1], strict=True) if block.markup),
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width:.2f} {height:.2f}",
        role="img",
        aria_labelledby="title description",
        font_family=fonts.STACK,
    )
    return drawn, height


def describe(drawn: DisplayList, sentences: Iterable[str], _: Messages) -> str:
    """Say a sheet in words: sentences, then every lane with its count."""
    lanes = "; ".join(f"{head.name}: {head.counted}" for head in drawn.heads)
    return " ".join((*sentences, *([_("Lanes: {lanes}.", lanes=lanes)] if lanes else [])))


def _moved(markup: str, x: float, y: float) -> str:
    return element("g", markup, transform=f"translate({x:.2f},{y:.2f})")
