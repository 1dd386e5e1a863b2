"""Tests of strips: counts stand on their units, what has no unit in pale bars that never overlap."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import calendar_units, edtf, windows
from components.layout import strips
from components.layout.scale import Scale
from tests.support import tables
from tests.support.trials import examples

YEAR = Scale(windows.parse_window("2013"), 1000.0)


def to_counted(*rows):
    """Return bins as a store gives them: (unit, period, events, others)."""
    bins = []
    for unit, period, events, others in rows:
        window = windows.parse_window(period)
        bins.append((unit, window.first, window.last, events, others))
    counted = pd.DataFrame(bins, columns=["unit", "first", "last", "events", "others"])
    return counted.assign(lane="steppe", highlighted=counted["events"], uncertain=0, possible=0, side=0)


def to_rows(counted):
    """Return such bins as a strip is given them."""
    return [strips.CountedBin(*row) for row in counted[list(strips.CountedBin._fields)].itertuples(index=False)]


def arrange(*rows, scale=YEAR, unit="month"):
    return strips.arrange_strip(to_rows(to_counted(*rows)), scale, unit)


def test_a_count_stands_on_its_unit():
    (cell,), height = arrange(("month", "2013-04", 12, 3))
    assert (cell.kind, cell.unit, cell.events, cell.highlighted, cell.others, cell.label) == (
        "cell",
        "month",
        12,
        12,
        3,
        "12",
    )
    assert (cell.left, cell.right) == pytest.approx((90 / 365 * 1000, 120 / 365 * 1000))
    assert height >= cell.y + cell.height / 2


def test_a_unit_at_the_edge_is_cut_to_the_window():
    scale = Scale(windows.parse_window("2013-01-15/2013-02-14"), 310.0)
    cells, _ = arrange(("month", "2013-01", 1, 0), ("month", "2013-02", 1, 0), scale=scale)
    assert [(cell.left, cell.right) for cell in cells] == [(0.0, 170.0), (170.0, 310.0)]
    assert [(cell.first, cell.last) for cell in cells] == [
        (edtf.parse_day("2013-01-01"), edtf.parse_day("2013-01-31")),
        (edtf.parse_day("2013-02-01"), edtf.parse_day("2013-02-28")),
    ]


def test_a_unit_beyond_the_window_has_its_cell_and_no_figure():
    counted = to_counted(("month", "2012-12", 7, 0), ("month", "2013-01", 9, 0)).assign(side=[-1, 0])
    cells, _ = strips.arrange_strip(to_rows(counted), YEAR, "month", margin=31)
    assert [(cell.side, cell.events, cell.label) for cell in cells] == [(0, 9, "9"), (-1, 7, "")]
    assert cells[1].right == 0.0


def test_a_figure_that_does_not_fit_its_cell_is_left_away():
    (cell,), _ = arrange(("day", "2013-04-01", 123, 0), unit="day")
    assert cell.label == ""
    assert cell.events == 123


def test_figures_are_of_what_no_filter_greys():
    counted = to_counted(
        *(("month", "2013-04", 9, 0), ("month", "2013-05", 4, 0), ("year", "2013", 5, 0)),
        *(("month", "2012-11", 2, 0), ("month", "2012-12", 4, 0)),
    ).assign(highlighted=[7, 0, 3, 1, 2], uncertain=[1, 0, 0, 0, 2], possible=[2, 0, 3, 0, 1])
    bins, _ = strips.arrange_strip(to_rows(counted), YEAR, "month")
    told = {(each.kind, each.events, each.highlighted, each.uncertain, each.possible, each.label) for each in bins}
    year = ("pale", 5, 3, 0, 3, "3 in 2013, day not stated")
    assert told == {("cell", 9, 7, 1, 2, "7"), ("cell", 4, 0, 0, 0, ""), year, ("begun", 6, 3, 2, 1, "3 began earlier")}


def test_a_coarser_unit_is_a_pale_bar_that_says_so():
    (bar,), _ = arrange(("quarter", "2013-04/2013-06", 3, 0))
    assert (bar.kind, bar.label) == ("pale", "3 in April–June 2013, day not stated")
    assert [
        arrange(("year", "2013", 3, 0), scale=Scale(YEAR.window, width))[0][0].label for width in (100.0, 40.0, 5.0)
    ] == [
        "3 in 2013",
        "3",
        "",
    ]


def arrange_season(date, window):
    """Return the bars of one event dated by a season, beside one of April 2013, in a strip of months of 1000 pixels."""
    _, store = tables.to_store({"date": date, "level": "head"}, {"date": "2013-04-10", "level": "head"})
    selection = tables.to_selection(window)
    counted = to_rows(store.bins(selection, "level", ("head",), "month").frame())
    bins, _ = strips.arrange_strip(counted, Scale(selection.window, 1000.0), "month")
    return [each for each in bins if each.kind != strips.CELL]


SEASONS = {
    ("2013-21", "2013"): ("1 in spring 2013, day not stated", 59 / 365, 151 / 365),
    ("2013-21?", "2013"): ("1 in spring 2013, day not stated", 59 / 365, 151 / 365),
    ("2013-21", "2013-05/2013-06"): ("1 in spring 2013, day not stated", 0, 31 / 61),
    ("2013-24", "2013/2014"): ("1 in winter 2013–2014", 334 / 730, 424 / 730),
    ("2013-24", "2014-01/2014-04"): ("1 in winter 2013–2014, day not stated", 0, 59 / 120),
    ("9999-24", "9999-10/9999-12"): ("1 in winter 9999–10000, day not stated", 61 / 92, 1),
}


@pytest.mark.parametrize(("date", "window"), SEASONS)
def test_a_season_is_a_pale_bar_over_its_months(date, window):
    (bar,) = arrange_season(date, window)
    words, left, right = SEASONS[date, window]
    assert (bar.kind, bar.unit, bar.highlighted, bar.label) == ("pale", "season", 1, words)
    assert (bar.left, bar.right) == pytest.approx((left * 1000, right * 1000))


def test_a_season_that_is_over_has_no_bar_of_its_own():
    (bar,) = arrange_season("2013-21/2013-09", "2013-07/2013-08")
    assert (bar.kind, bar.label, edtf.format_day(bar.last)) == ("begun", "1 began earlier", "2013-05-31")


def test_what_began_before_the_window_is_one_bar_at_its_beginning():
    bars, _ = arrange(("month", "2012-11", 2, 0), ("year", "2011", 1, 0), ("month", "2013-02", 1, 0))
    cell, begun = bars
    assert cell.kind == "cell"
    assert (begun.kind, begun.events, begun.label, begun.left) == ("begun", 3, "3 began earlier", 0.0)
    assert (begun.first, begun.last) == (edtf.parse_day("2011-01-01"), edtf.parse_day("2012-11-30"))


def test_bars_that_share_a_day_stand_below_each_other():
    scale = Scale(YEAR.window, 300.0)  # a day is less than a pixel wide
    week, month = arrange(("week", "2013-04-29/2013-05-05", 1, 0), ("month", "2013-05", 1, 0), scale=scale, unit="day")[
        0
    ]
    assert abs(week.y - month.y) >= week.height
    april, may = arrange(("month", "2013-04", 1, 0), ("month", "2013-05", 1, 0), scale=scale, unit="day")[0]
    assert april.y == may.y


def test_bars_without_bounds_are_drawn_over_the_window():
    counted = pd.DataFrame(
        [("", edtf.BEGINNINGLESS, edtf.parse_day("2013-06-30"), 1, 0)],
        columns=["unit", "first", "last", "events", "others"],
    ).assign(highlighted=1, uncertain=0, possible=0, side=0)
    (bar,), _ = strips.arrange_strip(to_rows(counted), YEAR, "month")
    assert (bar.kind, bar.left) == ("pale", 0.0)
    assert strips.describe_bin(bar.first, bar.last, bar.unit) == "with start or end not stated"


def test_a_bar_over_the_end_of_a_century_says_its_days():
    first, last = edtf.parse_day("1999-12-01"), edtf.parse_day("2000-02-29")
    assert strips.describe_bin(first, last, "") == "within 1 December 1999 – 29 February 2000"
    assert strips.describe_bin(first, edtf.ENDLESS, "") == "with start or end not stated"


@examples(30)
@given(
    *(tables.some_events, tables.some_selections()),
    *(st.sampled_from(calendar_units.STRIP_UNITS), st.sampled_from(tables.WIDTHS)),
)
def test_bins_lie_in_the_strip_and_none_overlap(rows, selection, unit, width):
    _, store = tables.to_store(*rows)
    lanes = tuple(store.lanes(selection, "region").frame("lane").index)
    for _, counted in store.bins(selection, "region", lanes, unit).frame().groupby("lane"):
        bins, height = strips.arrange_strip(to_rows(counted), Scale(selection.window, width), unit)
        for column in ("events", "highlighted", "uncertain", "possible"):
            assert sum(getattr(each, column) for each in bins) == counted[column].sum()
        boxes = [(each.left, each.right, each.y - each.height / 2, each.y + each.height / 2) for each in bins]
        assert all(0 <= left < right <= width + 1e-6 for left, right, _, _ in boxes)
        assert all(0 <= top < bottom <= height for _, _, top, bottom in boxes)
        for one, other in itertools.combinations(boxes, 2):
            beside = one[1] <= other[0] + 1e-6 or other[1] <= one[0] + 1e-6
            above = one[3] <= other[2] or other[3] <= one[2]
            assert beside or above
