"""What an exploring visitor does next, drawn at random from what the page shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from components.dates.windows import Window
from components.display.traces import MILLISECONDS
from tests.bench.visitor import FILTERS, TIMELINE, Report, Seen

FILTERED = ("region", "country", "meeting_type", "level")
FIRST_OPTIONS = 8  # of a filter's list, the ones that need no scrolling
LEAST_DAYS = 28  # a narrower window is left for all that the table opens on
CLOSER, WIDER, ASIDE = 0.5, 2, 0.5  # widths of the window


@dataclass
class Habits:
    """Draw steps, each from what is seen then: the same ones for the same numbers."""

    drawn: Random
    sequences: dict[str, int] = field(default_factory=lambda: {FILTERS: 0, TIMELINE: 0})

    def choose(self, seen: Seen) -> Report:
        """Choose the next step of a visitor who sees this."""
        step, *_ = self.drawn.choices([step for step, _ in STEPS], [share for _, share in STEPS])
        return step(self, seen)

    def rest(self, mean: float) -> float:
        """Draw the seconds for which a visitor looks before the next step."""
        return self.drawn.expovariate(1 / mean)

    def zoom(self, seen: Seen) -> Report:
        """Take another window: closer, wider or beside this one; from the narrowest back to where it all began."""
        timeline = seen.given[TIMELINE]
        opening = _to_window(timeline["presets"]["opening"])
        window = self.drawn.choice((_closer, _wider, _aside))(to_shown(timeline))
        every = _to_window(timeline["presets"]["all"])
        if window.last - window.first < LEAST_DAYS or window.last > every.last or window.first < every.first:
            window = opening
        told = {"first": window.first, "last": window.last, "deliberate": True, "sequence": self._next(TIMELINE)}
        return Report(TIMELINE, "window", told, stays=True)

    def filter(self, seen: Seen) -> Report:
        """Choose one option of one filter, or clear them all where something is chosen."""
        filters = seen.given[FILTERS]["filters"]
        choices = [] if any(each["chosen"] for each in filters) else [self._option(filters)]
        return Report(FILTERS, "choices", {"choices": choices, "sequence": self._next(FILTERS)})

    def click(self, seen: Seen) -> Report:
        """Click a mark or a bin of a strip; where an event is open or nothing can be clicked, press a key."""
        clickable = [each for trace in seen.given[TIMELINE]["figure"]["data"] for each in trace.get("customdata", ())]
        if seen.given[TIMELINE]["event"] or not clickable:
            return Report(TIMELINE, "step", self.drawn.choice(("next", "close")))
        chosen = self.drawn.choice(clickable)
        return Report(TIMELINE, "event", chosen[0]) if len(chosen) == 2 else Report(TIMELINE, "bin", chosen)

    def _option(self, filters: list[dict[str, Any]]) -> list[Any]:
        """Draw a choice: key of the filter, its codes, every, grey; one of the first options that keep something."""
        each = self.drawn.choice([each for each in filters if each["key"] in FILTERED])
        options = [code for code, _, *counts, _ in each["options"] if sum(counts)][:FIRST_OPTIONS]
        return [each["key"], [self.drawn.choice(options)] if options else [], False, False]

    def _next(self, component: str) -> int:
        self.sequences[component] += 1
        return self.sequences[component]


# How often each is done, of ten steps
STEPS: tuple[tuple[Callable[[Habits, Seen], Report], int], ...] = (
    (Habits.zoom, 5),
    (Habits.filter, 3),
    (Habits.click, 2),
)


def to_shown(timeline: dict[str, Any]) -> Window:
    """Return the window that a timeline shows."""
    return _to_window(timeline["figure"]["layout"]["xaxis"]["range"])


def _to_window(ends: list[float]) -> Window:
    """Turn a beginning and the end of the last day, in milliseconds, into a window."""
    first, after = (int(end // MILLISECONDS) for end in ends)
    return Window(first, max(first, after - 1))


def _closer(window: Window) -> Window:
    return _about(window, CLOSER)


def _wider(window: Window) -> Window:
    return _about(window, WIDER)


def _about(window: Window, times: float) -> Window:
    middle, half = (window.first + window.last) // 2, int((window.last - window.first + 1) * times / 2)
    return Window(middle - half, middle + half)


def _aside(window: Window) -> Window:
    moved = int((window.last - window.first + 1) * ASIDE)
    return Window(window.first + moved, window.last + moved)
