"""What a visitor of a large table sees: strips with marks above, marks at once when panning, lists by the page."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from components.dates import windows
from components.dates.windows import Window
from components.layout import lane_order
from components.views import view
from tests.bench import generator
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, serve, settle

EVENTS = 20_000
MOST_BYTES = 60_000  # an interaction, with what is fetched ahead
STEPS = 50
PAUSE = 15  # milliseconds between two of them: no answer is waited for
# Every button and a filter, again and again; an odd number of ticks, so that the level is chosen in the end
HASTY = """async ([steps, pause]) => {
  const kinds = ["closer", "earlier", "later", "wider"];
  for (let step = 0; step < steps; step += 1) {
    if (step % 10 === 0) document.querySelector("[data-filter=level] [data-code=minister] input").click();
    else document.querySelector(`[data-step=${kinds[step % kinds.length]}]`).click();
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}"""
SHIFT = 60  # pixels of a small pan
WEEK = "?lanes=topic&window=2013-09-02/2013-09-08"
CELLS = ".timeline-plot .barlayer .trace:first-child .point"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Serve a generated table, once for all tests of this module."""
    with serve(tmp_path_factory.mktemp("large") / "app.log", generator.make(EVENTS).table) as started:
        yield started


@pytest.fixture
def page(new_page, large):
    return new_page(base_url=large.url)


@dataclass
class Wire:
    """Count what a page receives of answers, compressed as they travel, and how often it tells Streamlit something."""

    received: int = 0
    told: int = 0
    asked: list[str] = field(default_factory=list)

    def hear(self, page: Page) -> "Wire":
        page.on("websocket", lambda socket: socket.on("framesent", self._tell))
        page.on("requestfinished", self._take)
        return self

    def _tell(self, _: str | bytes) -> None:
        self.told += 1

    def _take(self, request: Request) -> None:
        if "/timeline/view?" in request.url:
            self.asked.append(request.url)
            self.received += request.sizes()["responseBodySize"]

    def since(self) -> int:
        """Return what came since this was asked last."""
        found, self.received = self.received, 0
        return found


def days_drawn(page):
    """Return the moments (milliseconds) at which symbols stand, in the window or beyond it."""
    script = "node => node._fullData.filter(trace => trace.mode?.includes('markers')).flatMap(trace => trace.x)"
    return sorted(page.locator(".timeline-plot").evaluate(script))


def marks_in_window(page, key):
    """Count the symbols beside a lane's head that stand in the window."""
    (head,), (plot,) = seen.boxes(seen.lane(page, key)), seen.boxes(page.locator(".timeline-plot"))
    points = [point.middle for point in seen.boxes(page.locator(seen.POINTS))]
    return sum(plot.left < x < plot.right and head.top <= y < head.bottom for x, y in points)


def marked(page):
    """Return the lanes on screen that show marks."""
    keys = page.locator(".timeline-headers [data-lane]").evaluate_all("nodes => nodes.map(node => node.dataset.lane)")
    heads, points = (seen.boxes(page.locator(name)) for name in (".timeline-headers [data-lane]", seen.POINTS))
    tops = {key: (head.top, head.bottom) for key, head in zip(keys, heads, strict=True)}
    return {key for key, (top, end) in tops.items() if any(top <= point.middle[1] < end for point in points)}


def drag(page, by):
    """Drag the timeline by so many pixels, without waiting for an answer; the button stays down.

    Return what the page said before: it may say more as soon as the gesture pauses, and draws nothing until it ends.
    """
    before = page.locator(seen.SENTENCE).inner_text()
    (plot,) = seen.boxes(page.locator(".timeline-plot"))
    page.mouse.move(plot.left + 500, plot.top + 48)
    page.mouse.down()
    page.mouse.move(plot.left + 500 + by, plot.top + 48, steps=6)
    return before


def release(page, before):
    """Let go, and wait for the answer to the drag, before which the page said this."""
    page.mouse.up()
    expect(page.locator(seen.SENTENCE)).not_to_have_text(before)
    settle(page)


@pytest.mark.parametrize("query", ["", "?lanes=place"], ids=["regions", "places"])
def test_an_interaction_brings_less_than_the_most(page, query):
    wire = Wire().hear(page)
    open_app(page, query)
    wire.since()
    for kind in ("closer", "later", "wider"):
        seen.step(page, kind)
        assert 0 < wire.since() < MOST_BYTES, kind
    seen.choose(page, "level", "Minister")
    expect(page.locator(seen.SENTENCE)).to_contain_text("Level:")
    settle(page)
    assert 0 < wire.since() < MOST_BYTES


def test_fifty_steps_of_exploring_never_run_the_script_and_end_in_the_last_one_s_view(page):
    wire = Wire().hear(page)
    open_app(page)
    told = wire.told
    page.evaluate(HASTY, [STEPS, PAUSE])
    expect(page.locator(seen.SENTENCE)).to_contain_text("Level:")
    expect(page).to_have_url(re.compile("level=minister"))
    seen.rest(page)
    assert wire.told == told
    last = dict(parse_qsl(urlsplit(page.url).query))
    first, end = (time // 86_400_000 for time in seen.window_of(page))
    assert last["window"] == windows.format_window(Window(int(first), int(end) - 1))


def test_a_crowded_lane_is_a_strip_with_marks_above(page):
    open_app(page, "?lanes=level&window=1868/2025")
    cells, points = (seen.boxes(page.locator(name)) for name in (CELLS, seen.POINTS))
    assert cells
    assert points
    (head,) = seen.boxes(seen.lane(page, "minister"))
    within = [min(box.top for box in drawn if head.top <= box.top < head.bottom) for drawn in (points, cells)]
    assert within[0] < within[1]


@pytest.mark.exhaustive
def test_zooming_ends_with_marks_and_the_window_does_not_jump(page):
    open_app(page, "?lanes=level")
    assert marks_in_window(page, "other") < seen.counted(page, "other")
    first, last = seen.window_of(page)
    for _ in range(6):
        seen.step(page, "closer")
        inner_first, inner_last = seen.window_of(page)
        assert abs((inner_first + inner_last) / 2 - (first + last) / 2) <= 86_400_000
        assert inner_last - inner_first < last - first
        first, last = inner_first, inner_last
    assert marks_in_window(page, "other") == seen.counted(page, "other") > 0


def test_what_lies_beyond_the_window_is_drawn_before_the_hand_lets_go(page):
    open_app(page, WEEK)
    shown = days_drawn(page)
    first, last = seen.window_of(page)
    earlier = [day for day in shown if day < first]
    assert earlier
    before = drag(page, 4 * SHIFT)
    moved_first, _ = seen.window_of(page)
    assert moved_first < first
    assert days_drawn(page) == shown
    assert [day for day in earlier if day >= moved_first]
    release(page, before)
    assert seen.window_of(page)[1] < last


def test_a_small_pan_flips_no_lane(page):
    open_app(page, WEEK)
    before = marked(page)
    assert before
    for by in (-SHIFT * 3, SHIFT * 3):
        release(page, drag(page, by))
        assert before == marked(page)


def test_the_list_behind_a_unit_is_read_by_the_page(page):
    open_app(page, "?lanes=level&window=1868/2025")
    fullest = max(seen.boxes(page.locator(CELLS)), key=lambda box: box.left if box.right < 1_200 else 0)
    page.mouse.click(*fullest.middle)
    pages = page.locator(".side-card .listing-pages")
    expect(pages).to_contain_text(f"1 to {view.PAGE} of")
    pages.get_by_role("button", name="Next page").click()
    expect(pages).to_contain_text(f"{view.PAGE + 1} to {2 * view.PAGE} of")


def test_an_option_beyond_the_listed_is_found_by_typing(page):
    open_app(page)
    box = page.locator("[data-filter=country]")
    box.locator("summary").click()
    expect(box.locator(".filters-more")).to_contain_text("type to search")
    expect(box.locator("[data-code]")).to_have_count(view.MOST_OPTIONS)
    listed = set(box.locator("[data-code]").evaluate_all("nodes => nodes.map(node => node.dataset.code)"))
    gazetteer = generator.gazetteer_files.read_places(generator.SHIPPED)
    code = next(each for each in reversed(generator._to_countries(gazetteer)) if each not in listed)
    box.locator(".filters-search").fill(gazetteer.name(code))
    expect(box.locator(f'[data-code="{code}"]')).to_be_visible()


def test_more_lanes_come_when_asked_for(page):
    open_app(page, "?lanes=place")
    heads = page.locator(".timeline-headers [data-lane]")
    expect(heads).to_have_count(lane_order.MOST_LANES)
    more = page.get_by_text(re.compile(r"[\d,]+ more lanes with fewer events are not shown"))
    left = int(more.inner_text().split()[0])
    page.get_by_role("button", name="Show more lanes").click()
    expect(heads).to_have_count(lane_order.MOST_LANES + left)
    expect(more).to_have_count(0)
