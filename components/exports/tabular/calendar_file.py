"""The export to a calendar: the events whose days are known, each on these days."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pandas as pd
from icalendar import Calendar, Event, vText

from components.briefing.export_input import ExportInput
from components.events import event_text, schema
from components.events.escaping import clean
from components.events.table import Table
from components.exports.tabular import event_cells
from components.messages.catalogue import Messages
from components.views import card

PRODUCT = "-//Diplomatic Timeline//"  # and the language
_DAY = timedelta(days=1)
# Status → that of RFC 5545; every other event took place
_STATUSES = {"planned": "TENTATIVE", "unknown": "TENTATIVE", "not-held": "CANCELLED"}


def make_calendar(exported: ExportInput) -> bytes:
    """Return the selected events whose days are known as a calendar (ICS, RFC 5545); it says how many it leaves out."""
    days = event_cells.find_known_days(exported.events)
    _ = exported.table.messages
    left_out = _describe_left_out(days.count(None), len(days), _)
    said = "\n".join((*event_cells.build_header_lines(exported), left_out))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT + _.locale.language.upper())
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(clean(exported.statement.table)))
    calendar.add("x-wr-caldesc", vText(clean(said)))
    calendar.add("comment", clean(said))
    evidence = dict(list(event_cells.select_evidence(exported).groupby("event", sort=False)))
    lines = event_text.describe_events(exported.events, exported.table)
    for row, known, line in zip(exported.events.to_dict("records"), days, lines, strict=True):
        if known:
            sources = evidence.get(row["id"], exported.evidence[:0])
            calendar.add_component(_to_entry(row, known, line, sources, exported))
    return calendar.to_ical()


def _describe_left_out(left_out: int, selected: int, _: Messages) -> str:
    if not left_out:
        return _("All selected events have exact dates and are in this calendar.")
    return _.plural(
        "{count} of {selected} selected events has no exact date and is not in this calendar.",
        "{count} of {selected} selected events have no exact date and are not in this calendar.",
        left_out,
        selected=selected,
    )


def _to_entry(
    row: dict[Any, Any], known: tuple[date, date], line: str, sources: pd.DataFrame, exported: ExportInput
) -> Event:
    entry = Event()
    entry.add("uid", build_uid(row["id"], exported.table))
    entry.add("dtstamp", exported.statement.made)
    entry.add("dtstart", known[0])
    _add_end(entry, *known)
    entry.add("summary", clean(row["title"]))
    entry.add("description", clean("\n".join(_describe(row, line, sources, exported.table))))
    entry.add("status", _STATUSES.get(row["status"], "CONFIRMED"))
    entry.add("transp", "TRANSPARENT")  # nobody's own time is taken
    if where := ", ".join(schema.split_cell(row["city"])):
        entry.add("location", clean(where))
    if url := next(filter(None, map(card.check_url, sources["url"])), ""):
        entry.add("url", clean(url))
    return entry


def _add_end(entry: Event, first: date, last: date) -> None:
    """Say the end, which a calendar excludes; behind the last day of all there is none, so the days are counted."""
    if last == date.max:
        entry.add("duration", last - first + _DAY)
    else:
        entry.add("dtend", last + _DAY)


def _describe(row: dict[Any, Any], line: str, sources: pd.DataFrame, table: Table) -> Iterator[str]:
    _ = table.messages
    yield line
    codes = (*schema.split_cell(row["countries"]), *schema.split_cell(row["organisations"]))
    yield from filter(None, (", ".join(table.name_of("place", code) for code in codes), row["summary"]))
    for source in sources.itertuples():
        parts = (source.title or source.source, source.publisher, source.locator, card.check_url(str(source.url)))
        yield _("Source: {source}", source=", ".join(filter(None, map(str, parts))))


def build_uid(identity: str, table: Table) -> str:
    """Return a name for an event that stays the same from export to export and that no other table's event has."""
    digest = hashlib.sha256(table.settings.title.encode()).hexdigest()[:12]
    return f"{quote(identity, safe='')}@{digest}.diplomatic-timeline.invalid"
