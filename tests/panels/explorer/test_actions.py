"""Tests of what the explorer's script tells the page: what can't be done is a sentence, and its address leads."""

import pytest

from components.events.raw_table import TableError
from components.messages.pseudo import PSEUDO
from components.panels import page_language
from components.panels.explorer import actions, page_state
from components.panels.own_table import own_table
from components.query import links
from components.query.store import EngineError


@pytest.fixture
def session(monkeypatch):
    """Stand in for a visitor's session, in a run of the page."""
    kept = {}
    monkeypatch.setattr(page_state.st, "session_state", kept)
    monkeypatch.setattr(own_table, "is_visited", lambda: True)
    return kept


def fail(error):
    def act():
        raise error

    return act


@pytest.mark.parametrize("error", [EngineError("The engine is away."), TableError("The file is damaged.")])
def test_what_cannot_be_done_is_a_sentence_that_is_said_once(session, error):
    actions.wrap_handler(fail(error))()
    assert [page_state.pop_error(), page_state.pop_error()] == [str(error), ""]
    assert session == {}


def test_a_mistake_of_ours_is_hidden_by_nobody(session):
    with pytest.raises(ZeroDivisionError):
        actions.wrap_handler(fail(ZeroDivisionError()))()
    assert session == {}


def test_back_to_a_link_turns_to_its_table_and_its_language_and_the_script_is_told_so(session, monkeypatch):
    monkeypatch.setenv("DIPLOMATIC_TIMELINE_DATA", "elsewhere.csv")
    monkeypatch.setattr(
        page_state, "read_address", lambda: {links.TABLE: [links.SHIPPED], page_language.LANGUAGE: [PSEUDO]}
    )
    for number in (1, 2):
        actions.REPORTS["link"]()
        assert page_state.get_number(page_state.LINKED) == number
    assert session[own_table.SHOWN] == links.SHIPPED
    assert session[page_language.LANGUAGE] == PSEUDO


@pytest.mark.parametrize("code", ["0123456789ab", "__proto__", "shipped"])
def test_a_table_that_the_visitor_does_not_have_is_not_turned_to(session, monkeypatch, code):
    monkeypatch.setattr(page_state, "read_address", lambda: {links.TABLE: [code]})
    actions.REPORTS["link"]()
    assert session[own_table.SHOWN] == ""
