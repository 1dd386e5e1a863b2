"""What the browser tests know of presenting: how the presenter is opened, and what is where in it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import timeline_page as seen
from tests.browser.app import open_app

SUMMITS = "?country=RUS&meeting_type=summit"  # four, all in 2013
PRESENTER = ".presenter"
COUNT = ".presenter-count"
TITLE = ".presenter-title"
TEXTS = ".presenter-card p, .presenter-card dt, .presenter-card dd, .presenter-card li, .presenter-card li span"


def enter(page: Page, query: str = SUMMITS) -> Page:
    """Open a view and present it with P."""
    open_app(page, query)
    page.keyboard.press("p")
    expect(page.locator(PRESENTER)).to_be_visible()
    expect(page.locator(f"{PRESENTER}.presenter-waiting")).to_have_count(0)
    expect(page.locator(COUNT)).to_contain_text("step")
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def stand_still(page: Page) -> None:
    """Wait until the timeline has come to rest: the label of the highlighted event is whole then."""
    expect(page.locator(".presenter-label")).to_have_css("opacity", "1")


def sizes(found: Locator) -> list[float]:
    """Return the type size of every element of a locator, in pixels."""
    return found.evaluate_all("nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))")


def is_full(page: Page) -> bool:
    """Return whether the presenter has the whole screen."""
    return bool(page.evaluate("document.fullscreenElement?.classList.contains('presenter') ?? false"))


def frame(page: Page) -> seen.Box:
    """Return where the presenter's timeline is drawn."""
    (box,) = seen.boxes(page.locator(".presenter-frame"))
    return box
