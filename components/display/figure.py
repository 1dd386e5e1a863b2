"""An arrangement as a Plotly figure: one list of traces and one layout, as plain dictionaries."""

from typing import Any

import numpy as np
import pandas as pd

from components.display import traces
from components.display.theme import FONT, UNKNOWN_TYPE, Theme, blend, with_alpha
from components.display.traces import Trace
from components.events import event_text
from components.events.table import Table
from components.layout import count_text, strips
from components.layout.arrangement import Arrangement
from components.layout.packing import GAP, LABEL_SIZE, SYMBOL
from components.layout.scale import Scale
from components.query.store import BEGUN

AXIS_HEIGHT = 40.0  # pixels above the lanes
BOTTOM = 6.0
SIDE = 18.0  # room for the first and the last date on the axis
BAR_HEIGHT = 10.0
PALE_FILL, CORE_FILL, EDGE = 0.09, 0.32, 0.6  # opacities of a kind's colour


def build_figure(
    arrangement: Arrangement, table: Table, theme: Theme, selected: str = "", today: int | None = None
) -> dict[str, Any]:
    """Build the figure of an arrangement: {"data": traces, "layout": layout}; y is pixels from the top of the lanes.

    There are always the same traces in the same order, so that a redraw finds each again. None is given an empty label:
    Plotly takes the node of one away, and makes none for a label that later comes at the same place of the trace.
    Traces carry `customdata`: [event id, kind] for a mark, [lane key, the strip's unit, the bin's unit, first day] for
    a bin. The event `selected` is ringed; `today` (a day) is marked where it is in the window.
    """
    marks = _dress(arrangement.marks, table, theme)
    traces = [
        *_strip_traces(arrangement, theme),
        *_bar_traces(marks),
        _selection_trace(marks[marks["id"] == selected], theme),
        *_event_traces(marks),
        _label_trace(marks, arrangement.scale),
    ]
    return {"data": traces, "layout": build_layout(arrangement, theme, today)}


def _dress(marks: pd.DataFrame, table: Table, theme: Theme) -> pd.DataFrame:
    """Add colour, symbol, hover and the label's markup to marks; labelled: whether there is anything to read in it."""
    colours, symbols = theme.colour_of(table.meeting_types), table.meeting_types["symbol"].to_dict()
    filled = marks["known"].astype(bool) & event_text.is_done(marks["status"])
    symbol = marks["meeting_type"].map(lambda code: symbols.get(code) or UNKNOWN_TYPE[1])
    lines = event_text.describe_events(marks, table)
    hover = [event_text.build_hover(title, [line]) for title, line in zip(marks["title"], lines, strict=True)]
    colour = marks["meeting_type"].map(lambda code: colours.get(code, UNKNOWN_TYPE[0]))
    markup = [event_text.escape_markup(label) for label in marks["label"]]
    return marks.assign(
        colour=colour.where(marks["highlighted"].astype(bool), theme.hairline),
        text_colour=marks["highlighted"].map({True: theme.ink, False: theme.faint}),
        symbol_name=symbol.where(filled, symbol + "-open"),
        hover=hover,
        markup=markup,
        labelled=np.array([bool(text.strip()) for text in markup], dtype=bool),
    )


def _bar_traces(marks: pd.DataFrame) -> list[Trace]:
    """Draw what lasts or is imprecise: pale with a dashed edge over all possible days, firm over the certain ones."""
    extended = marks[(marks["bar_last"] > marks["bar_first"])]
    core = extended[extended["core_first"] <= extended["core_last"]]
    pale = extended[~extended["known"].astype(bool)]
    firm = {"bar_first": "core_first", "bar_last": "core_last"}
    core_bars = core.drop(columns=list(firm)).rename(columns={new: old for old, new in firm.items()})
    return [
        traces.bars("possible days", pale, PALE_FILL, BAR_HEIGHT),
        traces.dashed_edges(pale[pale["side"] == 0], EDGE, BAR_HEIGHT),  # one on the window's edge would be half there
        traces.bars("certain days", core_bars, CORE_FILL, BAR_HEIGHT, edge=EDGE),
    ]


def _event_traces(marks: pd.DataFrame) -> list[Trace]:
    """Draw a symbol for every event: apart from the others those whose label stands right beside it, with the label."""
    beside = marks["labelled"] & _hangs_on_symbol(marks)
    labelled = marks[beside]
    right = _on_right(labelled)
    text = {
        "text": [_spaced(text, side) for text, side in zip(labelled["markup"], right, strict=True)],
        "textposition": ["middle right" if side else "middle left" for side in right],
        "textfont": {"size": LABEL_SIZE, "color": labelled["text_colour"].tolist()},
    }
    return [
        {**_symbols(marks[~beside]), "mode": "markers", "name": "events"},
        {**_symbols(labelled), **text, "mode": "markers+text", "name": "labelled events"},
    ]


def _symbols(marks: pd.DataFrame) -> Trace:
    """Return the part of a trace that draws the symbols of marks."""
    return {
        "type": "scatter",
        "x": traces.to_plotly_time(marks["symbol_day"]),
        "y": marks["y"].tolist(),
        "marker": {
            "symbol": marks["symbol_name"].tolist(),
            "color": marks["colour"].tolist(),
            "size": SYMBOL,
            "line": {"width": [0.5 if name[-5:] != "-open" else 1.6 for name in marks["symbol_name"]]},
        },
        "customdata": marks[["id", "meeting_type"]].to_numpy().tolist(),
        **traces.hover(marks["hover"]),
    }


def _label_trace(marks: pd.DataFrame, scale: Scale) -> Trace:
    """Draw the labels that stand beyond a bar's end."""
    beyond = marks[marks["labelled"] & ~_hangs_on_symbol(marks)]
    right = _on_right(beyond)
    at = beyond["label_left"].where(right, beyond["label_left"] + beyond["label_width"])
    return {
        "type": "scatter",
        "mode": "text",
        "name": "labels",
        "x": traces.to_plotly_time(scale.day(at)),
        "y": beyond["y"].tolist(),
        "text": beyond["markup"].tolist(),
        "textposition": ["middle right" if each else "middle left" for each in right],
        "textfont": {"size": LABEL_SIZE, "color": beyond["text_colour"].tolist()},
        "customdata": beyond[["id", "meeting_type"]].to_numpy().tolist(),
        **traces.hover(beyond["hover"]),
    }


def _spaced(text: str, right: bool) -> str:
    """Keep a label a little further from its symbol than Plotly would."""
    return f"\u00a0{text}" if right else f"{text}\u00a0"


def _on_right(marks: pd.DataFrame) -> pd.Series:
    middle = (marks["left"] + marks["right"]) / 2
    return marks["label_left"] >= middle


def _hangs_on_symbol(marks: pd.DataFrame) -> pd.Series:
    """Return a bool per mark: its label begins or ends at the symbol, not at the end of a bar."""
    middle, reach = (marks["left"] + marks["right"]) / 2, SYMBOL / 2 + 2 * GAP
    end = marks["label_left"].where(_on_right(marks), marks["label_left"] + marks["label_width"])
    return (end - middle).abs() <= reach


def _selection_trace(marks: pd.DataFrame, theme: Theme) -> Trace:
    """Highlight the chosen event: a ring around it, in every lane that it stands in."""
    ring = {"symbol": "circle-open", "color": theme.accent, "size": SYMBOL + 9, "line": {"width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "chosen",
        "x": traces.to_plotly_time(marks["symbol_day"]),
        "y": marks["y"].tolist(),
        "marker": ring,
        "hoverinfo": "skip",
    }


def _strip_traces(arrangement: Arrangement, theme: Theme) -> list[Trace]:
    """Draw strips: cells shaded by count, and pale bars for what has no day within a cell."""
    bins = arrangement.bins
    lanes = [arrangement.lanes[lane].key for lane in bins["lane"]]
    units = bins["unit"].where(bins["kind"] != BEGUN, BEGUN)
    keys = [[lane, arrangement.unit, *key] for lane, *key in zip(lanes, units, bins["first"].tolist(), strict=True)]
    bins = bins.assign(hover=[_hover_of(row) for row in bins.itertuples()], key=pd.Series(keys, index=bins.index))
    cells, others = bins[bins["kind"] == strips.CELL], bins[bins["kind"] != strips.CELL]
    most = cells["highlighted"].max() if len(cells) else 1
    strengths = [0.16 + 0.84 * (count - 1) / max(most - 1, 4) if count else 0.06 for count in cells["highlighted"]]
    fills = [blend(theme.count, theme.paper, min(1.0, strength)) for strength in strengths]
    figures = [theme.ink_on(fill) for fill in fills]
    scale = arrangement.scale
    return [
        traces.count_bars("counts", cells, scale, fills, figures),
        traces.count_bars(
            "counts without a day",
            others,
            scale,
            [with_alpha(theme.count, 0.08)] * len(others),
            [theme.muted] * len(others),
        ),
    ]


def _hover_of(row: Any) -> str:
    words = count_text.describe_bin_count(row)
    return "<br>".join(filter(None, (f"<b>{words.counted}</b>{words.following}", words.others)))


def build_layout(arrangement: Arrangement, theme: Theme, today: int | None = None) -> dict[str, Any]:
    """Build axes, lane lines and type; `uirevision` keeps the zoom of whoever is looking through every redraw."""
    window = arrangement.scale.window
    height = arrangement.height + AXIS_HEIGHT + BOTTOM
    beyond = SIDE / arrangement.scale.width
    colours = [(lane.top, theme.grid if lane.depth else theme.hairline) for lane in arrangement.lanes]
    lines = [traces.lane_line(y, beyond, colour) for y, colour in [*colours, (arrangement.height, theme.hairline)]]
    now = [traces.today_line(today, theme)] if today is not None and window.first <= today <= window.last else []
    return {
        "width": arrangement.scale.width + 2 * SIDE,
        "height": height,
        "margin": {"l": SIDE, "r": SIDE, "t": AXIS_HEIGHT, "b": BOTTOM},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": LABEL_SIZE, "color": theme.ink},
        "hoverlabel": {
            "align": "left",
            "bgcolor": theme.paper,
            "bordercolor": theme.hairline,
            "font": {"family": FONT, "size": LABEL_SIZE, "color": theme.ink},
        },
        "hovermode": "closest",
        "hoverdistance": 12,
        "dragmode": "pan",
        "showlegend": False,
        "barmode": "overlay",
        "uirevision": "keep",
        "shapes": [*lines, *(mark for mark, _ in now)],
        "annotations": [words for _, words in now],
        "xaxis": traces.time_axis(window, arrangement.scale.width, theme),
        "yaxis": {"range": [arrangement.height, 0], "fixedrange": True, "visible": False},
    }
