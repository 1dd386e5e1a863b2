"""What axe finds: WCAG 2.2, A and AA, in every state of the page, in both themes. Nothing is excepted."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import presenter
from tests.browser.app import open_app, settle

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
STATES = {
    "first": "",
    "card": "?event=E0095&country=RUS&country=GEO",
    "grey": "?country=RUS&grey=country",
    "empty": "?text=zzzz&country=RUS",
    "list": "?list=europe@week@week@2013-06-10",
    "ignored": "?country=XXX",
}


def _violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(new_page, state, scheme):
    page = new_page(color_scheme=scheme, bypass_csp=True)  # axe is put into the page as a script
    open_app(page, STATES[state])
    assert not _violations(page)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_in_open_lists_and_on_a_phone(new_page, scheme):
    page = new_page(color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 844})
    open_app(page, "?event=E0095")
    expect(page.locator("[data-filter=country]")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    page.locator("[data-filter=country] summary").click()
    assert not _violations(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    settle(page)
    assert not _violations(page)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_while_presenting(new_page, scheme):
    page = new_page(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    presenter.enter(page)
    for key in ("ArrowRight", "t"):
        presenter.press(page, key)
        presenter.stand_still(page)
        assert not _violations(page)
    presenter.press(page, "End")
    assert not _violations(page)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_in_a_briefing_and_what_is_taken_away(new_page, scheme):
    page = new_page(color_scheme=scheme, bypass_csp=True)
    open_app(page, presenter.SUMMITS)
    page.get_by_role("button", name="Create a briefing").click()
    expect(page.get_by_text("Step 1 of 4")).to_be_visible()
    page.get_by_text("Export", exact=True).click()
    expect(page.get_by_role("button", name="Excel")).to_be_visible()
    settle(page)
    assert not _violations(page)
