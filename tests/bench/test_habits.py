"""Tests of what a visitor of the load test does: windows within the table, choices that keep something, seeded."""

from random import Random

import pytest

from components.display.traces import MILLISECONDS
from tests.bench.habits import LEAST_DAYS, Habits
from tests.bench.visitor import FILTERS, TIMELINE, Seen

OPENING = [0, 365 * MILLISECONDS]


def habits_of(seed):
    return Habits(Random(seed))  # noqa: S311 — no secret


def to_seen(window=(0, 365), event="", marks=(), chosen=()):
    """Return a page that shows a window of days, with marks to click and one filter."""
    shown = [day * MILLISECONDS for day in window]
    timeline = {
        "presets": {"opening": OPENING, "all": [-3650 * MILLISECONDS, 3650 * MILLISECONDS]},
        "figure": {"layout": {"xaxis": {"range": shown}}, "data": [{"customdata": list(marks)}, {}]},
        "event": event,
    }
    options = [["RUS", "Russia", 3, 0], ["KAZ", "Kazakhstan", 0, 0]]
    filters = {"filters": [{"key": "country", "options": options, "chosen": list(chosen)}]}
    return Seen(given={TIMELINE: timeline, FILTERS: filters})


@pytest.mark.parametrize("window", [(0, 365), (0, 20), (-3650, 3650)])
def test_a_window_is_never_narrower_than_the_least_nor_beyond_all_dates(window):
    habits = habits_of(1)
    for number in range(1, 60):
        told = habits.zoom(to_seen(window)).value
        assert -3650 <= told["first"] < told["last"] <= 3650
        assert told["last"] - told["first"] >= LEAST_DAYS or [told["first"], told["last"]] == [0, 364]
        assert told["sequence"] == number


def test_what_is_chosen_keeps_something_and_is_cleared_the_next_time():
    habits = habits_of(1)
    assert habits.filter(to_seen()).value == {"choices": [["country", ["RUS"], False, False]], "sequence": 1}
    assert habits.filter(to_seen(chosen=["RUS"])).value == {"choices": [], "sequence": 2}


@pytest.mark.parametrize(
    ("seen", "about"),
    [
        (to_seen(marks=[["E1", "summit"]]), "event"),
        (to_seen(marks=[["asia", "month", "month", 0]]), "bin"),
        (to_seen(), "step"),
        (to_seen(event="E1", marks=[["E1", "summit"]]), "step"),
    ],
)
def test_a_click_is_on_what_is_there(seen, about):
    assert habits_of(1).click(seen).about == about


def test_the_same_seed_does_the_same():
    first, second = ([habits_of(7).choose(to_seen(marks=[["E1", "summit"]])) for _ in range(20)] for _ in range(2))
    assert first == second
