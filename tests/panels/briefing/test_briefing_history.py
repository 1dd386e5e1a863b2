"""Tests of a briefing over an engine: what has no answer is said and tried again, and nothing else is lost."""

from dataclasses import replace

import pytest

from components.briefing import briefing_file
from components.briefing.briefing import Briefing, Step
from components.panels.briefing import briefing_history
from components.panels.tables import table_registry
from components.query import links
from components.stores.engines import write_parquet
from tests.panels.briefing.test_briefing_panel import draft_of, field, headings, keys, open_page, push, run
from tests.support import app_page, explorer
from tests.support import tables as made
from tests.support.broken_engines import AWAY, broken_engine

ROWS = ({"date": "2013-04-29", "title": "Spring talks"}, {"date": "2013-11", "title": "Autumn talks"})


@pytest.fixture
def over_engine(tmp_path, monkeypatch):
    """Return what opens the page, with a query, over a table of its own that an engine answers for."""
    write_parquet.write_folder(made.to_table(*ROWS, opening_window="2013"), tmp_path / "out")
    monkeypatch.setenv(table_registry.DATA, str(tmp_path / "out"))
    return open_page


def said(opened):
    return app_page.read_html(opened)


def forget():
    """Forget what the engine answered."""
    table_registry.load_table()[1].forget()


def fail(opened, key):
    """Push while the engine is away: that is said, and the rest of the page stays."""
    with broken_engine():
        push(opened, key)
        assert AWAY in said(opened)
        assert "ask briefing again" in keys(opened)
    assert "<strong>2 events" in explorer.see(opened)["timeline"]["sentence"]


@pytest.mark.exhaustive
def test_a_briefing_waits_for_an_engine_that_is_away(over_engine):
    opened = over_engine({})
    fail(opened, "make-briefing")
    assert draft_of(opened) is None
    push(opened, "ask briefing again")
    assert headings(opened) == ["Spring talks", "Autumn talks"]
    assert AWAY not in said(opened)
    assert "ask briefing again" not in keys(opened)


def test_presenting_waits_for_an_engine_that_is_away(over_engine):
    opened = over_engine({"event": ["E0"]})
    push(opened, "make-briefing")
    fail(opened, "start-presenting")
    assert headings(opened) == ["Spring talks", "Autumn talks"]
    assert briefing_history.SHOW not in opened.session_state
    push(opened, "ask briefing again")
    assert len(opened.session_state[briefing_history.SHOW].presentation.pages) == 2
    assert AWAY not in said(opened)


@pytest.mark.exhaustive
def test_a_step_whose_event_is_not_answered_for_can_still_be_written(over_engine):
    opened = over_engine({})
    push(opened, "make-briefing")
    forget()
    with broken_engine():
        push(opened, "step 1")
        assert AWAY in said(opened)
        field(opened, "Note").input("A note")
        run(opened)
    assert draft_of(opened).steps[1].note == "A note"
    push(opened, "ask step again")
    assert "Step 2 of 2 · in November 2013" in said(opened)
    assert AWAY not in said(opened)


@pytest.mark.exhaustive
def test_an_event_is_added_once_the_engine_answers(over_engine):
    opened = over_engine({"event": ["E1"]})
    push(opened, "make-briefing")
    forget()
    with broken_engine():
        push(opened, "add-step")
        assert AWAY in said(opened)
    run(opened)
    push(opened, "ask briefing again")
    assert headings(opened) == ["Spring talks", "Autumn talks", "Autumn talks"]


@pytest.mark.exhaustive
def test_a_link_s_briefing_is_taken_once_the_engine_answers(over_engine):
    over_engine({})
    table, store = table_registry.load_table()
    view = links.find_opening(table, store)
    sent = Briefing("From a link", steps=(Step("One", "", replace(view, event="E1")),))
    code = briefing_file.format_code(sent, view, table.version)
    with broken_engine():
        opened = over_engine({links.BRIEFING: [code], links.STEP: ["1"]})
        assert AWAY in said(opened)
        assert draft_of(opened) is None
    push(opened, "ask briefing again")
    assert draft_of(opened) == sent
    assert opened.session_state[briefing_history.SHOW].step == 1
    assert AWAY not in said(opened)
