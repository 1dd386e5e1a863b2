"""The events and sources of an export input in words, one row each, as pages list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.briefing.export_input import ExportInput
from components.dates import date_text, edtf
from components.events import event_text, schema
from components.events.table import Table
from components.views import card


@dataclass(frozen=True)
class SourceRow:
    """Hold one source: its number in the file, what it is, its address (http(s) or ""), and how many events cite it."""

    number: int
    title: str
    publisher: str
    published: str
    kind: str
    url: str
    events: int


@dataclass(frozen=True)
class Citation:
    """Hold where an event is proved: the number and title of the source, the place in it, and the date as it says it.

    says: "" where it says the event's own date, or none.
    """

    number: int
    title: str
    locator: str
    url: str
    says: str


@dataclass(frozen=True)
class EventRow:
    """Hold one event in words; standing: as in store.Store.rows; doubt: what stands against its having taken place."""

    identity: str
    date: str
    edtf: str
    title: str
    kind: str
    meeting_type: str
    level: str
    standing: str
    doubt: str
    parties: str
    where: str
    people: str
    summary: str
    note: str
    citations: tuple[Citation, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return what must be said of it beside its date."""
        return tuple(filter(None, (event_text.describe_standing(self.standing), self.doubt)))


def list_sources(exported: ExportInput) -> tuple[SourceRow, ...]:
    """Return the sources of an export input in the order in which its events cite them."""
    evidence = exported.evidence
    counts = evidence.groupby("source", sort=False)["event"].nunique()
    first: list[Any] = list(evidence.drop_duplicates("source").itertuples())
    return tuple(_to_source(number, row, int(counts[row.source])) for number, row in enumerate(first, 1))


def describe_undated(exported: ExportInput) -> str:
    """Say what the events without a date are that a file lists, and how many more there are."""
    said = "The filters keep these events too. They are in no period and in no count above."
    return f"{said} {exported.undated_left:,} more are not listed." if exported.undated_left else said


def build_rows(exported: ExportInput, events: pd.DataFrame) -> list[EventRow]:
    """Return events of an export input (its `events` or `undated`) as rows, in their order."""
    numbers = {source: number for number, source in enumerate(exported.evidence["source"].unique(), 1)}
    cited: dict[str, list[Any]] = {}
    proofs: list[Any] = list(exported.evidence.itertuples())
    for row in proofs:
        cited.setdefault(row.event, []).append(row)
    words = date_text.describe_dates(events["date"])
    listed: list[Any] = list(events.itertuples())
    return [
        _build_row(event, date, _citations(event.date, cited.get(event.id, []), numbers), exported.table)
        for event, date in zip(listed, words, strict=True)
    ]


def _build_row(event: Any, date: str, citations: tuple[Citation, ...], table: Table) -> EventRow:
    return EventRow(
        identity=event.id,
        date=date,
        edtf=event.date,
        title=event.title,
        kind=table.name_of("meeting_type", event.meeting_type),
        meeting_type=event.meeting_type,
        level=table.name_of("level", event.level),
        standing=event.standing,
        doubt=event_text.describe_doubt(event.status),
        parties=_names(f"{event.countries};{event.organisations}", table),
        where=", ".join(dict.fromkeys((*schema.split_cell(event.city), *_split_names(event.place, table)))),
        people=", ".join(map(table.people.describe, schema.split_cell(event.people))),
        summary=event.summary,
        note=event.note,
        citations=citations,
    )


def _names(cell: str, table: Table) -> str:
    return ", ".join(_split_names(cell, table))


def _split_names(cell: str, table: Table) -> list[str]:
    return [table.name_of("place", code) for code in schema.split_cell(cell)]


def _citations(date: str, evidence: Iterable[Any], numbers: dict[str, int]) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            number=numbers[row.source],
            title=row.title or row.source,
            locator=row.locator,
            url=card.check_url(row.url),
            says=_say(row.stated_date) if row.stated_date != date else "",
        )
        for row in evidence
    )


def _to_source(number: int, row: Any, events: int) -> SourceRow:
    return SourceRow(
        number, row.title or row.source, row.publisher, _say(row.published), row.kind, card.check_url(row.url), events
    )


def _say(date: str) -> str:
    """Say a source's date in words; what is no EDTF is quoted as it stands."""
    try:
        return date_text.describe_date(date) if date else ""
    except edtf.DateError:
        return f"“{date}”"
