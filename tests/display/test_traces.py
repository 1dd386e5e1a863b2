"""Tests of the pieces of a figure: where bars begin and end, and what the axis says."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.dates import windows
from components.display import traces
from components.display.theme import LIGHT
from components.layout.scale import Scale

DAY = traces.MILLISECONDS
MARKS = pd.DataFrame(
    {
        "id": ["A", "B"],
        "meeting_type": ["summit", "talks"],
        "bar_first": [0, 10],
        "bar_last": [0, 12],
        "y": [10.0, 30.0],
        "colour": ["#102030", "#405060"],
        "hover": ["a", "b"],
    }
)


def test_a_bar_holds_its_last_day():
    bars = traces.bars("name", MARKS, 0.3, 8.0)
    assert bars["base"] == [0, 10 * DAY]
    assert bars["x"] == [DAY, 3 * DAY]
    assert bars["y"] == [10.0, 30.0]
    assert bars["marker"]["color"] == ["rgba(16,32,48,0.3)", "rgba(64,80,96,0.3)"]
    assert bars["customdata"] == [["A", "summit"], ["B", "talks"]]
    assert (bars["hovertext"], bars["hoverinfo"]) == (["a", "b"], "text")


def test_a_dashed_edge_runs_around_each_bar():
    edges = traces.dashed_edges(MARKS, 0.5, 8.0)
    assert edges["x"][6:12] == [10 * DAY, 13 * DAY, 13 * DAY, 10 * DAY, 10 * DAY, None]
    assert edges["y"][6:12] == [26.0, 26.0, 34.0, 34.0, 26.0, None]
    assert len(edges["x"]) == len(edges["y"]) == 12
    assert edges["line"]["dash"] not in ("", "solid")


def test_counted_bars_stand_at_their_pixels():
    scale = Scale(windows.parse_window("1970-01-01/1970-01-10"), 100.0)
    bins = pd.DataFrame(
        {"left": [20.0], "right": [50.0], "y": [9.0], "height": [18.0], "label": ["7"], "hover": ["7 events"]}
    )
    bars = traces.count_bars("counts", bins.assign(key=[["lane", 2, 4]]), scale, ["#ffffff"], ["#000000"])
    assert (bars["base"], bars["x"]) == ([2 * DAY], [3 * DAY])
    assert (bars["text"], bars["width"], bars["customdata"]) == (["7"], [18.0], [["lane", 2, 4]])


@pytest.mark.parametrize("text", ["2013", "2013-04-29", "0001", "9999-12-31", "0001/9999"])
@pytest.mark.parametrize("width", [120.0, 4000.0])
def test_the_axis_holds_both_ends_of_the_window(text, width):
    window = windows.parse_window(text)
    axis = traces.time_axis(window, width, LIGHT)
    end = (window.last + 1) * DAY if text[-4:] != "9999" and "9999-12" not in text else "9999-12-31 23:59:59.999"
    assert axis["range"] == [window.first * DAY, end]
    assert axis["nticks"] >= 2
    go.Figure(layout={"xaxis": axis})


def test_a_lane_line_is_a_shape_across_the_whole_width():
    line = traces.lane_line(30.0, 0.02, "#d9dee4")
    assert (line["x0"], line["x1"], line["y0"], line["y1"]) == (-0.02, 1.02, 30.0, 30.0)
    go.Figure(layout={"shapes": [line]})


def test_days_are_milliseconds():
    assert traces.to_plotly_time(pd.Series([-1, 0, 0.5, 2_932_896])) == [-DAY, 0, DAY / 2, 2_932_896 * DAY]
