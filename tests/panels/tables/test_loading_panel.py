"""Tests of the page while a large table is opened: how far it is, Stop, and Try again."""

import time

import pytest

from components.events import raw_table
from components.panels.tables import background_work, table_registry
from tests.support import app_page

AWAY = 3_600.0  # seconds, in which the page is drawn on any machine


@pytest.fixture
def opening(monkeypatch):
    """Return an opening that goes on until a test ends it."""
    made = background_work.Work(share=0.25)
    monkeypatch.setattr(table_registry, "start_opening", lambda _scheme="": made)
    return made


def show():
    app = app_page.to_page().run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("share", "words"), [(0.25, "Reading the table … 25%"), (0.8, "Preparing the table … 80%")])
def test_the_page_says_how_far_it_is(opening, share, words):
    opening.share = share
    (progress,) = show().get("progress")
    assert progress.proto.text == words
    assert progress.proto.value == round(share * 100)


def test_the_page_says_when_a_file_waits_for_its_turn_which_can_be_stopped(opening):
    opening.wait_for_turn(True)
    app = show()
    (progress,) = app.get("progress")
    assert "Waiting for other files to be read" in progress.proto.text
    assert "Stop" in [button.label for button in app.button]


def test_stop_asks_it_to_stop(opening):
    app = show()
    assert "Stop" in [button.label for button in app.button]
    assert not opening.stopped
    app.button(key="stop opening").click().run()
    assert opening.stopped
    with pytest.raises(raw_table.TableError):
        opening.tell(0.3)


def test_what_was_stopped_is_said_and_can_be_tried_again(monkeypatch, opening):
    opening.error = raw_table.TableError(background_work.STOPPED)
    opening.ended.set()
    forgotten = []
    monkeypatch.setattr(table_registry, "drop_opening", forgotten.append)
    app = show()
    assert background_work.STOPPED in app_page.read_html(app)
    app.button(key="open again").click().run()
    assert forgotten == [opening]


def test_what_is_being_stopped_says_so_and_is_not_stopped_twice(opening):
    opening.stop()
    app = show()
    (progress,) = app.get("progress")
    assert progress.proto.text == "Stopping …"
    assert "Stop" not in [button.label for button in app.button]


@pytest.mark.parametrize(("ago", "offered"), [(0.0, False), (AWAY / 2, False), (AWAY + 1, True)])
def test_one_of_several_who_wait_does_not_stop_it_for_all(opening, monkeypatch, ago, offered):
    monkeypatch.setattr(background_work, "AWAY", AWAY)
    opening.seen["another"] = time.monotonic() - ago
    assert ("Stop" in [button.label for button in show().button]) == offered
