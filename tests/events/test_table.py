"""Tests of a table: its parts fit together, whatever a companion file lacks or repeats."""

import shutil
from pathlib import Path

import pytest

from components.events import gazetteer, raw_table, schema, table
from components.intake import table_folder
from components.panels.tables.table_registry import SHIPPED
from tests.support import tables

EVENT = {"id": "A", "date": "2013", "title": "Talks"}
PAGE = {"key": "page", "title": "A page", "publisher": "Ministry", "url": "https://example.org/", "kind": "primary"}
PROOF = {"event": "A", "source": "page", "locator": "p. 3", "stated_date": "2013", "read": "whole", "note": "as said"}


def to_table(*proofs, pages=(PAGE,), **settings):
    others = {"event_sources": list(proofs), "sources": list(pages)}
    return table.build_table(tables.to_raw_table([EVENT], others, **settings), tables.GAZETTEER)


def test_evidence_joins_what_is_known_of_the_source():
    evidence = to_table(PROOF).evidence
    assert evidence[["event", "locator", "title", "publisher", "note"]].to_numpy().tolist() == [
        ["A", "p. 3", "A page", "Ministry", "as said"]
    ]


def test_a_source_that_nothing_explains_keeps_its_key():
    evidence = to_table({**PROOF, "source": "elsewhere"}).evidence
    assert evidence[["source", "title", "url"]].to_numpy().tolist() == [["elsewhere", "", ""]]


def test_evidence_is_text_throughout_without_any_source():
    for made in (to_table(pages=()), to_table(PROOF, pages=()), to_table()):
        assert made.evidence.map(lambda cell: isinstance(cell, str)).all(axis=None)
        assert {"event", "source", "locator", "stated_date", "read", "note", "title", "url"} <= set(
            made.evidence.columns
        )


def test_a_source_listed_twice_is_one_source():
    assert len(to_table(PROOF, pages=(PAGE, {**PAGE, "title": "The same page"})).evidence) == 1


def test_a_source_file_may_have_columns_of_its_own():
    raw = tables.to_raw_table([EVENT], {"event_sources": [PROOF], "sources": [PAGE]})
    raw.sources["note"] = "of the source"
    raw.sources["event"] = "Z"
    evidence = table.build_table(raw, tables.GAZETTEER).evidence
    assert evidence[["event", "note"]].to_numpy().tolist() == [["A", "as said"]]


def test_rows_with_too_many_cells_are_rejected_among_the_others(tmp_path):
    (tmp_path / "events.csv").write_text("id,date,title\nA,2013,a,b\nB,2013-13,b\nC,2013,c\n", encoding="utf-8")
    made = table.build_table(table_folder.read_raw_table(tmp_path), tables.GAZETTEER)
    assert made.rejected.columns.tolist() == schema.REJECTED
    assert made.rejected[["row", "column", "value"]].to_numpy().tolist() == [
        [2, "", "A; 2013; a; b"],
        [3, "date", "2013-13"],
    ]
    assert made.events["id"].tolist() == ["C"]


def test_meeting_types_are_in_order_of_rank_and_without_one_last():
    types = [
        {"code": "b", "rank": "2"},
        {"code": "z", "rank": "low"},
        {"code": "a", "rank": "1"},
        {"code": "a", "rank": "9"},
    ]
    made = table.build_table(tables.to_raw_table([], {"meeting_types": types}), tables.GAZETTEER)
    assert made.meeting_types["rank"].to_dict() == {"a": 1, "b": 2, "z": table.LEAST_RANK}


NAMES = {
    ("region", "steppe"): "Region steppe",
    ("place", "RUS"): "Name of RUS",
    ("meeting_type", "summit"): "Summit",
    ("level", "head"): "Head of state or government",
    ("status", "planned"): "Planned, not confirmed",
    ("topic", "peace-treaty"): "Peace treaty",
    ("place", "XXX"): "XXX",
    ("meeting_type", "party"): "party",
    ("anything", "else"): "else",
}


@pytest.mark.parametrize("pair", NAMES, ids=" ".join)
def test_codes_have_words(pair):
    assert to_table().name_of(*pair) == NAMES[pair]


def test_an_unknown_region_scheme_is_said_and_the_usual_one_used():
    made = to_table(region_scheme="continents")
    assert made.settings.region_scheme == "bluebook"
    assert "steppe" in made.vocabularies()["region"]
    assert any("“continents”" in problem for problem in made.problems)


@pytest.mark.parametrize("damage", [None, b"", b"code\n", b"\xff\xfe"], ids=["missing", "empty", "columns", "utf-16"])
def test_without_a_gazetteer_there_is_a_sentence(tmp_path, damage):
    shipped = Path(__file__).parents[2] / "data"
    shutil.copy(shipped / "regions.csv", tmp_path)
    if damage is not None:
        (tmp_path / "places.csv").write_bytes(damage)
    with pytest.raises(raw_table.TableError, match="gazetteer"):
        table_folder.read_table(shipped, tmp_path)


def test_kinds_without_their_file_are_their_own_words(tmp_path):
    (tmp_path / "events.csv").write_text("id,date,title,meeting_type\nA,2013,Talks,parley\n", encoding="utf-8")
    opened = table_folder.read_table(tmp_path, SHIPPED)
    assert opened.rejected.empty
    assert opened.name_of("meeting_type", "parley") == "parley"


@pytest.mark.parametrize("rank", ["inf", "-inf", "nan", "1e300", "high", ""])
def test_a_rank_that_is_no_number_is_the_last(tmp_path, rank):
    header = "code,label,plural,rank,symbol,colour,colour_dark,definition"
    (tmp_path / "meeting_types.csv").write_text(f"{header}\nparley,Parley,,{rank},,,,\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text("id,date,title,meeting_type\nA,2013,Talks,parley\n", encoding="utf-8")
    assert 0 <= table_folder.read_table(tmp_path, SHIPPED).meeting_types["rank"]["parley"] <= table.LEAST_RANK


@pytest.mark.parametrize(("opening", "problems"), [("2013", 0), ("", 0), ("garbage", 1), ("2013-12-31/2013-01-01", 1)])
def test_a_period_to_open_on_that_is_none_is_said(opening, problems):
    said = to_table(PROOF, opening_window=opening).problems
    assert len([problem for problem in said if "not a valid opening period" in problem]) == problems


def test_codes_are_found_by_their_words_which_are_folded_once(monkeypatch):
    made, folded = to_table(), []
    monkeypatch.setattr(gazetteer, "fold", lambda text, fold=gazetteer.fold: folded.append(text) or fold(text))
    codes = ("Ána Ide", "Bo Li", "ana")
    assert [made.find_codes("person", codes, text) for text in ("ana", "ANA", " bo ", "")] == [
        ["Ána Ide", "ana"],
        ["Ána Ide", "ana"],
        ["Bo Li"],
        list(codes),
    ]
    assert [text for text in folded if text in codes] == [*codes, "ana"]  # the last as it was typed
    assert made.find_codes("place", codes, "name") == []
    assert made.find_codes("place", ("RUS",), "name of r") == ["RUS"]
    assert made.find_codes("person", (), "ana") == []


FISCAL_YEARS = [
    ({"fiscal_year_start_month": 13}, 1),
    ({"fiscal_year_start_month": 0}, 1),
    ({"fiscal_year_start_month": 10, "fiscal_year_named_by": "us"}, 1),
    ({"fiscal_year_start_month": 10, "fiscal_year_named_by": "end"}, 0),
]


@pytest.mark.parametrize(("settings", "problems"), FISCAL_YEARS)
def test_a_fiscal_year_that_is_none_is_said_and_calendar_years_are_offered(settings, problems):
    made = to_table(**settings)
    assert len([problem for problem in made.problems if "fiscal year" in problem]) == problems
    assert made.settings.fiscal_year_start_month == (1 if problems else 10)


@pytest.mark.parametrize(("told", "kept"), [("2026-11-30", "2026-11-30"), ("", ""), ("30 November", "")])
def test_an_as_of_date_that_is_none_is_a_sentence(told, kept):
    table = tables.to_table({"date": "2013"}, as_of=told)
    assert table.settings.as_of == kept
    assert [each for each in table.problems if "statuses" in each] == (
        [] if told == kept else ["“30 November” is not a valid date, so the “statuses as of” date is not shown."]
    )
