"""The pictures: the app in light and dark, at three sizes, as a visitor first sees it."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium, presenter
from tests.browser.app import ROOT, open_app, serve

README_SIZE = (1440, 900)
SIZES = (README_SIZE, (1024, 768), (390, 844))
SCHEMES = ("light", "dark")


def draw(browser: Browser, url: str, scheme: str, size: tuple[int, int]) -> Path:
    """Save one picture, width and height in pixels, and say where."""
    width, height = size
    target = ROOT / "docs" / f"{scheme}.png" if size == README_SIZE else _other(scheme, width, height)
    target.parent.mkdir(exist_ok=True)
    with browser.new_context(
        base_url=url, color_scheme=scheme, viewport={"width": width, "height": height}, reduced_motion="reduce"
    ) as visitor:
        open_app(visitor.new_page()).screenshot(path=target)
    return target.relative_to(ROOT)


def draw_presenting(browser: Browser, url: str) -> Path:
    """Save the picture of a step in the presenter, and say where."""
    target = ROOT / "docs" / "presenting.png"
    size = {"width": 1024, "height": 768}
    with browser.new_context(base_url=url, color_scheme="dark", viewport=size, reduced_motion="reduce") as visitor:
        page = presenter.enter(visitor.new_page(), "?country=RUS&level=head&level=minister")
        presenter.press(page, "6", "Enter")
        page.screenshot(path=target)
    return target.relative_to(ROOT)


def _other(scheme: str, width: int, height: int) -> Path:
    return ROOT / ".screenshots" / f"{scheme}-{width}x{height}.png"


def draw_all() -> None:
    """Serve the app once and save every picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "app.log") as server,
        sync_playwright() as playwright,
        chromium.start(playwright) as browser,
    ):
        for scheme in SCHEMES:
            for size in SIZES:
                print(draw(browser, server.url, scheme, size), flush=True)
        print(draw_presenting(browser, server.url), flush=True)


if __name__ == "__main__":
    draw_all()
