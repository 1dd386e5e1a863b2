"""Labels that neither vanish nor collide, and pictures that are as wide as they were made for, whatever is done."""

import random
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import presenter
from tests.browser import timeline_page as seen
from tests.browser.app import TIMELINE, free_port, open_app, serve
from tests.browser.conftest import LOG_NAME
from tests.support.trials import is_exhaustive

STEPS = 50 if is_exhaustive() else 12
SIZES = ((1440, 900), (1024, 768), (390, 844))
LINKS = (
    "",
    "?window=2014",
    "?window=2013-04-01/2014-03-31",
    "?country=RUS",
    "?country=UZB&level=head&level=minister&window=1992-01-26/2025-12-31",
    "?lanes=topic&event=E0095",
)


class Visitor:
    """Do one thing after another on a page, by a seed; each has an answer."""

    def __init__(self, page: Page, seed: int) -> None:
        """Begin with a page that stands still."""
        self.page = page
        self.draw = random.Random(seed)  # noqa: S311 — nothing here is secret

    @property
    def acts(self):
        """Return what can be done."""
        always = (self.period, self.zoom, self.pan, self.card, self.resize, self.link, self.back)
        return (*always, self.filter, self.fold) if self.page.locator(".timeline-fold").count() else always

    def act(self) -> str:
        """Do something, wait until the page stands still, and name it."""
        act = self.draw.choice(self.acts) if self.page.locator(seen.LABELS).count() else self.link
        act()
        return act.__name__

    def _drawn(self) -> str:
        return self.page.locator(".timeline").get_attribute("data-drawn")

    def _click(self, node) -> None:
        before = self._drawn()
        node.click()
        seen.rest(self.page, before)

    def _any(self, css: str):
        found = self.page.locator(css)
        return found.nth(self.draw.randrange(found.count()))

    def filter(self) -> None:
        """Press a kind of the legend: one that is chosen is let go."""
        chosen = self.page.locator(".timeline-kind[aria-pressed=true]")
        self._click(chosen.first if chosen.count() else self._any(".timeline-kind"))

    def period(self) -> None:
        """Choose a period that is not shown."""
        first, last = (time // 86_400_000 for time in seen.window_of(self.page))
        periods = self.page.locator(".timeline-period option:not([value=''])").evaluate_all(
            "all => all.map(one => one.value)"
        )
        others = [each for each in periods if each != f"{first:.0f} {last - 1:.0f}"]
        before = self._drawn()
        self.page.locator(".timeline-period").select_option(value=self.draw.choice(others))
        seen.rest(self.page, before)

    def zoom(self) -> None:
        """Zoom in or out: never to less than some weeks, nor to more than some decades."""
        first, last = seen.window_of(self.page)
        days = (last - first) / 86_400_000
        kind = "wider" if days < 60 else "closer" if days > 5_000 else self.draw.choice(("wider", "closer"))
        self._click(self.page.locator(f"[data-step={kind}]"))

    def pan(self) -> None:
        """Go half a window on."""
        self._click(self.page.locator(f"[data-step={self.draw.choice(('earlier', 'later'))}]"))

    def fold(self) -> None:
        """Fold or unfold a lane."""
        self._click(self._any(".timeline-fold"))

    def card(self) -> None:
        """Open the next card, or close the one that is open."""
        before = self._drawn()
        self.page.keyboard.press("Escape" if self.page.locator(seen.CARD).count() else "ArrowRight")
        seen.rest(self.page, before)

    def resize(self) -> None:
        """Give the window another size."""
        width = self.page.viewport_size["width"]
        sizes = [size for size in SIZES if size[0] != width]
        before = self._drawn()
        self.page.set_viewport_size(dict(zip(("width", "height"), self.draw.choice(sizes), strict=True)))
        seen.rest(self.page, before)

    def link(self) -> None:
        """Load an address."""
        open_app(self.page, self.draw.choice(LINKS))
        seen.rest(self.page)

    def back(self) -> None:
        """Take a step, and go back."""
        url = self.page.url
        self.period()
        self.page.wait_for_url(lambda now: now != url)
        before = self._drawn()
        self.page.go_back()
        seen.rest(self.page, before)


def test_the_labels_drawn_are_those_of_the_figure_after_whatever_step(page):
    open_app(page)
    seen.rest(page)
    visitor = Visitor(page, seed=13)
    done = []
    for _ in range(STEPS):
        done.append(visitor.act())
        given, drawn = seen.label_texts(page)
        assert drawn == given, done
        made, fitting = seen.drawn_and_free_width(page)
        assert made == fitting, done


def _reload(page):
    """Load the page again and wait until its picture fits."""
    page.reload()
    page.locator(TIMELINE).first.wait_for()
    seen.rest(page)


def _is_tidy(page):
    """Return whether the picture is as wide as it was made for, and no two labels overlap."""
    labels = seen.boxes(page.locator(seen.LABELS))
    made, fitting = seen.drawn_and_free_width(page)
    return bool(labels) and made == fitting and not seen.overlaps(labels)


@pytest.mark.exhaustive
def test_with_a_briefing_a_page_that_is_loaded_again_has_the_same_layout(new_page):
    page = new_page(viewport={"width": 1440, "height": 1000})
    open_app(page, "?country=RUS")
    page.get_by_role("button", name="Create a briefing").click()
    briefing = page.locator(".st-key-briefing", has_text="Step 1 of")
    briefing.wait_for()
    seen.rest(page)
    labels = seen.label_texts(page)
    for _ in range(4):
        _reload(page)
        briefing.wait_for()
        assert _is_tidy(page)
        assert seen.label_texts(page) == labels


def test_an_answer_for_another_width_is_never_drawn(page):
    held = seen.HeldAnswers(page)
    with page.expect_request("**/timeline/view?*") as first:
        page.goto("/?country=RUS")
    with page.expect_request("**/timeline/view?*") as second:
        page.set_viewport_size({"width": 1024, "height": 768})
    assert first.value.url != second.value.url
    held.release()
    page.locator(TIMELINE).first.wait_for()
    seen.rest(page)
    assert _is_tidy(page)


@pytest.mark.parametrize("first", ["timeline", "presenting"])
def test_what_two_parts_of_the_page_tell_at_one_time_is_answered_by_both(page, first):
    open_app(page, presenter.SUMMITS)
    seen.rest(page)
    before = page.locator(".timeline").get_attribute("data-drawn")
    acts = [
        "document.querySelector('.timeline-fold[aria-expanded=true]').click()",
        "document.dispatchEvent(new Event('open-presenter'))",
    ]
    page.evaluate("() => {" + ";".join(acts if first == "timeline" else reversed(acts)) + "}")
    page.locator(presenter.PRESENTER).wait_for()
    seen.rest(page, before)
    expect(page.locator(".timeline-fold[aria-expanded=true]")).to_have_count(0)


@pytest.fixture
def tolerated():
    gone = ("Client Error in reaching server endpoint", "server is not responding")  # Streamlit's, after a while
    return ("ERR_", "WebSocket", "Failed to fetch", *gone)


@pytest.mark.exhaustive
def test_a_server_that_begins_anew_makes_pictures_that_fit(new_page, tmp_path):
    port = free_port()
    page = new_page(base_url=f"http://127.0.0.1:{port}")
    with serve(tmp_path / LOG_NAME, port=port):
        open_app(page, "?country=RUS")
        seen.rest(page)
    page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for()
    page.set_viewport_size({"width": 1024, "height": 768})
    with serve(tmp_path / LOG_NAME, port=port):
        page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
        made, fitting = seen.drawn_and_free_width(page)
        if made != fitting:
            seen.rest(page, page.locator(".timeline").get_attribute("data-drawn"))
        assert _is_tidy(page)


COUNT_OVERLAPS = """node => {
    node.overlaps = [];
    node.on("plotly_afterplot", () => {
        const boxes = [...node.querySelectorAll(".textpoint text")].map(text => text.getBoundingClientRect());
        const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
            && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
        node.overlaps.push(boxes.filter((box, index) => boxes.slice(index + 1).some(other => over(box, other))).length);
    });
}"""


def test_labels_never_overlap_on_the_way_to_another_width(page):
    open_app(page)
    seen.rest(page)
    plot = page.locator(".timeline-plot")
    plot.evaluate(COUNT_OVERLAPS)
    before = page.locator(".timeline").get_attribute("data-drawn")
    page.keyboard.press("ArrowRight")
    page.locator(seen.CARD).wait_for()
    seen.rest(page, before)
    before = page.locator(".timeline").get_attribute("data-drawn")
    page.set_viewport_size({"width": 1024, "height": 768})
    seen.rest(page, before)
    counts = plot.evaluate("node => node.overlaps")
    assert len(counts) >= 2
    assert not any(counts)
    assert _is_tidy(page)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_address_has_one_layout_reached_by_steps_or_loaded(new_page, size):
    page = new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
    open_app(page)
    seen.rest(page)
    before = page.locator(".timeline").get_attribute("data-drawn")
    page.locator(".timeline-period").select_option(label="2014")
    seen.rest(page, before)
    expect(page).to_have_url(re.compile("window=2014"))
    stepped = seen.label_texts(page), seen.drawn_and_free_width(page)
    _reload(page)
    assert (seen.label_texts(page), seen.drawn_and_free_width(page)) == stepped
    assert _is_tidy(page)
