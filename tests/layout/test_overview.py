"""All of a table's time at a glance: every dated event once, and the periods on offer."""

import pytest

from components.dates import edtf, windows
from components.layout import overview
from components.panels.tables import table_registry
from components.query import links
from components.query.selection import Selection
from tests.support import tables


@pytest.fixture(scope="module")
def shipped():
    return table_registry.load_table()


@pytest.mark.parametrize("width", [100, 400, 1_000, 4_000])
@pytest.mark.parametrize("country", [(), ("RUS",)])
def test_every_dated_event_counts_once(shipped, width, country):
    _, store = shipped
    selection = Selection(windows.parse_window("2013")).choose("country", country)
    counted = store.density(selection, overview.build_overview(store, selection, width).unit).frame()
    totals = store.totals(selection)
    assert counted["known"].sum() + counted["imprecise"].sum() == totals.kept - totals.undated


SEASONS = {
    "2013-21": ("2013-03-01", "2013-05-31", "spring 2013: 1 event, day not stated"),
    "2013-24?": ("2013-12-01", "2014-02-28", "winter 2013–2014: 1 event, day not stated"),
}


@pytest.mark.parametrize("date", SEASONS)
def test_a_season_is_shown_once_and_said(date):
    _, store = tables.to_store({"date": date}, {"date": "2013-04-10"})
    made = overview.build_overview(store, tables.to_selection("2010"), 1_000)
    ((first, last, words),) = made.wide
    assert (edtf.format_day(first), edtf.format_day(last), words) == SEASONS[date]
    assert sum(known + imprecise for _, _, known, imprecise, _ in made.bins) == 1


def test_no_wider_unit_is_drawn_over_a_narrower_one():
    dates = ("201X", "2013", "2013-21", "2013-24", "2013-34", "2012")
    _, store = tables.to_store(*({"date": date} for date in dates))
    made = overview.build_overview(store, tables.to_selection("2013"), 1_000)
    units = [words.split(":")[0] for _, _, words in made.wide]
    assert units == ["2010s", "2013", "2012", "winter 2013–2014", "spring 2013", "April–June 2013"]


def test_the_window_does_not_change_it(shipped):
    _, store = shipped
    years = [Selection(windows.parse_window(year)) for year in ("1992", "2013", "2030")]
    assert len({str(overview.build_overview(store, selection, 900).bins) for selection in years}) == 1


def test_bars_lie_in_order_within_whole_years(shipped):
    _, store = shipped
    made = overview.build_overview(store, Selection(windows.parse_window("2013")), 1_000)
    assert made.unit == "month"
    firsts = [first for first, *_ in made.bins]
    assert firsts == sorted(set(firsts))
    assert all(made.domain.first <= first <= last <= made.domain.last for first, last, *_ in made.bins)
    assert edtf.format_day(made.domain.first).endswith("-01-01")
    assert edtf.format_day(made.domain.last).endswith("-12-31")


def test_no_more_years_are_marked_than_have_room(shipped):
    _, store = shipped
    made = overview.build_overview(store, Selection(windows.parse_window("2013")), 1_000)
    assert 2 <= len(made.years) <= overview.MOST_YEARS + 1


def test_periods_are_the_opening_all_dates_years_and_fiscal_years(shipped):
    table, store = shipped
    opening = links.find_opening(table, store)
    groups = dict(overview.list_periods(table, store, opening.selection, opening.selection.window))
    usual, years, fiscal = groups.values()
    assert [words for words, *_ in usual] == ["All dates", "2013"]
    year = {words: (first, last) for words, first, last in years}["2013"]
    assert year == (opening.selection.window.first, opening.selection.window.last)
    (words, first, last) = next(period for period in fiscal if period[0].startswith("FY2013"))
    assert (edtf.format_day(first), edtf.format_day(last)) == ("2013-04-01", "2014-03-31")
    assert "1 April 2013 – 31 March 2014" in words or "April 2013 – March 2014" in words
