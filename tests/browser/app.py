"""How a test serves the app, opens it in a page and waits until it stands still."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.support.patience import SECONDS

ROOT = Path(__file__).resolve().parents[2]
TABLES = "DIPLOMATIC_TIMELINE_DATA"
TIMELINE = ".timeline-plot .main-svg"
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]:not(:has([data-pending]))"
STOP_SECONDS = 10
# What a page complains of while its server is away, at once and after a while; which of it depends on the moment
SERVER_GONE = (
    *("ERR_", "WebSocket", "Failed to fetch", "Network Error", "AxiosError"),
    *("Client Error in reaching server endpoint", "server is not responding"),
)


@dataclass(frozen=True)
class Server:
    """A running app: its address, without a slash at the end, the file it logs to and the number of its process."""

    url: str
    log: Path
    process: int


@contextmanager
def serve(
    log: Path,
    tables: Path | None = None,
    script: str = "dashboard.py",
    port: int | None = None,
    patience: float = SECONDS,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run the app, or another script, on a free port or a given one over a folder of tables, its own by default.

    settings: more of its environment. Raise RuntimeError if it won't start within `patience` seconds.
    """
    port = port or free_port()
    with log.open("ab") as output:
        process = subprocess.Popen(
            _command(port, script),
            cwd=ROOT,
            env=_environment(tables) | dict(settings or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            wait_until_healthy(process, port, log, patience)
            yield Server(f"http://127.0.0.1:{port}", log, process.pid)
        finally:
            _stop(process)


def open_app(page: Page, query: str = "") -> Page:
    """Open the app at a query ("?from=2013") and wait until its timeline is drawn and nothing is running."""
    page.goto(f"/{query}")
    page.locator(TIMELINE).first.wait_for()
    return settle(page)


def settle(page: Page) -> Page:
    """Wait until no script runs and no answer is waited for; call it after something that the change itself shows."""
    page.locator(AT_REST).wait_for()
    return page


def last_lines(log: Path, count: int = 40) -> str:
    """Give the last lines of a log as text."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


def _command(port: int, script: str) -> tuple[str, ...]:
    options = ("--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none")
    return (sys.executable, "-m", "streamlit", "run", script, *options)


def _environment(tables: Path | None) -> dict[str, str]:
    """Give what the app sees: the settings of this machine's user would make another app of it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", TABLES))}
    return inherited if tables is None else inherited | {TABLES: str(tables)}


def free_port() -> int:
    """Return the number of a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path, patience: float = SECONDS) -> None:
    deadline = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < deadline:
        if _is_healthy(port):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The app did not start. The end of its log:\n{last_lines(log)}")


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
