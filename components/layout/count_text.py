"""Counts in words: what is certain, of an uncertain date, only possible, dimmed, and outside the window."""

from typing import Any, NamedTuple

from components.layout import strips
from components.layout.arrangement import Lane
from components.messages.catalogue import ENGLISH, Messages
from components.query.store import BEGUN, Totals


class BinWords(NamedTuple):
    """Hold what is said of a bin: its count, the period that follows it, and notes on some of its events."""

    counted: str
    period: str
    notes: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Return all of it on one line."""
        return ", ".join((f"{self.counted} {self.period}", *self.notes))


def describe_totals(totals: Totals, _: Messages = ENGLISH) -> str:
    """Say how many events are certainly in the window, and apart from them how many possibly or on uncertain dates."""
    return _add_uncertain(describe_count(totals.certain, _), totals, _)


def describe_totals_of(totals: Totals, size: int, _: Messages = ENGLISH) -> str:
    """Say of how many events of the table how many are in the window, as describe_totals does."""
    counted = _.plural("{certain} of {count} event", "{certain} of {count} events", size, certain=totals.certain)
    return _add_uncertain(counted, totals, _)


def _add_uncertain(certain: str, totals: Totals, _: Messages) -> str:
    told = {"events": certain, "possible": totals.possible, "uncertain": totals.uncertain}
    if totals.possible and totals.uncertain:
        return _("{events}, plus {possible} possible and {uncertain} with an uncertain date", **told)
    if totals.possible:
        return _("{events}, plus {possible} possible", **told)
    return _("{events}, plus {uncertain} with an uncertain date", **told) if totals.uncertain else certain


def describe_count(count: int, _: Messages = ENGLISH) -> str:
    """Say how many events."""
    return _.plural("{count} event", "{count} events", count)


def format_lane_count(lane: Lane, _: Messages = ENGLISH) -> tuple[str, str]:
    """Return a lane's count as its head has it: "24" and "" or "+3"; "5 of 24" and "" where others are dimmed.

    What is not certain, by its date or since it may lie beside the window, is never one sum with what is, but where a
    part of all that is drawn is told.
    """
    if lane.greyed:
        return _("{count} of {all}", count=lane.highlighted.inside, all=lane.totals.inside), ""
    others = lane.totals.inside - lane.totals.certain
    return _.number(lane.totals.certain), f"+{_.number(others)}" if others else ""


def describe_lane(lane: Lane, _: Messages = ENGLISH) -> str:
    """Say a lane's count, and how much of it is dimmed."""
    counted = describe_totals(lane.totals, _)
    return _("{counted}, {count} of them dimmed", counted=counted, count=lane.greyed) if lane.greyed else counted


def describe_outside(totals: Totals, _: Messages = ENGLISH) -> tuple[str, ...]:
    """Say how many events are before the window, after it and undated, in this order, where there are any."""
    return tuple(
        filter(
            None,
            (
                _("{count} before", count=totals.earlier) if totals.earlier else "",
                _("{count} after", count=totals.later) if totals.later else "",
                _("{count} undated", count=totals.undated) if totals.undated else "",
            ),
        )
    )


def describe_bin_count(row: Any, _: Messages = ENGLISH) -> BinWords:
    """Say a row of arrangement.Arrangement.bins: its count and its period, and how many of it or beside it are what."""
    begun = row.kind == BEGUN
    within = strips.describe_bin(row.first, row.last, row.unit, _)
    period = _("began before this period and continued into it") if begun else within
    dimmed = row.events - row.highlighted
    notes = (
        _("day not stated") if row.kind == strips.PALE else "",
        _("{count} more dimmed", count=dimmed) if dimmed else "",
        _("{count} of them possible", count=row.possible) if row.possible else "",
        _("{count} of them with an uncertain date", count=row.uncertain) if row.uncertain else "",
        _("and {count} more possible", count=row.others) if row.others else "",
    )
    return BinWords(describe_count(row.highlighted, _), period, tuple(filter(None, notes)))
