"""Where the browser tests find a Chromium that starts, and how one is installed where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

Started = TypeVar("Started", Browser, BrowserContext)

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PLAYWRIGHTS_OWN = ""
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    # No name but the server's own resolves: a page that asks elsewhere fails on every machine, connected or not
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
INSTALLERS = ((sys.executable, "-m", "playwright", "install", "chromium", "--only-shell"),)
INSTALLERS_AS_ROOT = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"),
)


def start(playwright: Playwright) -> Browser:
    """Start the first browser of this machine that starts. Raise RuntimeError with every refusal where none does."""
    return _start_first(lambda executable: playwright.chromium.launch(executable_path=executable, args=_flags()))


def start_profile(playwright: Playwright, folder: Path, **options: Any) -> BrowserContext:
    """Start a browser with a profile in a folder; `options` and RuntimeError as of `start` and Browser.new_context.

    It keeps what scripts were compiled to, so that every page but the first few opens in half the time.
    """

    def launch(executable: str | None) -> BrowserContext:
        kinds = playwright.chromium
        return kinds.launch_persistent_context(folder, executable_path=executable, args=_flags(), **options)

    return _start_first(launch)


def _start_first(launch: Callable[[str | None], Started]) -> Started:
    refusals = []
    for executable in _candidates():
        try:
            return launch(executable or None)
        except Error as error:
            refusals.append(f"{executable or 'Playwright’s own'}: {error.message.splitlines()[0]}")
    raise RuntimeError(
        "\n  ".join(["No browser starts. Run `make test`, or set BROWSER_PATH to a Chromium.", *refusals])
    )


def find_or_install() -> str:
    """Name the version of a browser that starts, installing one where there is none. Raise RuntimeError as `start`."""
    for installer in _installers():
        try:
            return _version()
        except RuntimeError:
            print("No browser starts yet; trying:", " ".join(installer), flush=True)
            subprocess.run(installer, check=False, stdin=subprocess.DEVNULL)
    return _version()


def _version() -> str:
    with sync_playwright() as playwright, start(playwright) as browser:
        return browser.version


def _candidates() -> Iterator[str]:
    """Name what may be a browser, best first: a stub or one without its libraries shows only when it is started."""
    chosen = os.environ.get("BROWSER_PATH")
    if chosen:
        yield chosen
        return
    yield from filter(None, map(shutil.which, COMMANDS))
    yield from filter(os.path.exists, MAC_APPLICATIONS)
    yield PLAYWRIGHTS_OWN


def _installers() -> tuple[tuple[str, ...], ...]:
    return INSTALLERS + (INSTALLERS_AS_ROOT if _is_root() and shutil.which("apt-get") else ())


def _flags() -> list[str]:
    return [*FLAGS, "--no-sandbox"] if _is_root() else list(FLAGS)


def _is_root() -> bool:
    return os.geteuid() == 0


if __name__ == "__main__":
    try:
        print("Browser for the tests: Chromium", find_or_install(), flush=True)
    except RuntimeError as nothing_starts:
        sys.exit(str(nothing_starts))
