"""Tests of what a store remembers: the same answer again, its context's own, and never too many."""

import pandas as pd
import pytest

from components.stores.engines import answer_cache
from components.stores.engines.answer_cache import AnswerCache, remembered


class Counter:
    """Answer with a frame, and count how often that was needed."""

    def __init__(self, most_rows=answer_cache.MOST_ROWS):
        self.answers, self.asked = AnswerCache(most_rows), 0

    @remembered
    def rows(self, count, start=0):
        self.asked += 1
        return pd.DataFrame({"number": range(start, start + count)})

    @remembered
    def names(self, codes):
        self.asked += 1
        return tuple(codes)


def test_what_was_asked_before_is_not_asked_again():
    counter = Counter()
    for _ in range(3):
        assert counter.rows(2)["number"].tolist() == [0, 1]
        assert counter.rows(2, start=5)["number"].tolist() == [5, 6]
        assert counter.names(["a"]) == ("a",)
    assert counter.asked == 3


def test_changing_an_answer_changes_nobody_elses():
    counter = Counter()
    mine = counter.rows(2)
    mine.loc[:, "number"] = 7
    assert counter.rows(2)["number"].tolist() == [0, 1]


@pytest.mark.parametrize(("most", "asked"), [(6, 2), (5, 3)])
def test_rows_are_kept_up_to_a_limit_and_the_oldest_go_first(most, asked):
    counter = Counter(most)
    for count in (2, 4, 2):
        counter.rows(count)
    assert counter.asked == asked


def test_answers_are_kept_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(answer_cache, "MOST_ANSWERS", 3)
    counter = Counter()
    for start in (0, 1, 2, 0, 3):
        counter.rows(1, start)
    assert len(counter.answers) == 3
    counter.rows(1, 0)
    assert counter.asked == 4
    counter.rows(1, 1)
    assert counter.asked == 5
