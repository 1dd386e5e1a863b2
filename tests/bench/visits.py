"""One visit to a subject over one table: it opens, every step is taken several times, and it closes."""

import math
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.probe import LIMIT_SECONDS, Probe, Reading, to_memory
from tests.bench.subjects import START_SECONDS, Subject
from tests.browser import chromium
from tests.browser.app import Server

FIRST_PAINT = "first paint"
START = "start of the server → first paint"
VIEWPORT = {"width": 1440, "height": 900}
ENOUGH = 30_000  # milliseconds; once the runs of a step took so long together, it is not run again


@dataclass
class Visit:
    """Hold the readings of a subject by step, those of the wheel by what was read, and the server's memory (MB).

    shifts: of the layout while the page loads, as browsers count them (CLS).
    limit: seconds after which a measurement was stopped.
    """

    readings: dict[str, list[Reading]] = field(default_factory=dict)
    wheels: list[dict[str, float]] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)
    shifts: list[float] = field(default_factory=list)
    limit: float = LIMIT_SECONDS

    def stopped(self) -> bool:
        """Return whether a step took longer than is waited for."""
        return any(math.isinf(reading.wait) for taken in self.readings.values() for reading in taken)

    def wants(self, name: str) -> bool:
        """Return whether a step is worth another run."""
        taken = self.readings.setdefault(name, [])
        return not self.stopped() and sum(reading.wait for reading in taken) < ENOUGH


def visit(subject: Subject, made: Any, runs: int, limit: float = LIMIT_SECONDS) -> Visit:
    """Measure a subject over what it made; after a step that takes too long nothing more is asked of it."""
    done = Visit(limit=limit)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        began = time.monotonic()
        # A browser of its own: one whose page is stopped in the middle of its work is of no more use
        with subject.serve(Path(folder) / "app.log", made) as server, chromium.start(playwright) as browser:
            if subject.own:
                done.readings[START] = [_open(browser, subject, server, began)]
            _look(done, subject, server, browser, runs)
            done.memory = to_memory(server)
    return done


def _open(browser: Browser, subject: Subject, server: Server, began: float) -> Reading:
    """Be the first visitor; the wait counts from the start of the server."""
    with browser.new_context(viewport=VIEWPORT) as visitor:
        reading = Probe(visitor.new_page(), subject, server, START_SECONDS).arrive()
    return Reading((time.monotonic() - began) * 1000 if math.isfinite(reading.wait) else math.inf)


def _look(done: Visit, subject: Subject, server: Server, browser: Browser, runs: int) -> None:
    """Open the page as several visitors, then take every step as the last of them."""
    for run in range(runs):
        if not done.wants(FIRST_PAINT):
            break
        with browser.new_context(viewport=VIEWPORT) as visitor:
            probe = Probe(visitor.new_page(), subject, server, done.limit)
            done.readings[FIRST_PAINT].append(probe.arrive())
            done.shifts.append(probe.shift())
            if run == runs - 1 or not done.wants(FIRST_PAINT):
                _explore(done, subject, probe, runs)


def _explore(done: Visit, subject: Subject, probe: Probe, runs: int) -> None:
    for _ in range(runs):
        for step in subject.steps:
            if done.stopped():
                return
            if done.wants(step.name):
                done.readings[step.name].append(probe.take(step))
    if subject.own:
        done.wheels = [probe.wheel(-1 if run % 2 == 0 else 1) for run in range(runs)]
