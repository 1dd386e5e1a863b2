"""Tests of the pieces of a figure: where bars begin and end, and what the axis says."""

import plotly.graph_objects as go
import pytest

from components.dates import windows
from components.display import traces
from components.display.theme import LIGHT
from components.layout.ticks import build_ticks

DAY = traces.MILLISECONDS


def test_a_dashed_edge_runs_around_each_bar():
    edges = traces.dashed_edges([(0, 0, 10.0), (10, 12, 30.0)], "#808a96", 8.0)
    assert edges["x"][6:12] == [10 * DAY, 13 * DAY, 13 * DAY, 10 * DAY, 10 * DAY, None]
    assert edges["y"][6:12] == [26.0, 26.0, 34.0, 34.0, 26.0, None]
    assert len(edges["x"]) == len(edges["y"]) == 12
    assert edges["line"]["dash"] not in ("", "solid")


@pytest.mark.parametrize("text", ["2013", "2013-04-29", "0001", "9999-12-31", "0001/9999"])
@pytest.mark.parametrize("width", [120.0, 4000.0])
def test_the_axis_holds_both_ends_of_the_window(text, width):
    window = windows.parse_window(text)
    ticks = build_ticks(window, width)
    axis = traces.time_axis(window, ticks, LIGHT)
    end = (window.last + 1) * DAY if text[-4:] != "9999" and "9999-12" not in text else "9999-12-31 23:59:59.999"
    assert axis["range"] == [window.first * DAY, end]
    assert axis["tickvals"] == [tick.day * DAY for tick in ticks]
    assert [text.split("<br>")[0] for text in axis["ticktext"]] == [tick.label for tick in ticks]
    go.Figure(layout={"xaxis": axis})


def test_lane_lines_are_one_shape_across_the_whole_width():
    lines = traces.lane_lines([30.0, 60.0], 0.02, "#d9dee4")
    assert lines["path"] == "M-0.02,30.0L1.02,30.0M-0.02,60.0L1.02,60.0"
    go.Figure(layout={"shapes": [lines]})


def test_days_are_milliseconds():
    assert [traces.to_time(day) for day in (-1, 0, 0.5, 2_932_896)] == [-DAY, 0, DAY / 2, 2_932_896 * DAY]
