"""A table's fiscal years: when they begin, what they are called, and which of them are on offer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.dates import edtf, windows
from components.dates.windows import Window
from components.messages.catalogue import ENGLISH, Messages

Period = tuple[str, int, int]  # words, first and last day
Range = tuple[int, int]  # first and last day
_LAST_YEAR = 9999


@dataclass(frozen=True)
class FiscalYear:
    """Hold a table's fiscal year: the month (1-12) that it begins in, and which calendar year names it."""

    start_month: int
    named_by: str = "start"  # or "end"


def list_fiscal_years(
    fiscal: FiscalYear, others: Iterable[Range], years: list[int], span: Window, _: Messages = ENGLISH
) -> list[Period]:
    """Return the fiscal years on offer, as far as the dates reach: none where they are the calendar's own.

    A calendar year with events offers the one that begins in it and the one that it names; so does an event whose range
    lies within one. Where none is found so, all that the dates reach are on offer. others: the ranges of events
    that no calendar year holds.
    """
    if fiscal.start_month == 1:
        return []
    named_later = int(fiscal.named_by == "end")
    begins = {year - later for year in years for later in {0, named_later}} | {*_to_own(fiscal, others)}
    first, last = (_to_begin(fiscal, day) for day in (span.first, span.last))
    reached = sorted(begin for begin in begins if first <= begin <= last) or range(first, last + 1)
    return [_to_period(fiscal, begin, _) for begin in reached if 1 <= begin <= _LAST_YEAR]


def _to_own(fiscal: FiscalYear, others: Iterable[Range]) -> Iterator[int]:
    """Give the fiscal years that hold one of some ranges."""
    for first, last in others:
        begin = _to_begin(fiscal, first)
        if begin == _to_begin(fiscal, last):
            yield begin


def _to_begin(fiscal: FiscalYear, day: int) -> int:
    """Return the calendar year in which the fiscal year of a day begins."""
    year, month, _day = edtf.format_day(day).split("-")
    return int(year) - int(int(month) < fiscal.start_month)


def _to_period(fiscal: FiscalYear, begin: int, _: Messages) -> Period:
    start = fiscal.start_month
    first = edtf.parse_day(f"{begin:04}-{start:02}-01")
    last = (
        edtf.parse_day(f"{begin + 1:04}-{start:02}-01") - 1 if begin < _LAST_YEAR else windows.parse_window("9999").last
    )
    name = begin + int(fiscal.named_by == "end")
    period = windows.describe_window(Window(first, last), _)
    return _("FY{year} ({period})", year=str(name), period=period), first, last
