"""Tests of delimited text: any encoding and separator, what stands around the table, and rows that don't fit."""

import csv
import io
import itertools
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import csv_rows, text_tables
from components.intake.readers.delimited import read_delimited
from components.intake.readers.sheets import read_sheet
from components.intake.readers.text_tables import Decisions
from tests.support.intake_files import are_texts, to_csv, to_lists

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
    "lists, and rows without their last cell": (
        "date,title,countries,note\n2013-04-01,Talks,Russia; Armenia; Georgia\n2013-05-01,Visit,Iran; Iraq; Oman\n" * 2,
        ",",
    ),
    "lists, and no names": ("2013-04-01,Russia; Armenia; Georgia\n" * 3, ","),
    "lists with commas, and rows without their last cell": (
        "date;title;note\n2013-04-01;Talks, in Moscow, with all\n2013-05-01;Visit, to Astana, and more\n" * 2,
        ";",
    ),
    "names one fewer than cells": ("date;title\n1;2013-04-01;a, b\n2;2013-04-02;c, d\n3;2013-04-03;e, f\n", ";"),
    "one column": ("title\nTalks\nMore\n", ","),
}


@pytest.mark.parametrize("case", SEPARATED)
def test_other_separators_in_cells_do_not_mislead(case):
    text, delimiter = SEPARATED[case]
    assert read_sheet(text.encode(), "a.csv").decided.delimiter == delimiter


TALKS = [["date", "title", "country"], ["2013-04-01", "Talks, in Moscow", "Russia"], ["2014", "Visit, all", "Iran"]]
QUOTED = {
    "usual marks": ('date,title,country\n2013-04-01,"Talks, in Moscow",Russia\n2014,"Visit, all",Iran\n', ()),
    "a space before them": (
        'date, title, country\n2013-04-01, "Talks, in Moscow", Russia\n2014, "Visit, all", Iran\n',
        (),
    ),
    "a space before some": ('date,title,country\n2013-04-01, "Talks, in Moscow",Russia\n2014,"Visit, all",Iran\n', ()),
    "single marks": (
        "date,title,country\n2013-04-01,'Talks, in Moscow',Russia\n2014,'Visit, all',Iran\n",
        ("Single quotation marks around cells were removed.",),
    ),
}


@pytest.mark.parametrize("decisions", [Decisions(), Decisions(delimiter=",")])
@pytest.mark.parametrize("case", QUOTED)
def test_quotation_marks_around_a_cell_are_no_part_of_it(case, decisions):
    text, notes = QUOTED[case]
    sheet = read_sheet(text.encode(), "a.csv", decisions)
    assert (to_lists(sheet), sheet.notes) == (TALKS, notes)


def test_single_marks_around_everything_are_taken_away_where_no_comma_needs_them():
    sheet = read_sheet(b"'date','title'\n'2013','Talks'\n'2014','More'\n", "a.csv")
    assert to_lists(sheet) == [["date", "title"], ["2013", "Talks"], ["2014", "More"]]


KEPT_MARKS = {
    "apostrophes": "date,title\n2013,'s-Hertogenbosch\n2014,the ministers'\n2015,'Til dawn\n",
    "single marks that part nothing": "date,title\n2013,'Talks'\n2014,More\n",
    "marks within a text": 'date,title,note\n2013,"He said, ""no""","x, "\n2014,"a, ""b"" c",d\n',
    "a text of marks": 'date,title\n2013," ""x"""\n2014,y\n',
}


@pytest.mark.parametrize("case", KEPT_MARKS)
def test_marks_that_are_part_of_a_text_stay(case):
    text = KEPT_MARKS[case]
    assert to_lists(read_sheet(text.encode(), "a.csv")) == list(csv.reader(io.StringIO(text)))


def test_a_first_column_without_a_name_that_numbers_the_rows_is_one_more_column():
    text = '"date";"title";"country"\n"1";"2013-04-01";"Talks";"Russia"\n"2";"2013-05-01";"Visit";"Kazakhstan"\n'
    sheet = read_sheet(text.encode(), "a.csv")
    assert to_lists(sheet)[0] == ["column 1", "date", "title", "country"]
    assert to_lists(sheet)[1:] == [["1", "2013-04-01", "Talks", "Russia"], ["2", "2013-05-01", "Visit", "Kazakhstan"]]


NOT_NUMBERED = {
    "a numbering that has a name": "No,date,title\n1,2013-04-01,Talks,x\n2,2013-05-01,Visit,y\n",
    "no numbering": "country,date,title\nRussia,2013-04-01,Talks,x\nIran,2013-05-01,Visit,y\n",
    "separators at the end": "a,date,title\n1,2013-04-01,Talks,\n2,2013-05-01,Visit,\n",
}


@pytest.mark.parametrize("case", NOT_NUMBERED)
def test_names_never_move_to_the_next_column(case):
    text = NOT_NUMBERED[case]
    sheet = read_sheet(text.encode(), "a.csv", Decisions(header_row=1))
    assert to_lists(sheet)[0] == text.splitlines()[0].split(",")


def test_rows_that_lack_cells_are_said():
    rows = "2013-04-01,Talks,Russia,Moscow\n2013-05-01,Visit to Astana Kazakhstan,Astana\n"
    sheet = read_sheet(f"date,title,country,city\n{rows}".encode(), "a.csv")
    assert to_lists(sheet)[2] == ["2013-05-01", "Visit to Astana Kazakhstan", "Astana", ""]
    one = "1 row has fewer cells than the table has columns (row 3); the missing ones are blank."
    assert sheet.notes == (one,)
    more = read_sheet(f"date,title,country,city\n{rows * 7}".encode(), "a.csv").notes
    assert more[0].startswith("7 rows have fewer cells than the table has columns (rows 3, 5, 7, 9, 11 and 2 others);")
    assert read_sheet(f"date,title,country,city,,\n{rows[:31]}\n".encode(), "a.csv").notes == ()


def test_files_one_behind_the_other_leave_no_mark_and_no_second_names():
    one = "date,country\n2013-04-01,Russia\n".encode("utf-8-sig")
    sheet = read_sheet(one + one, "a.csv")
    assert to_lists(sheet) == [["date", "country"], *[["2013-04-01", "Russia"]] * 2]
    assert sheet.notes == ("The column names are repeated in row 3, which was left out.",)
    quoted = '"date","country"\n2013-04-01,Russia\n'.encode("utf-8-sig")
    assert to_lists(read_sheet(quoted + quoted, "a.csv")) == to_lists(sheet)


def test_a_name_that_stands_twice_is_said():
    notes = read_sheet(b"date,date,title,title,row,,\n2013,2014,a,b,1,c,d\n", "a.csv").notes
    assert notes == ("Repeated column names were numbered: “date (2)”, “title (2)”.",)


def test_a_file_in_two_encodings_is_read_with_a_sentence():
    content = "date,title\n2013,Élysée\n".encode() + "2014,Élysée\n".encode("cp1252")
    sheet = read_sheet(content, "a.csv")
    assert to_lists(sheet)[1:] == [["2013", "Élysée"], ["2014", "Élysée"]]
    assert sheet.notes == ("The file has two encodings: UTF-8, and Windows-1252 (Western European) in line 3.",)


def test_utf8_that_is_cut_in_a_letter_loses_that_letter_alone_and_says_so():
    sheet = read_sheet("date,title\n2013,会談\n2014,会談".encode()[:-1], "a.csv")
    assert to_lists(sheet)[1:] == [["2013", "会談"], ["2014", "会�"]]
    assert sheet.notes == ("Characters that can't be read were replaced by “�” in 1 cell.",)


def test_every_decision_can_be_changed():
    text = to_csv([["a;b", "c"], ["1;2", "3"], ["4;5", "6"]]).encode("utf-16-le")
    decisions = Decisions("utf-16-le", ";", "", 2)
    sheet = read_sheet(text, "a.csv", decisions)
    assert (to_lists(sheet), sheet.decided) == ([["1", "2,3"], ["4", "5,6"]], decisions)
    assert {"utf-8", "cp932"} <= set(sheet.offered["encoding"])
    assert set(sheet.offered["delimiter"]) == {",", ";", "\t", "|"}


@pytest.mark.parametrize("decisions", [Decisions(encoding="rot13"), Decisions(delimiter="x"), Decisions("utf-7")])
def test_a_decision_that_is_not_offered_is_a_sentence(decisions):
    with pytest.raises(IntakeError, match=r"is not recognised\. Choose one from the list"):
        read_sheet(b"a,b\n1,2\n", "a.csv", decisions)


def test_a_preamble_repeated_headers_and_footers():
    text = "Visits\nSource: x, y\n\ndate,title,note\n2013,A,\ndate,title,note\n2014,B,x\n\nTotal,2,\n"
    sheet = read_sheet(text.encode(), "a.csv")
    assert to_lists(sheet) == [["date", "title", "note"], ["2013", "A", ""], ["2014", "B", "x"], ["Total", "2", ""]]
    assert (sheet.rows.tolist(), sheet.decided.header_row) == ([5, 7, 9], 4)
    assert sheet.notes == (
        "The first 2 lines were left out as a heading.",
        "The column names are repeated in row 6, which was left out.",
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
    assert sum("name suggests another type" in note for note in notes) == said


def test_progress_goes_from_nothing_to_all_and_may_stop(monkeypatch):
    monkeypatch.setattr(text_tables, "BLOCK_CELLS", 200)
    content = to_csv([["a", "b"], *[[str(number), "x"] for number in range(10_000)]]).encode()
    seen: list[float] = []
    with limits.trust_files():
        sheet = read_sheet(content, "a.csv", progress=seen.append)
    assert sheet.cells["a"].tolist() == [str(number) for number in range(10_000)]
    assert (seen[0], seen[-1], seen == sorted(seen), len(seen) > 50) == (0.0, 1.0, True, True)

    def stop(share: float) -> None:
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_delimited(content, progress=stop)


def test_rows_that_are_not_taken_keep_no_object_for_every_cell():
    header, row = b"a,b\n" + b"1,2\n" * 60, b",".join([b"ab"] * 100) + b"\n"
    content = header + row * 1_000
    tracemalloc.start()
    table = read_delimited(content, Decisions("utf-8", ",", "", 1))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(table.given_back) == 1_000
    assert table.given_back[-1] == ("ab",) * 100
    assert kept < 5 * len(content)


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff\ufeff"), max_size=9)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12))
def test_what_a_program_writes_is_read_back(rows):
    written = io.StringIO()
    csv.writer(written).writerows([("date", "title", "note"), *rows])
    with limits.trust_files():  # in this process, since there are many
        sheet = read_sheet(written.getvalue().encode(), "a.csv", Decisions("utf-8", ",", "", 1))
    kept = [list(row) for row in rows if any(cell.strip() for cell in row) and row != ("date", "title", "note")]
    assert to_lists(sheet) == [["date", "title", "note"], *kept]
    assert are_texts(sheet.cells)


CUT = {
    "date,title,city\n2013,Talks,Rome\n2014,Din": "it has 2 of 3 cells and no line end",
    'date,title,city\n2013,Talks,Rome\n2014,"Din': "it has unmatched quotation marks and no line end",
    "date,title,city\n2013,Talks,Rome\n2014,Dinner,Ro": "",
    "date,title,city,\n2013,Talks,Rome\n2014,Dinner,Ro": "",
    "date,title,city\n2013,Talks,Rome\n2014,Din\n": "",
    "date,title,city\n2013,Talks,Rome\n  ": "",
}


@pytest.mark.parametrize("content", CUT)
def test_a_last_row_that_is_cut_short_is_said(content):
    said = [note for note in read_sheet(content.encode(), "a.csv").notes if csv_rows.is_cut(note)]
    assert said == ([f"The last row is cut short: {CUT[content]}."] if CUT[content] else [])


@given(st.lists(st.text('a",;\n', max_size=12), max_size=20))
def test_no_line_is_lost_whatever_its_quotation_marks(lines):
    content = ["date,title\n", *(f"{line}\n" for line in lines)]
    read = list(csv_rows.read_rows(content))
    numbers = [number for number, _, _ in read]
    assert numbers == list(range(1, len(read) + 1))
    written = "".join(itertools.chain.from_iterable(cells for _, cells, _ in read))
    assert written.count("a") == "".join(content).count("a")
