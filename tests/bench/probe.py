"""How a subject is measured: a browser that watches itself, and what the server spent meanwhile."""

import math
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLongError

from tests.bench.subjects import Step, Subject
from tests.browser.app import Server

WATCH = Path(__file__).with_name("watch.js")
LIMIT_SECONDS = 60  # for each measurement, where nothing else is asked for
PAUSE = 250  # milliseconds between two steps
WHEEL_SECONDS, WHEEL_STEP, TICK = 2, 10, 30  # two seconds, pixels a tick, milliseconds between ticks
WHEEL_REST = 1_000  # milliseconds after the last tick; the answer to it is on its way by then
DONE = "html[data-waited]"
Sent = dict[str, int]  # the other end of an open connection → bytes that the server has sent there, as compressed


@dataclass(frozen=True)
class Reading:
    """Hold one measurement: the wait (ms, infinite where it was stopped), bytes on the wire, and server time (ms)."""

    wait: float
    sent: float = math.nan
    server: float = math.nan


class Probe:
    """A visitor's page of a subject, and the server's clock."""

    def __init__(self, page: Page, subject: Subject, server: Server, limit: float = LIMIT_SECONDS) -> None:
        """Watch a page that is still blank; each measurement is stopped after `limit` seconds."""
        self.page = page
        self._subject = subject
        self._server = server
        self._limit = limit * 1000  # as Playwright counts
        watched = f"bench.arrive(() => {subject.arrived});"
        page.add_init_script(WATCH.read_text(encoding="utf-8") + watched)

    def arrive(self) -> Reading:
        """Open the page, and wait until the subject is drawn."""
        sent, spent = to_sent(self._server), to_server_time(self._server)
        try:
            self.page.goto(self._server.url, wait_until="commit")
            return self._read(spent, sent)
        except TooLongError:
            return Reading(math.inf)

    def shift(self) -> float:
        """Return by how much the layout has shifted so far, as browsers count it (CLS)."""
        return float(self.page.evaluate("() => bench.shift"))

    def take(self, step: Step) -> Reading:
        """Take a step, and wait until what it changes is on screen."""
        try:
            self.page.evaluate(f"() => {{ {step.before} }}")
            self.page.wait_for_timeout(PAUSE)
            sent, spent = to_sent(self._server), to_server_time(self._server)
            self.page.evaluate(f"() => bench.act(() => {{ {step.act} }}, () => {step.watched})")
            return self._read(spent, sent)
        except TooLongError:
            return Reading(math.inf)

    def wheel(self, direction: int) -> dict[str, float]:
        """Zoom with Ctrl and the wheel; return milliseconds: longest task, followed (median), refined."""
        left, top, width, height = self.page.locator(".timeline-plot").bounding_box().values()
        self.page.mouse.move(left + width / 2, top + min(height, 300) / 2)
        self.page.evaluate("() => { bench.longest = 0; bench.followed = []; }")
        self.page.keyboard.down("Control")
        deadline = time.monotonic() + WHEEL_SECONDS
        while time.monotonic() < deadline:
            self.page.mouse.wheel(0, direction * WHEEL_STEP)
            self.page.wait_for_timeout(TICK)
        self.page.keyboard.up("Control")
        self.page.wait_for_timeout(WHEEL_REST)
        self._rest()
        script = "() => [bench.longest, bench.followed.sort((a, b) => a - b), bench.drawn - bench.lastTick]"
        longest, followed, refined = self.page.evaluate(script)
        middle = followed[len(followed) // 2] if followed else math.nan
        return {"longest": longest, "followed": middle, "refined": refined if refined > 0 else math.nan}

    def _read(self, spent: float, sent: Sent) -> Reading:
        self.page.locator(DONE).wait_for(state="attached", timeout=self._limit)
        wait = float(self.page.locator(DONE).get_attribute("data-waited"))
        self._rest()
        after = to_sent(self._server)
        wire = sum(count - sent.get(peer, 0) for peer, count in after.items()) if after else math.nan
        return Reading(wait, wire, to_server_time(self._server) - spent)

    def _rest(self) -> None:
        self.page.locator(self._subject.rest).wait_for(timeout=self._limit)
        self.page.wait_for_timeout(PAUSE)


def to_sent(server: Server) -> Sent:
    """Return what a server has sent over each connection that is open; empty where nobody keeps it (not Linux)."""
    if not shutil.which("ss"):
        return {}
    asked = ("ss", "-tinH", "state", "established", f"( sport = :{urlsplit(server.url).port} )")
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return {peer: int(count) for peer, count in re.findall(r"(\S+)\s*\n.*?\bbytes_sent:(\d+)", told)}


def to_server_time(server: Server) -> float:
    """Return the milliseconds of processor time that a server has spent; not a number where nobody keeps them."""
    if not server.process:
        return math.nan
    try:
        return time.clock_gettime(~server.process << 3 | 2) * 1000  # Linux: the clock of another process
    except OSError:
        return math.nan


def to_memory(server: Server) -> dict[str, float]:
    """Return the megabytes that a server holds, and the most that it held; empty where nobody keeps them."""
    if not server.process:
        return {}
    try:
        lines = Path(f"/proc/{server.process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return {}
    status = dict(line.split(":", 1) for line in lines)
    return {name: int(status[field].split()[0]) / 1024 for name, field in (("now", "VmRSS"), ("peak", "VmHWM"))}
