"""The keyboard alone: every key, and a way from the first view to a citation without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle

TITLE = f"{seen.CARD} h3"
SUMMITS = "?country=RUS&meeting_type=summit"


def _press(page, key):
    page.keyboard.press(key)


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (["ArrowRight"], "Abe-Putin summit in the Kremlin"),
        (["ArrowRight", "ArrowRight"], "Abe-Putin summit at Lough Erne"),
        (["ArrowLeft"], "Abe-Putin summit in Bali"),
        (["End"], "Abe-Putin summit in Bali"),
        (["End", "Home"], "Abe-Putin summit in the Kremlin"),
        (["End", "ArrowLeft"], "Abe-Putin summit in St Petersburg"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_arrows_home_and_end_step_through_events(page, keys, title):
    open_app(page, SUMMITS)
    for key in keys:
        before = page.url
        _press(page, key)
        expect(page).not_to_have_url(before)
        settle(page)
    expect(page.locator(TITLE)).to_have_text(title)


def test_the_last_event_has_no_next(page):
    open_app(page, f"{SUMMITS}&event=E0226")
    _press(page, "ArrowRight")
    settle(page)
    expect(page.locator(TITLE)).to_have_text("Abe-Putin summit in Bali")


@pytest.mark.exhaustive
def test_plus_and_minus_zoom_and_nought_shows_all_dates(page):
    open_app(page)
    opening = seen.window_of(page)
    sentence = page.locator(seen.SENTENCE)
    _press(page, "+")
    expect(sentence).to_contain_text("from 2 April to 1 October 2013")
    _press(page, "-")
    expect(sentence).not_to_contain_text("from 2 April")
    settle(page)
    assert seen.window_of(page)[1] - seen.window_of(page)[0] >= (opening[1] - opening[0]) * 0.99
    _press(page, "0")
    expect(sentence).not_to_contain_text(" before")


def test_slash_goes_to_the_search_and_letters_stay_letters(page):
    open_app(page)
    _press(page, "/")
    expect(page.locator(".filters-text")).to_be_focused()
    page.keyboard.type("kremlin 0 + ?")
    expect(page.locator(".filters-text")).to_have_value("kremlin 0 + ?")
    expect(page.locator(".timeline-keys")).to_be_hidden()


def test_question_mark_lists_the_keys_and_escape_closes(opened):
    _press(opened, "?")
    keys = opened.locator(".timeline-keys")
    expect(keys).to_be_visible()
    for words in ("Next and previous event", "Zoom in and out", "Search", "Close"):
        expect(keys).to_contain_text(words)
    _press(opened, "Escape")
    expect(keys).to_be_hidden()


def test_escape_closes_a_list_first_and_the_card_then(page):
    open_app(page, f"{SUMMITS}&event=E0095")
    page.locator("[data-filter=country] summary").focus()
    _press(page, "Enter")
    expect(page.locator("[data-filter=country]")).to_have_attribute("open", "")
    _press(page, "Escape")
    expect(page.locator("[data-filter=country]")).not_to_have_attribute("open", "")
    expect(page.locator("[data-filter=country] summary")).to_be_focused()
    expect(page.locator(TITLE)).to_be_visible()
    _press(page, "Escape")
    expect(page.locator(TITLE)).to_have_count(0)


def _tab_to(page, selector):
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached with the Tab key")


def test_a_way_from_the_first_view_to_a_citation_without_a_mouse(page):
    open_app(page)
    _press(page, "/")
    page.keyboard.type("kremlin")
    expect(page.locator(seen.SENTENCE)).to_contain_text("Text: “kremlin”")
    _press(page, "Escape")
    _tab_to(page, '[data-lane="russia-central-asia-caucasus"] .timeline-fold')
    _press(page, "Enter")
    expect(seen.fold(page, "russia-central-asia-caucasus")).to_have_attribute("aria-expanded", "false")
    expect(seen.fold(page, "russia-central-asia-caucasus")).to_be_focused()
    _press(page, "Enter")
    expect(seen.fold(page, "russia-central-asia-caucasus")).to_have_attribute("aria-expanded", "true")
    _press(page, "ArrowRight")
    expect(page.locator(TITLE)).to_have_text("Abe-Putin summit in the Kremlin")
    _tab_to(page, ".side-copy summary")
    _press(page, "Enter")
    expect(page.locator(".side-copy pre").first).to_contain_text("29 April 2013 [E0095]")
    expect(page.locator(".side-copy pre").first).to_contain_text(re.compile(r"\?text=kremlin&event=E0095"))


def test_the_overview_s_ends_move_with_the_arrow_keys(page):
    open_app(page)
    end = page.locator(".timeline-handle-end")
    end.focus()
    before = end.get_attribute("aria-valuetext")
    _press(page, "ArrowLeft")
    expect(end).not_to_have_attribute("aria-valuetext", before)
    expect(page.locator(seen.SENTENCE)).not_to_contain_text("in 2013 ")
    expect(page.locator(TITLE)).to_have_count(0)


def test_what_has_the_focus_can_be_seen(opened):
    for selector in (
        ".filters-text",
        "[data-filter=region] summary",
        ".timeline-lanes",
        "[data-step=closer]",
        ".timeline-fold",
        ".timeline-kind",
    ):
        target = opened.locator(selector).first
        target.focus()
        _press(opened, "Shift+Tab")
        _press(opened, "Tab")
        outline = target.evaluate("node => getComputedStyle(node).outlineStyle + getComputedStyle(node).boxShadow")
        assert outline != "nonenone", selector


def test_a_list_that_was_used_takes_no_arrows_after_a_click_on_the_timeline(page):
    open_app(page, SUMMITS)
    page.locator(".timeline-lanes").focus()
    (point, *_) = seen.points(page)
    page.mouse.click(*point.middle)
    expect(page.locator(TITLE)).to_have_text("Abe-Putin summit in the Kremlin")
    _press(page, "ArrowRight")
    expect(page.locator(TITLE)).to_have_text("Abe-Putin summit at Lough Erne")
    expect(page.locator(".timeline-lanes")).to_have_value("region")
