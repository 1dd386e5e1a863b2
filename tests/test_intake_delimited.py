"""Tests of delimited text: any encoding and separator, what stands around the table, and rows that don't fit."""

import csv
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.timeline.intake import csv_rows, text_tables
from components.timeline.intake.limits import IntakeError
from components.timeline.intake.sheets import read_sheet
from components.timeline.intake.text_tables import Decisions
from tests.intake_files import are_texts, to_csv, to_lists

HEADER = ["日付", "件名"]
JAPANESE = [HEADER, ["2013-04-28", "安倍総理のロシア訪問"], ["平成25年4月", "外相会談"]]
RUSSIAN = [["Дата", "Название"], ["28 апреля 2013", "Визит в Москву"]]
FRENCH = [["date", "titre"], ["2013", "Visite à Genève"]]
ENCODED = {
    **{codec: (JAPANESE, codec) for codec in ("utf-8", "cp932", "euc_jp", "iso2022_jp")},
    **{codec: (JAPANESE, codec) for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")},
    **{codec: (RUSSIAN, codec) for codec in ("cp1251", "koi8_r")},
    "cp1252": (FRENCH, "cp1252"),
    "utf-8-sig": (JAPANESE, "utf-8"),
    "utf-16": (JAPANESE, "utf-16-le"),
    "utf-32": (JAPANESE, "utf-32-le"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_an_encoding_is_told_by_content(encoding):
    rows, codec = ENCODED[encoding]
    sheet = read_sheet(to_csv(rows).encode(encoding), "a.csv")
    assert (to_lists(sheet), sheet.decided.encoding, sheet.kind) == (rows, codec, "csv")
    assert bool(sheet.notes) == (codec != "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_separator_is_told_by_content(delimiter, encoding):
    sheet = read_sheet(to_csv(JAPANESE, delimiter).encode(encoding), "a.csv")
    assert (to_lists(sheet), sheet.decided.delimiter) == (JAPANESE, delimiter)


SEPARATED = {
    "lists in cells": ("date,people\n2013,a;b;c\n2014,d;e\n2015,\n", ","),
    "commas in texts": ("date\ttitle\n2013\ta, b, c\n2014\td, e\n", "\t"),
    "decimal commas": ("a;b;c\n1,5;2,5;3\n2,5;3,5;4\n", ";"),
    "stated": ("sep=;\na,b;c\nd,e;f\n", ";"),
    "one column": ("title\nTalks\nMore\n", ","),
}


@pytest.mark.parametrize("case", SEPARATED)
def test_other_separators_in_cells_do_not_mislead(case):
    text, delimiter = SEPARATED[case]
    assert read_sheet(text.encode(), "a.csv").decided.delimiter == delimiter


def test_every_decision_can_be_changed():
    text = to_csv([["a;b", "c"], ["1;2", "3"], ["4;5", "6"]]).encode("utf-16-le")
    decisions = Decisions("utf-16-le", ";", "", 2)
    sheet = read_sheet(text, "a.csv", decisions)
    assert (to_lists(sheet), sheet.decided) == ([["1", "2,3"], ["4", "5,6"]], decisions)
    assert {"utf-8", "cp932"} <= set(sheet.offered["encoding"])
    assert set(sheet.offered["delimiter"]) == {",", ";", "\t", "|"}


@pytest.mark.parametrize("decisions", [Decisions(encoding="rot13"), Decisions(delimiter="x"), Decisions("utf-7")])
def test_a_decision_that_is_not_offered_is_a_sentence(decisions):
    with pytest.raises(IntakeError, match="choose one of those offered"):
        read_sheet(b"a,b\n1,2\n", "a.csv", decisions)


def test_a_preamble_repeated_headers_and_footers():
    text = "Visits\nSource: x, y\n\ndate,title,note\n2013,A,\ndate,title,note\n2014,B,x\n\nTotal,2,\n"
    sheet = read_sheet(text.encode(), "a.csv")
    assert to_lists(sheet) == [["date", "title", "note"], ["2013", "A", ""], ["2014", "B", "x"], ["Total", "2", ""]]
    assert (sheet.rows.tolist(), sheet.decided.header_row) == ([5, 7, 9], 4)
    assert sheet.notes == (
        "The first 2 lines were taken for a preamble.",
        "The column names stand again in row 6; these rows were left out.",
    )


def test_a_table_without_names_is_numbered():
    sheet = read_sheet(b"2013-04-28,Talks\n2014-01-01,More\n", "a.csv")
    assert to_lists(sheet) == [["column 1", "column 2"], ["2013-04-28", "Talks"], ["2014-01-01", "More"]]
    assert "looks like an event" in sheet.notes[0]
    assert to_lists(read_sheet(b"a,b\n1,2\n", "a.csv", Decisions(header_row=0)))[1] == ["a", "b"]


def test_rows_that_do_not_fit_are_listed_and_no_other_is_lost():
    text = 'date,title\nA,"two\nlines"\nB,x,too many\nC,"open\nD,d,,\n\nE\n'
    sheet = read_sheet(text.encode(), "a.csv")
    assert to_lists(sheet)[1:] == [["A", "two\nlines"], ["D", "d"], ["E", ""]]
    assert sheet.rows.tolist() == [2, 5, 7]
    assert sheet.ragged.to_numpy().tolist() == [
        [3, "B; x; too many", csv_rows.RAGGED],
        [4, 'C,"open', csv_rows.BROKEN],
    ]


@pytest.mark.parametrize(("name", "said"), [("a.csv", 0), ("a.TSV", 0), ("a", 0), ("a.xlsx", 1), ("a.json", 1)])
def test_a_name_that_says_otherwise_is_said(name, said):
    notes = read_sheet(b"date,title\n2013,x\n", name).notes
    assert sum("name says otherwise" in note for note in notes) == said


def test_progress_goes_from_nothing_to_all_and_may_stop(monkeypatch):
    monkeypatch.setattr(text_tables, "BLOCK_CELLS", 200)
    content = to_csv([["a", "b"], *[[str(number), "x"] for number in range(10_000)]]).encode()
    seen: list[float] = []
    sheet = read_sheet(content, "a.csv", progress=seen.append)
    assert sheet.cells["a"].tolist() == [str(number) for number in range(10_000)]
    assert (seen[0], seen[-1], seen == sorted(seen), len(seen) > 50) == (0.0, 1.0, True, True)

    def stop(share: float) -> None:
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_sheet(content, "a.csv", progress=stop)


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff\ufeff"), max_size=9)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12))
def test_what_a_program_writes_is_read_back(rows):
    written = io.StringIO()
    csv.writer(written).writerows([("date", "title", "note"), *rows])
    sheet = read_sheet(written.getvalue().encode(), "a.csv", Decisions("utf-8", ",", "", 1))
    kept = [list(row) for row in rows if any(cell.strip() for cell in row) and row != ("date", "title", "note")]
    assert to_lists(sheet) == [["date", "title", "note"], *kept]
    assert are_texts(sheet.cells)


@given(st.lists(st.text('a",;\n', max_size=12), max_size=20))
def test_no_line_is_lost_whatever_its_quotation_marks(lines):
    content = ["date,title\n", *(f"{line}\n" for line in lines)]
    read = list(csv_rows.read_rows(content))
    numbers = [number for number, _, _ in read]
    assert numbers == list(range(1, len(read) + 1))
    written = "".join(itertools.chain.from_iterable(cells for _, cells, _ in read))
    assert written.count("a") == "".join(content).count("a")
