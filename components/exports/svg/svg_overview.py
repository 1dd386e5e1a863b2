"""The overview as SVG: all the table's time at a glance, with the period of the picture marked."""

from collections.abc import Iterator

from components.dates.windows import Window
from components.exports.svg.colours import Ink
from components.exports.svg.svg_elements import element, text
from components.layout.overview import Overview
from components.layout.scale import Scale

BARS = 28.0  # pixels of height for the bars
HEIGHT = 44.0
SIZE = 11.0
LEAST = 2.0  # pixels of a bar that counts something, and of the window


def build_overview(overview: Overview, window: Window, ink: Ink, width: float) -> str:
    """Build the counts over all dates on `width` pixels from (0, 0), HEIGHT high."""
    scale = Scale(overview.domain, width)
    return "".join((_window(window, scale, ink), *_bars(overview, scale, ink), *_years(overview, scale, ink)))


def _bars(overview: Overview, scale: Scale, ink: Ink) -> Iterator[str]:
    most = max((known + imprecise for *_, known, imprecise, _ in overview.bins), default=1)
    for first, last, known, imprecise, _ in overview.bins:
        low = max(LEAST, known / most * (BARS - 4)) if known else 0.0
        high = low + (max(LEAST, imprecise / most * (BARS - 4)) if imprecise else 0.0)
        yield _bar(scale, (first, last), (0.0, low), ink.named("count"), 0.8)
        yield _bar(scale, (first, last), (low, high), ink.named("count"), 0.38)
    for first, last, _ in overview.wide:
        yield _bar(scale, (first, last), (0.0, LEAST), ink.named("muted"), 0.3)


def _bar(scale: Scale, days: tuple[int, int], heights: tuple[float, float], fill: str, opacity: float) -> str:
    left, right = _extent(scale, *days)
    low, high = heights
    if high <= low:
        return ""
    width = max(1.0, right - left - 0.5)
    return element("rect", x=left, y=BARS - high, width=width, height=high - low, fill=fill, fill_opacity=opacity)


def _window(window: Window, scale: Scale, ink: Ink) -> str:
    left, right = _extent(scale, window.first, window.last)
    width = max(LEAST, right - left)
    accent = ink.named("accent")
    box = element("rect", x=left, y=0.0, width=width, height=BARS, fill=accent, fill_opacity=0.1)
    ends = "".join(element("line", x1=x, x2=x, y1=0.0, y2=BARS, stroke=accent) for x in (left, left + width))
    return box + ends + element("line", x1=0.0, x2=scale.width, y1=BARS, y2=BARS, stroke=ink.named("hairline"))


def _years(overview: Overview, scale: Scale, ink: Ink) -> Iterator[str]:
    for day, label in overview.years:
        x, _ = _extent(scale, day, day)
        anchor = "start" if x < 16 else "end" if x > scale.width - 16 else "middle"
        yield text(label, x, BARS + 13, SIZE, text_anchor=anchor, fill=ink.named("muted"))


def _extent(scale: Scale, first: int, last: int) -> tuple[float, float]:
    """Return days in pixels, cut to the scale's own."""
    left = (max(first, scale.window.first) - scale.window.first) * scale.pixels_per_day
    right = (min(last, scale.window.last) + 1 - scale.window.first) * scale.pixels_per_day
    return min(left, scale.width), max(0.0, min(right, scale.width))
