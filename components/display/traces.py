"""The pieces that a figure is made of: bars, edges, lines and the axis of days."""

from typing import Any

import pandas as pd

from components.dates.windows import Window
from components.display.theme import Theme, with_alpha
from components.layout.scale import Scale

Trace = dict[str, Any]
MILLISECONDS = 86_400_000  # a day
LATEST = 2_932_897 * MILLISECONDS - 1  # the last moment of 9999: Plotly knows of no later one
LEAST_TICK = 58.0  # pixels from one date on the axis to the next
LATEST_TEXT = "9999-12-31 23:59:59.999"
# What follows a line break is written only where it changes. Finer than a day there is nothing to say.
TICK_FORMATS = [
    {"dtickrange": [None, 86_400_000 * 20], "value": "%-d %b\n%Y"},
    {"dtickrange": [86_400_000 * 20, "M11"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def to_plotly_time(days: pd.Series) -> list[float]:
    """Return days since 1970-01-01 as milliseconds, which is how Plotly counts on an axis of dates."""
    return (days.astype(float) * MILLISECONDS).clip(upper=LATEST).tolist()


def to_plotly_end(day: int) -> int | str:
    """Return the end of a day for an axis; as text on the last two days of 9999, which Plotly takes from no number."""
    end = (day + 1) * MILLISECONDS
    return end if end < LATEST - MILLISECONDS else LATEST_TEXT


def hover(markup: pd.Series) -> Trace:
    """Return the part of a trace that shows ready markup, and nothing else, on hover."""
    return {"hovertext": markup.tolist(), "hoverinfo": "text"}


def bars(name: str, marks: pd.DataFrame, fill: float, height: float, edge: float = 0.0) -> Trace:
    """Draw a bar from bar_first to bar_last, both included, for every mark; fill and edge are opacities."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": to_plotly_time(marks["bar_first"]),
        "x": to_plotly_time(marks["bar_last"] - marks["bar_first"] + 1),
        "y": marks["y"].tolist(),
        "width": [height] * len(marks),
        "marker": {
            "color": [with_alpha(colour, fill) for colour in marks["colour"]],
            "line": {"width": 1 if edge else 0, "color": [with_alpha(colour, edge) for colour in marks["colour"]]},
        },
        "customdata": marks[["id", "meeting_type"]].to_numpy().tolist(),
        **hover(marks["hover"]),
    }


def dashed_edges(marks: pd.DataFrame, opacity: float, height: float) -> Trace:
    """Draw a dashed line around every bar, one trace for all: the corners of each, then a gap."""
    times: list[float | None] = []
    heights: list[float | None] = []
    for first, last, middle in zip(*(marks[name].tolist() for name in ("bar_first", "bar_last", "y")), strict=True):
        left, right = first * MILLISECONDS, (last + 1) * MILLISECONDS
        top, bottom = middle - height / 2, middle + height / 2
        times += [left, right, right, left, left, None]
        heights += [top, top, bottom, bottom, top, None]
    colour = with_alpha("#808a96", opacity)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "edges of possible days",
        "x": times,
        "y": heights,
        "line": {"color": colour, "width": 1, "dash": "3px,3px"},
        "hoverinfo": "skip",
    }


def count_bars(name: str, bins: pd.DataFrame, scale: Scale, fills: list[str], figures: list[str]) -> Trace:
    """Draw counted bins (strips.Bin with `hover` and `key`) with their label inside."""
    first, last = scale.day(bins["left"].astype(float)), scale.day(bins["right"].astype(float))
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": to_plotly_time(first),
        "x": to_plotly_time(last - first),
        "y": bins["y"].tolist(),
        "width": bins["height"].tolist(),
        "marker": {"color": fills, "line": {"width": 0}},
        "text": bins["label"].tolist(),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"size": 11, "color": figures},
        "customdata": bins["key"].tolist(),
        **hover(bins["hover"]),
    }


def lane_line(y: float, beyond: float, colour: str) -> Trace:
    """Draw a hairline above a lane, a little `beyond` both ends of the plot (as a share of its width)."""
    line = {"color": colour, "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": -beyond,
        "x1": 1 + beyond,
        "y0": y,
        "y1": y,
        "line": line,
        "layer": "below",
    }


def today_line(day: int, theme: Theme) -> tuple[Trace, Trace]:
    """Return the line through today and its word above the lanes."""
    time = (day + 0.5) * MILLISECONDS
    line = {"color": theme.accent, "width": 1}
    mark = {"type": "line", "x0": time, "x1": time, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}
    words = {"x": time, "yref": "paper", "y": 1, "yanchor": "bottom", "text": "today", "showarrow": False}
    return mark, {**words, "font": {"size": 11, "color": theme.accent}}


def time_axis(window: Window, width: float, theme: Theme) -> Trace:
    """Return the axis of days above the lanes, on the window, both its days included."""
    ticks = max(2, int(width / LEAST_TICK))
    return {
        "type": "date",
        "side": "top",
        "range": [window.first * MILLISECONDS, to_plotly_end(window.last)],
        "dtick": MILLISECONDS if window.last - window.first < ticks else None,  # nothing is finer than a day
        "gridcolor": theme.grid,
        "linecolor": theme.hairline,
        "tickfont": {"size": 12, "color": theme.muted},
        "nticks": ticks,
        "tickformatstops": TICK_FORMATS,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.hairline,
        "showline": False,
        "zeroline": False,
        "automargin": False,
        "ticklabeloverflow": "allow",  # else Plotly measures every label at every tick of the wheel
        "calendar": "gregorian",
    }
