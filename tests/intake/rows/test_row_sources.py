"""Tests of a row's sources: those that it names, and the file where it names none."""

import dataclasses
import json

import pandas as pd
import pytest

from components.intake import limits
from components.intake.columns.mapping import Mapping, Use
from components.intake.rows.row_sources import read_row_sources

WRITTEN = pd.DataFrame({"id": ["A", "B", "C"], "place": ["row 2", "row 3", "row 4"], "text": ["2013", "May", ""]})


def to_sources(columns, name="mine.csv"):
    mapping = Mapping(tuple(Use(role, role) for role in columns))
    return read_row_sources(pd.DataFrame(columns, dtype="str"), WRITTEN, mapping, name)


def test_the_file_and_the_row_are_the_source_of_what_names_none():
    proofs, pages = to_sources({"source": ["", " ", ""]})
    assert proofs[["event", "source", "locator", "stated_date"]].to_numpy().tolist() == [
        ["A", "file", "row 2", "2013"],
        ["B", "file", "row 3", "May"],
        ["C", "file", "row 4", ""],
    ]
    assert pages[["key", "title", "kind"]].to_numpy().tolist() == [["file", "mine.csv", "table"]]
    assert to_sources({"source": [""] * 3}, "")[1]["title"].tolist() == ["The file itself"]


def test_each_different_source_is_one():
    columns = {"source": ["A page", "A page", "A page"], "url": ["", "https://example.org/", ""]}
    proofs, pages = to_sources({**columns, "locator": ["p. 1", "", ""]})
    assert proofs[["event", "source", "locator"]].to_numpy().tolist() == [
        ["A", "S1", "p. 1"],
        ["B", "S2", ""],
        ["C", "S1", ""],
    ]
    assert pages["url"].tolist() == ["", "https://example.org/"]


def test_lines_that_belong_together_are_sources_of_one_row():
    columns = {
        "source_key": ["one\ntwo", "one", ""],
        "source": ["First\n–", "First", ""],
        "locator": ["p. 1\np. 2", "", ""],
    }
    proofs, pages = to_sources(columns)
    assert proofs[["event", "source", "locator"]].to_numpy().tolist() == [
        ["A", "one", "p. 1"],
        ["A", "two", "p. 2"],
        ["B", "one", ""],
        ["C", "file", "row 4"],
    ]
    assert pages[["key", "title"]].to_numpy().tolist() == [["one", "First"], ["two", ""], ["file", "mine.csv"]]


def test_a_dash_within_a_line_is_no_blank():
    _, pages = to_sources({"source_key": ["one\ntwo", "", ""], "source": ["2013–2014\n–", "", ""]})
    assert pages["title"].tolist() == ["2013–2014", "", "mine.csv"]


STATED = {
    "a table without such a column": ({}, ["2013", "May", ""]),
    "a column of ours": ({"stated_date": ["2012", "", ""]}, ["2012", "", ""]),
    "records of ours": ({"source_records": ['{"source": "one"}', "", ""]}, ["", "", ""]),
}


@pytest.mark.parametrize("case", STATED)
def test_a_source_states_no_date_but_its_own(case):
    columns, dates = STATED[case]
    proofs, _ = to_sources({"source_key": ["one", "two", "three"], **columns})
    assert proofs["stated_date"].tolist() == dates


def test_the_file_states_the_date_of_a_row_without_a_source():
    proofs, _ = to_sources({"source_key": ["one", "", ""], "stated_date": ["", "", ""]})
    assert proofs[["source", "stated_date"]].to_numpy().tolist() == [["one", ""], ["file", "May"], ["file", ""]]


def test_sources_of_our_json_come_back():
    records = [{"source": "one", "title": "A; B", "locator": "p. 1"}, {"source": "two", "kind": "primary"}]
    proofs, pages = to_sources({"source_records": [";".join(map(json.dumps, records)), "", ""]})
    assert proofs[["event", "source", "locator"]].to_numpy().tolist()[:2] == [["A", "one", "p. 1"], ["A", "two", ""]]
    assert pages[["key", "title", "kind"]].to_numpy().tolist()[:2] == [["one", "A; B", ""], ["two", "", "primary"]]


@pytest.mark.parametrize("text", ["A page", "[1]", "{", '{"source":', "[" * 5000, "5"])
def test_what_is_no_source_of_our_json_is_a_title(text):
    proofs, pages = to_sources({"source_records": [text, "", ""]})
    assert (proofs["event"].tolist(), pages["title"].tolist()) == (["A", "B", "C"], [text, "mine.csv"])


@pytest.mark.parametrize("role", ["source_key", "source_records"])
def test_a_cell_with_more_sources_than_a_list_has_entries_is_one_source(monkeypatch, role):
    monkeypatch.setattr(limits, "CELL_ENTRIES", dataclasses.replace(limits.CELL_ENTRIES, most=2))
    few, many = {
        "source_key": ("one\ntwo", "one\ntwo\nthree"),
        "source_records": ('{"source":"one"};{"source":"two"}', '{"source":"one"};{"source":"two"};{"source":"three"}'),
    }[role]
    proofs, pages = to_sources({role: [few, many, ""]})
    assert proofs["event"].tolist() == ["A", "A", "B", "C"]
    assert proofs["source"].tolist()[:2] == ["one", "two"]
    assert many in pages.loc[pages["key"] == proofs["source"][2], ["key", "title"]].to_numpy()
