"""The load test: how many people can explore one server at once, and what memory each of them takes."""

import argparse
import asyncio
import math
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench import generator, spells
from tests.bench.habits import Habits
from tests.bench.kept_connection import ENCODINGS, GZIP
from tests.bench.probe import to_memory, to_server_time
from tests.bench.spells import Outcome, Spell
from tests.bench.view_channel import FailedError
from tests.bench.visitor import Visitor
from tests.browser.app import Server, serve

SHIPPED = "shipped"
TABLES = (SHIPPED, "100000")
PEOPLE = (5, 10, 20, 40, 60, 80, 120)
SECONDS, THINK, REST = 60.0, 5.0, 125.0  # each crowd; between two steps; until Streamlit lets go of those who left
SEED = 6
TOO_LONG = 3.0  # seconds; where one step in twenty takes longer, no larger crowd is tried
START_SECONDS = 600


@dataclass(frozen=True)
class Guest:
    """Hold a visitor and what they are in the habit of doing."""

    visitor: Visitor
    habits: Habits


async def open_table(server: Server) -> None:
    """Wait until the page shows the table, and leave; raises FailedError where it doesn't in time."""
    end = time.perf_counter() + START_SECONDS
    while True:
        async with await Visitor.come(server) as visitor:
            try:
                await visitor.arrive()
            except FailedError:
                if time.perf_counter() > end:
                    raise
                await asyncio.sleep(1)
            else:
                return


async def gather(server: Server, outcome: Outcome, asked: argparse.Namespace) -> None:
    """Let ever larger crowds explore until one has to wait too long, then let all leave."""
    await open_table(server)
    outcome.before = _memory(server)
    async with AsyncExitStack() as stay:
        guests: list[Guest] = []
        for people in asked.people:
            while len(guests) < people:
                guests.append(await _welcome(server, outcome, stay, asked, len(guests)))
            spell = await _spend(server, guests, asked)
            outcome.spells.append(spell)
            say(spells.describe_spell(spell, outcome.before))
            if not spell.waits or spells.to_percentile(spell.waits, spells.MOST) > TOO_LONG:
                break
    await asyncio.sleep(asked.rest)
    async with AsyncExitStack() as stay:  # Streamlit lets go of what is over when somebody else leaves
        await _welcome(server, outcome, stay, asked)
    outcome.after = _memory(server)


async def _welcome(
    server: Server, outcome: Outcome, stay: AsyncExitStack, asked: argparse.Namespace, before: int = 0
) -> Guest:
    """Let somebody in, `before` others being there already."""
    visitor = await stay.enter_async_context(await Visitor.come(server, asked.encoding))
    outcome.arrivals.append(await visitor.arrive())
    return Guest(visitor, Habits(Random(asked.seed + before)))  # noqa: S311 — no secret: the same crowd for the same seed


async def _spend(server: Server, guests: list[Guest], asked: argparse.Namespace) -> Spell:
    """Let a crowd explore for a while, everybody at their own pace."""
    spell = Spell(len(guests))
    began, served, lived = time.perf_counter(), to_server_time(server), time.process_time()
    stayed = await asyncio.gather(*(_explore(guest, spell, began + asked.seconds, asked.think) for guest in guests))
    guests[:] = [guest for guest, stays in zip(guests, stayed, strict=True) if stays]
    spent = time.perf_counter() - began
    spell.server = (to_server_time(server) - served) / 1000 / spent
    spell.client = (time.process_time() - lived) / spent
    spell.memory = _memory(server)
    return spell


async def _explore(guest: Guest, spell: Spell, end: float, think: float) -> bool:
    """Look, take a step, wait for its answer, and so on; return whether the server never failed this guest."""
    while True:
        rest = guest.habits.rest(think)
        if time.perf_counter() + rest > end:
            await asyncio.sleep(max(0.0, end - time.perf_counter()))
            return True
        await asyncio.sleep(rest)
        try:
            for act in guest.habits.choose(guest.visitor.seen):
                spell.waits.append(await guest.visitor.take(act))
        except FailedError as error:
            spell.failures.append(str(error))
            return False


def _memory(server: Server) -> float:
    return to_memory(server).get("now", math.nan)


def run(asked: argparse.Namespace) -> str:
    """Measure every table, and return the report."""
    return "\n\n".join([*map(spells.describe, _measure(asked)), spells.FOOT])


def _measure(asked: argparse.Namespace) -> Iterator[Outcome]:
    for table in asked.tables:
        say(f"{table}: starting the server")
        folder = None if table == SHIPPED else generator.make(int(table)).table
        with tempfile.TemporaryDirectory() as logs, serve(Path(logs) / "log", folder, patience=START_SECONDS) as server:
            outcome = Outcome(table)
            asyncio.run(gather(server, outcome, asked))
            yield outcome


def say(words: str) -> None:
    """Tell the one who waits how far it is; the report alone goes to the standard output."""
    print(words, file=sys.stderr, flush=True)


def read_arguments() -> argparse.Namespace:
    """Read what the load test was asked for."""
    asked = argparse.ArgumentParser(prog="make bench-load ARGS=…", description=__doc__)
    asked.add_argument("--tables", nargs="+", default=TABLES, help=f"{SHIPPED!r}, or a count of events")
    asked.add_argument("--people", type=int, nargs="+", default=PEOPLE, help="how many explore at once")
    asked.add_argument("--seconds", type=float, default=SECONDS, help="how long each crowd explores")
    asked.add_argument(
        "--think", type=float, default=THINK, help="seconds that a visitor looks before a step, on average"
    )
    asked.add_argument("--rest", type=float, default=REST, help="seconds from the end to the last look at the memory")
    asked.add_argument(
        "--encoding", choices=[*ENCODINGS], default=GZIP, help="of the answers; 'br' as behind a proxy with https"
    )
    asked.add_argument("--seed", type=int, default=SEED, help="another crowd")
    return asked.parse_args()


if __name__ == "__main__":
    print(run(read_arguments()))
