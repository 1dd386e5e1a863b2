"""What crowds met with, in numbers and in words, and the largest crowd that need not wait."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

BOUND = 1.0  # seconds within which nineteen of twenty steps are answered
HALF, MOST = 50, 95  # per cent
HEAD = (
    *("people", "steps", f"{HALF} % within", f"{MOST} % within", "longest", "went wrong"),
    *("server's processors", "visitors' processors", "server's memory", "each"),
)
FOOT = (
    "A wait is from the request to its answer complete and read, at the visitor's end. Server and visitors share this "
    "machine's processors, and no browser draws. Memory each: what came on top of that before, divided by the people."
)


@dataclass
class Spell:
    """Hold what a crowd of `people` met with: the waits of its steps (s), and what it took of the machine.

    failures: what went wrong. server, client: processors kept busy; memory: megabytes that the server held at the end.
    """

    people: int
    waits: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    server: float = math.nan
    client: float = math.nan
    memory: float = math.nan

    def bears(self) -> bool:
        """Return whether everybody was answered in time."""
        return bool(self.waits) and not self.failures and to_percentile(self.waits, MOST) < BOUND


@dataclass
class Outcome:
    """Hold what was measured over one table: memory (MB) before they came and after all had left, and every crowd.

    arrivals: seconds until the page stood, of each who came while nobody else explored.
    """

    table: str
    before: float = math.nan
    arrivals: list[float] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    after: float = math.nan


def to_percentile(waits: Sequence[float], share: float) -> float:
    """Return the least of the waits that `share` per cent of them do not exceed; not a number where there is none."""
    ordered = sorted(waits)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)] if ordered else math.nan


def to_largest(spells: Sequence[Spell]) -> int:
    """Return the largest crowd that need not wait, as need none of the smaller ones; 0 where there is none."""
    largest = 0
    for spell in sorted(spells, key=lambda spell: spell.people):
        if not spell.bears():
            break
        largest = spell.people
    return largest


def describe_spell(spell: Spell, before: float) -> str:
    """Write what a crowd met with as a line of a table; `before` is the memory (MB) before they came."""
    waits = [to_percentile(spell.waits, share) for share in (HALF, MOST, 100)]
    cells = (
        *(f"{spell.people}", f"{len(spell.waits)}", *(f"{wait:.2f} s" for wait in waits), _describe(spell.failures)),
        *(f"{spell.server:.2f}", f"{spell.client:.2f}", f"{spell.memory:,.0f} MB"),
        f"{(spell.memory - before) / spell.people:.1f} MB",
    )
    return _to_line(cells)


def describe(outcome: Outcome) -> str:
    """Write what was measured over a table as Markdown."""
    lines = [f"**{outcome.table}**", "", _to_line(HEAD), _to_line(["---:"] * len(HEAD))]
    lines += [describe_spell(spell, outcome.before) for spell in outcome.spells]
    arrived = [f"{to_percentile(outcome.arrivals, share):.2f} s" for share in (HALF, MOST)]
    lines += [
        "",
        f"- {MOST} % of steps within {BOUND:g} s: up to {to_largest(outcome.spells)} people.",
        f"- The page stood, for one who came alone, within {arrived[0]} ({HALF} %) and {arrived[1]} ({MOST} %).",
        f"- Memory: {outcome.before:,.0f} MB before they came, {outcome.after:,.0f} MB after all had left.",
    ]
    return "\n".join(lines)


def _describe(failures: Sequence[str]) -> str:
    kinds = sorted(set(failures))
    return ", ".join(f"{failures.count(kind)} × {kind}" for kind in kinds) or "nothing"


def _to_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
