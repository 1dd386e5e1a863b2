"""The events and sources of an export input in words, one row each, as pages list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.briefing.export_input import ExportInput
from components.dates import date_text, edtf
from components.events import event_text, schema
from components.events.table import Table
from components.messages.catalogue import Messages
from components.messages.sentence import N_
from components.views import card


@dataclass(frozen=True)
class SourceRow:
    """Hold one source: its number in the file, what it is, its address (http(s) or ""), and how many events cite it.

    cited: that number of events in words.
    """

    number: int
    title: str
    publisher: str
    published: str
    kind: str
    url: str
    events: int
    cited: str

    @property
    def about(self) -> str:
        """Return what is known of the source beside its title, on one line."""
        return ", ".join(filter(None, (self.publisher, self.published, self.kind)))


@dataclass(frozen=True)
class Citation:
    """Hold where an event is proved: the number and title of the source, the place in it, and the date as it says it.

    says: that date in words, "" where it says the event's own date, or none.
    """

    number: int
    title: str
    locator: str
    url: str
    says: str


@dataclass(frozen=True)
class EventRow:
    """Hold one event in words; doubts: what must be said of it beside its date."""

    identity: str
    date: str
    edtf: str
    title: str
    kind: str
    meeting_type: str
    level: str
    doubts: tuple[str, ...]
    parties: str
    where: str
    people: str
    summary: str
    note: str
    citations: tuple[Citation, ...]


# What a source is, by its code in the table; another one is said as it stands
_SOURCE_KINDS = {
    "primary": N_("primary source"),
    "secondary": N_("secondary source"),
    "tertiary": N_("tertiary source"),
}


def list_headings(_: Messages) -> tuple[str, ...]:
    """Return the headings of a table of events: date, event, meeting type, counterparts, place and sources."""
    return _("Date"), _("Event"), _("Meeting type"), _("Counterparts"), _("Place"), _("Sources")


def list_sources(exported: ExportInput) -> tuple[SourceRow, ...]:
    """Return the sources of an export input in the order in which its events cite them."""
    evidence = exported.evidence
    counts = evidence.groupby("source", sort=False)["event"].nunique()
    first: list[Any] = list(evidence.drop_duplicates("source").itertuples())
    _ = exported.table.messages
    return tuple(_to_source(number, row, int(counts[row.source]), _) for number, row in enumerate(first, 1))


def describe_undated(exported: ExportInput) -> str:
    """Say what the events without a date are that a file lists, and how many more there are."""
    _, left = exported.table.messages, exported.undated_left
    said = _("These events match the filters but have no date, so they are not counted in the period.")
    more = _.plural("{count} more is not listed.", "{count} more are not listed.", left)
    return f"{said} {more}" if left else said


def build_rows(exported: ExportInput, events: pd.DataFrame) -> list[EventRow]:
    """Return events of an export input (its `events` or `undated`) as rows, in their order."""
    numbers = {source: number for number, source in enumerate(exported.evidence["source"].unique(), 1)}
    cited: dict[str, list[Any]] = {}
    proofs: list[Any] = list(exported.evidence.itertuples())
    for row in proofs:
        cited.setdefault(row.event, []).append(row)
    _ = exported.table.messages
    words = date_text.describe_dates(events["date"], _)
    listed: list[Any] = list(events.itertuples())
    return [
        _build_row(event, date, _citations(event.date, cited.get(event.id, []), numbers, _), exported.table)
        for event, date in zip(listed, words, strict=True)
    ]


def _build_row(event: Any, date: str, citations: tuple[Citation, ...], table: Table) -> EventRow:
    _ = table.messages
    doubts = (event_text.describe_standing(event.standing, _), event_text.describe_doubt(event.status, _))
    return EventRow(
        identity=event.id,
        date=date,
        edtf=event.date,
        title=event.title,
        kind=table.name_of("meeting_type", event.meeting_type),
        meeting_type=event.meeting_type,
        level=table.name_of("level", event.level),
        doubts=tuple(filter(None, doubts)),
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


def _citations(date: str, evidence: Iterable[Any], numbers: dict[str, int], _: Messages) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            number=numbers[row.source],
            title=row.title or row.source,
            locator=row.locator,
            url=card.check_url(row.url),
            says=_say_difference(row.stated_date, date, _),
        )
        for row in evidence
    )


def _say_difference(stated: str, date: str, _: Messages) -> str:
    """Say which date a source states where it isn't the event's own."""
    return _("date given: {date}", date=_say(stated, _)) if stated and stated != date else ""


def _to_source(number: int, row: Any, events: int, _: Messages) -> SourceRow:
    return SourceRow(
        number=number,
        title=row.title or row.source,
        publisher=row.publisher,
        published=_say(row.published, _),
        kind=_(_SOURCE_KINDS[row.kind]) if row.kind in _SOURCE_KINDS else row.kind,
        url=card.check_url(row.url),
        events=events,
        cited=_.plural("{count} event", "{count} events", events),
    )


def _say(date: str, _: Messages) -> str:
    """Say a source's date in few words; what is no EDTF is quoted as it stands."""
    try:
        return date_text.describe_short(date, _) if date else ""
    except edtf.DateError:
        return _("“{text}”", text=date)
