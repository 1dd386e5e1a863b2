"""The page over an engine that takes its time or fails: the old picture stays, and the newest question counts."""

import re

import pytest
from playwright.sync_api import expect

from components.stores.engines import write_parquet
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, serve, settle
from tests.browser.conftest import LOG_NAME
from tests.browser.gate import AWAY, Gate
from tests.browser.test_engine import ROWS
from tests.support import tables

FAILED = "503"  # what the browser says of an answer that an engine did not give
SCRIPT = "tests/browser/gated_dashboard.py"
BUSY = ".timeline.timeline-pending[aria-busy=true]"


@pytest.fixture
def gate(tmp_path):
    """Keep a gate before an engine."""
    kept = Gate(tmp_path)
    yield kept
    kept.close()


@pytest.fixture
def tolerated():
    return (FAILED,)


@pytest.fixture
def served(tmp_path, gate):
    """Serve the app over a small table whose engine asks the gate."""
    write_parquet.write_folder(tables.to_table(*ROWS, opening_window="2013"), tmp_path / "layout")
    with serve(tmp_path / LOG_NAME, tmp_path / "layout", SCRIPT) as server:
        yield server
        gate.open()


@pytest.fixture
def engine_page(served, new_page):
    return open_app(new_page(base_url=served.url))


def test_while_an_engine_thinks_the_old_picture_stays_dimmed_with_a_mark_of_progress(engine_page, gate):
    drawn = len(seen.points(engine_page))
    gate.shut()
    seen.choose(engine_page, "country", "Russia")
    gate.wait_for_a_question()
    expect(engine_page.locator(BUSY)).to_be_visible()
    expect(engine_page.locator(".timeline-pending .timeline-body")).to_have_css("opacity", "0.55")
    mark = engine_page.locator(".timeline-pending .timeline-body").evaluate(
        "node => getComputedStyle(node, '::before').animationName"
    )
    assert mark == "timeline-pending"
    expect(engine_page.locator(seen.SENTENCE)).to_contain_text("3 events in 2013")
    assert len(seen.points(engine_page)) == drawn
    gate.open()
    expect(engine_page.locator(seen.SENTENCE)).to_contain_text("1 event in 2013")
    expect(engine_page.locator(".timeline")).to_have_attribute("aria-busy", "false")
    expect(engine_page.locator(".timeline-pending")).to_have_count(0)


def test_a_newer_zoom_ends_the_wait_for_what_was_asked_before(engine_page, gate):
    gate.shut()
    seen.choose(engine_page, "country", "Russia")
    gate.wait_for_a_question()
    before = seen.window_of(engine_page)
    engine_page.locator("[data-step=closer]").click()
    gate.wait_until_one_leaves()
    expect(engine_page.locator(BUSY)).to_be_visible()
    gate.open()
    expect(engine_page.locator(seen.SENTENCE)).to_contain_text(re.compile(r"event(?!.*in 2013 ).*Country: Russia"))
    expect(engine_page.locator(".timeline")).to_have_attribute("aria-busy", "false")
    settle(engine_page)
    first, last = seen.window_of(engine_page)
    assert last - first < before[1] - before[0]
    expect(engine_page.locator("p.error")).to_have_count(0)


def test_an_engine_that_fails_is_a_sentence_and_is_asked_again(engine_page, gate):
    gate.shut()
    seen.choose(engine_page, "country", "Russia")
    gate.wait_for_a_question()
    gate.fail()
    expect(engine_page.locator("p.error", has_text=AWAY)).to_have_count(1)
    expect(engine_page.locator(".timeline-stale")).to_be_visible()
    expect(engine_page.locator(seen.SENTENCE)).to_contain_text("3 events in 2013")
    gate.open()
    engine_page.get_by_role("button", name="Try again").click()
    expect(engine_page.locator(seen.SENTENCE)).to_contain_text("1 event in 2013")
    expect(engine_page.locator("p.error")).to_have_count(0)
    expect(engine_page.locator(".timeline-stale")).to_have_count(0)


def test_a_briefing_that_an_engine_did_not_answer_for_is_made_when_tried_again(engine_page, gate):
    gate.fail()
    engine_page.get_by_role("button", name="Create a briefing").click()
    expect(engine_page.locator(".st-key-briefing p.error", has_text=AWAY)).to_be_visible()
    expect(engine_page.locator(seen.SENTENCE)).to_contain_text("3 events in 2013")
    gate.open()
    engine_page.locator(".st-key-briefing").get_by_role("button", name="Try again").click()
    expect(engine_page.locator(".st-key-briefing")).to_contain_text("Step 1 of 3")
    expect(engine_page.locator("p.error")).to_have_count(0)
