"""Tests of the CSV: it is a table that comes back as it went."""

import csv
import io

from components.exports import text_table
from components.timeline import schema, sources, table
from components.timeline.disarming import clean, restore
from tests import nasty

GATHERED = nasty.HANDOUTS["all"]


def test_the_events_come_back_as_they_went():
    text = text_table.make_csv(GATHERED).decode("utf-8-sig")
    rows = [[restore(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    names = [column.name for column in schema.COLUMNS]
    assert rows[0][: len(names)] == names
    wanted = GATHERED.events[names].map(lambda cell: clean(str(cell))).to_numpy().tolist()
    assert [row[: len(names)] for row in rows[1:]] == wanted


def test_it_is_a_table_that_this_program_opens(tmp_path):
    (tmp_path / "events.csv").write_bytes(text_table.make_csv(GATHERED))
    opened = sources.read_table(tmp_path)
    assert len(opened.events) == len(GATHERED.events)
    assert opened.ragged.empty
    made = table.to_table(opened, nasty.GAZETTEER)
    assert set(made.rejected["column"]) <= {"meeting_type"}


def test_the_statement_is_the_name_of_a_last_column_without_cells():
    for name, gathered in nasty.HANDOUTS.items():
        rows = list(csv.reader(io.StringIO(text_table.make_csv(gathered).decode("utf-8-sig"), newline="")))
        assert rows[0][-1].startswith(text_table.HEADING + gathered.briefing.classification), name
        assert gathered.statement.text in rows[0][-1]
        assert {row[-1] for row in rows[1:]} <= {""}
