"""All that is known of one event, in words: what its card, its slide and its citation say."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from components.dates import date_text, edtf
from components.events import event_text, schema
from components.events.table import Table
from components.messages.catalogue import ENGLISH, Messages
from components.query.selection import Selection
from components.query.store import MOST_NAMED, Neighbours, Store


@dataclass(frozen=True)
class Evidence:
    """Hold one source of an event: what it is, the locator in it, and what it says of the date ("" where not known)."""

    title: str
    publisher: str
    published: str
    kind: str
    locator: str
    url: str  # http(s), or ""
    says: str
    read: str
    note: str


@dataclass(frozen=True)
class Card:
    """Hold one event in words, its sources, and what stands next to it in the selection (None where that lacks it)."""

    identity: str
    title: str
    date: str
    edtf: str
    kind: str
    meeting_type: str
    level: str
    doubt: str  # against its having taken place, "" where there is none
    computed: bool
    where: str
    parties: tuple[str, ...]
    people: tuple[str, ...]
    topics: tuple[str, ...]
    summary: str
    note: str
    sources: tuple[Evidence, ...]
    neighbours: Neighbours | None
    order_not_known: tuple[str, ...]  # titles of the first few events that may come before or after this one
    unordered: int  # how many such events the selection has
    possibly_same: tuple[str, ...]  # titles of the first few events that may be this very one
    same: int  # how many such events the table has
    extras: tuple[tuple[str, str], ...] = ()  # columns that only this table has, and what stands there

    @property
    def conflict(self) -> bool:
        """Return whether its sources state different dates."""
        return len({source.says for source in self.sources if source.says}) > 1


def build_card(store: Store, table: Table, selection: Selection, identity: str) -> Card | None:
    """Gather the card of one event; None where the table has none of that id."""
    event = store.event(identity)
    if event is None:
        return None
    neighbours = store.neighbours(selection, identity)
    unordered = neighbours.order_not_known if neighbours else ()
    same = tuple(store.possibly_same(identity)["title"])
    return replace(
        build_bare_card(event, table, read_evidence(store, identity, table.messages)),
        neighbours=neighbours,
        order_not_known=tuple(_title(store, other) for other in unordered),
        unordered=neighbours.unordered if neighbours else 0,
        possibly_same=same,
        same=len(same) if len(same) < MOST_NAMED else store.count_possibly_same(identity),
    )


def build_bare_card(event: pd.Series, table: Table, sources: tuple[Evidence, ...]) -> Card:
    """Say an event, a row of schema.parse_events, in words, without what stands next to it: nothing more is asked."""
    return Card(
        identity=event["id"],
        title=event["title"],
        date=date_text.describe_date(event["date"], table.messages),
        edtf=event["date"],
        kind=table.name_of("meeting_type", event["meeting_type"]),
        meeting_type=event["meeting_type"],
        level=table.name_of("level", event["level"]),
        doubt=event_text.describe_doubt(event["status"], table.messages),
        computed=event["confidence"] == "computed",
        where=_where(event, table),
        parties=_names([*schema.split_cell(event["countries"]), *schema.split_cell(event["organisations"])], table),
        people=tuple(map(table.people.describe, schema.split_cell(event["people"]))),
        topics=tuple(table.name_of("topic", code) for code in schema.split_cell(event["topics"])),
        summary=event["summary"],
        note=event["note"],
        sources=sources,
        neighbours=None,
        order_not_known=(),
        unordered=0,
        possibly_same=(),
        same=0,
        extras=_to_extras(event),
    )


def _to_extras(event: pd.Series) -> tuple[tuple[str, str], ...]:
    """Return the event's cells in columns beyond ours, those that say something."""
    cells = ((str(name), str(cell)) for name, cell in event.items() if str(name).startswith(schema.EXTRA))
    return tuple((name.removeprefix(schema.EXTRA), cell) for name, cell in cells if cell)


def _title(store: Store, identity: str) -> str:
    event = store.event(identity)
    return "" if event is None else str(event["title"])


def read_evidence(store: Store, identity: str, _: Messages = ENGLISH) -> tuple[Evidence, ...]:
    """Return the sources of one event, in the order of their file."""
    return build_sources(store.evidence([identity]), _)


def build_sources(evidence: pd.DataFrame, _: Messages = ENGLISH) -> tuple[Evidence, ...]:
    """Return the rows of store.Store.evidence as sources."""
    return tuple(_to_source(row, _) for row in evidence.itertuples())


def _to_source(row: Any, _: Messages) -> Evidence:
    return Evidence(
        title=row.title or row.source,
        publisher=row.publisher,
        published=_say(row.published, date_text.describe_short, _),
        kind=row.kind,
        locator=row.locator,
        url=check_url(row.url),
        says=_say(row.stated_date, date_text.describe_date, _),
        read=row.read,
        note=row.note,
    )


def _say(date: str, describe: Callable[[str, Messages], str], _: Messages) -> str:
    """Say a source's date in words; what is no EDTF is quoted as it stands."""
    try:
        return describe(date, _) if date else ""
    except edtf.DateError:
        return f"“{date}”"


def check_url(url: str) -> str:
    """Return an address that a page may link to: http or https with a host; "" for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and not any(map(str.isspace, url)) else ""


def _where(event: pd.Series, table: Table) -> str:
    cities = ", ".join(schema.split_cell(event["city"]))
    places = ", ".join(_names(schema.split_cell(event["place"]), table))
    return " · ".join(filter(None, (cities, places if places != cities else "")))


def _names(codes: list[str], table: Table) -> tuple[str, ...]:
    return tuple(table.name_of("place", code) for code in codes)
