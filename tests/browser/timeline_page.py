"""What the browser tests know of the page: where things are, and what is drawn where."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, Route

from tests.browser.app import settle

SENTENCE = "p.sentence"
CARD = ".event-card"
POINTS = ".timeline-plot .scatterlayer path.point"
LABELS = ".timeline-plot .scatterlayer .textpoint text"
HOVER = ".timeline-plot .hoverlayer .hovertext"


class Box(NamedTuple):
    """Hold where something is drawn, in pixels of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Return its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def boxes(found: Locator) -> list[Box]:
    """Return where every element of a locator is drawn; those without size are left out."""
    script = (
        "nodes => nodes.map(node => { const r = node.getBoundingClientRect(); return [r.x, r.y, r.right, r.bottom] })"
    )
    return [Box(*corners) for corners in found.evaluate_all(script) if corners[2] > corners[0]]


def overlaps(drawn: Sequence[Box], slack: float = 1.0) -> list[tuple[Box, Box]]:
    """Return the pairs that cover each other by more than `slack` pixels both ways."""
    ordered = sorted(drawn)
    return [
        (one, other)
        for index, one in enumerate(ordered)
        for other in ordered[index + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > slack
        and min(one.bottom, other.bottom) - max(one.top, other.top) > slack
    ]


def rest(page: Page, drawn: str | None = None) -> None:
    """Wait until a picture is drawn after the one of this number (data-drawn), and nothing more is asked for."""
    if drawn is not None:
        page.locator(f'.timeline[data-drawn]:not([data-drawn="{drawn}"])').wait_for()
    for _ in range(2):  # a picture may change how wide the plot is, and so ask for another
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.locator(".timeline[data-drawn]:not([data-pending])").wait_for()
        settle(page)


def drawn_and_free_width(page: Page) -> tuple[float, float]:
    """Return how wide the picture is drawn and made, and how wide one is that fits the plot, in pixels."""
    script = """node => {
        const { width, margin } = node.layout;
        const sides = margin.l + margin.r;
        return [width, Math.floor((node.clientWidth - sides) / 20) * 20 + sides];
    }"""
    drawn, free = page.locator(".timeline-plot").evaluate(script)
    return drawn, free


def label_texts(page: Page) -> tuple[Counter[str], Counter[str]]:
    """Return the labels that the figure has, and those that are drawn, each with how often it is there."""
    script = """node => {
        const plain = text => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;
        const given = node.data.filter(trace => trace.text).flatMap(trace => trace.text).filter(text => text);
        const drawn = node.querySelectorAll(".scatterlayer .textpoint text, .barlayer text");
        return [given.map(plain), [...drawn].map(text => text.textContent).filter(text => text)];
    }"""
    given, drawn = page.locator(".timeline-plot").evaluate(script)
    return Counter(each.strip() for each in given), Counter(each.strip() for each in drawn)


def wait_for_query(page: Page, expected: dict[str, int]) -> None:
    """Wait until the address has each of the fields so many times, and no other: it is written after the picture."""
    page.wait_for_url(lambda url: Counter(name for name, _ in parse_qsl(urlsplit(url).query)) == expected)


def lane(page: Page, key: str) -> Locator:
    """Return the head of a lane by its key."""
    return page.locator(f'.timeline-headers [data-lane="{key}"]')


def fold(page: Page, key: str) -> Locator:
    """Return what folds and unfolds a lane."""
    return lane(page, key).locator(".timeline-fold")


def marks_in(page: Page, key: str) -> int:
    """Count the symbols that are drawn beside a lane's head, in the window."""
    (head,) = boxes(lane(page, key))
    return sum(head.top <= point.middle[1] < head.bottom for point in points(page))


def points(page: Page) -> list[Box]:
    """Return where the symbols in the window are drawn; those in its margin stand beyond the axis, cut off."""
    (axis,) = boxes(page.locator(".timeline-plot .nsewdrag").first)
    drawn = boxes(page.locator(POINTS))
    return [point for point in drawn if axis.left - 1 <= point.middle[0] <= axis.right + 1]


def counted(page: Page, key: str) -> int:
    """Return the count that a lane's head states, possible ones included."""
    parts = (
        lane(page, key)
        .locator(".timeline-count")
        .evaluate("node => [...node.childNodes].map(part => part.textContent)")
    )
    return sum(int(part.replace(",", "").lstrip("+")) for part in parts if part)


def mark_of(page: Page, label: str) -> tuple[float, float]:
    """Return the middle of the symbol that stands nearest to a label's line."""
    (text,) = boxes(page.locator(LABELS, has_text=label).first)
    middle = text.middle[1]
    row = [point for point in boxes(page.locator(POINTS)) if abs(point.middle[1] - middle) < 6]
    return min(row, key=lambda point: min(abs(point.right - text.left), abs(point.left - text.right))).middle


def choose(page: Page, key: str, label: str) -> None:
    """Tick an option of a filter and leave the list."""
    box = page.locator(f'[data-filter="{key}"]')
    box.locator("summary").click()
    box.get_by_role("checkbox", name=label, exact=False).first.check()
    page.keyboard.press("Escape")


def window_of(page: Page) -> tuple[float, float]:
    """Return the first and last moment on the axis, in milliseconds, as the browser draws it."""
    script = "node => { const axis = node._fullLayout.xaxis; return axis.range.map(end => axis.r2l(end)) }"
    return tuple(page.locator(".timeline-plot").evaluate(script))


def step(page: Page, kind: str) -> None:
    """Press one of the buttons that move the window, and wait for the answer."""
    before = page.locator(SENTENCE).inner_text()
    page.locator(f"[data-step={kind}]").click()
    page.locator(SENTENCE).filter(has_not_text=before).wait_for()
    settle(page)


def search(page: Page, text: str) -> None:
    """Type into the search, and wait until the sentence has it."""
    page.locator(".filters-text").fill(text)
    page.locator(SENTENCE).filter(has_text=f"Text: “{text}”").wait_for()
    settle(page)


class HeldAnswers:
    """Hold back what a page asks the route for, until `release` lets it and all that comes later pass."""

    def __init__(self, page: Page) -> None:
        """Hold what is asked from now on."""
        self._held: list[Route] | None = []
        page.route("**/timeline/view?*", self._take)

    def _take(self, route: Route) -> None:
        if self._held is None:
            route.continue_()
        else:
            self._held.append(route)

    def release(self) -> None:
        """Let everything pass."""
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()


def listing(page: Page) -> Locator:
    """Scroll to the table under the timeline, which is read only then, and return it."""
    page.locator(".explorer-listing").scroll_into_view_if_needed()
    return page.locator(".explorer-listing .listing")


def titles(page: Page) -> list[str]:
    """Return the titles of the table under the timeline."""
    return listing(page).locator("td.title").all_inner_texts()
