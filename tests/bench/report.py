"""The benchmark in words: one Markdown table, and what was aimed for beside what was measured."""

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.probe import Reading
from tests.bench.subjects import APP, CLEAR_HALF, CLOSER, EMPTY, ENGINES, FILTERS, FLOOR, HALVED, PEERS, WORD, ZOOMS
from tests.bench.visits import FIRST_PAINT, START, Visit

Visits = dict[int, dict[str, Visit]]  # count of events → name of the subject → what was measured
STEPS = (*FILTERS, *ZOOMS)
WHEEL = {
    "followed": "wheel: the picture follows a tick",
    "refined": "wheel: refined after the last tick",
    "longest": "wheel: longest task in two seconds (0 = none of 50 ms)",
}
MEMORY = {"now": "memory of the server", "peak": "the most it held"}
NOT_MEASURED = "–"
STOPPED = "stopped"
COMPARED_AT = 100_000  # events
GROWN_FROM = 1_000


@dataclass(frozen=True)
class Aim:
    """Hold what is aimed for: its words, the bound, whether that is the least or the most, and how it is found."""

    words: str
    bound: float
    find: Callable[[Visits], float]
    least: bool = False

    def describe(self, visits: Visits) -> str:
        """Say what was measured, and by how much the bound is missed."""
        found = self.find(visits)
        if math.isnan(found):
            return f"| {self.words} | {self._limit()} | not measured | |"
        met = found >= self.bound if self.least else found <= self.bound
        over, under = (self.bound, found) if self.least else (found, self.bound)
        missed = f"missed by {over / under:.2f} ×" if under and math.isfinite(over) else "missed"
        measured = STOPPED if math.isinf(found) else f"{found:,.2f}"
        return f"| {self.words} | {self._limit()} | {measured} | {'met' if met else missed} |"

    def _limit(self) -> str:
        return f"{'at least' if self.least else 'at most'} {self.bound:g}"


def to_wait(visits: Visits, count: int, subject: str, step: str) -> float:
    """Return the median wait for a step (ms): infinite where it was stopped, not a number where it was not taken."""
    return _median([reading.wait for reading in _readings(visits, count, subject, step)])


def _readings(visits: Visits, count: int, subject: str, step: str) -> list[Reading]:
    visit = visits.get(count, {}).get(subject)
    return visit.readings.get(step, []) if visit else []


def _median(values: list[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return statistics.median(known) if known else math.nan


def _growth(visits: Visits, steps: tuple[str, ...]) -> float:
    """Return how many times longer the worst of some steps takes with the most events than with a thousand."""
    counts = sorted(count for count in visits if count >= GROWN_FROM)
    if len(counts) < 2:
        return math.nan
    first, last = (([to_wait(visits, count, APP.name, step) for step in steps]) for count in (counts[0], counts[-1]))
    return max(after / before for before, after in zip(first, last, strict=True))


def _worst(visits: Visits, find: Callable[[int], float]) -> float:
    known = [value for value in map(find, visits) if not math.isnan(value)]
    return max(known, default=math.nan)


def _floors(visits: Visits) -> float:
    """Return how many times Streamlit's floor the slowest filter takes, at the count of events where that is most."""

    def times(count: int) -> float:
        slowest = max(to_wait(visits, count, APP.name, step) for step in FILTERS)
        return slowest / to_wait(visits, count, FLOOR.name, WORD)

    return _worst(visits, times)


def _wheel(name: str) -> Callable[[Visits], float]:
    return lambda visits: _worst(
        visits, lambda count: _median([wheel[name] for wheel in visits[count][APP.name].wheels])
    )


def _kilobytes(visits: Visits) -> float:
    def most(count: int) -> float:
        readings = [_readings(visits, count, APP.name, step) for step in STEPS]
        return max(_median([reading.sent for reading in taken]) for taken in readings) / 1000

    return _worst(visits, most)


def _paint(visits: Visits) -> float:
    least, most = min(visits), max(visits)
    if least == most:
        return math.nan
    return to_wait(visits, most, APP.name, FIRST_PAINT) / to_wait(visits, least, APP.name, FIRST_PAINT)


def _server(visits: Visits, choose: Callable[[Visits], int]) -> float:
    """Return the most processor time of the server (ms) that a step takes, at a count of events."""
    readings = (_readings(visits, choose(visits), APP.name, step) for step in STEPS)
    return max(_median([reading.server for reading in taken]) for taken in readings)


def _arrival(visits: Visits) -> float:
    count = min(visits)
    return to_wait(visits, count, APP.name, FIRST_PAINT) / to_wait(visits, count, EMPTY.name, FIRST_PAINT)


def _shift(visits: Visits) -> float:
    return _worst(visits, lambda count: _median(visits[count][APP.name].shifts))


def _faster(peer: str, step: str) -> Callable[[Visits], float]:
    """Say how to find how many times longer a peer takes; of a step that it never came to nothing is known."""

    def find(visits: Visits) -> float:
        count = min(COMPARED_AT, max(visits))
        return to_wait(visits, count, peer, step) / _ours(visits, count, step)

    return find


def _ours(visits: Visits, count: int, step: str) -> float:
    return to_wait(visits, count, APP.name, step)


# To add one: a line here.
AIMS = (
    Aim("slowest growth of a zoom, a thousand → the most events, ×", 1.3, lambda visits: _growth(visits, ZOOMS)),
    Aim("slowest growth of a filter, a thousand → the most events, ×", 1.3, lambda visits: _growth(visits, FILTERS)),
    Aim("slowest filter ÷ Streamlit’s floor", 1.5, _floors),
    Aim("picture refined after the last tick of the wheel, ms", 150, _wheel("refined")),
    Aim("longest task while wheel-zooming, ms", 50, _wheel("longest")),
    Aim("on the wire in one step, kB", 40, _kilobytes),
    Aim("processor of the server in one step, the fewest events, ms", 20, lambda visits: _server(visits, min)),
    Aim("processor of the server in one step, the most events, ms", 50, lambda visits: _server(visits, max)),
    Aim("first paint ÷ an empty page that loads plotly.js, the fewest events", 1.3, _arrival),
    Aim("layout shift of the first load", 0.1, _shift),
    Aim("first paint, the most events ÷ the fewest", 1.3, _paint),
    *(
        Aim(
            f"{peer.name} ÷ ours, {step}, at {COMPARED_AT:,} (or the most) events",
            5,
            _faster(peer.name, step),
            least=True,
        )
        for peer in PEERS
        for step in (HALVED, CLEAR_HALF, CLOSER)
    ),
)


def describe(visits: Visits, notes: tuple[str, ...] = ()) -> str:
    """Write what was measured as Markdown: a table with a column each count of events, one of aims, and notes."""
    counts = sorted(visits)
    lines = ["Medians: wait · bytes on the wire · processor time of the server.", ""]
    lines += [f"| | {' | '.join(f'{count:,}' for count in counts)} |", f"|---|{'---:|' * len(counts)}"]
    measured = {name for visit in visits.values() for name in visit}
    for subject in (FLOOR, EMPTY, APP, *ENGINES.values(), *PEERS):
        if subject in ENGINES.values() and subject.name not in measured:
            continue
        named = [step.name for step in subject.steps]
        rows = {name: [_cell(visits, count, subject.name, name) for count in counts] for name in (START, FIRST_PAINT)}
        rows |= {name: [_cell(visits, count, subject.name, name) for count in counts] for name in named}
        rows |= _more_rows(visits, counts, subject.name) if subject.own else {}
        lines.append(f"| **{subject.name}** |{' |' * len(counts)}")
        lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items() if set(cells) != {NOT_MEASURED}]
    ours = {count: visit for count, visit in visits.items() if APP.name in visit}
    aims = [aim.describe(ours) for aim in AIMS] if ours else []
    lines += ["", "| Aim | bound | measured | |", "|---|---|---:|---|", *aims, ""]
    return "\n".join([*lines, *notes])


def _cell(visits: Visits, count: int, subject: str, step: str) -> str:
    taken = _readings(visits, count, subject, step)
    wait = to_wait(visits, count, subject, step)
    if math.isnan(wait):
        return NOT_MEASURED
    if math.isinf(wait):
        return f"> {visits[count][subject].limit:g} s"
    sent, spent = (_median([getattr(each, name) for each in taken]) for name in ("sent", "server"))
    more = [] if math.isnan(sent) else [f"{sent / 1000:,.0f} kB"]
    more += [] if math.isnan(spent) else [f"{spent:,.0f} ms"]
    return " · ".join([f"{wait:,.0f} ms", *more])


def _more_rows(visits: Visits, counts: list[int], subject: str) -> dict[str, list[str]]:
    ours = [visits[count].get(subject, Visit()) for count in counts]
    rows = {
        words: [_measure([wheel[name] for wheel in visit.wheels], "ms") for visit in ours]
        for name, words in WHEEL.items()
    }
    kept = {
        words: [_measure([visit.memory.get(name, math.nan)], "MB") for visit in ours] for name, words in MEMORY.items()
    }
    return rows | kept


def _measure(values: list[float], unit: str) -> str:
    middle = _median(values)
    return NOT_MEASURED if math.isnan(middle) else f"{middle:,.0f} {unit}"
