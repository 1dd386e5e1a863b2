"""Tests of workbooks: every value as the text that a person sees, in every kind, and what is said of them."""

import datetime as dt
import struct

import pytest

from components.intake.limits import IntakeError
from components.intake.readers.sheets import read_sheet
from components.intake.readers.text_tables import Decisions
from components.intake.readers.workbooks import VALUELESS
from tests.support.intake_files import are_texts, to_lists, to_ods, to_parts, to_workbook, to_zip
from tests.support.old_workbooks import to_xls, to_xlsb

HEADER = ["date", "title", "n"]
DAY = dt.datetime(2013, 4, 28)  # noqa: DTZ001 - a workbook knows no zones
ROWS = [HEADER, [DAY, "Talks", 3.0], [DAY.replace(hour=10, minute=30), "NA", 1.5], ["2013-04", "007", True]]
XML = (
    "<row r='1'><c r='A1' t='inlineStr'><is><t>date</t></is></c><c r='B1' t='inlineStr'><is><t>n</t></is></c></row>"
    "<row r='2'>{cell}<c r='B2'><v>41392</v></c></row>"
)


def test_values_are_the_texts_that_a_person_sees():
    sheet = read_sheet(to_workbook(A=ROWS), "a.xlsx")
    assert to_lists(sheet) == [
        HEADER,
        ["2013-04-28", "Talks", "3"],
        ["2013-04-28 10:30:00", "NA", "1.5"],
        ["2013-04", "007", "TRUE"],
    ]
    assert (sheet.kind, sheet.serial_epoch, sheet.notes, are_texts(sheet.cells)) == ("xlsx", 1900, (), True)
    assert sheet.rows.tolist() == [2, 3, 4]


def test_what_stands_above_the_table_and_beside_it():
    above = [["Visits"], [], ["", *HEADER], *[["", f"201{year}", "Talks", "x"] for year in range(5)]]
    sheet = read_sheet(to_workbook(A=above), "a.xlsx")
    assert to_lists(sheet)[0] == HEADER
    assert sheet.rows.tolist() == [4, 5, 6, 7, 8]
    assert sheet.notes == ("Line 1 was left out as a heading.",)


def test_the_sheet_can_be_chosen_and_the_first_one_with_cells_is():
    content = to_workbook(Empty=[], B=ROWS, C=[["date", "title"], ["2014", "x"]])
    first, chosen = read_sheet(content, "a.xlsx"), read_sheet(content, "a.xlsx", Decisions(sheet="C"))
    assert (first.decided.sheet, chosen.decided.sheet, to_lists(chosen)[1]) == ("B", "C", ["2014", "x"])
    assert first.offered["sheet"] == ("Empty", "B", "C")
    assert first.notes == ("The workbook has 3 sheets; “B” was read.",)
    with pytest.raises(IntakeError, match="no sheet with that name"):
        read_sheet(content, "a.xlsx", Decisions(sheet="D"))


def test_hidden_sheets_are_said_and_come_last():
    parts = to_parts(XML.format(cell=""))
    workbook = str(parts["xl/workbook.xml"]).replace('name="A"', 'name="A" state="hidden"')
    sheet = read_sheet(to_zip(parts | {"xl/workbook.xml": workbook}), "a.xlsx")
    assert "The sheet “A” is hidden in the workbook." in sheet.notes


NOTED = {
    "an error": ("<c r='A2' t=\"e\"><v>#N/A</v></c>", "1 cell of the workbook is an error"),
    "a formula without a value": ("<c r='A2'><f>1+1</f></c>", "1 formula has no stored value"),
}


@pytest.mark.parametrize("case", NOTED)
def test_cells_without_a_value_are_said(case):
    cell, words = NOTED[case]
    sheet = read_sheet(to_zip(to_parts(XML.format(cell=cell))), "a.xlsx")
    assert [note for note in sheet.notes if words in note]
    assert to_lists(sheet)[1] == ["", "41392"]


def test_a_row_of_nothing_but_formulas_without_values_is_listed():
    empty = "<c r='{0}{1}'><f>1+1</f></c>"
    rows = "".join(
        f"<row r='{number}'>{cells}</row>"
        for number, cells in (
            (1, "<c r='A1' t='inlineStr'><is><t>date</t></is></c><c r='B1' t='inlineStr'><is><t>title</t></is></c>"),
            (2, empty.format("A", 2) + empty.format("B", 2)),
            (3, "<c r='A3'><v>2013</v></c>" + empty.format("B", 3)),
            (4, empty.format("A", 4)),
        )
    )
    sheet = read_sheet(to_zip(to_parts(rows)), "a.xlsx")
    assert to_lists(sheet)[1:] == [["2013", ""]]
    assert sheet.ragged[["row", "reason"]].to_numpy().tolist() == [[2, VALUELESS], [4, VALUELESS]]
    said = "4 formulas have no stored value (rows 2, 3, 4 of “A”) and count as blank"
    assert any(note.startswith(said) for note in sheet.notes)


def test_formulas_have_the_value_they_were_saved_with():
    cell = "<c r='A2'><f>1+1</f><v>2</v></c>"
    assert to_lists(read_sheet(to_zip(to_parts(XML.format(cell=cell))), "a.xlsx"))[1] == ["2", "41392"]


@pytest.mark.parametrize(
    "properties", ['<workbookPr date1904="1"/>', "<workbookPr\n filterPrivacy='1' date1904='true'/>"]
)
def test_dates_from_1904_are_told(properties):
    content = to_zip(to_parts(XML.format(cell=""), properties))
    sheet = read_sheet(content, "a.xlsx")
    assert sheet.serial_epoch == 1904
    assert "Dates in this workbook are counted from 1904." in sheet.notes


SERIAL, A_DAY = 39930.0, dt.date(2013, 4, 28)


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_binary_workbook_counts_its_days_as_its_properties_say(from_1904):
    rows = [["date", "title", "n"], [A_DAY, "Talks", SERIAL]]
    sheet = read_sheet(to_xlsb(rows, from_1904=from_1904, name="ƙĀ"), "a.xlsb")  # letters that look like a property
    assert to_lists(sheet)[1] == ["2013-04-28", "Talks", "39930"]
    assert sheet.serial_epoch == (1904 if from_1904 else 1900)
    assert ("Dates in this workbook are counted from 1904." in sheet.notes) == from_1904


@pytest.mark.parametrize(("before", "stated", "epoch"), [(0, False, 1900), (70_000, True, 0)])
def test_a_binary_workbook_without_its_properties_counts_as_usual_or_says_so(before, stated, epoch):
    sheet = read_sheet(to_xlsb([["date", "n"], ["2013", SERIAL]], before=before, stated=stated), "a.xlsb")
    assert sheet.serial_epoch == epoch
    assert any("doesn't say whether its dates are counted" in note for note in sheet.notes) == (not epoch)


def test_merged_cells_are_said():
    parts = to_parts(XML.format(cell=""))
    merged = str(parts["xl/worksheets/sheet1.xml"]).replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    )
    sheet = read_sheet(to_zip(parts | {"xl/worksheets/sheet1.xml": merged}), "a.xlsx")
    assert any(note.startswith("Cells are merged in 1 place") for note in sheet.notes)


def test_an_open_document_spreadsheet_is_read():
    cell = "<table:table-cell office:value-type='{}' {}><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(cells)}</table:table-row>"
        for cells in (
            (cell.format("string", "", "date"), cell.format("string", "", "title")),
            (cell.format("date", "office:date-value='2013-04-28'", "x"), cell.format("string", "", "Talks")),
        )
    )
    sheet = read_sheet(to_ods(rows), "a.ods")
    assert (sheet.kind, to_lists(sheet)) == ("ods", [["date", "title"], ["2013-04-28", "Talks"]])


def test_blank_columns_that_only_have_a_format_are_none():
    wide = [[*HEADER, *[""] * 1_200], ["2013", "Talks", "1"]]
    assert to_lists(read_sheet(to_workbook(A=wide), "a.xlsx")) == [HEADER, ["2013", "Talks", "1"]]


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize(("kind", "write"), [("xlsb", to_xlsb), ("xls", to_xls)])
def test_the_binary_kinds_are_read(kind, write, from_1904):
    rows = [["date", "title", "n"], ["2013-04-28", "会談", 41392.0], ["2014", "Talks", 1.5]]
    sheet = read_sheet(write(rows, from_1904=from_1904), f"a.{kind}")
    assert to_lists(sheet) == [["date", "title", "n"], ["2013-04-28", "会談", "41392"], ["2014", "Talks", "1.5"]]
    assert (sheet.kind, sheet.serial_epoch) == (kind, 1904 if from_1904 else 1900)


def test_an_old_workbook_with_a_password_is_said():
    content = to_xls([["date"], ["2013"]]).replace(struct.pack("<HHH", 0x22, 2, 0), struct.pack("<HHH", 0x2F, 2, 1))
    with pytest.raises(IntakeError, match="password"):
        read_sheet(content, "a.xls")


def test_a_workbook_without_names_keeps_its_first_row():
    rows = [["28 April 2013", "Talks"], ["29 April 2013", "Dinner"]]
    assert to_lists(read_sheet(to_workbook(A=rows), "a.xlsx")) == [["column 1", "column 2"], *rows]
