"""Tests that a workbook's date is no day where the workbook shows none: a month stays a month, a year a year."""

import datetime as dt
import io

import pytest
import xlsxwriter

from components.intake.readers.sheets import read_sheet
from components.intake.readers.shown_dates import MONTH, YEAR, find_shown_unit, find_shown_unit_in_text, is_day_format
from tests.support.intake_files import to_lists, to_ods, to_parts, to_zip

FIRST = dt.datetime(2013, 4, 1)  # noqa: DTZ001 - a workbook knows no zones
SHOWN = {
    "mmm-yy": "2013-04",
    "yyyy": "2013",
    "yyyy-mm-dd": "2013-04-01",
    'ggge"年"m"月"': "2013-04",
    "d-mmm": "2013-04-01",
}
SHOWN |= {"[$-411]mmmm yyyy;@": "2013-04", '"d"mm/yy': "2013-04", "m/d/yy h:mm": "2013-04-01"}
UNITS = {"mmm-yy": MONTH, "yyyy": YEAR, "e": YEAR, "[h]:mm": 0, "mm:ss": 0, "0.00E+00": 0, "General": 0, "@": 0, "": 0}
STYLES = (
    "<x:styleSheet xmlns:x='{}'><x:cellXfs><x:xf numFmtId='17'/><x:xf numFmtId='0'/><x:xf numFmtId='14'/></x:cellXfs>"
    "</x:styleSheet>"
).format("http://schemas.openxmlformats.org/spreadsheetml/2006/main")


def to_dated(*formats, from_1904=False):
    """Return a workbook with the same day below each of these formats."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": from_1904}) as book:
        sheet = book.add_worksheet("A")
        for place, shown in enumerate(formats):
            sheet.write(0, place, f"column {place}")
            sheet.write_datetime(1, place, FIRST, book.add_format({"num_format": shown}))
    return content.getvalue()


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_date_is_as_narrow_as_the_workbook_shows_it(from_1904):
    sheet = read_sheet(to_dated(*SHOWN, 17, 14, 55, from_1904=from_1904), "a.xlsx")
    assert to_lists(sheet)[1] == [*SHOWN.values(), "2013-04", "2013-04-01", "2013-04"]
    assert "7 cells show only a month or a year, and were read that way." in sheet.notes


def test_a_workbook_without_such_dates_is_left_alone():
    assert not [note for note in read_sheet(to_dated("yyyy-mm-dd"), "a.xlsx").notes if "a month or a year" in note]


BELOW = {
    "below the first day": ("-9000", 164, "-9000"),
    "with a time": ("-0.5", 22, "-0.5"),
    "the leap day that never was": ("60", 14, "1900-02-29"),
    "a number": ("-9000", 0, "-9000"),
    "60 of them": ("60", 0, "60"),
    "the day after": ("61", 164, "1900-03-01"),
}


@pytest.mark.parametrize("case", BELOW)
def test_a_number_that_is_no_day_of_a_workbook_is_shown_as_itself(case):
    number, style, text = BELOW[case]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        sheet.write(0, 0, "date")
        sheet.write(1, 0, float(number), book.add_format({"num_format": "yyyy-mm-dd" if style == 164 else style}))
    assert to_lists(read_sheet(content.getvalue(), "a.xlsx"))[1:] == [[text]]


@pytest.mark.parametrize("code", UNITS)
def test_a_format_shows_a_month_a_year_or_what_is_left_alone(code):
    assert find_shown_unit(code) == UNITS[code]


@pytest.mark.parametrize(("code", "shown"), [("yyyy-mm-dd", 1), ("d.m.yy h:mm", 1), ("mm:ss", 0), ("General", 0)])
def test_a_format_shows_a_day_or_none(code, shown):
    assert is_day_format(code) == shown


CELLS = {
    "a serial": ("<c r='A2' s='0'><v>41365</v></c>", "2013-04"),
    "of a formula": ('<c s="0" r="A2"><f>A1+1</f><v>41365.5</v></c>', "2013-04"),
    "with an exponent": ('<c r="A2" s="0"><v>4.1365E4</v></c>', "2013-04"),
    "the leap day that never was": ('<c r="A2" s="0"><v>60</v></c>', "1900-02"),
    "no number": ('<c r="A2" s="0"><v>4.1.3E4</v></c>', "4.1.3E4"),
    "beyond all days": ('<c r="A2" s="0"><v>1E9</v></c>', "1000000000"),
    "a text": ('<c r="A2" s="0" t="str"><v>41365</v></c>', "41365"),
    "another style": ('<c r="A2" s="2"><v>41365</v></c>', "2013-04-01"),
}


@pytest.mark.parametrize("case", CELLS)
def test_cells_are_known_however_their_xml_is_written(case):
    cell, text = CELLS[case]
    rows = f"<row r='1'><c r='A1' s='1' t='inlineStr'><is><t>date</t></is></c></row><row r='2'>{cell}</row>"
    parts = to_parts(rows) | {"xl/styles.xml": STYLES}
    relation = "<Relationship Id='r2' Type='{}/styles' Target='styles.xml'/></Relationships>".format(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    relations = str(parts["xl/_rels/workbook.xml.rels"]).replace("</Relationships>", relation)
    sheet = read_sheet(to_zip(parts | {"xl/_rels/workbook.xml.rels": relations}), "a.xlsx")
    assert to_lists(sheet)[1:] == [[text]]


OPEN = {
    ("2013-04-01", "Apr 13"): MONTH,
    ("2001-01-01", "Jan 01"): MONTH,
    ("2013-01-01", "01/13"): MONTH,
    ("2013-04-01", "2013年4月"): MONTH,
    ("2013-01-01", "2013"): YEAR,
    ("2013-04-01", "01/04/13"): 0,
    ("2013-04-01", "1 April"): 0,
    ("2013-04-01", "平成25年4月1日"): 0,
    ("2013-01-01", "平成25年1月"): MONTH,
    ("2013-04-01", ""): 0,
    ("2013-04-01", "9" * 5_000): YEAR,
}


@pytest.mark.parametrize("case", OPEN, ids=lambda case: " ".join(case)[:30])
def test_a_text_shows_a_day_or_not(case):
    assert find_shown_unit_in_text(*case) == OPEN[case]


CELL = '<table:table-cell office:value-type="date" office:date-value="{}"{}><text:p>{}</text:p></table:table-cell>'
NAME = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
TWICE = ' table:number-columns-repeated="2"'


def test_an_open_document_date_is_as_narrow_as_its_text():
    rows = (
        "".join(map(NAME.format, "abc")),
        CELL.format("2013-04-01", TWICE, "Apr 13") + CELL.format("2013-04-01", "", "1 Apr 13"),
        CELL.format("2013-01-01T00:00:00", TWICE, "2013") + CELL.format("2013-04-01", "", "01.04.13"),
    )
    sheet = read_sheet(to_ods("".join(f"<table:table-row>{cells}</table:table-row>" for cells in rows)), "a.ods")
    assert to_lists(sheet)[1:] == [["2013-04", "2013-04", "2013-04-01"], ["2013", "2013", "2013-04-01"]]
