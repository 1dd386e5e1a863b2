"""The benchmark of the store's questions: what each takes in memory, over DuckDB and over ClickHouse."""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Any

from components.dates.windows import Window, parse_window
from components.query.selection import Selection
from components.query.store import Store, Totals
from components.stores import opening
from components.stores.engines import engine_table
from components.stores.engines.answer_cache import AnswerCache
from components.stores.engines.ibis_store import IbisStore
from tests.bench import blocks, drawn_dates, generator
from tests.bench.generator import SHIPPED

SIZES = (100_000, 1_000_000)
RUNS = 5
MEGABYTE = 1024  # of the kilobytes that the system counts in
YEAR = parse_window(str(drawn_dates.BUSIEST_YEAR))
EVER = Window(parse_window(str(drawn_dates.FIRST_YEAR)).first, parse_window(str(drawn_dates.LAST_YEAR)).last)
WORDS = ("trade", "energy", "security", "culture", "health", "peace", "aid", "law")
LANES, SCHEME = "region", "bluebook"

Ask = Callable[[Store, Selection], Any]
# To add one: its name and what asks it. Each is asked in one year and of all dates.
QUESTIONS: dict[str, Ask] = {
    "totals": lambda store, asked: store.totals(asked),
    "facet: country": lambda store, asked: store.facet(asked, "country", 60),
    "facet: person": lambda store, asked: store.facet(asked, "person", 60),
    "lanes by region": lambda store, asked: store.lanes(asked, LANES),
    "strips of 10 lanes": lambda store, asked: store.bins(asked, LANES, _ten_lanes(store), "month", 100),
    "the 20 foremost of 10 lanes": lambda store, asked: store.foremost(asked, LANES, _ten_lanes(store), 20),
    "density": lambda store, asked: store.density(asked, "month"),
    "a page of rows": lambda store, asked: store.rows(asked, 0, 200),
    "2 000 rows": lambda store, asked: store.rows(asked, 0, 2_000),
    "totals of one country": lambda store, asked: store.totals(asked.choose("country", (generator.ONE_COUNTRY,))),
    "facet with half kept": lambda store, asked: store.facet(asked.choose("level", (generator.HALF,)), "topic", 60),
    "totals of a word": lambda store, asked: store.totals(asked.choose("text", (_word(asked),))),
}


def _ten_lanes(store: Store) -> tuple[str, ...]:
    """Return lanes of the table, which are remembered and so not measured."""
    return tuple(sorted(store.lanes(Selection(YEAR), LANES)["lane"])[:10])


def _word(asked: Selection) -> str:
    """Return another word for each run."""
    return WORDS[asked.window.last % len(WORDS)]


@dataclass(frozen=True)
class Measured:
    """Hold what one engine took: seconds to open, megabytes held, seconds a question by its name (median of runs)."""

    load: float
    memory: int
    asked: dict[str, float]


def open_memory(count: int) -> Callable[[], Store]:
    """Open the table in memory; what is asked is remembered by question, and no question is asked twice."""
    _, store = opening.open_table({"path": str(generator.make(count).table)}, SHIPPED, lambda _: None)
    return lambda: store


def open_duckdb(count: int) -> Callable[[], Store]:
    """Open the table over Parquet; every store that is returned remembers nothing."""
    _, store = engine_table.open_engine_table({"path": str(blocks.to_layout(count))}, SHIPPED)
    return lambda: IbisStore(store._queries.engine, SCHEME, AnswerCache())


def open_clickhouse(count: int) -> Callable[[], Store]:
    """Fill ClickHouse, in process, with the same Parquet files, and open it; every store remembers nothing."""
    from tests.support import engine_stores  # noqa: PLC0415 — it loads ClickHouse

    engine = engine_stores.to_chdb_over(blocks.to_layout(count))
    return lambda: IbisStore(engine, SCHEME, AnswerCache())


# To add one: its name, what opens it, and the largest table that it is asked of.
ENGINES: dict[str, tuple[Callable[[int], Callable[[], Store]], int]] = {
    "pandas": (open_memory, 2_000_000),
    "DuckDB": (open_duckdb, 100_000_000),
    "ClickHouse": (open_clickhouse, 3_000_000),
}


def measure(name: str, count: int, runs: int) -> Measured:
    """Open a table in one engine and ask all questions; to be called in a process that does nothing else."""
    start = time.perf_counter()
    to_store = ENGINES[name][0](count)
    to_store().size()
    load = time.perf_counter() - start
    asked = {}
    for words, window in (("one year", YEAR), ("all dates", EVER)):
        for question, ask in QUESTIONS.items():
            spent = [_time(ask, to_store(), _selection(window, run)) for run in range(runs)]
            asked[f"{question}, {words}"] = statistics.median(spent)
    return Measured(load, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE, asked)


def _selection(window: Window, run: int) -> Selection:
    """Return a window that is a few days shorter at every run, so that no answer is a remembered one."""
    return Selection(replace(window, last=window.last - run))


def _time(ask: Ask, store: Store, asked: Selection) -> float:
    _ten_lanes(store)
    start = time.perf_counter()
    found = ask(store, asked)
    spent = time.perf_counter() - start
    if not (found.inside if isinstance(found, Totals) else len(found)):
        raise ValueError("A question finds nothing, so its time says nothing.")
    return spent


def prepare(name: str, count: int) -> None:
    """Make the files that an engine opens, so that making them is not measured."""
    generator.make(count) if name == "pandas" else blocks.to_layout(count)


def describe(measured: dict[tuple[int, str], Measured]) -> str:
    """Say all in one Markdown table: seconds, and megabytes where that is said."""
    heads = [f"{count:,} {name}" for count, name in measured]
    rows = [
        ["opening", *(f"{each.load:.1f}" for each in measured.values())],
        ["memory, MB", *(f"{each.memory:,}" for each in measured.values())],
    ]
    questions = next(iter(measured.values())).asked if measured else {}
    rows += [[question, *(f"{each.asked[question]:.3f}" for each in measured.values())] for question in questions]
    lines = [["seconds", *heads], ["---", *("--:" for _ in heads)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read what is to be measured."""
    asked = argparse.ArgumentParser(prog="make bench-engines ARGS=…", description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="counts of events")
    asked.add_argument("--runs", type=int, default=RUNS, help="how often each question is asked")
    asked.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES), help="which are asked")
    return asked.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line names, each engine and size in a process of its own, and print the table."""
    asked = read_arguments(arguments)
    measured = {}
    for count in asked.sizes:
        for name in asked.engines:
            if count <= ENGINES[name][1]:
                print(f"{count:,} events: {name}", file=sys.stderr, flush=True)
                measured[count, name] = _in_own_process(name, count, asked.runs)
    print(describe(measured))
    return 0


def _in_own_process(name: str, count: int, runs: int) -> Measured:
    """Prepare in one process and measure in another, so that what making the table held is not counted."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        pool.submit(prepare, name, count).result()
        return pool.submit(measure, name, count, runs).result()


if __name__ == "__main__":
    sys.exit(main())
