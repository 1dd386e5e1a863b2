"""Tests of tables that this program wrote: they come back as they were."""

from dataclasses import replace

import pandas as pd
import pytest

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.dates.windows import Window
from components.events import escaping, raw_table, schema, table
from components.exports import registry
from components.intake import single_file
from components.intake.columns.our_files import is_ours, restore_cells
from components.intake.limits import IntakeError
from components.panels.tables.table_registry import SHIPPED
from components.query.selection import Request, Selection
from components.stores.memory.memory_store import MemoryStore
from tests.support import nasty, shipped
from tests.support.sheets import to_sheet

NAMES = [column.name for column in schema.COLUMNS]
EVIDENCE = [*raw_table.FILES["event_sources"], "title", "publisher", "url", "published", "kind", "language"]


def test_a_table_of_ours_may_lack_a_few_columns():
    assert is_ours([*NAMES, "more"])
    assert is_ours(NAMES[:-3])
    assert not is_ours(NAMES[:-4])
    assert not is_ours(NAMES[1:])


def test_cells_that_were_made_harmless_are_restored_in_our_own_file_only():
    cells = {"title": escaping.escape_formula("=1+1"), "note": "'quoted'"}
    assert restore_cells(to_sheet({**cells, "Selection: all": ""})).cells["title"].tolist() == ["=1+1"]
    assert restore_cells(to_sheet({**cells, "Selection: all": ""})).cells["note"].tolist() == ["'quoted'"]
    assert restore_cells(to_sheet(cells)).cells["title"].tolist() == ["'=1+1"]


RAW = shipped.read_raw()
KNOWN = single_file.read_known(SHIPPED)
TABLES = ("csv", "json", "workbook")
COUNTS = (1, 3, 18, len(RAW.events))


def to_part(count):
    """Return the shipped table with its first few events only."""
    return table.build_table(replace(RAW, events=RAW.events.head(count)), KNOWN.gazetteer)


def export(kind, part):
    """Return a file with all events of a table."""
    store = MemoryStore(part)
    request = Request(Selection(store.span() or Window(0, 0)))
    return registry.BY_KEY[kind].make(export_input.build_export_input(store, part, request, Briefing(""), nasty.MADE))


@pytest.fixture(scope="module", params=COUNTS)
def part(request):
    return to_part(request.param)


@pytest.mark.first_variant
@pytest.mark.parametrize("kind", TABLES)
def test_what_we_export_comes_back_unchanged_with_its_sources(kind, part):
    draft = single_file.read_draft(export(kind, part), f"export.{kind}", KNOWN)
    back = single_file.build_table(draft, KNOWN)
    report = draft.report
    assert (report.questions, report.extras, len(report.repaired), len(back.rejected)) == ((), (), 0, 0)
    pd.testing.assert_frame_equal(
        _sorted(back.events, NAMES, ["id"]), _sorted(part.events, NAMES, ["id"]), check_dtype=False
    )
    evidence = part.evidence[part.evidence["event"].isin(part.events["id"])]
    keys = ["event", "source", "locator"]
    pd.testing.assert_frame_equal(
        _sorted(back.evidence, EVIDENCE, keys), _sorted(evidence, EVIDENCE, keys), check_dtype=False
    )


def test_the_shipped_table_has_sources_that_state_no_date():
    assert (RAW.event_sources["stated_date"] == "").any()  # else the test above would not see an invented one


@pytest.mark.parametrize("kind", ["csv", "workbook"])
def test_a_table_without_events_comes_back_without_events(kind):
    draft = single_file.read_draft(export(kind, to_part(0)), "export", KNOWN)
    assert (len(draft.raw.events), draft.raw.events.columns[: len(NAMES)].tolist()) == (0, NAMES)


def test_json_without_events_is_said_to_hold_none():
    with pytest.raises(
        IntakeError, match=r"^The file was made by this program but has no events\. Choose another file\.$"
    ):
        single_file.read_draft(export("json", to_part(0)), "export.json", KNOWN)


def _sorted(rows, columns, keys):
    return rows[columns].sort_values(keys).reset_index(drop=True)
