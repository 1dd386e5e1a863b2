"""What a visitor does: hover, click, zoom, fold, filter, go on from one event to the next."""

import re

import pytest
from playwright.sync_api import expect

from components.intake import table_folder
from components.layout.count_text import describe_count
from components.panels.tables.table_registry import SHIPPED
from components.query import filters, links
from components.stores.memory.memory_store import MemoryStore
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle

EUROPE = "europe"


@pytest.fixture(scope="module")
def shipped():
    opened = table_folder.read_table(SHIPPED, SHIPPED)
    return opened, MemoryStore(opened)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Prime Minister Abe visits Russia", "in April 2013, day not stated"),
        ("Abe-Putin summit in the Kremlin", "Summit · 29 April 2013"),
    ],
)
def test_hover_says_the_date_in_words(opened, label, words):
    opened.mouse.move(*seen.mark_of(opened, label))
    expect(opened.locator(seen.HOVER)).to_contain_text(words)


def test_hover_of_a_strip_says_what_it_counts(opened):
    cell = opened.locator(".timeline-plot .barlayer .trace").first.locator(".point").first
    cell.scroll_into_view_if_needed()
    (box,) = seen.boxes(cell)
    opened.mouse.move(*box.middle)
    expect(opened.locator(seen.HOVER)).to_contain_text(re.compile(r"\d+ events? in the week of"))


def test_click_opens_the_card_with_every_source(page, shipped):
    opened, _ = shipped
    open_app(page)
    page.mouse.click(*seen.mark_of(page, "Abe-Putin summit in the Kremlin"))
    card = page.locator(seen.CARD)
    expect(card.locator("h3")).to_have_text("Abe-Putin summit in the Kremlin")
    sources = opened.evidence[opened.evidence["event"] == "E0095"]
    expect(card.locator("li")).to_have_count(len(sources))
    for source in sources.itertuples():
        expect(card).to_contain_text(source.locator)
        expect(card.locator(f'a[href="{source.url}"]')).to_have_count(1)
    expect(page).to_have_url(re.compile("event=E0095"))


def test_card_leads_to_the_next_event_and_back(page):
    open_app(page, "?country=RUS&meeting_type=summit&event=E0095")
    title = page.locator(f"{seen.CARD} h3")
    page.get_by_role("button", name="Next").click()
    expect(title).to_have_text("Abe-Putin summit at Lough Erne")
    page.get_by_role("button", name="Previous").click()
    expect(title).to_have_text("Abe-Putin summit in the Kremlin")
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(seen.CARD)).to_have_count(0)


def test_zoom_survives_a_filter(page):
    open_app(page)
    seen.step(page, "closer")
    zoomed = seen.window_of(page)
    seen.choose(page, "country", "Russia")
    expect(page.locator(seen.SENTENCE)).to_contain_text("Country: Russia")
    settle(page)
    assert seen.window_of(page) == zoomed


def test_filters_stay_where_they_are_when_some_are_chosen(new_page):
    page = open_app(new_page(viewport={"width": 1440, "height": 900}))
    tops = {box.top for box in seen.boxes(page.locator(".filters-facet"))}
    open_app(page, "?country=RUS&meeting_type=summit&person=Vladimir%20Putin")
    assert len(seen.boxes(page.locator(".filters-active"))) == 3
    assert {box.top for box in seen.boxes(page.locator(".filters-facet"))} == tops
    assert len(tops) == 1


def test_zooming_keeps_the_very_node(page):
    open_app(page)
    page.locator(".timeline-plot").evaluate("node => { node.dataset.witness = 'same' }")
    seen.step(page, "closer")
    seen.choose(page, "meeting_type", "Summit")
    expect(page.locator(seen.SENTENCE)).to_contain_text("Meeting type: Summit")
    expect(page.locator('.timeline-plot[data-witness="same"] .main-svg').first).to_be_visible()


@pytest.mark.parametrize("key", [each.key for each in filters.FACETS])
def test_each_filter_counts_and_filters(page, shipped, key):
    opened, store = shipped
    opening = links.find_opening(opened, store)
    facet = store.facet(opening.selection, key).frame("code")
    code = str(facet["certain"].idxmax())
    label = opened.name_of(filters.BY_KEY[key].vocabulary, code)
    open_app(page)
    box = page.locator(f"[data-filter={key}]")
    option = box.locator(f'[data-code="{code}"]')
    box.locator("summary").click()
    expect(option).to_contain_text(str(facet.loc[code, "certain"]))
    option.locator("input").check()
    selection = opening.selection.choose(key, (code,))
    sentence = page.locator(seen.SENTENCE)
    expect(sentence).to_contain_text(f"{describe_count(store.totals(selection).certain)} in 2013")
    expect(sentence).to_contain_text(f" · {filters.BY_KEY[key].label}: {label}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=f"Remove {filters.BY_KEY[key].label}: {label}").click()
    expect(sentence).to_contain_text(f"{describe_count(store.totals(opening.selection).certain)} in 2013")


def test_clearing_takes_every_filter_off(page):
    open_app(page, "?country=RUS&meeting_type=summit")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(seen.SENTENCE)).not_to_contain_text("Country")
    expect(page.locator(".filters-chips li")).to_have_count(0)


def test_folding_opens_and_closes_a_lane(page):
    open_app(page)
    seen.fold(page, EUROPE).click()
    expect(seen.fold(page, EUROPE)).to_have_attribute("aria-expanded", "true")
    expect(seen.lane(page, f"{EUROPE}/FRA")).to_be_visible()
    settle(page)
    assert seen.marks_in(page, f"{EUROPE}/FRA") == seen.counted(page, f"{EUROPE}/FRA")
    seen.fold(page, EUROPE).click()
    expect(seen.fold(page, EUROPE)).to_have_attribute("aria-expanded", "false")
    expect(seen.lane(page, f"{EUROPE}/FRA")).to_have_count(0)


def test_wheel_zooms_with_ctrl_and_else_scrolls(page):
    open_app(page)
    opening = seen.window_of(page)
    (plot,) = seen.boxes(page.locator(".timeline-plot"))
    page.mouse.move(plot.left + 300, plot.top + 200)
    page.mouse.wheel(0, 200)
    scroller = page.locator("[data-testid=stMain]")
    page.wait_for_function("node => node.scrollTop > 0", arg=scroller.element_handle())
    assert seen.window_of(page) == opening
    before = page.locator(seen.SENTENCE).inner_text()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    expect(page.locator(seen.SENTENCE)).not_to_have_text(before)
    first, last = seen.window_of(page)
    assert opening[0] < first < last < opening[1]


def test_dragging_moves_the_window(page):
    open_app(page)
    first, last = seen.window_of(page)
    before = page.locator(seen.SENTENCE).inner_text()
    (plot,) = seen.boxes(page.locator(".timeline-plot"))
    page.mouse.move(plot.left + 500, plot.top + 48)
    page.mouse.down()
    page.mouse.move(plot.left + 300, plot.top + 48, steps=6)
    page.mouse.up()
    expect(page.locator(seen.SENTENCE)).not_to_have_text(before)
    settle(page)
    moved_first, moved_last = seen.window_of(page)
    assert moved_first > first
    assert abs((moved_last - moved_first) - (last - first)) < 86_400_000


def test_a_link_and_reloading_bring_the_same_view(page):
    open_app(page, "?window=2013-04/2013-06&country=RUS&event=E0095&unfolded=none")
    sentence = page.locator(seen.SENTENCE).inner_text()
    assert "from April to June 2013" in sentence
    page.reload()
    page.locator(seen.POINTS).or_(page.locator(".timeline-plot .barlayer .point")).first.wait_for()
    settle(page)
    assert page.locator(seen.SENTENCE).inner_text() == sentence
    expect(page.locator(f"{seen.CARD} h3")).to_have_text("Abe-Putin summit in the Kremlin")


def test_the_same_events_stand_in_a_table(page):
    open_app(page, "?country=RUS&meeting_type=summit")
    grid = seen.listing(page)
    expect(grid).to_contain_text("Abe-Putin summit in the Kremlin")
    expect(grid).to_contain_text("29 Apr 2013")
    expect(grid.locator("tbody tr")).to_have_count(4)


def test_a_row_of_the_table_opens_its_card(page):
    open_app(page, "?country=RUS&meeting_type=summit")
    seen.listing(page).locator("td.kind").first.click()
    expect(page.locator(f"{seen.CARD} h3")).to_have_text("Abe-Putin summit in the Kremlin")


@pytest.mark.parametrize(
    ("typed", "name"), [("Ábe", "Shinzo Abe"), ("安倍", "Shinzo Abe"), ("erdogan", "Recep Tayyip Erdoğan")]
)
def test_a_person_is_found_among_the_options_by_every_spelling(page, typed, name):
    open_app(page)
    box = page.locator("[data-filter=person]")
    box.locator("summary").click()
    box.locator(".filters-search").fill(typed)
    expect(box.locator("li:visible .filters-name", has_text=name)).to_be_visible()
    expect(box.locator("li:visible .filters-name", has_text="Putin")).to_have_count(0)
