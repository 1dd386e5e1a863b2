"""Tests of the workbook: its three sheets say what the table says."""

import io
from datetime import date

import python_calamine

from components.events import schema
from components.exports.tabular import event_cells, workbook
from tests.support import nasty

GATHERED = nasty.EXPORT_INPUTS["all"]
BOOK = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook.make_workbook(GATHERED)))
HEADER, *ROWS = BOOK.get_sheet_by_name("Events").to_python()
EVENTS = {row[0]: dict(zip(HEADER, row, strict=True)) for row in ROWS}


def test_it_has_three_sheets():
    assert BOOK.sheet_names == ["Events", "Sources", "Selection"]


def test_events_have_every_column_of_the_table_and_of_their_sources():
    assert {column.name for column in schema.COLUMNS} | set(event_cells.SOURCE_COLUMNS) | {"in_period"} <= set(HEADER)


def test_known_days_are_dates_and_others_are_in_words():
    stay, oldest, month = EVENTS["japanese"], EVENTS["oldest"], EVENTS["plus"]
    assert (stay["First day"], stay["Last day"]) == (date(2013, 4, 28), date(2013, 5, 4))
    assert (oldest["First day"], oldest["date"]) == ("1351-06-01", "1351-06-01")
    assert (month["First day"], month["Last day"], month["date"]) == ("", "", "2013-04")
    assert month["Date in words"] == "in April 2013, day not stated"
    assert EVENTS["last"]["Last day"] == date(9999, 12, 31)


def test_codes_have_their_words_beside_them():
    forty = EVENTS["forty"]
    assert forty["countries"].count(";") == 39
    assert forty["Parties"].count(", ") >= 39
    assert nasty.GAZETTEER.name(nasty.STATES[0]) in forty["Parties"]
    assert (EVENTS["plus"]["Kind"], EVENTS["plus"]["Level in words"]) == ("Talks", "Head of state or government")


def test_every_pair_of_event_and_source_has_a_row():
    header, *rows = BOOK.get_sheet_by_name("Sources").to_python()
    pairs = {(row[header.index("event")], row[header.index("source")]) for row in rows}
    wanted = {(proof["event"], proof["source"]) for proof in nasty.PROOFS if proof["event"] in EVENTS}
    assert pairs == wanted
    assert len(rows) == len(wanted)


def test_the_selection_explains_the_columns():
    cells = [row[0] for row in BOOK.get_sheet_by_name("Selection").to_python()]
    assert set(event_cells.build_header_lines(GATHERED)) <= set(cells)
    assert all(f"{column.name}: {column.meaning}" in cells for column in schema.COLUMNS)
