"""Tests of people in two scripts and topics in words: whatever leaves as a table brings them back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from components.briefing import briefing, export_input
from components.exports.tabular import csv_file, json_document, workbook
from components.intake import single_file
from components.query.selection import Request
from components.stores.memory.memory_store import MemoryStore
from tests.events.test_people import OTHERS
from tests.support import tables

MADE = datetime(2026, 1, 2, tzinfo=UTC)
TOPICS = [{"code": "un-reform", "label": "UN reform", "label_ja": "国連改革"}, {"code": "energy", "label": "Energy"}]
EVENTS = (
    {"id": "A", "date": "2013-04-29", "people": "ide-ana;Somebody Else (Guest);li-bo", "topics": "energy;un-reform"},
    {"id": "B", "date": "2013-05-01", "people": "ide-ana", "topics": ""},
    {"id": "C", "date": "2013-05-02", "people": "", "topics": "un-reform"},
)
WRITERS = {"csv": csv_file.make_csv, "xlsx": workbook.make_workbook, "json": json_document.make_json}
KNOWN = single_file.read_known(Path(__file__).resolve().parents[3] / "data")


def _export(*events, others):
    table = tables.to_table(*events, others=others)
    store, request = MemoryStore(table), Request(tables.to_selection("2013"))
    return export_input.build_export_input(store, table, request, briefing.build_briefing(store, table, request), MADE)


@pytest.mark.parametrize("suffix", WRITERS)
def test_names_in_two_scripts_and_words_of_topics_come_back(suffix):
    written = WRITERS[suffix](_export(*EVENTS, others={**OTHERS, "topics": TOPICS}))
    table = single_file.build_table(single_file.read_draft(written, f"events.{suffix}", KNOWN), KNOWN)
    assert table.events["people"].tolist() == [
        "Ana Idé (Foreign Minister);Somebody Else (Guest);Bo Li (Ambassador)",
        "Ana Idé (Foreign Minister)",
        "",
    ]
    names = ("Ana Idé", "Bo Li", "Somebody Else")
    assert [table.people.find_name_ja(name) for name in names] == ["イデ・アナ", "李波", ""]
    assert table.name_of("topic", "un-reform") == "UN reform"
    assert not [name for name in table.events if str(name).startswith("extra")]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_without_such_files_has_no_such_columns(suffix):
    exported = _export({"id": "A", "date": "2013-04-29", "people": "Ana Ide (Guest)", "topics": "energy"}, others={})
    if suffix == "json":
        (event,) = json.loads(json_document.make_json(exported))["events"]
        assert not {"people_ja", "topics_in_words"} & event.keys()
    else:
        draft = single_file.read_draft(WRITERS[suffix](exported), f"events.{suffix}", KNOWN)
        assert not {"people_ja", "topics_in_words"} & {*draft.sheet.cells}
