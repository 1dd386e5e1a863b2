"""Hasty and clumsy gestures: quick clicks, labels as targets, pans that leave nothing out, fingers on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle

HIDDEN = "nodes => nodes.filter(node => getComputedStyle(node).display === 'none').length"
TICK_FOUR = """async pause => {
  for (const key of ["region", "country", "meeting_type", "level"]) {
    document.querySelector(`[data-filter=${key}] .filters-options input`).click();
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}"""
CLICK_THREE = """async ([selectors, pause]) => {
  for (const selector of selectors) {
    document.querySelector(selector).click();
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}"""
# What an answer has left out of the legend nobody can click any more
CLICK_KINDS = """async ([labels, pause]) => {
  const clicked = [];
  for (const label of labels) {
    const kind = [...document.querySelectorAll(".timeline-kind")].find(each => each.innerText === label);
    kind?.click();
    clicked.push(...(kind ? [label] : []));
    await new Promise(resolve => setTimeout(resolve, pause));
  }
  return clicked;
}"""
# The third is clicked the moment the answer to the first is drawn, which knows nothing of the second
CLICK_ACROSS_AN_ANSWER = """async ([selectors, pause]) => {
  const [first, second, third] = selectors.map(selector => () => document.querySelector(selector).click());
  const root = document.querySelector(".timeline");
  const drawn = { attributeFilter: ["data-drawn"] };
  const answered = new Promise(resolve => new MutationObserver(resolve).observe(root, drawn));
  first();
  await new Promise(resolve => setTimeout(resolve, pause));
  second();
  await answered;
  third();
}"""
HASTE = [(CLICK_THREE, 0), (CLICK_THREE, 60), (CLICK_ACROSS_AN_ANSWER, 30), (CLICK_ACROSS_AN_ANSWER, 80)]


@pytest.mark.parametrize("pause", [0, 40, 160])
def test_no_quick_choice_gets_lost(page, pause):
    open_app(page)
    page.evaluate(TICK_FOUR, pause)
    sentence = page.locator(seen.SENTENCE)
    for label in ("Region", "Country", "Meeting type", "Level"):
        expect(sentence).to_contain_text(f"{label}: ")
    settle(page)
    expect(page.locator(".filters-facet.filters-active")).to_have_count(4)
    seen.wait_for_query(page, {"region": 1, "country": 1, "meeting_type": 1, "level": 1})
    page.get_by_role("button", name="Clear all filters").click()
    page.locator("[data-filter=status] summary").click()
    page.locator("[data-filter=status] .filters-options input").first.check()
    expect(sentence).to_contain_text("Status: Held")
    seen.wait_for_query(page, {"status": 1})


@pytest.mark.parametrize(("click", "pause"), HASTE)
def test_no_quick_unfolding_gets_lost(page, click, pause):
    open_app(page)
    keys = ("europe", "north-america", "sub-saharan-africa")
    page.evaluate(click, [[f'[data-lane="{key}"] .timeline-fold' for key in keys], pause])
    for key in keys:
        expect(seen.fold(page, key)).to_have_attribute("aria-expanded", "true")
    seen.wait_for_query(page, {"unfolded": 4})


@pytest.mark.parametrize("pause", [0, 60])
def test_no_quick_choice_in_the_legend_gets_lost(page, pause):
    open_app(page)
    kinds = page.locator(".timeline-legend .timeline-kind")
    labels = kinds.all_inner_texts()[:3]
    clicked = page.evaluate(CLICK_KINDS, [labels, pause])
    assert clicked == labels[: max(1, len(clicked)) if pause else 3]
    for label in clicked:
        expect(kinds.filter(has_text=label).first).to_have_attribute("aria-pressed", "true")
    seen.wait_for_query(page, {"meeting_type": len(clicked)})


def test_panning_and_zooming_hide_nothing_that_counts(page):
    open_app(page)
    (plot,) = seen.boxes(page.locator(".timeline-plot"))
    for act in (_pan, _zoom, _pan):
        before = page.locator(seen.SENTENCE).inner_text()
        drawn = page.locator(".timeline").get_attribute("data-drawn")
        act(page, plot)
        expect(page.locator(seen.SENTENCE)).not_to_have_text(before)
        seen.rest(page, drawn)
        assert page.locator(".timeline-plot .barlayer .point").evaluate_all(HIDDEN) == 0
        shown = page.locator(".timeline-headers .timeline-lane[data-shows=marks]").evaluate_all(
            "nodes => nodes.map(node => node.dataset.lane)"
        )
        assert {key: seen.marks_in(page, key) for key in shown} == {key: seen.counted(page, key) for key in shown}


def _pan(page, plot):
    page.mouse.move(plot.left + 600, plot.top + 50)
    page.mouse.down()
    page.mouse.move(plot.left + 350, plot.top + 50, steps=5)
    page.mouse.up()


def _zoom(page, plot):
    page.mouse.move(plot.left + 400, plot.top + 50)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")


def test_a_label_is_as_good_as_its_symbol(page):
    open_app(page)
    (label,) = seen.boxes(page.locator(seen.LABELS, has_text="Abe-Putin summit in the Kremlin"))
    page.mouse.move(label.right - 20, label.middle[1])
    expect(page.locator(seen.HOVER)).to_contain_text("29 April 2013")
    page.mouse.click(label.right - 20, label.middle[1])
    expect(page.locator(f"{seen.CARD} h3")).to_have_text("Abe-Putin summit in the Kremlin")


def test_a_unit_of_a_strip_lists_its_events(page):
    open_app(page)
    cell = page.locator(".timeline-plot .barlayer .trace").first.locator(".point").first
    cell.scroll_into_view_if_needed()
    (box,) = seen.boxes(cell)
    count = int(page.locator(".timeline-plot .barlayer .trace").first.locator("text.bartext").first.text_content())
    page.mouse.click(*box.middle)
    expect(page.locator("h3.listed")).to_contain_text(f": {count} event")
    expect(page.locator(".side-list [data-event]")).to_have_count(count)
    page.locator(".side-list [data-event]").first.click()
    expect(page.locator(f"{seen.CARD} h3")).to_be_visible()


@pytest.mark.parametrize("window", ["9999", "0001/9999", "0001", "9998-06/9999-12"])
def test_the_ends_of_time_are_drawn_where_they_are(page, window):
    open_app(page, f"?window={window}")
    first, last = seen.window_of(page)
    years = page.evaluate("times => times.map(time => new Date(time).getUTCFullYear())", [first, last])
    assert years == [int(window[:4]), int(window.rpartition("/")[2][:4]) + (window == "0001")]
    page.locator("[data-step=wider]").click()
    settle(page)
    assert seen.window_of(page)[1] <= 253_402_300_800_000


@pytest.fixture
def phone(new_page):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    open_app(page)
    page.locator(".timeline-plot").scroll_into_view_if_needed()
    settle(page)
    return page


def _swipe(page, *paths, steps=10):
    """Move fingers along (from, to) paths, all at once."""
    session = page.context.new_cdp_session(page)

    def send(kind, share):
        at = [(x + (to_x - x) * share, y + (to_y - y) * share) for (x, y), (to_x, to_y) in paths]
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(at)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if kind != "touchEnd" else []})

    send("touchStart", 0)
    for step in range(1, steps + 1):
        send("touchMove", step / steps)
    send("touchEnd", 1)


def _middle(page):
    (plot,) = seen.boxes(page.locator(".timeline-plot"))
    return plot.middle[0], max(plot.top, 0) + 250


def test_a_finger_up_the_timeline_scrolls_the_page(phone):
    x, y = _middle(phone)
    scroller = phone.locator("[data-testid=stMain]")
    before, window = scroller.evaluate("node => node.scrollTop"), seen.window_of(phone)
    _swipe(phone, ((x, y + 200), (x, y - 100)))
    phone.wait_for_function("([node, before]) => node.scrollTop > before", arg=[scroller.element_handle(), before])
    assert seen.window_of(phone) == window


def test_a_finger_along_the_timeline_pans_it(phone):
    x, y = _middle(phone)
    first, last = seen.window_of(phone)
    before = phone.locator(seen.SENTENCE).inner_text()
    _swipe(phone, ((x + 60, y), (x - 60, y)))
    expect(phone.locator(seen.SENTENCE)).not_to_have_text(before)
    settle(phone)
    moved = seen.window_of(phone)
    assert moved[0] > first
    assert abs((moved[1] - moved[0]) - (last - first)) <= 86_400_000


def test_two_fingers_zoom(phone):
    x, y = _middle(phone)
    first, last = seen.window_of(phone)
    before = phone.locator(seen.SENTENCE).inner_text()
    _swipe(phone, ((x - 20, y), (x - 70, y)), ((x + 20, y), (x + 70, y)))
    expect(phone.locator(seen.SENTENCE)).not_to_have_text(before)
    settle(phone)
    zoomed = seen.window_of(phone)
    assert zoomed[1] - zoomed[0] < (last - first) / 2


def test_a_tap_on_a_mark_shows_its_card_on_the_screen(phone):
    labelled = ".timeline-plot .trace:has(.textpoint) path.point"  # what has a label is in the window
    point = phone.locator(labelled).nth(3)
    point.scroll_into_view_if_needed()
    (box,) = seen.boxes(point)
    phone.touchscreen.tap(*box.middle)
    expect(phone.locator(f"{seen.CARD} h3")).to_be_in_viewport()
