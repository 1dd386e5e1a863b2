"""All of a table's time at a glance: counts on calendar units, and the periods that one may choose."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from components.dates import calendar_units, edtf, fiscal_years, windows
from components.dates.fiscal_years import FiscalYear, Period
from components.dates.windows import Window
from components.events.table import Table
from components.messages.catalogue import ENGLISH, Messages
from components.query.selection import Selection
from components.query.store import Store

FINEST = "month"
LEAST_BAR = 2.0  # pixels that a unit must have on average
MOST_YEARS = 8  # marks of years under the bars
MOST_KEPT = 16_384  # counted units whose words are remembered: those of a few tables
MOST_PERIODS = 60  # of one kind on offer; the latest are kept


@dataclass(frozen=True)
class Overview:
    """Hold the counts of a selection over all the table's time.

    domain: whole years. bins: first, last (days), known, imprecise (how many), words. wide: first, last, words of those
    that count in wider units, the widest first, as they are drawn over each other. years: day and label of the marks
    below.
    """

    domain: Window
    unit: str
    bins: list[tuple[int, int, int, int, str]]
    wide: list[tuple[int, int, str]]
    years: list[tuple[int, str]]


class _Counted(NamedTuple):
    """Hold a row of store.Store.density."""

    unit: str
    first: int
    last: int
    known: int
    imprecise: int


def build_overview(store: Store, selection: Selection, width: float, _: Messages = ENGLISH) -> Overview | None:
    """Return the overview of a selection on `width` pixels; None for a table without a date."""
    span = store.span()
    if span is None:
        return None
    domain = _whole_years(span)
    unit = _unit(domain, width)
    rows = [_Counted(*row) for row in store.density(selection, unit).rows(*_Counted._fields)]
    bins = [(row.first, row.last, row.known, row.imprecise, _describe(row, _)) for row in rows if row.unit == unit]
    coarse = [row for row in rows if row.unit not in (unit, "")]
    # From the widest on: a decade that is drawn last would take the hover of every season within it
    wide = [
        (row.first, row.last, _("{counted}, day not stated", counted=_describe(row, _))) for row in reversed(coarse)
    ]
    return Overview(domain, unit, bins, wide, _years(domain))


def list_periods(table: Table, store: Store, selection: Selection, opening: Window) -> list[tuple[str, list[Period]]]:
    """Return the periods on offer, grouped: what the table opens on and all dates, years, fiscal years with events."""
    span, _ = store.span() or opening, table.messages
    counted = [_Counted(*row) for row in store.density(Selection(selection.window), "year").rows(*_Counted._fields)]
    years = [int(edtf.format_day(row.first)[:4]) for row in counted if row.unit == "year"]
    others = [(row.first, row.last) for row in counted if row.unit != "year"]
    settings = table.settings
    own_year = FiscalYear(settings.fiscal_year_start_month, settings.fiscal_year_named_by)
    fiscal = fiscal_years.list_fiscal_years(own_year, others, years, span, _)
    opens_on = (windows.describe_window(opening, _), opening.first, opening.last)
    usual = [(_("All dates"), span.first, span.last), opens_on]
    calendar = [_year(year) for year in years]
    groups = [(_("Shortcuts"), usual), (_("Years"), calendar), (_("Fiscal years"), fiscal)]
    return [(label, periods[-MOST_PERIODS:]) for label, periods in groups if periods]


def _year(year: int) -> Period:
    window = windows.parse_window(f"{year:04}")
    return str(year), window.first, window.last


def _whole_years(span: Window) -> Window:
    first, last = edtf.format_day(span.first)[:4], edtf.format_day(span.last)[:4]
    return windows.parse_window(f"{first}/{last}")


def _unit(domain: Window, width: float) -> str:
    unit = calendar_units.unit_for((domain.last - domain.first + 1) / width, LEAST_BAR)
    return max(unit, FINEST, key=calendar_units.STRIP_UNITS.index)


def _describe(row: _Counted, _: Messages) -> str:
    return _describe_counted(row.first, row.unit, row.known + row.imprecise, _)


@lru_cache(maxsize=MOST_KEPT)
def _describe_counted(first: int, unit: str, count: int, _: Messages) -> str:
    period = calendar_units.describe_unit(first, unit, _)
    return _.plural("{period}: {count} event", "{period}: {count} events", count, period=period)


def _years(domain: Window) -> list[tuple[int, str]]:
    """Return at most MOST_YEARS round years within the domain."""
    first, last = (int(edtf.format_day(day)[:4]) for day in (domain.first, domain.last))
    step = next(
        step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000) if (last - first) / step <= MOST_YEARS
    )
    return [
        (edtf.parse_day(f"{year:04}-01-01"), str(year)) for year in range(first, last + 1) if year % step == 0 and year
    ]
