"""Tests of the one writer of cells: nothing runs, nothing is lost, and there is no other."""

import ast
import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from components.events.escaping import clean, unescape_formula
from components.exports.errors import ExportError
from components.exports.tabular import cells
from components.exports.tabular.cells import OutputColumn, OutputSheet

MADE = datetime(2026, 3, 4, tzinfo=UTC)
EXPORTS = Path(cells.__file__).parent
texts = st.text(st.characters() | st.sampled_from("=+-@';,\"\r\n\t \x00\ud800"), max_size=12)


def to_workbook(*rows, links=False, headed=True):
    columns = [OutputColumn(f"Column {place}", links=links) for place in range(len(rows[0]))]
    return cells.build_workbook([OutputSheet("Sheet", columns, rows, headed)], "Title", MADE)


def read(content):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode() if name in package.namelist() else ""


@given(st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=4))
def test_csv_is_read_back(rows):
    written = csv.reader(io.StringIO(cells.build_csv(rows).decode("utf-8-sig"), newline=""), strict=True)
    assert [[unescape_formula(cell) for cell in row] for row in written] == [
        [clean(cell) for cell in row] for row in rows
    ]


def test_csv_says_its_encoding_and_runs_nothing():
    content = cells.build_csv([["=1+1", "日本", "a;=1"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "'=1+1,日本,a;'=1\r\n"


@given(st.lists(texts.filter(str.strip), min_size=1, max_size=4))
def test_text_in_a_workbook_is_text_as_it_was(row):
    content = to_workbook(row, headed=False)
    assert read(content) == [[clean(cell) for cell in row]]
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")


def test_a_workbook_keeps_what_looks_like_a_formula_or_a_number_text():
    content = to_workbook(["=1+1", "007", "1e5", "＝1"], headed=False)
    assert read(content) == [["=1+1", "007", "1e5", "＝1"]]
    assert part(content, "xl/styles.xml").count('quotePrefix="1"') == 1


def test_days_are_dates_from_march_1900_on_and_text_before():
    dates = [cells.FIRST_DAY, date(2013, 4, 29), date(9999, 12, 31)]
    assert read(to_workbook([date.min, date(1900, 2, 28), *dates], headed=False)) == [
        ["0001-01-01", "1900-02-28", *dates]
    ]


def test_numbers_are_numbers_and_headings_stay_in_sight():
    content = to_workbook([1, "a"])
    assert read(content) == [["Column 0", "Column 1"], [1, "a"]]
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:B2"' in sheet


ADDRESSES = {
    "https://example.org/a?b=1&c=2#d": True,
    "http://example.org/": True,
    "javascript:alert(1)": False,
    "file:///etc/passwd": False,
    "data:text/html,x": False,
    "//example.org/": False,
    "\\\\example.org\\share": False,
    "internal:Sheet!A1": False,
    "mailto:a@example.org": False,
    "https://": False,
    "https://example.org/\x00": False,
    "https://example.org/a b": False,
    "https://example.org/" + "a" * (cells.MOST_LINK_LETTERS - 20): True,
    "https://example.org/" + "a" * (cells.MOST_LINK_LETTERS - 19): False,
}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: ascii(address[:30]) + str(len(address)))
def test_only_web_addresses_become_links(address):
    content = to_workbook([address], links=True, headed=False)
    assert read(content) == [[clean(address)]]
    assert ("hyperlink" in part(content, "xl/worksheets/_rels/sheet1.xml.rels")) == ADDRESSES[address]


def test_no_column_of_text_becomes_links():
    assert "hyperlink" not in part(to_workbook(["https://example.org/"]), "xl/worksheets/_rels/sheet1.xml.rels")


def test_a_sheet_has_as_many_links_as_it_may(monkeypatch):
    monkeypatch.setattr(cells, "MOST_LINKS", 2)
    content = to_workbook(*([f"https://example.org/{number}"] for number in range(3)), links=True, headed=False)
    assert part(content, "xl/worksheets/_rels/sheet1.xml.rels").count("/hyperlink") == 2
    assert len(read(content)) == 3


@pytest.mark.parametrize("letter", ["a", "🤝"])
def test_a_cell_holds_what_it_may_and_says_what_is_cut(letter):
    most = cells.MOST_LETTERS // (len(letter.encode("utf-16-le")) // 2)
    assert cells.fit_cell(letter * most) == letter * most
    cut = cells.fit_cell(letter * (most + 1))
    assert cut.endswith(cells.CUT)
    assert cells.MOST_LETTERS - 2 < len(cut.encode("utf-16-le")) / 2 <= cells.MOST_LETTERS
    assert read(to_workbook([letter * (most + 1)], headed=False)) == [[cut]]


def test_a_sheet_holds_as_many_rows_as_it_may_and_no_more(monkeypatch):
    monkeypatch.setattr(cells, "MOST_ROWS", 3)
    assert len(read(to_workbook(["a"], ["b"]))) == 3
    with pytest.raises(ExportError, match="at most 3 rows, but “Sheet” would have more"):
        to_workbook(["a"], ["b"], ["c"])


def test_a_workbook_says_nothing_of_its_maker():
    properties = part(to_workbook(["a"]), "docProps/core.xml")
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", properties) in ([], [""])
    assert "2026-03-04T00:00:00Z" in properties
    assert to_workbook(["a"]) == to_workbook(["a"])


WRITERS = {"xlsxwriter", "csv", "openpyxl"}
WRITING = {"to_csv", "to_excel", "to_clipboard", "DictWriter", "ExcelWriter"}


def test_there_is_no_other_writer_of_cells():
    found = set()
    for path in EXPORTS.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            writes = isinstance(node, ast.Attribute) and node.attr in WRITING
            reads = "exports" not in path.parts and "panels" not in path.parts  # there csv is what reads a table
            if writes or {name.split(".")[0] for name in names} & (WRITERS - ({"csv"} if reads else set())):
                found.add(path)
    assert found == {EXPORTS / "cells.py"}
