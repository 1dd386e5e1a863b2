"""Counts in words: what is certain, of an uncertain date, only possible, grey, and outside the window."""

from typing import Any, NamedTuple

from components.layout import strips
from components.layout.arrangement import Lane
from components.query.store import BEGUN, Totals


class BinWords(NamedTuple):
    """Hold what is said of a bin: its count, what follows it, and how many others possibly fall there ("" = none)."""

    counted: str
    following: str
    others: str

    @property
    def line(self) -> str:
        """Return all of it on one line."""
        return ", ".join(filter(None, (f"{self.counted}{self.following}", self.others)))


def describe_totals(totals: Totals) -> str:
    """Say how many events are certainly in the window, how many possibly, and how many by a date that is uncertain."""
    told = ((totals.possible, "possibly"), (totals.uncertain, "with an uncertain date"))
    others = [f"{count:,} {words}" for count, words in told if count]
    return ", and ".join((_count_events(totals.certain), *others))


def format_lane_count(lane: Lane) -> tuple[str, str]:
    """Return a lane's count as its head has it: "24" and "" or "+3"; "5 of 24" and "" where others are grey.

    What is not certain, by its date or since it may lie beside the window, is never one sum with what is, but where a
    part of all that is drawn is told.
    """
    if lane.greyed:
        return f"{lane.highlighted.inside:,} of {lane.totals.inside:,}", ""
    others = lane.totals.inside - lane.totals.certain
    return f"{lane.totals.certain:,}", f"+{others:,}" if others else ""


def join_lane_count(lane: Lane) -> str:
    """Return a lane's count on one line: "24", "24 +3", "5 of 24"."""
    return " ".join(filter(None, format_lane_count(lane)))


def describe_lane(lane: Lane) -> str:
    """Say a lane's count, and how much of it is grey."""
    return describe_totals(lane.totals) + (f", {lane.greyed:,} of them grey" if lane.greyed else "")


def describe_outside(totals: Totals) -> tuple[str, ...]:
    """Say how many events are earlier than the window, later and undated, in this order, where there are any."""
    outside = ((totals.earlier, "earlier"), (totals.later, "later"), (totals.undated, "undated"))
    return tuple(f"{count:,} {word}" for count, word in outside if count)


def describe_bin_count(row: Any) -> BinWords:
    """Say a row of arrangement.Arrangement.bins: its count and, apart from it, how many others possibly fall there."""
    grey = f" and {row.events - row.highlighted:,} in grey" if row.highlighted < row.events else ""
    doubt = _describe_doubt(row)
    if row.kind == BEGUN:
        return BinWords(_count_events(row.highlighted), f"{grey}{doubt} began before this period and reach into it", "")
    unstated = ", day not stated" if row.kind == strips.PALE else ""
    within = f" {strips.describe_bin(row.first, row.last, row.unit)}{unstated}"
    others = f"and {row.others:,} more possibly" if row.others and row.kind == strips.CELL else ""
    return BinWords(_count_events(row.highlighted), f"{grey}{doubt}{within}", others)


def _describe_doubt(row: Any) -> str:
    """Say how many of a bin's events are not certain: ", 1 of them only possibly,"; "" where all are."""
    told = ((row.possible, "only possibly"), (row.uncertain, "with an uncertain date"))
    said = [f"{count:,} of them {words}" for count, words in told if count]
    return f", {', '.join(said)}," if said else ""


def _count_events(count: int) -> str:
    return f"{count:,} {'event' if count == 1 else 'events'}"
