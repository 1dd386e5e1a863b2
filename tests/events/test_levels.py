"""Tests of the levels: every table has the usual ones, and its own file and its own words come first."""

from dataclasses import replace

import pytest

from components.events import levels, schema, table
from tests.support import tables

OWN_FILE = [
    {"code": "head", "label": "Leaders", "rank": "2", "colour": "#102030"},
    {"code": "envoy", "label": "Envoy", "label_ja": "特使", "rank": "1", "colour": "#405060", "colour_dark": "#a0b0c0"},
    {"code": " ", "label": "nobody"},
    {"code": "envoy", "label": "a second time"},
]


def to_table(rows, *events, **others):
    raw = tables.to_raw_table([{"id": "A", "title": "T", **cells} for cells in events], {"levels": rows})
    return table.build_table(replace(raw, **others), tables.GAZETTEER)


def test_a_table_that_says_nothing_of_them_has_the_usual_levels():
    rows = tables.to_table({"level": "head"}).level_rows
    assert rows.index.tolist() == list(schema.LEVELS)
    assert rows["rank"].tolist() == [1, 2, 3, 4, 5]
    usual = levels.build_usual().set_index("code").drop(columns="rank")
    assert rows.drop(columns="rank").to_dict() == usual.to_dict()


def test_levels_of_a_table_s_own_file_are_known_in_words_and_in_order():
    made = to_table(OWN_FILE, {"level": "envoy"})
    assert made.rejected.empty
    assert list(made.levels) == ["envoy", "head", "minister", "vice-minister", "official", "other"]
    assert (made.name_of("level", "head"), made.name_of("level", "envoy")) == ("Leaders", "Envoy")
    assert made.find_other_names("level", "envoy") == "特使"
    assert made.find_other_names("level", "bishop") == ""


def test_what_a_table_s_own_file_leaves_blank_is_as_usual():
    rows = to_table(OWN_FILE).level_rows
    usual = levels.build_usual().set_index("code")
    assert rows["colour"]["head"] == "#102030"
    assert rows["colour_dark"]["head"] == usual["colour_dark"]["head"]
    assert rows.loc["other", "colour"] == usual.loc["other", "colour"]


def test_words_for_own_levels_come_before_all_others():
    made = to_table(OWN_FILE, {"level": "own-cook"}, own_levels={"own-cook": "Cook", "head": "Chief"})
    assert (made.name_of("level", "own-cook"), made.name_of("level", "head")) == ("Cook", "Chief")
    assert list(made.levels)[-1] == "own-cook"
    assert made.level_rows.loc["own-cook", ["colour", "colour_dark", "definition"]].tolist() == ["", "", ""]


@pytest.mark.parametrize("rank", ["", "high", "nan", "inf", "1e300", "-4"])
def test_a_level_without_a_rank_or_a_label_is_one_all_the_same(rank):
    made = to_table([{"code": "envoy", "rank": rank}])
    assert 0 <= made.level_rows["rank"]["envoy"] <= table.LEAST_RANK
    assert made.name_of("level", "envoy") == "envoy"
