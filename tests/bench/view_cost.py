"""The benchmark of a screen: processor time of arrangement, overview, facets, figure and JSON, without a browser."""

import argparse
import cProfile
import json
import pstats
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from components.dates.windows import Window
from components.display import figure, theme
from components.events.table import Table
from components.layout import arrangement, overview
from components.layout.display_list import build_display_list
from components.panels.explorer import timeline_panel
from components.query import filters, links
from components.query.selection import Request
from components.query.store import Store
from components.query.view_options import ViewOptions
from components.stores import opening
from components.stores.memory.memory_store import MemoryStore
from components.views import view
from tests.bench import generator
from tests.bench.generator import SHIPPED

SHIPPED_SIZE = 0  # in place of a count: the table that ships
SIZES = (SHIPPED_SIZE, 1_000, 100_000, 1_000_000)
WIDTH = 1_060.0  # pixels
MARGIN = 0.3  # share of the window, as the page asks for
WINDOWS = 50
LEAST_DAYS = 7
SEED = 18
PROFILED = 40  # lines of a profile
MILLISECONDS = 1_000


def draw_windows(span: Window) -> Iterator[Window]:
    """Yield seeded windows of any zoom within a span: their lengths are even on a logarithmic scale."""
    drawn = np.random.default_rng(SEED)
    whole = span.last - span.first + 1
    for _ in range(WINDOWS):
        days = round(np.exp(drawn.uniform(np.log(min(LEAST_DAYS, whole)), np.log(whole))))
        first = span.first + int(drawn.integers(0, whole - days + 1))
        yield Window(first, first + days - 1)


def compute_screen(table: Table, store: Store, request: Request, timed: Callable[[str], None]) -> str:
    """Compute all that a screen is sent, and return it as JSON; `timed` is told of each part that is done."""
    options = ViewOptions(MARGIN)
    arranged = arrangement.arrange(store, table, request, WIDTH, options)
    timed("arrangement")
    seen = overview.build_overview(store, request.selection, WIDTH)
    timed("overview")
    facets = {each.key: view.build_facet(store, table, request, each, options) for each in filters.facets_of(table)}
    timed("facets")
    drawn = build_display_list(arranged, table)
    payload: dict[str, Any] = {
        "figure": figure.build_figure(drawn, theme.LIGHT, theme.build_palette(theme.LIGHT, table)),
        "lanes": [timeline_panel.build_head(head) for head in drawn.heads],
        "overview": timeline_panel.build_overview(seen),
        "facets": facets,
    }
    timed("figure")
    written = json.dumps(payload)
    timed("JSON")
    return written


def measure(table: Table, store: MemoryStore, profile: cProfile.Profile | None) -> dict[str, list[float]]:
    """Return the milliseconds of processor time that each part took in every window, and their sum."""
    taken: dict[str, list[float]] = {}
    asked = links.find_opening(table, store)
    windows = list(draw_windows(store.span() or asked.selection.window))
    requests = [replace(asked, selection=replace(asked.selection, window=window)) for window in windows]
    for request in requests:  # words of dates and numbers may be remembered, what the store answered may not
        compute_screen(table, store, request, lambda _: None)
    for request in requests:
        store.forget()
        at = [time.process_time()]

        def timed(part: str, at: list[float] = at) -> None:
            at.append(time.process_time())
            taken.setdefault(part, []).append(MILLISECONDS * (at[-1] - at[-2]))

        if profile:
            profile.enable()
        compute_screen(table, store, request, timed)
        if profile:
            profile.disable()
        taken.setdefault("whole", []).append(MILLISECONDS * (at[-1] - at[0]))
    return taken


def open_table(count: int) -> tuple[Table, MemoryStore]:
    """Open a table in memory, with all that is prepared of it."""
    folder = generator.make(count).table if count else SHIPPED
    table, store = opening.open_table({"path": str(folder)}, SHIPPED, lambda _: None)
    if not isinstance(store, MemoryStore):
        raise TypeError(f"{folder} is not opened in memory.")
    return table, store


def describe(count: int, taken: dict[str, list[float]]) -> str:
    """Say the median of each part, and of the whole its most too."""
    parts = ", ".join(f"{part} {statistics.median(times):.1f}" for part, times in taken.items() if part != "whole")
    whole = taken["whole"]
    return f"{count:>9,} events: {statistics.median(whole):6.1f} ms, most {max(whole):6.1f} ({parts})"


def main() -> None:
    """Measure each size, and say it on a line of its own."""
    asked = argparse.ArgumentParser(prog="make bench-view ARGS=…", description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="counts of events, 0 for the shipped table")
    asked.add_argument("--profile", action="store_true", help="say which functions take the time")
    given = asked.parse_args()
    for count in given.sizes:
        table, store = open_table(count)
        profile = cProfile.Profile() if given.profile else None
        taken = measure(table, store, profile)
        print(describe(store.size(), taken), flush=True)
        if profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(PROFILED)


if __name__ == "__main__":
    main()
