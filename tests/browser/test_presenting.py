"""Presenting: from the keyboard, on the whole screen, readable from the back row, whatever happens to the server."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import presenter
from tests.browser import timeline_page as seen
from tests.browser.app import SERVER_GONE, free_port, open_app, serve, settle
from tests.browser.conftest import LOG_NAME

FIRST, SECOND, LAST = (
    "Abe-Putin summit in the Kremlin",
    "Abe-Putin summit at Lough Erne",
    "Abe-Putin summit in Bali",
)


def test_a_p_that_is_pressed_before_the_presenter_is_there_is_not_lost(page):
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile(r"/presenter\.js"), hold)
    open_app(page)
    page.keyboard.press("p")
    assert held
    for each in held:
        each.continue_()
    expect(page.locator(presenter.PRESENTER)).to_be_visible()


@pytest.mark.parametrize(
    ("keys", "count", "title"),
    [
        ([], "4 steps", "Japan's diplomatic events"),
        (["ArrowRight"], "1 of 5", FIRST),
        ([" ", "PageDown"], "2 of 5", SECOND),
        (["ArrowRight", "ArrowRight", "ArrowLeft"], "1 of 5", FIRST),
        (["2", "Enter", "PageUp"], "1 of 5", FIRST),
        (["4", "Enter"], "4 of 5", LAST),
        (["End"], "5 of 5", "Sources and scope"),
        (["End", "ArrowRight"], "5 of 5", "Sources and scope"),
        (["End", "Home"], "4 steps", "Japan's diplomatic events"),
        (["ArrowLeft"], "4 steps", "Japan's diplomatic events"),
        (["1", "ArrowRight", "Enter"], "1 of 5", FIRST),
        (["b", "ArrowRight"], "4 steps", "Japan's diplomatic events"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_keys_turn_the_pages(presenting, keys, count, title):
    presenter.press(presenting, *keys)
    expect(presenting.locator(presenter.COUNT)).to_have_text(count)
    expect(presenting.locator(presenter.TITLE)).to_have_text(title)


def test_a_number_that_there_is_no_step_of_is_said(presenting):
    presenter.press(presenting, "9", "9")
    expect(presenting.locator(presenter.COUNT)).to_have_text("Press Enter to go to 99")
    presenter.press(presenting, "Enter")
    expect(presenting.locator(presenter.COUNT)).to_have_text("There are only 5 pages")
    presenter.press(presenting, "ArrowRight")
    expect(presenting.locator(presenter.COUNT)).to_have_text("1 of 5")


def test_blank_shows_nothing_and_any_key_brings_it_back(presenting):
    presenter.press(presenting, "ArrowRight", "b")
    expect(presenting.locator(presenter.TITLE)).to_be_hidden()
    expect(presenting.locator(presenter.PRESENTER)).to_have_css("background-color", "rgb(0, 0, 0)")
    presenter.press(presenting, "b")
    expect(presenting.locator(presenter.TITLE)).to_be_visible()


@pytest.mark.parametrize("way", ["Escape", "the browser"])
def test_leaving_in_any_way_comes_back_to_the_very_same_view(page, way):
    open_app(page, f"{presenter.SUMMITS}&event=E0095")
    before = page.url, seen.window_of(page), page.locator(seen.SENTENCE).inner_text()
    page.keyboard.press("p")
    expect(page.locator(presenter.COUNT)).to_have_text("4 steps")
    presenter.press(page, "ArrowRight", "End")
    assert presenter.is_full(page)
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.evaluate("document.exitFullscreen()")
    expect(page.locator(presenter.PRESENTER)).to_have_count(0)
    settle(page)
    assert not page.evaluate("Boolean(document.fullscreenElement)")
    assert (page.url, seen.window_of(page), page.locator(seen.SENTENCE).inner_text()) == before
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{seen.CARD} h3")).to_have_text(SECOND)


def test_it_can_be_left_and_entered_again(page):
    presenter.enter(page)
    presenter.press(page, "Escape")
    expect(page.locator(presenter.PRESENTER)).to_have_count(0)
    settle(page)
    page.keyboard.press("p")
    expect(page.locator(presenter.COUNT)).to_have_text("4 steps")


def test_nothing_is_zoomed_or_clicked_away(page):
    presenter.enter(page)
    presenter.press(page, "ArrowRight")
    presenter.stand_still(page)
    before = seen.boxes(page.locator(".presenter-symbol"))
    page.mouse.move(512, 200)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    page.mouse.wheel(0, 600)
    page.mouse.click(512, 200)
    page.mouse.click(700, 300, button="right")
    page.mouse.dblclick(600, 500)
    presenter.press(page, "Control+Minus", "Control+Equal", "/", "?", "+", "p")
    expect(page.locator(presenter.COUNT)).to_have_text("1 of 5")
    assert seen.boxes(page.locator(".presenter-symbol")) == before
    assert page.evaluate("[window.devicePixelRatio, window.scrollY]") == [1, 0]
    assert presenter.is_full(page)


def test_tab_stays_in_the_room(presenting):
    for _ in range(6):
        presenting.keyboard.press("Tab")
        inside = "document.activeElement === document.body || Boolean(document.activeElement.closest('.presenter'))"
        assert presenting.evaluate(inside)


def test_changes_are_told_to_those_who_cannot_see(presenting):
    presenter.press(presenting, "ArrowRight")
    expect(presenting.locator(".presenter-status")).to_have_text(f"1 of 5: {FIRST}. 29 April 2013")
    expect(presenting.locator(".presenter-status")).to_have_attribute("role", "status")


def test_presenting_a_part_of_the_page_that_is_typed_in_does_not_begin(page):
    open_app(page)
    page.keyboard.press("/")
    page.keyboard.type("p")
    expect(page.locator(".filters-text")).to_have_value("p")
    expect(page.locator(presenter.PRESENTER)).to_have_count(0)


class TestWhenTheServerGoesAway:
    """One server, killed in the middle and started again at the same address."""

    @pytest.fixture
    def tolerated(self):
        return SERVER_GONE

    def test_it_goes_on_and_recovers_by_itself(self, new_page, tmp_path):
        port = free_port()
        with serve(tmp_path / LOG_NAME, port=port) as server:
            page = new_page(base_url=server.url)
            presenter.enter(page)
            presenter.press(page, "ArrowRight")
            expect(page.locator(presenter.TITLE)).to_have_text(FIRST)
        presenter.press(page, "ArrowRight")
        expect(page.locator(presenter.TITLE)).to_have_text(SECOND)
        presenter.press(page, "End", "b", "b", "t")
        expect(page.locator(presenter.TITLE)).to_have_text("Sources and scope")
        presenter.press(page, "Escape")
        expect(page.locator(presenter.PRESENTER)).to_have_count(0)
        page.locator('[data-test-connection-state]:not([data-test-connection-state="CONNECTED"])').wait_for()
        presenter.press(page, "p")
        expect(page.locator(presenter.COUNT)).to_have_text("4 steps")
        presenter.press(page, "2", "Enter")
        with serve(tmp_path / LOG_NAME, port=port):
            expect(page.locator(presenter.TITLE)).to_have_text(SECOND)
            page.locator('[data-test-connection-state="CONNECTED"]').wait_for()
            expect(page.locator(presenter.TITLE)).to_have_text(SECOND)
            presenter.press(page, "ArrowRight", "Escape")
            expect(page.locator(presenter.PRESENTER)).to_have_count(0)
            settle(page)
            expect(page.locator(seen.SENTENCE)).to_contain_text("4 events")
            expect(page.get_by_label("Title", exact=True)).to_have_value("Japan's diplomatic events")
            expect(page.get_by_text("Step 1 of 4")).to_be_visible()


@pytest.mark.exhaustive
def test_a_link_opens_on_a_step_with_one_button(page, new_page):
    open_app(page, presenter.SUMMITS)
    page.get_by_role("button", name="Create a briefing").click()
    page.get_by_role("button", name="2 Abe-Putin").click()
    expect(page.get_by_text("Step 2 of 4")).to_be_visible()
    page.get_by_role("button", name="Link", exact=True).click()
    address = page.locator("[data-testid=stPopoverBody] [data-testid=stCode]").inner_text().strip()
    other = new_page()
    parts = urlsplit(address)
    assert re.search("briefing=.*&step=2", parts.query)
    other.goto(f"/?{parts.query}")
    start = other.get_by_role("button", name="Start", exact=True)
    expect(start).to_be_focused()
    other.keyboard.press("Enter")
    expect(other.locator(presenter.TITLE)).to_have_text(SECOND)
    assert presenter.is_full(other)
    other.keyboard.press("Escape")
    expect(other.locator(presenter.PRESENTER)).to_have_count(0)
    settle(other)
    expect(other.locator(seen.SENTENCE)).to_contain_text("4 events")


@pytest.mark.parametrize("code", ["x", "eJwDAAAAAAE", "%00", "<script>", "A" * 5000])
def test_a_hostile_briefing_in_a_link_is_told_and_ignored(page, code):
    page.on("dialog", lambda dialog: pytest.fail(f"a link ran a script: {dialog.message}"))
    open_app(page, f"?country=RUS&briefing={code}&step=2")
    expect(page.locator("p.error")).to_contain_text("damaged")
    expect(page.locator(seen.SENTENCE)).to_contain_text("Country: Russia")
    expect(page.locator(presenter.PRESENTER)).to_have_count(0)
