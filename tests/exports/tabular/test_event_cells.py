"""Tests of the cells that the tabular exports share."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from components.briefing import briefing, export_input
from components.events import schema
from components.exports.tabular import event_cells
from components.query.selection import Request
from tests.support import nasty, tables
from tests.support.trials import examples

BOUNDED = {
    "2013-04-29": (date(2013, 4, 29), date(2013, 4, 29)),
    "2013-04-28/2013-05-04": (date(2013, 4, 28), date(2013, 5, 4)),
    "0001-01-01": (date.min, date.min),
    "9999-12-31": (date.max, date.max),
}
UNKNOWN = (
    *("2013-04", "2013", "2013-04-29?", "2013-04-29~", "[2013-11-01..2013-11-02]", "2013-04-XX", "../2013-04-29"),
    *("2013-04-29/..", "2013-04-29/", "2013-04/2013-05", "2013-04-28/2013-05-04?", "2013-04-28/2013-05"),
)


@pytest.mark.parametrize("text", [*BOUNDED, *UNKNOWN])
def test_days_are_known_only_where_they_are_stated(text):
    table = tables.to_table({"date": text})
    assert event_cells.find_known_days(table.events) == [BOUNDED.get(text)]


def test_every_event_has_its_row_and_every_source_its_line():
    gathered = nasty.EXPORT_INPUTS["all"]
    cells = event_cells.build_cells(gathered).set_index("id")
    assert cells.index.tolist() == gathered.events["id"].tolist()
    assert cells.loc["japanese", "source"].split("\n") == ["plain", "formula", "japanese", "file", "host"]
    assert cells.loc["japanese", "published"].split("\n") == ["2014-04-04", "2013-04", "–", "no date", "–"]
    assert cells.loc["oldest", "locator"] == "=p. 3; paragraph 1"
    assert cells.loc["unsourced", list(event_cells.SOURCE_COLUMNS)].tolist() == [""] * len(event_cells.SOURCE_COLUMNS)
    assert cells.loc["plus", "in_period"] == "certainly"
    assert cells.loc["minus", "in_period"] == "date uncertain"


def test_lines_begin_with_the_classification_where_there_is_one():
    gathered = nasty.EXPORT_INPUTS["one"]
    assert event_cells.build_header_lines(gathered) == (gathered.briefing.classification, *gathered.statement.lines)
    plain = replace(gathered, briefing=briefing.Briefing("x"))
    assert event_cells.build_header_lines(plain) == gathered.statement.lines


@examples(40)
@given(tables.some_events, tables.some_selections())
def test_cells_are_text_and_as_many_as_events(rows, selection):
    table, store = tables.to_store(*rows)
    empty = briefing.Briefing("x")
    gathered = export_input.build_export_input(store, table, Request(selection), empty, nasty.MADE)
    cells = event_cells.build_cells(gathered)
    assert cells.columns.tolist() == [
        *(column.name for column in schema.COLUMNS),
        "in_period",
        *event_cells.SOURCE_COLUMNS,
    ]
    assert cells["id"].tolist() == gathered.events["id"].tolist()
    assert cells.map(lambda cell: isinstance(cell, str)).all(axis=None)
