"""Tests of the CSV: it is a table that comes back as it went."""

import csv
import io

from components.events import schema, table
from components.events.escaping import HEADING, clean, unescape_formula
from components.exports.tabular import csv_file
from components.intake import table_folder
from tests.support import nasty

GATHERED = nasty.EXPORT_INPUTS["all"]
NAMES = [column.name for column in schema.COLUMNS]


def test_the_events_come_back_as_they_went():
    text = csv_file.make_csv(GATHERED).decode("utf-8-sig")
    rows = [[unescape_formula(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    assert rows[0][: len(NAMES)] == NAMES
    assert [row[: len(NAMES)] for row in rows[1:]] == GATHERED.events[NAMES].map(clean).to_numpy().tolist()


def test_this_program_opens_it_and_finds_the_same_events(tmp_path):
    (tmp_path / "events.csv").write_bytes(csv_file.make_csv(GATHERED))
    made = table.build_table(table_folder.read_raw_table(tmp_path), nasty.GAZETTEER)
    assert made.rejected.empty
    wanted = GATHERED.events[NAMES].map(clean).to_numpy().tolist()
    assert made.events[NAMES].to_numpy().tolist() == wanted


def test_only_our_own_tables_are_restored(tmp_path):
    (tmp_path / "events.csv").write_text("id,date,title\nA,2013,'=1+1\n", encoding="utf-8")
    assert table_folder.read_raw_table(tmp_path).events["title"].tolist() == ["'=1+1"]


def test_the_statement_is_the_name_of_a_last_column_without_cells():
    for name, gathered in nasty.EXPORT_INPUTS.items():
        rows = list(csv.reader(io.StringIO(csv_file.make_csv(gathered).decode("utf-8-sig"), newline="")))
        assert rows[0][-1].startswith(HEADING + gathered.briefing.classification), name
        assert gathered.statement.text in rows[0][-1]
        assert {row[-1] for row in rows[1:]} <= {""}
