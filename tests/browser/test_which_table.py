"""Which table a page shows: the server's, the shipped one or an own one, also in a second tab and loaded again."""

import re

from playwright.sync_api import expect

from components.query import links
from tests.browser import test_own_table as own
from tests.browser import timeline_page as seen
from tests.browser.app import open_app
from tests.support import shipped


def test_the_shipped_table_is_a_click_away_and_stays_when_the_page_is_loaded_again(new_page, server_over, tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text("Date,Title\n2013-04-03,First talks\n", encoding="utf-8")
    page = open_app(new_page(base_url=server_over(path).url))
    page.get_by_role("button", name="Go to the included table").click()
    expect(page.locator(".masthead h1")).to_have_text("Japan's diplomatic events")
    expect(page).to_have_url(re.compile("[?&]table=shipped"))
    page.reload()
    expect(page.locator(".masthead h1")).to_have_text("Japan's diplomatic events")
    expect(page.locator(seen.SENTENCE)).to_contain_text(shipped.describe_opening())
    page.get_by_role("button", name="Back to visits").click()
    expect(page.locator(seen.SENTENCE)).to_contain_text("1 event")
    expect(page).not_to_have_url(re.compile("table="))


def test_a_second_tab_and_a_page_that_is_loaded_again_say_that_the_table_has_to_be_brought_again(page):
    open_app(page)
    own.explore(own.bring(page, own.MESSY.encode()), "visits")
    expect(page).to_have_url(re.compile("[?&]table="))
    second = open_app(page.context.new_page(), page.url[page.url.index("?") :])
    expect(second.locator("p.error")).to_have_text(links.OTHER_TABLE)
    seen.choose(second, "country", "Russia")
    expect(second.locator(seen.SENTENCE)).to_contain_text("Country: Russia")
    expect(page.locator(".masthead h1")).to_have_text("visits")
    expect(page.locator(seen.SENTENCE)).to_contain_text("2 events")
    page.reload()
    expect(page.locator("p.error")).to_have_text(links.OTHER_TABLE)
    expect(page.locator(".masthead h1")).to_have_text("Japan's diplomatic events")
