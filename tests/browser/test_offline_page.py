"""The page that stands alone in a real browser: from a file, under its own policy, by hand and by keys."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.exports.web_page import web_page as offline_page
from components.intake import table_folder
from components.query import links
from components.stores.memory.memory_store import MemoryStore
from tests.browser.app import ROOT
from tests.browser.conftest import WAIT_MILLISECONDS
from tests.browser.test_access import RULES
from tests.support import nasty, shipped

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SYMBOLS = ".plot .symbols path"


def build_export_input():
    shipped = table_folder.read_table(ROOT / "data", ROOT / "data")
    store = MemoryStore(shipped)
    request = links.find_opening(shipped, store)
    return export_input.build_export_input(
        store, shipped, request, Briefing("", classification="Internal"), datetime.now(UTC)
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    made = {"shipped": build_export_input(), **nasty.EXPORT_INPUTS}
    for name, each in made.items():
        (folder / f"{name}.html").write_bytes(offline_page.make_page(each))
    return folder


@pytest.fixture
def open_file(browser, files):
    """Open a file in a page of its own; fail on any complaint and on any request but for the file itself."""
    complaints, visitors = [], []

    def opened(name, **options):
        visitors.append(browser.new_context(**{"viewport": WIDE} | options))
        visitors[-1].set_default_timeout(WAIT_MILLISECONDS)
        page = visitors[-1].new_page()
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("request", lambda request: complaints.append(request.url) if request.url != address else None)
        address = (files / f"{name}.html").as_uri()
        page.goto(address)
        return page

    yield opened
    for visitor in visitors:
        visitor.close()
    assert not complaints


def box(locator):
    return locator.bounding_box()


@pytest.mark.parametrize("name", ["shipped", *nasty.EXPORT_INPUTS])
def test_it_opens_from_a_file_without_a_complaint(open_file, name):
    page = open_file(name)
    assert page.locator("main h2").first.inner_text() == "Timeline"
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_file, viewport, scheme):
    page = open_file("shipped", viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.locator(".opener").first.click()
    found = Axe().run(page, options=RULES).response["violations"]
    assert not [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


def test_a_click_on_a_mark_opens_its_card_and_escape_closes_it(open_file):
    page = open_file("shipped")
    page.locator(SYMBOLS).first.click()
    card = page.locator("#card")
    assert card.locator("h3").inner_text()
    assert card.locator("a").first.get_attribute("href").startswith("http")
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_the_keys_go_from_event_to_event(open_file):
    page = open_file("2013")
    page.locator(".scroller").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    second = page.locator(".opener").nth(1).inner_text()
    assert page.locator("#card h3").inner_text() == second
    page.locator("#close").click()
    assert page.evaluate("document.activeElement.className") == "scroller"


def test_a_hint_says_what_is_under_the_pointer(open_file):
    page = open_file("shipped")
    page.locator(SYMBOLS).first.hover()
    assert page.locator("#hint").is_visible()
    assert " · " in page.locator("#hint").inner_text()


def test_labels_keep_apart_at_every_scale(open_file):
    page = open_file("shipped")
    for _ in range(6):
        rows = page.locator(".plot").evaluate_all(
            """plots => plots.map(plot => [...plot.querySelectorAll('.labels text')].filter(text => text.textContent)
                .map(text => text.getBoundingClientRect()).map(box => [Math.round(box.top), box.left, box.right]))"""
        )
        for row in rows:
            for (top, _, right), (below, left, _) in pairwise(sorted(row)):
                assert top != below or right <= left + 0.5
        page.locator("#more").click()


def test_a_larger_scale_writes_labels_that_were_cut(open_file):
    page = open_file("2013", viewport={"width": 1024, "height": 900})
    cut = page.locator(".plot .labels text", has_text="…")
    before = cut.count()
    for _ in range(6):
        page.locator("#more").click()
    assert before
    assert cut.count() < before


def test_the_names_of_lanes_and_the_dates_stay_in_sight(open_file):
    page = open_file("shipped")
    for _ in range(4):
        page.locator("#more").click()
    scroller = page.locator(".scroller")
    scroller.evaluate("element => { element.scrollLeft = 900; element.scrollTop = 400; }")
    left, top = box(scroller)["x"], box(scroller)["y"]
    assert box(page.locator(".head").nth(12))["x"] == pytest.approx(left, abs=1)
    assert box(page.locator(".axis"))["y"] == pytest.approx(top, abs=1)


def test_the_table_is_searched_and_sorted(open_file):
    page = open_file("shipped")
    every = page.locator("#listing tbody tr").count()
    page.locator("#search").fill("PUTIN summit")
    shown = page.locator("#listing tbody tr:visible")
    assert 0 < shown.count() < every
    assert page.locator("#found").inner_text() == f"{shown.count()} of {every}"
    assert page.locator(f"{SYMBOLS}.out").count() > 0
    page.locator("#search").fill("")
    page.locator(".sorter", has_text="Event").click()
    titles = page.locator(".opener").all_inner_texts()
    assert titles == page.evaluate("titles => titles.toSorted((one, other) => one.localeCompare(other))", titles)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Event")


def test_it_prints_without_its_tools(open_file):
    page = open_file("shipped")
    page.emulate_media(media="print")
    assert page.locator("#more").is_hidden()
    assert page.locator(".scroller").evaluate("element => element.scrollHeight <= element.clientHeight + 1")


def test_without_a_script_it_can_still_be_read(open_file):
    page = open_file("shipped", java_script_enabled=False)
    assert page.locator("#listing tbody tr").count() == shipped.count_opening()
    assert page.locator("#more").is_hidden()
    assert page.locator("#old").is_hidden()
    assert page.locator(SYMBOLS).count() > shipped.count_opening()


def test_a_browser_that_is_too_old_for_the_script_says_so(browser, files, open_file):
    with browser.new_context(viewport=WIDE) as context:
        page = context.new_page()
        page.add_init_script("delete String.prototype.normalize")
        page.goto((files / "shipped.html").as_uri())
        assert page.locator("#old").is_visible()
        assert page.locator("#more").is_hidden()
        page.emulate_media(media="print")
        assert page.locator("#old").is_hidden()
    assert open_file("shipped").locator("#old").is_hidden()
