"""The legend of a picture: what is in it, in words, each with the sample that a picture draws beside them."""

from typing import NamedTuple

from components.events.table import Table
from components.layout.display_list import UNKNOWN_SYMBOL, DisplayList

MOST_KINDS = 30  # those of lower rank are counted
KIND, DAY, DAYS, POSSIBLE, UNCONFIRMED, COUNT, COUNT_WITHOUT_DAY = (
    *("kind", "day", "days", "possible", "unconfirmed"),
    *("count", "count without a day"),
)


class LegendEntry(NamedTuple):
    """Hold one entry: its sample (one of the constants here, "" for none), its words, and of a kind code and symbol."""

    sample: str
    words: str
    code: str = ""
    shape: str = UNKNOWN_SYMBOL


# To add one: its sample, its words, and what tells that a picture needs it; and a sample in each picture's legend.
_SENSES = (
    LegendEntry(DAY, "Known day"),
    LegendEntry(DAYS, "Known days"),
    LegendEntry(POSSIBLE, "Day not stated: some time within the bar"),
    LegendEntry(UNCONFIRMED, "Not confirmed as held"),
    LegendEntry(COUNT, "Number of events, darker for more"),
    LegendEntry(COUNT_WITHOUT_DAY, "Number of events whose day is not stated"),
)


def build_legend(drawn: DisplayList, table: Table) -> tuple[LegendEntry, ...]:
    """Return the entries that a picture needs: its kinds by rank, then how what is known of dates is drawn."""
    used = {symbol.event.meeting_type for symbol in drawn.symbols}
    kinds = [
        LegendEntry(KIND, row["label"], str(code), row["symbol"] or UNKNOWN_SYMBOL)
        for code, row in table.meeting_types.to_dict("index").items()
        if code in used
    ]
    more = [LegendEntry("", f"and {len(kinds) - MOST_KINDS:,} more")] if len(kinds) > MOST_KINDS else []
    needed = _find_needed(drawn)
    return (*kinds[:MOST_KINDS], *more, *(entry for entry in _SENSES if entry.sample in needed))


def _find_needed(drawn: DisplayList) -> set[str]:
    """Return the samples of all that is drawn."""
    ranges = {bar.event.id for bar in drawn.bars if bar.is_possible}
    certain = {bar.event.id for bar in drawn.bars} - ranges
    return {
        *(DAY for symbol in drawn.symbols if not symbol.is_hollow and symbol.event.id not in certain),
        *(DAYS for _ in certain),
        *(POSSIBLE for _ in ranges),
        *(UNCONFIRMED for symbol in drawn.symbols if not symbol.event.is_held),
        *(COUNT_WITHOUT_DAY if cell.is_pale else COUNT for cell in drawn.cells),
    }
