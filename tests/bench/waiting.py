"""What a visitor waits for, beside the least that Streamlit can do, in the same run: medians of several tries."""

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.app import open_app, serve, settle

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 9
FLOOR = "tests/bench/floor.py"

# From the click to the frame in which what is watched has changed; the timeline counts its drawings.
WATCH = """async ([click, watched, drawn]) => {
  const text = () => document.querySelector(watched).textContent;
  const drawings = () => document.querySelector(".dt")?.dataset.drawn;
  const [before, first] = [text(), drawings()];
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  document.querySelector(click).click();
  while (text() === before || (drawn && drawings() === first)) await frame();
  await frame();
  return performance.now() - start;
}"""
SENTENCE = "p.sentence"
RUSSIA = '[data-filter=country] [data-code="RUS"] input'
HEADS = '[data-filter=level] [data-code="head"] input'


def measure(page: Page, click: str, watched: str, *, drawn: bool) -> float:
    """Return the milliseconds from a click to the frame that shows its result."""
    waited = float(page.evaluate(WATCH, [click, watched, drawn]))
    settle(page)
    return waited


def explore(page: Page) -> dict[str, list[float]]:
    """Take every step several times, each after the one that undoes it."""
    steps: dict[str, str] = {
        "filter: one country": RUSSIA,
        "clear it": RUSSIA,
        "filter: half of all events": HEADS,
        "clear that": HEADS,
        "zoom in": "[data-step=closer]",
        "zoom out": "[data-step=wider]",
    }
    open_app(page)
    waits: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(TRIES):
        for name, click in steps.items():
            waits[name].append(measure(page, click, SENTENCE, drawn=True))
    return waits


def stand(page: Page) -> dict[str, list[float]]:
    """Change the word several times."""
    page.goto("/")
    page.get_by_text("word 0").wait_for()
    settle(page)
    return {"a button that changes a word": [_change(page) for _ in range(TRIES)]}


def _change(page: Page) -> float:
    return measure(page, "[data-testid=stButton] button", "[data-testid=stText]", drawn=False)


def run() -> None:
    """Measure both, and write a table: median milliseconds and how many times the floor that is."""
    measured: dict[str, list[float]] = {}
    visits: list[tuple[str, Callable[[Page], dict[str, list[float]]]]] = [(FLOOR, stand), ("dashboard.py", explore)]
    with (
        sync_playwright() as playwright,
        chromium.start(playwright) as browser,
        tempfile.TemporaryDirectory() as folder,
    ):
        for script, visit in visits:
            with (
                serve(Path(folder) / "app.log", script=script) as server,
                browser.new_context(base_url=server.url) as visitor,
            ):
                measured |= visit(visitor.new_page())
    medians = {name: statistics.median(waits) for name, waits in measured.items()}
    floor = next(iter(medians.values()))
    for name, median in medians.items():
        least, most = min(measured[name]), max(measured[name])
        print(f"{name:32} {median:7.0f} ms {median / floor:6.2f} x   ({least:.0f}-{most:.0f})")


if __name__ == "__main__":
    run()
