"""The display list as a Plotly figure: one list of traces and one layout, as plain dictionaries."""

from collections.abc import Sequence
from typing import Any

from components.display import traces
from components.display.theme import FONT, Palette, Theme, blend, with_alpha
from components.display.traces import Trace
from components.events import event_text
from components.layout.count_text import BinWords
from components.layout.display_list import BAR_HEIGHT, Bar, Cell, DisplayList, Label, MarkedEvent, Ring, Symbol
from components.layout.packing import LABEL_SIZE, SYMBOL
from components.layout.scale import Scale

AXIS_HEIGHT = 40.0  # pixels above the lanes
BOTTOM = 6.0
SIDE = 18.0  # room for the first and the last date on the axis
PALE_FILL, CORE_FILL, EDGE = 0.09, 0.32, 0.6  # opacities of a mark's colour
SOLID_EDGE, HOLLOW_EDGE = 0.5, 1.6  # pixels of a symbol's outline


def build_figure(drawn: DisplayList, theme: Theme, palette: Palette) -> dict[str, Any]:
    """Build the figure of a display list: {"data": traces, "layout": layout}; y is pixels from the top of the lanes.

    There are always the same traces in the same order, so that a redraw finds each again; those without a mark are not
    visible, which spares Plotly all work on them. None is given an empty label:
    Plotly takes the node of one away, and makes none for a label that later comes at the same place of the trace.
    Traces carry `customdata`: [event id, kind] for a mark, [lane key, the strip's unit, the bin's unit, first day] for
    a bin.
    """
    hovers = _Hovers()
    beside = {(label.lane, label.event.id): label for label in drawn.labels if label.beside}
    labelled = [each for each in drawn.symbols if (each.lane, each.event.id) in beside]
    bare = [each for each in drawn.symbols if (each.lane, each.event.id) not in beside]
    data = [
        _draw_cells("counts", [each for each in drawn.cells if not each.is_pale], drawn, theme),
        _draw_cells("counts without a day", [each for each in drawn.cells if each.is_pale], drawn, theme),
        *_draw_bars(drawn.bars, theme, palette, hovers),
        _draw_rings(drawn.rings, drawn.scale, theme),
        {**_draw_symbols(bare, drawn.scale, palette, hovers), "mode": "markers", "name": "events"},
        {
            **_draw_symbols(labelled, drawn.scale, palette, hovers),
            **_write_beside([beside[each.lane, each.event.id] for each in labelled], theme),
            "mode": "markers+text",
            "name": "labelled events",
        },
        _write_labels([label for label in drawn.labels if not label.beside], theme, hovers),
    ]
    return {"data": [{**trace, "visible": bool(trace["x"])} for trace in data], "layout": build_layout(drawn, theme)}


class _Hovers(dict[str, str]):
    """Hold the hover of each event by its id, made when first asked for: most stand in several traces."""

    def of(self, event: MarkedEvent) -> str:
        if event.id not in self:
            self[event.id] = event_text.build_hover(event.title, [event.words])
        return self[event.id]


def _name(each: Bar | Symbol | Label) -> list[str]:
    """Return what a click tells of a mark."""
    return [each.event.id, each.event.meeting_type]


def _draw_cells(name: str, cells: Sequence[Cell], drawn: DisplayList, theme: Theme) -> Trace:
    """Draw strips: cells shaded by count, or pale bars of what has no day within a cell."""
    first, per_day = drawn.scale.window.first, drawn.scale.pixels_per_day
    if name == "counts":
        fills = [blend(theme.count, theme.paper, each.strength) for each in cells]
        digits = [theme.ink_on(fill) for fill in fills]
    else:
        fills = [with_alpha(theme.count, each.strength) for each in cells]
        digits = [theme.muted] * len(cells)
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": [traces.to_time(each.left / per_day + first) for each in cells],
        "x": [traces.to_time((each.right - each.left) / per_day) for each in cells],
        "y": [each.y for each in cells],
        "width": [each.height for each in cells],
        "marker": {"color": fills, "line": {"width": 0}},
        "text": [each.label for each in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"size": 11, "color": digits},
        "customdata": [[each.key.lane, each.key.strip_unit, each.key.unit, each.key.first] for each in cells],
        **traces.hover([_describe(each.words) for each in cells]),
    }


def _describe(words: BinWords) -> str:
    return "<br>".join((f"<b>{words.counted}</b> {words.period}", *words.notes))


def _draw_bars(bars: Sequence[Bar], theme: Theme, palette: Palette, hovers: _Hovers) -> list[Trace]:
    """Draw possible days pale with a dashed edge, and certain ones firm."""
    possible, certain = [bar for bar in bars if bar.is_possible], [bar for bar in bars if not bar.is_possible]
    return [
        _draw_days("possible days", possible, palette, hovers, PALE_FILL, 0.0),
        # An edge on the window's own would be half there
        traces.dashed_edges(
            [(bar.first, bar.last, bar.y) for bar in possible if not bar.side], with_alpha(theme.edge, EDGE), BAR_HEIGHT
        ),
        _draw_days("certain days", certain, palette, hovers, CORE_FILL, EDGE),
    ]


def _draw_days(name: str, bars: Sequence[Bar], palette: Palette, hovers: _Hovers, fill: float, edge: float) -> Trace:
    """Draw a bar from the first to the last day, both included; fill and edge are opacities."""
    colours = [palette.of(bar.event, bar.is_grey) for bar in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": [traces.to_time(bar.first) for bar in bars],
        "x": [traces.to_time(bar.last - bar.first + 1) for bar in bars],
        "y": [bar.y for bar in bars],
        "width": [BAR_HEIGHT] * len(bars),
        "marker": {
            "color": [with_alpha(colour, fill) for colour in colours],
            "line": {"width": 1 if edge else 0, "color": [with_alpha(colour, edge) for colour in colours]},
        },
        "customdata": list(map(_name, bars)),
        **traces.hover([hovers.of(bar.event) for bar in bars]),
    }


def _move_in(marks: Sequence[Symbol | Ring], scale: Scale) -> dict[str, Any]:
    """Say which marks are moved in, so that they are whole, and by how many pixels: {index: pixels}, for the script."""
    first, per_day = scale.window.first, scale.pixels_per_day
    inner = scale.width - SYMBOL  # nothing is moved but what reaches over an end
    near = ((index, each) for index, each in enumerate(marks) if not SYMBOL < each.x < inner)
    moved = {index: round(each.x - (each.day - first) * per_day, 2) for index, each in near}
    return {"moved_in": {str(index): pixels for index, pixels in moved.items() if pixels}}


def _draw_rings(rings: Sequence[Ring], scale: Scale, theme: Theme) -> Trace:
    """Highlight the chosen event in every lane that it stands in."""
    ring = {"symbol": "circle-open", "color": theme.accent, "size": SYMBOL + 9, "line": {"width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "chosen",
        "x": [traces.to_time(each.day) for each in rings],
        "y": [each.y for each in rings],
        "marker": ring,
        "meta": _move_in(rings, scale),
        "hoverinfo": "skip",
    }


def _draw_symbols(symbols: Sequence[Symbol], scale: Scale, palette: Palette, hovers: _Hovers) -> Trace:
    """Return the part of a trace that draws symbols."""
    return {
        "type": "scatter",
        "x": [traces.to_time(each.day) for each in symbols],
        "y": [each.y for each in symbols],
        "marker": {
            "symbol": [f"{each.shape}-open" if each.is_hollow else each.shape for each in symbols],
            "color": [palette.of(each.event, each.is_grey) for each in symbols],
            "size": SYMBOL,
            "line": {"width": [HOLLOW_EDGE if each.is_hollow else SOLID_EDGE for each in symbols]},
        },
        "customdata": list(map(_name, symbols)),
        "meta": _move_in(symbols, scale),
        **traces.hover([hovers.of(each.event) for each in symbols]),
    }


def _write_beside(labels: Sequence[Label], theme: Theme) -> Trace:
    """Return the part of a trace that writes labels right beside their symbols, a little further than Plotly would."""
    texts = [event_text.escape_markup(label.text) for label in labels]
    return {
        "text": [
            f"\u00a0{text}" if label.is_right else f"{text}\u00a0" for text, label in zip(texts, labels, strict=True)
        ],
        **_set_type(labels, theme),
    }


def _set_type(labels: Sequence[Label], theme: Theme) -> Trace:
    return {
        "textposition": ["middle right" if label.is_right else "middle left" for label in labels],
        "textfont": {"size": LABEL_SIZE, "color": [theme.faint if label.is_grey else theme.ink for label in labels]},
    }


def _write_labels(labels: Sequence[Label], theme: Theme, hovers: _Hovers) -> Trace:
    """Write the labels that stand beyond a bar's end."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "labels",
        "x": [traces.to_time(label.day) for label in labels],
        "y": [label.y for label in labels],
        "text": [event_text.escape_markup(label.text) for label in labels],
        **_set_type(labels, theme),
        "customdata": list(map(_name, labels)),
        **traces.hover([hovers.of(label.event) for label in labels]),
    }


def build_layout(drawn: DisplayList, theme: Theme) -> dict[str, Any]:
    """Build axes, lane lines, rules and type; `uirevision` keeps the zoom of who is looking through every redraw."""
    beyond = SIDE / drawn.scale.width
    inner = [head.top for head in drawn.heads if head.depth]
    outer = [*(head.top for head in drawn.heads if not head.depth), drawn.height]
    lines = [traces.lane_lines(tops, beyond, colour) for tops, colour in ((inner, theme.grid), (outer, theme.hairline))]
    rules = [traces.rule(rule.day, rule.words, theme) for rule in drawn.rules]
    return {
        "width": drawn.scale.width + 2 * SIDE,
        "height": drawn.height + AXIS_HEIGHT + BOTTOM,
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
        "shapes": [*(line for line in lines if line["path"]), *(mark for mark, _ in rules)],
        "annotations": [words for _, words in rules],
        "xaxis": traces.time_axis(drawn.scale.window, drawn.ticks, theme),
        "yaxis": {"range": [drawn.height, 0], "fixedrange": True, "visible": False},
    }
