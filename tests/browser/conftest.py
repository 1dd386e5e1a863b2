"""What the browser tests share: one server, one Chromium, and pages that complain."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright

from tests.browser import chromium, presenter
from tests.browser.app import Server, last_lines, open_app, serve
from tests.support.patience import SECONDS

WAIT_MILLISECONDS = 1_000 * SECONDS
expect.set_options(timeout=WAIT_MILLISECONDS)  # Playwright's own is five seconds
LOG_NAME = "app.log"
LOCALE = "en-GB"
SIZE = {"width": 1440, "height": 900}
Share = Callable[[Callable[[Page], Page]], tuple[Page, list[str]]]
QUICK = ("viewport", "color_scheme", "reduced_motion", "bypass_csp")  # options that a page of a profile can have


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Put the end of every server's log under a failure."""
    report = yield
    if report.failed:
        report.sections += [(f"log of the app in {log.parent.name}", last_lines(log)) for log in _logs(item)]
    return report


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium.start(playwright) as started:
        yield started


@pytest.fixture(scope="session")
def profile(
    playwright: Playwright, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[bool], BrowserContext]]:
    """Return a browser whose pages of the shared server open quickly: `profile(bypass_csp)`, one of each kind."""
    with ExitStack() as started:

        @cache
        def start(bypass_csp: bool) -> BrowserContext:
            folder = tmp_path_factory.mktemp("profile")
            options = {"base_url": server.url, "locale": LOCALE, "viewport": SIZE, "bypass_csp": bypass_csp}
            return started.enter_context(chromium.start_profile(playwright, folder, **options))

        yield start


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
    request: pytest.FixtureRequest,
    server: Server,
    profile: Callable[[bool], BrowserContext],
    server_over: Callable[[Path], Server],
    tolerated: tuple[str, ...],
) -> Iterator[Callable[..., Page]]:
    """Open a page of its own visitor: `new_page(color_scheme="dark", viewport=…, base_url=…)`; fail on complaints.

    A page of the shared server with nothing but usual options is one of the quick profile's.
    """
    del server_over  # asked for so that its servers stop after the pages that they serve
    complaints: list[str] = []
    with ExitStack() as visitors:

        def open_page(**options: object) -> Page:
            settings = {"base_url": server.url, "viewport": SIZE, "locale": LOCALE} | options
            if settings["base_url"] == server.url and options.keys() <= {*QUICK, "base_url"}:
                page = visitors.enter_context(_open_quickly(profile, settings))
            else:
                browser = request.getfixturevalue("browser")
                page = visitors.enter_context(browser.new_context(**settings)).new_page()
            page.set_default_timeout(WAIT_MILLISECONDS)
            _listen(page, urlsplit(settings["base_url"]).netloc, complaints)
            return page

        yield open_page
    _check(complaints, tolerated)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def share(profile: Callable[[bool], BrowserContext], server: Server) -> Iterator[Share]:
    """Give a page that several tests look at: `share(open_app)`, made once, with what it has complained of."""
    with ExitStack() as opened:

        @cache
        def open_once(view: Callable[[Page], Page]) -> tuple[Page, list[str]]:
            complaints: list[str] = []
            page = opened.enter_context(_open_quickly(profile, {"viewport": SIZE}))
            page.set_default_timeout(WAIT_MILLISECONDS)
            _listen(page, urlsplit(server.url).netloc, complaints)
            return view(page), complaints

        yield open_once


@pytest.fixture
def opened(share: Share) -> Iterator[Page]:
    """Give the first view to a test that only looks: the page is shared, and the test leaves it as it was."""
    page, complaints = share(open_app)
    url = page.url
    page.mouse.move(0, 0)
    yield page
    assert page.url == url, "a test that looks at a shared page may not change its view"
    _check(complaints)


@pytest.fixture
def presenting(share: Share) -> Iterator[Page]:
    """Give four summits, presented from the cover on, to a test that only turns pages: the presentation is shared."""
    page, complaints = share(presenter.enter)
    page.locator(presenter.PRESENTER).focus()
    presenter.press(page, "Home", "Home")  # where the last test left it blank, any key only brings it back
    yield page
    expect(page.locator(presenter.PRESENTER)).to_be_visible()
    _check(complaints)


def _check(complaints: list[str], tolerated: tuple[str, ...] = ()) -> None:
    unexpected = [said for said in complaints if not any(re.search(pattern, said) for pattern in tolerated)]
    assert not unexpected, "the page complained:\n  " + "\n  ".join(unexpected)


def _open_quickly(profile: Callable[[bool], BrowserContext], settings: dict[str, Any]) -> Page:
    page = profile(bool(settings.get("bypass_csp"))).new_page()
    page.set_viewport_size(settings["viewport"])
    page.emulate_media(color_scheme=settings.get("color_scheme"), reduced_motion=settings.get("reduced_motion"))
    return page


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
