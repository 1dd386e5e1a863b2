"""Tests of the account of a table: what was mended is counted with an example."""

import pandas as pd

from components.intake.rows import account


def test_each_thing_done_is_counted_with_an_example():
    how = pd.Series(["", "turned", "turned; cut", "cut"])
    repaired = account.count_repairs([(how, pd.Series(["a", "b", "c", "d"]))])
    assert sorted(repaired.to_numpy().tolist()) == [["cut", 2, "c"], ["turned", 2, "b"]]


def test_nothing_done_is_an_empty_account():
    assert account.count_repairs([(pd.Series(["", ""]), pd.Series(["a", "b"]))]).empty
