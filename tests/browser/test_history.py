"""Every view is a link: all of it in the address, steps in the history, and back after whatever happens."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser import timeline_page as seen
from tests.browser.app import SERVER_GONE, free_port, open_app, serve, settle
from tests.browser.conftest import LOG_NAME

WHOLE = (
    "?text=summit&country=RUS&country=USA&level=head&topic=security&every=topic&grey=level&window=2012-06-01/2014-05-31"
    "&regions=m49&unfolded=150&pinned=019&event=E0095&embed_options=dark_theme"
)


def _length(page):
    return page.evaluate("window.history.length")


def test_every_part_of_an_address_is_taken_and_stays(page):
    open_app(page, WHOLE)
    sentence = page.locator(seen.SENTENCE)
    for words in ("June 2012", "Country: Russia or United States", "Text: “summit”", "(others dimmed)"):
        expect(sentence).to_contain_text(words)
    expect(page.locator(f"{seen.CARD} h3")).to_have_text("Abe-Putin summit in the Kremlin")
    expect(page.locator(".timeline-schemes")).to_have_value("m49")
    expect(seen.fold(page, "150")).to_have_attribute("aria-expanded", "true")
    expect(seen.lane(page, "019").locator(".timeline-pin")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("p.error")).to_have_count(0)
    expect(page.locator(".stApp, [data-testid=stApp]").first).to_have_css("background-color", "rgb(20, 23, 26)")
    assert set(page.url.partition("?")[2].split("&")) == set(WHOLE[1:].split("&"))


def test_a_choice_is_a_step_back_and_zooming_is_none(page):
    open_app(page)
    before = _length(page)
    seen.choose(page, "country", "Russia")
    expect(page).to_have_url(re.compile("country=RUS"))
    assert _length(page) == before + 1
    (plot,) = seen.boxes(page.locator(".timeline-plot"))
    page.mouse.move(plot.left + 300, plot.top + 100)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    expect(page).to_have_url(re.compile("window="))
    assert _length(page) == before + 1


def test_back_and_forward_bring_views_back(page):
    open_app(page)
    opening = page.locator(seen.SENTENCE).inner_text()
    seen.choose(page, "country", "Russia")
    expect(page).to_have_url(re.compile("country=RUS$"))
    page.locator(".timeline-period").select_option(label="2016")
    expect(page).to_have_url(re.compile("window=2016"))
    page.go_back()
    expect(page.locator(seen.SENTENCE)).to_contain_text("in 2013 · Country: Russia")
    page.go_back()
    expect(page.locator(seen.SENTENCE)).to_have_text(opening)
    expect(page.locator(".filters-chips li")).to_have_count(0)
    page.go_forward()
    expect(page.locator(seen.SENTENCE)).to_contain_text("in 2013 · Country: Russia")
    page.go_forward()
    expect(page.locator(seen.SENTENCE)).to_contain_text("in 2016 · Country: Russia")
    settle(page)
    first, _ = seen.window_of(page)
    assert page.evaluate("time => new Date(time).getUTCFullYear()", first) == 2016


def test_going_back_after_a_zoom_moves_the_picture_too(page):
    open_app(page)
    opening = seen.window_of(page)
    seen.step(page, "closer")
    assert seen.window_of(page) != opening
    page.go_back()
    expect(page.locator(seen.SENTENCE)).to_contain_text("in 2013")
    page.locator(".timeline-plot .main-svg").first.wait_for()
    settle(page)
    assert seen.window_of(page) == opening


def test_the_same_link_opens_the_same_view_for_somebody_else(new_page):
    one, other = new_page(), new_page()
    open_app(one, "?country=RUS")
    seen.fold(one, "europe").click()
    expect(one).to_have_url(re.compile("unfolded="))
    settle(one)
    open_app(other, "?" + one.url.partition("?")[2])
    assert other.locator(seen.SENTENCE).inner_text() == one.locator(seen.SENTENCE).inner_text()
    names = ".timeline-headers .timeline-name"
    assert other.locator(names).all_inner_texts() == one.locator(names).all_inner_texts()


@pytest.fixture
def tolerated():
    return SERVER_GONE


def test_a_server_that_starts_again_finds_the_view_where_it_was(new_page, tmp_path):
    port = free_port()
    page = new_page(base_url=f"http://127.0.0.1:{port}")
    with serve(tmp_path / LOG_NAME, port=port) as first:
        open_app(page)
        seen.choose(page, "country", "Russia")
        expect(page).to_have_url(re.compile("country=RUS"))
        settle(page)
        sentence = page.locator(seen.SENTENCE).inner_text()
        os.kill(first.process, signal.SIGKILL)
    with serve(tmp_path / LOG_NAME, port=port):
        page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for()
        seen.choose(page, "meeting_type", "Summit")  # at once: what the old server was told last is told again
        expect(page.locator(seen.SENTENCE)).to_contain_text("Country: Russia · Meeting type: Summit")
        page.get_by_role("button", name="Remove Meeting type: Summit").click()
        expect(page.locator(seen.SENTENCE)).to_have_text(sentence)
