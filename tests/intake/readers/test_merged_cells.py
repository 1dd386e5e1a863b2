"""Tests of merged cells: what stands over several rows is said in each of them, and no row is made of it."""

import io

import xlsxwriter

from components.intake.readers.sheets import read_sheet
from tests.support.intake_files import to_lists

ROWS = [
    ["date", "title", "country"],
    ["2013-04", "Talks", "France"],
    ["", "Dinner", ""],
    ["", "", ""],
    ["2014", "Lunch", ""],
]


def to_merged(*ranges):
    """Return a workbook of these rows in which ranges of cells (first row, column, last row, column) are merged."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        for place, row in enumerate(ROWS):
            sheet.write_row(place, 0, row)
        for first, column, last, last_column in ranges:
            sheet.merge_range(first, column, last, last_column, ROWS[first][column])
    return content.getvalue()


def test_what_stands_over_several_rows_is_filled_down_and_said_and_makes_no_row():
    sheet = read_sheet(to_merged((1, 0, 3, 0), (1, 2, 3, 2)), "a.xlsx")
    assert to_lists(sheet)[1:] == [
        ["2013-04", "Talks", "France"],
        ["2013-04", "Dinner", "France"],
        ["2014", "Lunch", ""],
    ]
    assert sheet.notes == ("Cells are merged in 2 places; their text was filled down into 2 cells.",)


def test_cells_that_are_merged_side_by_side_stay_as_they_are():
    sheet = read_sheet(to_merged((1, 1, 2, 2)), "a.xlsx")
    assert to_lists(sheet)[2] == ["", "Dinner", ""]
    assert sheet.notes == ("Cells are merged in 1 place; their text is in the first cell only.",)
