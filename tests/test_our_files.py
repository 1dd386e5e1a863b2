"""Tests of tables that this program wrote: they come back as they were."""

from pathlib import Path

import pandas as pd
import pytest

from components.exports.__main__ import main
from components.panels.tables import SHIPPED
from components.timeline import disarming, places, schema, sources, table
from components.timeline.intake.assembly import to_raw_table
from components.timeline.intake.column_guesses import to_mapping
from components.timeline.intake.our_files import is_ours, restored
from components.timeline.intake.sheets import read_sheet
from tests.sheets import to_sheet

NAMES = [column.name for column in schema.COLUMNS]
EVIDENCE = [*sources.FILES["event_sources"], "title", "publisher", "url", "published", "kind", "language"]


def test_a_table_of_ours_may_lack_a_few_columns():
    assert is_ours([*NAMES, "more"])
    assert is_ours(NAMES[:-3])
    assert not is_ours(NAMES[:-4])
    assert not is_ours(NAMES[1:])


def test_cells_that_were_made_harmless_are_restored_in_our_own_file_only():
    cells = {"title": disarming.disarm("=1+1"), "note": "'quoted'"}
    assert restored(to_sheet({**cells, "Selection: all": ""})).cells["title"].tolist() == ["=1+1"]
    assert restored(to_sheet({**cells, "Selection: all": ""})).cells["note"].tolist() == ["'quoted'"]
    assert restored(to_sheet(cells)).cells["title"].tolist() == ["'=1+1"]


@pytest.fixture(scope="module")
def shipped():
    return table.read(SHIPPED, SHIPPED)


@pytest.mark.parametrize("kind", ["csv", "json", "workbook"])
def test_what_we_export_comes_back_unchanged_with_its_sources(kind, shipped, tmp_path: Path):
    path = tmp_path / "export"
    assert main(["--to", kind, "--out", str(path)]) == 0
    sheet = read_sheet(path.read_bytes(), path.name)
    gazetteer, kinds = places.read_places(SHIPPED), sources.read_table(SHIPPED).meeting_types
    raw, report = to_raw_table(sheet, to_mapping(sheet, gazetteer), gazetteer, kinds, path.name)
    back = table.to_table(raw, gazetteer)
    assert (report.questions, report.extras, len(report.repaired), len(back.rejected)) == ((), (), 0, 0)
    events = shipped.events[shipped.events["id"].isin(back.events["id"])]
    assert len(events) == len(sheet.cells)
    pd.testing.assert_frame_equal(
        _sorted(back.events, NAMES, ["id"]), _sorted(events, NAMES, ["id"]), check_dtype=False
    )
    evidence = shipped.evidence[shipped.evidence["event"].isin(back.events["id"])]
    keys = ["event", "source", "locator"]
    pd.testing.assert_frame_equal(
        _sorted(back.evidence, EVIDENCE, keys), _sorted(evidence, EVIDENCE, keys), check_dtype=False
    )


def _sorted(rows, columns, keys):
    return rows[columns].sort_values(keys).reset_index(drop=True)
