"""The selection summary: what an exported file holds, what it leaves out, and where it comes from."""

from dataclasses import dataclass
from datetime import datetime

from components.dates import windows
from components.events import event_text, schema
from components.events.table import Table
from components.layout.count_text import describe_totals
from components.query.selection import Selection
from components.query.store import Store


@dataclass(frozen=True)
class SelectionSummary:
    """Hold what stands on every file: counts, period, filters in words, what was left out, sources, version, time.

    made: when the file was made (UTC). link: the view's address, "" where it has none.
    """

    table: str
    counted: str
    period: str
    filters: tuple[str, ...]
    left_out: tuple[str, ...]
    sources: int
    version: str
    made: datetime
    link: str = ""
    attribution: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the statement as sentences, one a line."""
        filters = "; ".join(self.filters) or "none"
        left_out = ", ".join(self.left_out) or "nothing"
        cited = f"{self.sources:,} {'source' if self.sources == 1 else 'sources'}"
        made = f"{self.made:%Y-%m-%d %H:%M} UTC"
        return (
            f"{self.counted} of the table “{self.table}”.",
            f"Period: {self.period}. Filters: {filters}.",
            f"Left out: {left_out}.",
            f"{cited}. Table version {self.version}. Made {made}.",
            *((self.attribution,) if self.attribution else ()),
            *((self.link,) if self.link else ()),
        )

    @property
    def text(self) -> str:
        """Return the statement as one paragraph."""
        return " ".join(self.lines)


def summarise(
    store: Store, table: Table, selection: Selection, sources: int, made: datetime, link: str = ""
) -> SelectionSummary:
    """State a selection of a table; `sources` is how many different sources its events rest on."""
    totals = store.totals(selection)
    outside = ((totals.earlier, "earlier"), (totals.later, "later"), (totals.undated, "without a date"))
    filtered = store.size() - totals.kept
    left_out = [f"{count:,} {words}" for count, words in outside if count]
    left_out += [f"{filtered:,} by the filters"] if filtered else []
    settings = table.settings
    return SelectionSummary(
        table=settings.title,
        counted=f"{describe_totals(totals)} of {store.size():,}{_count_doubtful(store, selection)}",
        period=windows.describe_window(selection.window),
        filters=selection.describe(table)[1:],
        left_out=tuple(left_out),
        sources=sources,
        version=table.version,
        made=made,
        link=link,
        attribution=" · ".join(filter(None, (settings.attribution, settings.licence))),
    )


def _count_doubtful(store: Store, selection: Selection) -> str:
    """Say how many events are not known to be held, by what is said of them; nothing where a status is chosen."""
    if selection.chosen("status").codes:
        return ""
    counts = {status: sum(inside) for status, *inside in store.facet(selection, "status").rows()}
    not_held = {status: count for status, count in counts.items() if count and status not in schema.DONE}
    said = [f"{count:,} of them {event_text.describe_doubt(status)}" for status, count in not_held.items()]
    return "".join(f" ({words})" for words in sorted(said))
