"""The view as a resource: asked for by the page itself, whatever happens to the server, and nobody else's."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from components.panels.explorer import view_route
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle
from tests.browser.test_own_table import bring, explore

ROUTE = "**/timeline/view?*"
SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(each => { window.shifted += each.value; }))
  .observe({ type: "layout-shift", buffered: true });"""
MOST_SHIFT = 0.1  # as browsers count it (CLS)
OWN = b"Date,Country,Title\n2013-04-03,Russia,Talks\n"


def _asked(page):
    """Return what a page asks the route for from now on, as it asks."""
    asked = []
    page.on("request", lambda request: asked.append(request) if urlsplit(request.url).path == view_route.PATH else None)
    return asked


def _told(page):
    """Return what a page tells Streamlit's script from now on; call it before the page is opened."""
    told = []

    def hear(frame):
        told.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", hear))
    return told


def test_an_own_table_has_a_name_that_no_address_and_no_log_says_and_is_nobody_else_s(page, new_page, server):
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    asked = _asked(page)
    open_app(page)
    bring(page, OWN)
    explore(page, "visits")
    seen.choose(page, "country", "Russia")
    expect(page.locator(seen.SENTENCE)).to_contain_text("Country: Russia")
    token = asked[-1].headers[view_route.HEADER.lower()]
    assert len(bytes.fromhex(token)) * 8 == 128
    assert not [url for url in [*urls, page.url] if token in url]
    assert token not in Path(server.log).read_text(encoding="utf-8")
    other = open_app(new_page(base_url=server.url))
    answered = other.evaluate(
        "address => fetch(address, { headers: { 'Timeline-Table': 'server' } }).then(got => got.status)",
        asked[-1].url.replace("version=&", f"version={token}&"),
    )
    assert answered == 410


@pytest.fixture
def tolerated():
    return "410", "409", "ERR_", "Failed to load resource"


def test_a_page_of_an_older_program_loads_itself_anew_at_the_same_view(page):
    open_app(page, "?country=RUS")
    refused = []

    def refuse(route):
        if refused:
            route.continue_()
            return
        refused.append(route.request.url)
        route.fulfill(status=409, content_type="application/json", body=json.dumps({"error": "Updated."}))

    page.route(ROUTE, refuse)
    page.evaluate("window.before = true")
    page.locator("[data-step=closer]").click()
    page.wait_for_function("() => window.before === undefined")
    page.locator(seen.SENTENCE).filter(has_text="Country: Russia").wait_for()
    settle(page)
    assert refused
    assert parse_qs(urlsplit(page.url).query) == {"country": ["RUS"]}


def test_while_the_server_is_away_what_is_on_screen_stays_and_the_page_goes_on_by_itself(page):
    open_app(page)
    before = page.locator(seen.SENTENCE).inner_text()
    page.route(ROUTE, lambda route: route.abort())
    page.locator("[data-step=closer]").click()
    expect(page.locator(".explorer-status")).to_contain_text("No connection to the server")
    assert page.locator(seen.SENTENCE).inner_text() == before
    assert page.locator(seen.POINTS).count() > 0
    page.unroute(ROUTE)
    expect(page.locator(seen.SENTENCE)).not_to_have_text(before)
    expect(page.locator(".explorer-status")).to_be_empty()
    settle(page)


def test_an_open_panel_is_told_once_when_the_hand_rests_and_files_contain_what_it_was_told(page):
    told = _told(page)
    open_app(page)
    page.get_by_text("Export", exact=True).click()
    stated = page.get_by_text("Files contain:")
    expect(stated).to_contain_text("2013")
    settle(page)
    count = len(told)
    for kind in ("closer", "later", "closer"):
        page.locator(f"[data-step={kind}]").click()
    seen.rest(page)
    shown = page.locator(f"{seen.SENTENCE} strong").inner_text().split()[0]
    expect(stated).to_contain_text(f"{shown} of ")
    settle(page)
    assert len(told) - count <= 2  # once what is shown, and once the width where that was not known


def test_going_along_the_timeline_asks_for_the_next_period_ahead(page):
    open_app(page)
    asked = _asked(page)
    for _ in range(2):
        with page.expect_response(ROUTE), page.expect_response(ROUTE):  # the period and the one after it
            page.locator("[data-step=later]").click()
    windows = [parse_qs(urlsplit(each.url).query)["window"][0] for each in asked]
    assert len(windows) == len({*windows})  # what was fetched ahead is not asked for again


def _places(page):
    return seen.boxes(page.locator(".timeline-headers .timeline-lane")), seen.boxes(page.locator(seen.LABELS))


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
def test_opening_a_card_moves_nothing_where_there_is_room(new_page, size):
    page = open_app(new_page(viewport=dict(zip(("width", "height"), size, strict=True))))
    before = _places(page)
    page.mouse.click(*seen.mark_of(page, "Abe-Putin summit in the Kremlin"))
    expect(page.locator(f"{seen.CARD} h3")).to_have_text("Abe-Putin summit in the Kremlin")
    seen.rest(page)
    assert before == _places(page)


@pytest.mark.parametrize("size", [(390, 844), (1024, 768)])
def test_what_was_tapped_stays_above_the_panel_where_that_lies_over_the_timeline(new_page, size):
    page = open_app(new_page(viewport=dict(zip(("width", "height"), size, strict=True))), "?event=E0196")
    expect(page.locator(seen.CARD)).to_be_visible()
    (panel,) = seen.boxes(page.locator(".explorer-side"))
    ring = page.locator(".timeline-plot .scatterlayer .trace path.point").evaluate_all(
        "nodes => nodes.filter(node => node.parentNode.parentNode.__data__[0].trace.name === 'chosen')"
        ".map(node => node.getBoundingClientRect().bottom)"
    )
    assert ring
    assert max(ring) < panel.top


def test_nothing_jumps_while_the_page_loads(new_page):
    page = new_page()
    page.add_init_script(SHIFTS)
    open_app(page)
    seen.rest(page)
    assert page.evaluate("window.shifted") <= MOST_SHIFT
