"""What the browser tests share: one server, one Chromium, and pages that complain."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.app import Server, last_lines, serve
from tests.support.patience import SECONDS

WAIT_MILLISECONDS = 1_000 * SECONDS
expect.set_options(timeout=WAIT_MILLISECONDS)  # Playwright's own is five seconds
LOG_NAME = "app.log"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Put the end of every server's log under a failure."""
    report = yield
    if report.failed:
        report.sections += [(f"log of the app in {log.parent.name}", last_lines(log)) for log in _logs(item)]
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium.start(playwright) as started:
        yield started


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the app over its own tables, once for all tests."""
    with serve(tmp_path_factory.mktemp("server") / LOG_NAME) as started:
        yield started


@pytest.fixture
def server_over(tmp_path: Path) -> Iterator[Callable[[Path], Server]]:
    """Serve the app over another folder of tables for the length of one test: `server_over(folder)`."""
    with ExitStack() as servers:
        yield lambda tables: servers.enter_context(serve(tmp_path / LOG_NAME, tables))


@pytest.fixture
def tolerated() -> tuple[str, ...]:
    """Name the complaints that a test expects, as patterns; override it beside the test that provokes them."""
    return ()


@pytest.fixture
def new_page(
    browser: Browser, server: Server, server_over: Callable[[Path], Server], tolerated: tuple[str, ...]
) -> Iterator[Callable[..., Page]]:
    """Open a page of its own visitor: `new_page(color_scheme="dark", viewport=…, base_url=…)`; fail on complaints."""
    del server_over  # asked for so that its servers stop after the pages that they serve
    complaints: list[str] = []
    with ExitStack() as visitors:

        def open_page(**options: object) -> Page:
            settings = {"base_url": server.url, "viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | options
            page = visitors.enter_context(browser.new_context(**settings)).new_page()
            page.set_default_timeout(WAIT_MILLISECONDS)
            _listen(page, urlsplit(settings["base_url"]).netloc, complaints)
            return page

        yield open_page
    unexpected = [said for said in complaints if not any(re.search(pattern, said) for pattern in tolerated)]
    assert not unexpected, "the page complained:\n  " + "\n  ".join(unexpected)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


def _listen(page: Page, own_host: str, complaints: list[str]) -> None:
    """Write down every script error, every console error and every address on another host."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def asked(url: str) -> None:
        address = urlsplit(url)
        if address.netloc and address.netloc != own_host:
            complaints.append(f"another host: {url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))


def _logs(item: pytest.Item) -> Iterator[Path]:
    fixtures = item.funcargs
    if "server" in fixtures:
        yield fixtures["server"].log
    if "tmp_path" in fixtures and (fixtures["tmp_path"] / LOG_NAME).exists():
        yield fixtures["tmp_path"] / LOG_NAME
