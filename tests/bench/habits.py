"""What an exploring visitor does next, drawn at random from what the page shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from components.dates.windows import Window
from components.display.traces import MILLISECONDS
from components.panels.explorer.view_state import FILTERS, TIMELINE
from tests.bench.view_acts import Act
from tests.bench.visitor import LOOK, Seen

FILTERED = ("region", "country", "meeting_type", "level")
FIRST_OPTIONS = 8  # of a filter's list, the ones that need no scrolling
LEAST_DAYS = 28  # a narrower window is left for all that the table opens on
CLOSER, WIDER, ASIDE = 0.5, 2, 0.5  # widths of the window


@dataclass
class Habits:
    """Draw steps, each from what is seen then: the same ones for the same numbers."""

    drawn: Random

    def choose(self, seen: Seen) -> Iterator[Act]:
        """Choose the next step of a visitor who sees this: its acts, each drawn once the one before is answered."""
        step, *_ = self.drawn.choices([step for step, _ in STEPS], [share for _, share in STEPS])
        return step(self, seen)

    def rest(self, mean: float) -> float:
        """Draw the seconds for which a visitor looks before the next step."""
        return self.drawn.expovariate(1 / mean)

    def zoom(self, seen: Seen) -> Iterator[Act]:
        """Take another window: closer, wider or beside this one; from the narrowest back to where it all began."""
        opening, every = (_to_window(seen.parts[TIMELINE]["presets"][name]) for name in ("opening", "all"))
        window = self.drawn.choice((_closer, _wider, _aside))(Window(*seen.request["window"]))
        if window.last - window.first < LEAST_DAYS or window.last > every.last or window.first < every.first:
            window = opening
        yield {"type": "window", "window": [window.first, window.last]}

    def filter(self, seen: Seen) -> Iterator[Act]:
        """Choose one option of one filter, out of its list, or clear them all where something is chosen."""
        if seen.request["choices"]:
            yield {"type": "clear"}
            return
        if not seen.is_counted:
            yield {"type": LOOK}
        key, codes = self._option(seen.parts[FILTERS]["filters"])
        yield {"type": "choose", "key": key, "codes": codes, "every": False, "grey": False}

    def click(self, seen: Seen) -> Iterator[Act]:
        """Click a mark or a bin of a strip; where an event is open or nothing can be clicked, press a key."""
        clickable = [each for trace in seen.parts[TIMELINE]["figure"]["data"] for each in trace.get("customdata", ())]
        if seen.request["event"] or not clickable:
            yield self.drawn.choice(({"type": "move", "kind": "next"}, {"type": "close"}))
            return
        chosen = self.drawn.choice(clickable)
        yield {"type": "event", "event": chosen[0]} if len(chosen) == 2 else {"type": "bin", "bin": chosen}

    def _option(self, filters: list[dict[str, Any]]) -> tuple[str, list[str]]:
        """Draw a filter, by its key, and the code of one of its first options that keep something, if there is one."""
        each = self.drawn.choice([each for each in filters if each["key"] in FILTERED])
        options = [code for code, _, *counts, _ in each["options"] if sum(counts)][:FIRST_OPTIONS]
        return each["key"], [self.drawn.choice(options)] if options else []


# How often each is done, of ten steps
STEPS: tuple[tuple[Callable[[Habits, Seen], Iterator[Act]], int], ...] = (
    (Habits.zoom, 5),
    (Habits.filter, 3),
    (Habits.click, 2),
)


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
