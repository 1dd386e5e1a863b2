"""Tests of events and sources in words, as pages list them."""

from datetime import UTC, datetime

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.exports import event_rows
from components.query.selection import Request
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables

SOURCES = [
    {"key": "page", "title": "A page", "publisher": "Ministry", "published": "2014-04", "kind": "primary"},
    {"key": "file", "title": "A file", "url": "file:///etc/passwd", "published": "once"},
]
PROOFS = [
    {"event": "E1", "source": "page", "locator": "p. 3", "stated_date": "2013-04"},
    {"event": "E0", "source": "page", "locator": "p. 2", "stated_date": "2013-05-01"},
    {"event": "E0", "source": "file", "stated_date": "in spring"},
    {"event": "E0", "source": "unknown"},
]
EVENTS = (
    {"date": "2013-05-01", "countries": "RUS;KAZ", "organisations": "EU", "city": "Moscow", "place": "RUS"},
    {"date": "2013-04", "status": "planned", "people": "Ana Ide; Bo Li"},
    {"date": "2013-01?", "meeting_type": "talks", "level": "minister"},
    {"date": ""},
)


def build_export_input(window="2013"):
    table = tables.to_table(*EVENTS, others={"sources": SOURCES, "event_sources": PROOFS})
    request = Request(tables.to_selection(window))
    made = datetime(2026, 1, 2, tzinfo=UTC)
    return export_input.build_export_input(MemoryStore(table), table, request, Briefing("A title"), made)


def test_events_are_said_in_words_in_their_order():
    made = build_export_input()
    third, second, first = event_rows.build_rows(made, made.events)
    assert (third.kind, third.level, third.doubts) == ("Talks", "Minister", ())
    assert third.date == "in January 2013, day not stated (uncertain)"
    assert (second.date, second.people) == ("in April 2013, day not stated", "Ana Ide, Bo Li")
    assert second.doubts == ("planned, not confirmed",)
    assert (first.parties, first.where) == ("Name of RUS, Name of KAZ, Name of EU", "Moscow, Name of RUS")


def test_an_undated_event_is_not_possibly_in_the_period():
    made = build_export_input()
    assert [row.doubts for row in event_rows.build_rows(made, made.undated)] == [()]


def test_sources_are_numbered_as_they_are_cited():
    made = build_export_input()
    sources = event_rows.list_sources(made)
    assert [(each.number, each.title, each.events) for each in sources] == [
        (1, "A page", 2),
        (2, "A file", 1),
        (3, "unknown", 1),
    ]
    assert (sources[0].published, sources[1].published) == ("Apr 2014", "“once”")
    _, second, first = event_rows.build_rows(made, made.events)
    assert [(each.number, each.locator, each.says) for each in second.citations] == [(1, "p. 3", "")]
    assert [(each.number, each.says) for each in first.citations] == [(1, ""), (2, "date given: “in spring”"), (3, "")]


def test_only_web_addresses_are_links():
    made = build_export_input()
    assert [each.url for each in event_rows.list_sources(made)] == ["", "", ""]
