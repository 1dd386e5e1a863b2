"""The page over a table that an engine answers for: it is explored, it thinks in sight, and it may go away."""

import pytest
from playwright.sync_api import expect

from components.stores.engines import write_parquet
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle
from tests.support import tables

SOURCES = {
    "sources": [{"key": "s", "title": "A year in talks", "url": "https://example.org/talks"}],
    "event_sources": [{"event": "E0", "source": "s", "locator": "page 7"}],
}
ROWS = (
    {"date": "2013-04-29", "title": "Talks in Moscow", "countries": "RUS", "meeting_type": "summit"},
    {"date": "2013-05-20", "title": "Talks in Astana", "countries": "KAZ", "meeting_type": "talks"},
    {"date": "2013-11", "title": "Talks in Paris", "countries": "FRA", "meeting_type": "talks"},
)


@pytest.fixture
def folder(tmp_path):
    """Write a small table in the layout of an engine."""
    write_parquet.write_folder(tables.to_table(*ROWS, others=SOURCES, opening_window="2013"), tmp_path / "layout")
    return tmp_path / "layout"


def test_an_engine_s_table_is_explored_as_any_other(new_page, server_over, folder):
    page = open_app(new_page(base_url=server_over(folder).url), "?event=E0")
    expect(page.locator(seen.SENTENCE)).to_contain_text("3 events in 2013")
    expect(page.locator(seen.CARD)).to_contain_text("page 7")
    expect(page.locator(seen.CARD).get_by_role("link", name="A year in talks")).to_be_visible()
    seen.choose(page, "country", "Russia")
    expect(page.locator(seen.SENTENCE)).to_contain_text("1 event in 2013")
    settle(page)
    seen.step(page, "closer")
    expect(page.locator(".timeline")).to_have_attribute("aria-busy", "false")


@pytest.fixture
def tolerated():
    return ("503",)  # what the browser says of an answer that the engine did not give


@pytest.mark.exhaustive
def test_an_engine_whose_files_vanish_is_a_sentence_and_recovers(new_page, server_over, folder):
    page = open_app(new_page(base_url=server_over(folder).url))
    away = folder.rename(folder.with_name("away"))
    seen.choose(page, "country", "Russia")
    expect(page.locator("p.error")).to_have_count(1)
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    expect(page.locator(".timeline-stale")).to_be_visible()
    expect(page.locator(".timeline")).to_have_attribute("aria-busy", "false")
    expect(page.locator(seen.SENTENCE)).to_contain_text("3 events in 2013")
    expect(page.locator("[data-filter=country] [data-code=RUS] input")).to_be_checked()
    away.rename(folder)
    again.click()
    expect(page.locator(seen.SENTENCE)).to_contain_text("1 event in 2013")
    expect(page.locator("p.error")).to_have_count(0)
    expect(page.locator(".timeline-stale")).to_have_count(0)


def test_while_no_answer_comes_the_picture_is_dimmed_and_the_page_says_that_it_works(page):
    open_app(page)
    held = seen.HeldAnswers(page)
    page.locator("[data-step=closer]").click()
    expect(page.locator(".timeline.timeline-pending")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".explorer-status")).to_have_text("Still working …")
    held.release()
    expect(page.locator(".timeline")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".timeline-pending")).to_have_count(0)
    expect(page.locator(".explorer-status")).to_be_empty()
