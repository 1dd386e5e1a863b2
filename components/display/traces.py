"""The pieces that a figure is made of: bars, edges, lines and the axis of days."""

from collections.abc import Iterable
from typing import Any

from components.dates.windows import Window
from components.display.theme import Theme
from components.layout.ticks import Tick

Trace = dict[str, Any]
MILLISECONDS = 86_400_000  # a day
LATEST = 2_932_897 * MILLISECONDS - 1  # the last moment of 9999: Plotly knows of no later one
_BLANK = "\u00a0"
LATEST_TEXT = "9999-12-31 23:59:59.999"


def to_time(days: float) -> float:
    """Return (float) days since 1970-01-01 as milliseconds, which is how Plotly counts on an axis of dates."""
    return min(float(days * MILLISECONDS), float(LATEST))


def to_plotly_end(day: int) -> int | str:
    """Return the end of a day for an axis; as text on the last two days of 9999, which Plotly takes from no number."""
    end = (day + 1) * MILLISECONDS
    return end if end < LATEST - MILLISECONDS else LATEST_TEXT


def hover(markup: list[str]) -> Trace:
    """Return the part of a trace that shows ready markup, and nothing else, on hover."""
    return {"hovertext": markup, "hoverinfo": "text"}


def dashed_edges(bars: Iterable[tuple[int, int, float]], colour: str, height: float) -> Trace:
    """Draw a dashed line around every bar (first day, last day, y), one trace for all: corners, then a gap."""
    times: list[float | None] = []
    heights: list[float | None] = []
    for first, last, middle in bars:
        left, right = first * MILLISECONDS, (last + 1) * MILLISECONDS
        top, bottom = middle - height / 2, middle + height / 2
        times += [left, right, right, left, left, None]
        heights += [top, top, bottom, bottom, top, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "edges of possible days",
        "x": times,
        "y": heights,
        "line": {"color": colour, "width": 1, "dash": "3px,3px"},
        "hoverinfo": "skip",
    }


def lane_lines(heights: Iterable[float], beyond: float, colour: str) -> Trace:
    """Draw hairlines above lanes, a little `beyond` both ends of the plot (as a share of its width), as one shape."""
    path = "".join(f"M{-beyond},{y}L{1 + beyond},{y}" for y in heights)
    return {"type": "path", "xref": "paper", "path": path, "line": {"color": colour, "width": 1}, "layer": "below"}


def rule(day: float, text: str, theme: Theme) -> tuple[Trace, Trace]:
    """Return a line down through all lanes at a (float) day, and its word above them."""
    time = to_time(day)
    line = {"color": theme.accent, "width": 1}
    mark = {"type": "line", "x0": time, "x1": time, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}
    words = {"x": time, "yref": "paper", "y": 1, "yanchor": "bottom", "text": text, "showarrow": False}
    return mark, {**words, "font": {"size": 11, "color": theme.accent}}


def time_axis(window: Window, ticks: Iterable[Tick], theme: Theme) -> Trace:
    """Return the axis of days above the lanes, on the window, both its days included, with these dates."""
    dates = list(ticks)
    with_years = any(tick.year for tick in dates)
    return {
        "type": "date",
        "side": "top",
        "range": [window.first * MILLISECONDS, to_plotly_end(window.last)],
        "gridcolor": theme.grid,
        "linecolor": theme.hairline,
        "tickfont": {"size": 12, "color": theme.muted},
        "tickmode": "array",
        "tickvals": [to_time(tick.day) for tick in dates],
        # All of two lines, or Plotly would set those of one a line lower
        "ticktext": [f"{tick.label}<br>{tick.year or _BLANK}" if with_years else tick.label for tick in dates],
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.hairline,
        "showline": False,
        "zeroline": False,
        "automargin": False,
        "ticklabeloverflow": "allow",  # else Plotly measures every label at every tick of the wheel
        "calendar": "gregorian",
    }
