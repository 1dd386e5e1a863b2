"""This file is the timeline on the page: the component around plotly.js, what it is given and what it reports."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly
import streamlit as st

from components.panels.server import PLOTLY_PATH
from components.timeline import figure, theme
from components.timeline.drawing import MILLISECONDS
from components.timeline.lanes import Lane
from components.timeline.view import View, describe_totals
from components.timeline.windows import Window

_ASSETS = Path(__file__).parent / "assets"
_CONFIG = {
    "displayModeBar": False,
    "doubleClick": False,
    "scrollZoom": True,  # the script lets it through only with Ctrl
    "responsive": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
}
KEY = "timeline"

_component = st.components.v2.component(
    "diplomatic_timeline",
    html=(_ASSETS / "timeline.html").read_text(encoding="utf-8"),
    css=(_ASSETS / "timeline.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "timeline.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # in a shadow root plotly finds no place for its hover
)


def show(
    view: View, theme_name: str, sequence: int, presets: dict[str, Window], reports: dict[str, Callable[[], None]]
) -> None:
    """Show the timeline of a view.

    sequence: number of the last window that the component told, so that it knows which answer this is. presets: windows
    behind the buttons "opening" and "all". reports: what to call when "window", "shape", "event", "bin" or "fold" is
    told; the value is then in the session's state under KEY.
    """
    _component(
        key=KEY,
        data=to_payload(view, theme_name, sequence, presets),
        on_window_change=reports["window"],
        on_shape_change=reports["shape"],
        on_event_change=reports["event"],
        on_bin_change=reports["bin"],
        on_fold_change=reports["fold"],
    )


def to_payload(view: View, theme_name: str, sequence: int, presets: dict[str, Window]) -> dict[str, Any]:
    """Return what the component's script is given: figure, lane heads, and what the buttons lead to."""
    chosen = theme.THEMES[theme_name]
    return {
        "plotly": f"{PLOTLY_PATH}?{plotly.__version__}",
        "figure": figure.build_figure(view.arrangement, view.table, chosen, view.request.event),
        "config": _CONFIG,
        "lanes": [to_head(lane) for lane in view.arrangement.lanes],
        "legend": to_legend(view),
        "top": figure.AXIS_HEIGHT,
        "side": figure.SIDE,
        "sequence": sequence,
        "theme": theme_name,
        "presets": {
            name: [window.first * MILLISECONDS, (window.last + 1) * MILLISECONDS] for name, window in presets.items()
        },
    }


def to_head(lane: Lane) -> dict[str, Any]:
    """Return what stands beside a lane: name and count before it, what lies outside the window behind it."""
    totals = lane.totals
    undated = f", {totals.undated:,} undated" if totals.undated else ""
    return {
        "key": lane.key,
        "name": lane.name,
        "shows": lane.shows,
        "depth": lane.depth,
        "folded": lane.folded,
        "top": lane.top,
        "height": lane.height,
        "count": f"{totals.certain:,}",
        "possibly": f"+{totals.possible:,}" if totals.possible else "",
        "words": f"{lane.name}: {describe_totals(totals)}",
        "earlier": f"{totals.earlier:,}" if totals.earlier else "",
        "later": f"{totals.later:,}" if totals.later else "",
        "elsewhereWords": f"{totals.earlier:,} earlier, {totals.later:,} later{undated}",
    }


def to_legend(view: View) -> list[dict[str, str]]:
    """Return the kinds of meeting that have a mark on screen, by rank: label and definition, and the kind's code."""
    shown = set(view.arrangement.marks["meeting_type"])
    types = view.table.meeting_types
    return [
        {"code": str(code), "label": str(row["label"]), "words": str(row["definition"])}
        for code, row in types[types.index.isin(shown)].iterrows()
    ]
