"""Tests of the figure: every mark has its symbol, certainty is seen, and no cell becomes markup."""

import json
import re

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf
from components.display import figure, traces
from components.display.theme import DARK, LIGHT, THEMES, build_palette
from components.layout import arrangement
from components.layout.display_list import build_display_list
from components.query.selection import Request
from components.query.view_options import ViewOptions
from tests.support import frames, owned, tables
from tests.support.trials import examples

HOSTILE = {
    "bold": "<b>bold</b>",
    "link": '<a href="https://example.org" target="_self">x</a>',
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "template": "%{x} %{customdata[0]} %{meta}",
    "half an entity": "&lt;b&gt; &#60;b&#62;",
    "control characters": "a\x00b\nc\x1bd\u202ee\u2028f",
    "100 kB": "<b>" * 33_000,
    "100 kB of one letter": "x" * 100_000,
}
OURS = re.compile(r"</?b>|<br>")


def build(*rows, window="2013", lanes_by="level", theme=LIGHT, selected="", unfolded=()):
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection(window), lanes_by, unfolded), 1060.0)
    return draw(arranged, table, theme, selected), arranged


def draw(arranged, table, theme=LIGHT, selected="", today=None):
    drawn = build_display_list(arranged, table, today=today, selected=selected)
    return figure.build_figure(drawn, theme, build_palette(theme, table))


def trace(built, name):
    return next(each for each in built["data"] if each["name"] == name)


def symbols(built):
    """Return the traces that draw a symbol an event, joined."""
    drawn = [trace(built, name) for name in ("events", "labelled events")]
    joined = {key: [*drawn[0][key], *drawn[1][key]] for key in ("x", "y", "customdata", "hovertext")}
    return joined | {"symbol": [*drawn[0]["marker"]["symbol"], *drawn[1]["marker"]["symbol"]]}


def labels(built):
    """Return the texts of all traces that draw some beside their points."""
    return [text for each in built["data"] if "text" in each.get("mode", "") for text in each["text"]]


def texts_of(built):
    """Gather every string that Plotly reads as markup."""
    return [text for each in built["data"] for key in ("text", "hovertext") for text in each.get(key, ())]


@examples(15)
@given(tables.some_events, tables.some_requests(owned.SCHEMES), st.sampled_from(tables.WIDTHS))
def test_it_is_a_figure_with_a_symbol_for_every_mark(rows, request, width):
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, request, width)
    built = draw(arranged, table, DARK, "E0")
    go.Figure(built)
    json.dumps(built, allow_nan=False)
    drawn = symbols(built)
    assert len(drawn["x"]) == len(drawn["y"]) == len(drawn["symbol"]) == len(arranged.marks)
    counted = [each for name in ("counts", "counts without a day") for each in trace(built, name)["x"]]
    assert len(counted) == len(arranged.bins)
    chosen = (frames.to_marks(arranged)["id"] == "E0").sum()
    assert len(trace(built, "chosen")["x"]) == chosen
    assert len(labels(built)) == sum(bool(mark.label.strip()) for mark in arranged.marks)


BLANK = st.sampled_from(["", " ", "\u00a0", "\x00\t", "\u3000\u3000"])


@examples(15)
@given(
    tables.some_events, st.lists(BLANK, max_size=9), tables.some_requests(owned.SCHEMES), st.sampled_from(tables.WIDTHS)
)
def test_no_label_is_blank_and_the_traces_are_always_the_same(rows, blank, request, width):
    titled = [{**row, "title": title} for row, title in zip(rows, blank, strict=False)]
    table, store = tables.to_store(*titled, *rows[len(titled) :])
    built = draw(arrangement.arrange(store, table, request, width, ViewOptions(0.3)), table)
    assert all(text.strip() for text in labels(built))
    empty, _ = build()
    assert [(each["name"], each["type"], each.get("mode")) for each in built["data"]] == [
        (each["name"], each["type"], each.get("mode")) for each in empty["data"]
    ]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_an_empty_table_is_a_figure_too(theme):
    built, _ = build(theme=theme)
    go.Figure(built)
    assert symbols(built)["x"] == []


SYMBOLS = {
    "2013-04-29": "star",
    "2013-04-29/2013-05-02": "star",
    "2013-04-29?": "star-open",
    "2013-04-29~": "star-open",
    "2013-04": "star-open",
    "2013": "star-open",
    "[2013-04-28..2013-04-29]": "star-open",
    "2013-04/2013-06": "star-open",
    "2013-04-29/": "star-open",
}


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("text", SYMBOLS)
def test_a_symbol_is_solid_where_the_days_are_known(text):
    built, _ = build({"date": text, "meeting_type": "summit", "status": "held"})
    assert symbols(built)["symbol"] == [SYMBOLS[text]]


@pytest.mark.parametrize("status", ["planned", "not-held", "unknown"])
def test_what_is_not_known_to_be_held_is_hollow(status):
    built, _ = build({"date": "2013-04-29", "meeting_type": "summit", "status": status})
    assert symbols(built)["symbol"] == ["star-open"]


def test_a_kind_without_symbol_or_colour_is_drawn_all_the_same():
    for lacking in ("symbol", "colour"):
        types = [{"code": "party", "label": "Party", "symbol": "star", "colour": "#102030", lacking: ""}]
        raw = tables.to_raw_table(
            [{"id": "A", "date": "2013", "title": "T", "meeting_type": "party"}], {"meeting_types": types}
        )
        table = tables.table.build_table(raw, tables.GAZETTEER)
        arranged = arrangement.arrange(
            tables.MemoryStore(table), table, Request(tables.to_selection("2013"), "level"), 1060.0
        )
        built = draw(arranged, table)
        assert symbols(built)["symbol"] in (["circle-open"], ["star-open"])
        go.Figure(built)


def to_days(bars):
    """Return the first and last day of each bar of a trace."""
    pairs = zip(bars["base"], bars["x"], strict=True)
    return [
        tables.to_isos(round(base / traces.MILLISECONDS), round((base + x) / traces.MILLISECONDS) - 1)
        for base, x in pairs
    ]


BARS = {  # date: possible days, certain days
    "2013-04-29": ([], []),
    "2013-04-28/2013-04-30": ([], [["2013-04-28", "2013-04-30"]]),
    "2013-04": ([["2013-04-01", "2013-04-30"]], []),
    "2013-04/2013-06": ([["2013-04-01", "2013-06-30"]], [["2013-04-30", "2013-06-01"]]),
    "2013-04-28/2013-04-30?": ([["2013-04-28", "2013-04-30"]], []),
    "2012-12-28/2013-01-04": ([], [["2013-01-01", "2013-01-04"]]),
    "2013-12-28/..": ([], [["2013-12-28", "2013-12-31"]]),
}


@pytest.mark.parametrize("text", BARS)
def test_bars_hold_their_last_day_pale_where_possible_and_firm_where_certain(text):
    built, _ = build({"date": text, "meeting_type": "summit"})
    pale, firm = BARS[text]
    assert to_days(trace(built, "possible days")) == pale
    assert to_days(trace(built, "certain days")) == firm
    assert len(trace(built, "edges of possible days")["x"]) == 6 * len(pale)


def test_pale_is_paler_than_firm():
    def opacity(bars):
        return float(bars["marker"]["color"][0].rpartition(",")[2].rstrip(")"))

    built, _ = build({"date": "2013-04/2013-06"})
    assert opacity(trace(built, "possible days")) < opacity(trace(built, "certain days")) / 2


@pytest.mark.parametrize("case", HOSTILE)
def test_no_cell_becomes_markup(case):
    title = HOSTILE[case]
    row = {"title": title, "date": "2013-04-29", "id": title[:300], "countries": "RUS"}
    for rows, window, lanes_by in (([row], "2013", "level"), ([row], "2013", "region"), ([row], "2013-04-29", "level")):
        built, _ = build(*rows, window=window, lanes_by=lanes_by)
        for text in texts_of(built):
            bare = OURS.sub("", text)
            assert "<" not in bare
            assert ">" not in bare
            assert "%{" not in text
            assert len(text) < 4_000
    assert all("hovertemplate" not in each and "texttemplate" not in each for each in built["data"])


def test_hover_says_what_is_not_stated():
    built, _ = build({"date": "2013-04", "title": "Talks", "meeting_type": "talks", "status": "planned"})
    (hover,) = symbols(built)["hovertext"]
    assert hover == "<b>Talks</b><br>Talks · in April 2013, day not stated · planned, not confirmed"


BIN_HOVERS = {
    "counts": "<b>2 events</b> in April 2013<br>and 1 more possible",
    "counts without a day": "<b>1 event</b> in 2013<br>day not stated",
}


@pytest.mark.parametrize("name", BIN_HOVERS)
def test_hover_of_a_count_says_it_and_what_else_may_be_there(name):
    rows = [{"date": text, "countries": "RUS"} for text in ("2013-04-01", "2013-04-03", "2013")]
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013")), 300.0)
    built = draw(arranged, table)
    assert trace(built, name)["hovertext"] == [BIN_HOVERS[name]]
    assert [key for key, *_ in trace(built, name)["customdata"]] == ["steppe"]


def test_the_layout_keeps_the_zoom_and_fits_the_lanes():
    first, arranged = build(*({"date": "2013-04", "level": level} for level in ("head", "minister")))
    second, _ = build({"date": "2013-04-05", "level": "head"}, window="2012", theme=DARK)
    assert first["layout"]["uirevision"] == second["layout"]["uirevision"]
    assert first["layout"]["yaxis"]["range"] == [arranged.height, 0]
    assert first["layout"]["height"] == arranged.height + figure.AXIS_HEIGHT + figure.BOTTOM
    (lines,) = first["layout"]["shapes"]  # of one colour, since no lane lies within another
    assert lines["path"].count("M") == len(arranged.lanes) + 1


def test_the_chosen_event_is_ringed_in_every_lane_it_stands_in():
    built, _ = build(
        {"date": "2013-04-05", "countries": "RUS;KAZ"}, lanes_by="region", unfolded=("steppe",), selected="E0"
    )
    assert len(trace(built, "chosen")["x"]) == 2
    assert symbols(built)["customdata"] == [["E0", ""], ["E0", ""]]


def test_today_is_a_rule_with_its_word_where_it_is_in_the_window():
    table, store = tables.to_store({"date": "2013-04-05", "level": "head"})
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 1060.0)
    day = arranged.scale.window.first + 99
    layout = draw(arranged, table, today=day)["layout"]
    assert [note["text"] for note in layout["annotations"]] == ["today"]
    assert layout["shapes"][-1]["x0"] == (day + 0.5) * traces.MILLISECONDS
    assert draw(arranged, table, today=day + 400)["layout"]["annotations"] == []


def test_marks_at_the_ends_of_the_window_say_by_how_many_pixels_they_are_moved_in_and_stand_on_their_days():
    rows = ({"date": date, "level": "head"} for date in ("2013-01-01", "2013-12-31", "2013-06-11"))
    built, _ = build(*rows)
    moved = {}
    for name in ("events", "labelled events"):
        found = trace(built, name)
        moved |= {found["x"][int(index)]: pixels for index, pixels in found["meta"]["moved_in"].items()}
    assert set(moved) == {traces.to_time(edtf.parse_day(day) + 0.5) for day in ("2013-01-01", "2013-12-31")}
    assert sorted(moved.values()) == pytest.approx([-4.0, 4.0], abs=0.2)
