"""The benchmark: what a visitor waits for at any size of table, beside the floor and two others."""

import argparse
import sys
from collections.abc import Iterator

from tests.bench import generator, report, vis
from tests.bench.probe import LIMIT_SECONDS
from tests.bench.subjects import APP, EMPTY, ENGINES, FLOOR, PEERS, VIS, Subject
from tests.bench.visits import visit

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
RUNS = 5


def run(arguments: argparse.Namespace) -> str:
    """Measure every subject at every size, in one run, and return the report."""
    notes: list[str] = []
    subjects = list(choose_subjects(arguments, notes))
    visits: report.Visits = {}
    for count in arguments.sizes:
        for subject in (each for each in subjects if count <= each.most):
            say(f"{count:,} events: making the table")
            made = subject.make(count, arguments.kind)
            say(f"{count:,} events: {subject.name}")
            visits.setdefault(count, {})[subject.name] = visit(subject, made, arguments.runs, arguments.limit)
    return report.describe(visits, tuple(notes))


def choose_subjects(arguments: argparse.Namespace, notes: list[str]) -> Iterator[Subject]:
    """Yield what can be measured here, and write down why something can't."""
    yield from (FLOOR, EMPTY, APP)
    yield from (ENGINES[name] for name in arguments.engine)
    for peer in PEERS if arguments.peers else ():
        try:
            if peer is VIS:
                vis.fetch()
        except vis.AbsentError as error:
            notes.append(str(error))
        else:
            yield peer


def say(words: str) -> None:
    """Tell the one who waits how far it is; the report alone goes to the standard output."""
    print(words, file=sys.stderr, flush=True)


def read_arguments() -> argparse.Namespace:
    """Read what the benchmark was asked for."""
    asked = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="counts of events")
    asked.add_argument("--runs", type=int, default=RUNS, help="how often each step is taken")
    asked.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds after which something is stopped")
    asked.add_argument("--kind", choices=list(generator.WRITERS), default="csv", help="kind of file of the events")
    asked.add_argument("--engine", nargs="+", choices=list(ENGINES), default=[], help="measure the app over it too")
    asked.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True, help="measure the others too")
    return asked.parse_args()


if __name__ == "__main__":
    print(run(read_arguments()))
