"""The selection summary: what an exported file holds, what it leaves out, and where it comes from."""

from dataclasses import dataclass
from datetime import datetime

from components.dates import windows
from components.events import event_text, schema
from components.events.table import Table
from components.layout import count_text
from components.messages.catalogue import ENGLISH, Messages
from components.query.selection import Selection
from components.query.store import Store


@dataclass(frozen=True)
class SelectionSummary:
    """Hold what stands on every file: counts, period, filters in words, what was left out, sources, version, time.

    doubts: how many of the events are not known to be held, "" or beginning with a semicolon. made: when the file was
    made (UTC). link: the view's address, "" where it has none.
    """

    table: str
    counted: str
    doubts: str
    period: str
    filters: tuple[str, ...]
    left_out: tuple[str, ...]
    sources: int
    version: str
    made: datetime
    link: str = ""
    attribution: str = ""
    messages: Messages = ENGLISH

    @property
    def result(self) -> str:
        """Return how many events there are, and how many of them are not known to be held."""
        return f"{self.counted}{self.doubts}"

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the statement as sentences, one a line."""
        _ = self.messages
        filters = "; ".join(self.filters) or _("none")
        left_out = _.all_of(self.left_out) or _("nothing")
        cited = _.plural("{count} source", "{count} sources", self.sources)
        made = f"{self.made:%Y-%m-%d %H:%M} UTC"
        return (
            _("{counted} in “{table}”{doubts}.", counted=self.counted, table=self.table, doubts=self.doubts),
            _("Period: {period}. Filters: {filters}.", period=self.period, filters=filters),
            _("Excluded: {left_out}.", left_out=left_out),
            _("{sources}. Table version {version}. Created {made}.", sources=cited, version=self.version, made=made),
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
    totals, _ = store.totals(selection), table.messages
    filtered = store.size() - totals.kept
    left_out = [*count_text.describe_outside(totals, _)]
    left_out += [_("{count} by filters", count=filtered)] if filtered else []
    settings = table.settings
    return SelectionSummary(
        table=settings.title,
        counted=count_text.describe_totals_of(totals, store.size(), _),
        doubts=_count_doubtful(store, selection, _),
        period=windows.describe_window(selection.window, _),
        filters=selection.describe(table)[1:],
        left_out=tuple(left_out),
        sources=sources,
        version=table.version,
        made=made,
        link=link,
        attribution=" · ".join(filter(None, (settings.attribution, settings.licence))),
        messages=_,
    )


def _count_doubtful(store: Store, selection: Selection, _: Messages) -> str:
    """Say how many events are not known to be held, by what is said of them; nothing where a status is chosen."""
    if selection.chosen("status").codes:
        return ""
    counts = {status: sum(inside) for status, *inside in store.facet(selection, "status").rows()}
    not_held = {status: count for status, count in counts.items() if count and status not in schema.DONE}
    said = [
        _("{count} {doubt}", count=count, doubt=event_text.describe_doubt(status, _))
        for status, count in not_held.items()
    ]
    return "".join(f"; {words}" for words in sorted(said))
