"""Tests of what is presented: complete without the server, every page in words, every event with its source."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given

from components.briefing import briefing, briefing_file, presentation
from components.briefing.briefing import Briefing, Step
from components.query.selection import Request
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables
from tests.support.trials import examples

MADE = datetime(2014, 2, 3, 4, 5, tzinfo=UTC)
SOURCES = {
    "event_sources": [
        {"event": "E0", "source": "BB14", "locator": "section 5"},
        {"event": "E0", "source": "NEWS"},
        {"event": "E1", "source": "BB14"},
    ],
    "sources": [{"key": "BB14", "title": "Bluebook 2014", "publisher": "Ministry"}, {"key": "NEWS", "title": "News"}],
}
TABLE, STORE = tables.to_store(
    {"date": "2013-04-29", "title": "Summit", "people": ";".join(f"Person {n}" for n in range(14)), "summary": "Said."},
    {"date": "2013-11", "status": "planned"},
    {"date": "2013-12-01"},
    others=SOURCES,
)
YEAR = Request(tables.to_selection("2013"))


def build(*steps, **texts):
    return presentation.build_presentation(STORE, TABLE, Briefing("T", steps=steps, **texts), YEAR, MADE)


def step(identity, heading="H"):
    return Step(heading, "N", Request(YEAR.selection, event=identity))


def test_a_page_says_all_of_its_event():
    (page,) = build(step("E0")).pages
    said = {name: page[name] for name in ("heading", "note", "title", "when", "about")}
    assert said == {"heading": "H", "note": "N", "title": "Summit", "when": "29 April 2013", "about": "Said."}
    assert page["source"] == "Source: Bluebook 2014, Ministry, section 5; and 1 more"
    (participants,) = (text for words, text in page["facts"] if words == "Participants")
    assert participants.endswith("Person 11, and 2 more")


def test_a_page_says_what_is_doubtful():
    first, second = build(step("E1"), step("E2")).pages
    assert first["when"] == "in November 2013, day not stated (planned, not confirmed)"
    assert second["source"] == "No source is recorded for this event."


def test_the_events_of_all_steps_are_asked_for_at_once(monkeypatch):
    asked, ask = [], MemoryStore.events
    monkeypatch.setattr(MemoryStore, "events", lambda store, named: asked.append(list(named)) or ask(store, named))
    monkeypatch.setattr(MemoryStore, "event", lambda _, identity: pytest.fail(f"{identity} is asked for alone"))
    assert len(build(*map(step, ("E0", "X9", "E1", "E0"))).pages) == 4
    assert asked == [["E0", "X9", "E1", "E0"]]
    kept = briefing_file.format_briefing(Briefing("T", steps=(step("E0"), step("X9"))), "1")
    read, (sentence,) = briefing_file.read_briefing(kept, STORE, TABLE, YEAR)
    assert (len(read.steps), "“X9” (step 2)" in sentence) == (2, True)
    assert asked[1:] == [["E0", "X9"]]


def test_a_view_a_section_and_a_missing_event_have_their_pages():
    view, section, missing = build(step(""), Step("Part two", "N"), step("X9")).pages
    assert view["about"] == "3 events · 2013"
    assert view["viewport"] == [YEAR.selection.window.first, YEAR.selection.window.last]
    assert (section["context"], section["viewport"], section["highlight"]) == (None, None, None)
    assert missing["about"] == "The event “X9” is not in this table."
    assert missing["highlight"] is None


def test_the_last_page_has_the_statement_and_sources_most_used_first():
    closing = build(step("E0"), step("E1")).closing
    assert closing["sources"] == [["Bluebook 2014", "Ministry, 2 events"], ["News", "1 event"]]
    assert "3 of 3 events" in closing["statement"][0]
    assert "Created 2014-02-03 04:05 UTC" in " ".join(closing["statement"])
    assert closing["others"] == 0


def test_the_cover_says_the_date_in_words():
    cover = build(subtitle="S", classification="C", audience_date="2014-02-03").cover
    assert cover == {"title": "T", "subtitle": "S", "classification": "C", "date": "3 February 2014"}


def test_of_many_sources_the_first_are_listed_and_the_others_counted():
    keys = [f"S{number:02}" for number in range(presentation.MOST_SOURCES + 2)]
    others = {"event_sources": [{"event": "E0", "source": key} for key in keys], "sources": []}
    table, store = tables.to_store({"date": "2013"}, others=others)
    closing = presentation.build_presentation(store, table, Briefing("", steps=(step("E0"),)), YEAR, MADE).closing
    assert len(closing["sources"]) == presentation.MOST_SOURCES
    assert closing["others"] == 2


@pytest.mark.first_variant
@pytest.mark.parametrize(("beyond", "bare"), [(0, 0), (1, 1)])
def test_after_the_most_contexts_an_event_is_highlighted_alone(beyond, bare):
    windows = [f"19{number:02}" for number in range(presentation.MOST_SCENES + beyond)]
    steps = tuple(Step(year, "", Request(tables.to_selection(year), event="E0")) for year in windows)
    built = build(*steps)
    assert sum([name for name, *_ in context["lanes"]] == [""] for context in built.contexts) == bare
    assert all(page["highlight"] for page in built.pages)


def test_a_view_in_another_scheme_of_regions_asks_in_that():
    asked = []

    def in_scheme(scheme):
        asked.append(scheme)
        return TABLE, STORE

    other = Step("H", "", Request(YEAR.selection, scheme="m49"))
    presentation.build_presentation(STORE, TABLE, Briefing("", steps=(step("E0"), other)), YEAR, MADE, in_scheme)
    assert set(asked) == {"", "m49"}


@examples(40)
@given(tables.some_events, tables.some_selections())
def test_every_briefing_can_be_staged_and_sent(events, selection):
    table = tables.to_table(*events)
    store = MemoryStore(table)
    request = Request(selection)
    made = briefing.build_briefing(store, table, request)
    built = presentation.build_presentation(store, table, made, request, MADE)
    assert len(built.pages) == len(made.steps)
    assert json.loads(json.dumps(vars(built), allow_nan=False))
    for page in built.pages:
        assert page["source"]
        assert 0 <= page["context"] < len(built.contexts)
