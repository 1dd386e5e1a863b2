"""Tests of rows that were not taken: they come back as a file, are mended, and are added without a loss."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports.tabular import cells
from components.intake import limits, single_file
from components.intake.limits import IntakeError
from components.intake.readers import csv_rows
from components.intake.readers.sheets import read_sheet
from components.intake.rows import corrections
from components.intake.rows.rows_taken import BLANK
from components.panels.tables.table_registry import SHIPPED
from tests.support.intake_files import to_csv
from tests.support.trials import examples

KNOWN = single_file.read_known(SHIPPED)
ROWS = [["Date", "Country", "Title"], ["28 April 2013", "France", "Talks"], ["May 2013", "Italy", "Summit", "", "=5"]]


def to_draft(text, name="mine.csv"):
    return single_file.read_draft(text.encode(), name, KNOWN)


def to_lines(draft):
    return corrections.build_lines(draft.sheet, draft.report.rejected)


def add(draft, lines, name="mended.csv"):
    return single_file.add_rows(draft, cells.build_csv(lines), name, draft.mapping, KNOWN)


def to_table(draft):
    return single_file.build_table(draft, KNOWN)


def test_a_row_that_was_not_taken_comes_back_under_the_table_s_own_columns():
    assert to_lines(to_draft(to_csv(ROWS))) == [
        ["row in the file", "why it was not taken", "Date", "Country", "Title", *["beyond the last column"] * 2],
        ["3", csv_rows.RAGGED, "May 2013", "Italy", "Summit", "", "=5"],
    ]


def test_a_mended_row_is_added_and_the_account_is_for_both_files():
    draft = to_draft(to_csv(ROWS))
    lines = to_lines(draft)
    lines[1][-1] = ""
    more = add(draft, lines)
    assert more.report.sentences()[:2] == (
        "2 of 3 rows imported.",
        "1 row was not imported; download it to see the reason.",
    )
    assert more.report.read == draft.report.read + 1
    table = to_table(more)
    assert table.events[["id", "date", "title"]].to_numpy().tolist() == [
        ["R2", "2013-04-28", "Talks"],
        ["R4", "2013-05", "Summit"],
    ]
    assert table.evidence["locator"].tolist() == ["row 2", "row 4, added from “mended.csv”"]
    assert table.version != to_table(draft).version
    assert (len(draft.sheet.cells), draft.sheet.added) == (1, ())


def test_what_is_still_wrong_is_given_back_again():
    draft = to_draft(to_csv([*ROWS, ["2014", '"Ita"ly', "Dinner"]]))
    more = add(draft, to_lines(draft))
    assert (more.report.read, more.report.taken) == (draft.report.read + 2, draft.report.taken)
    assert more.report.rejected["row"].tolist() == [3, 4, 5, 6]
    assert to_lines(more)[3:] == [[str(row), csv_rows.RAGGED, *cells] for row, (_, _, *cells) in
                                  zip((5, 6), to_lines(draft)[1:], strict=True)]  # fmt: skip


def test_rows_are_added_twice_where_somebody_does_so_and_said_to_be_alike():
    draft = to_draft(to_csv(ROWS[:2]))
    more = add(draft, ROWS[:2])
    assert more.report.taken == 2
    assert more.report.duplicates[["row", "other_row"]].to_numpy().tolist() == [[2, 3]]
    assert to_table(more).events["id"].is_unique


def test_an_id_that_the_table_has_already_is_not_taken_twice():
    draft = to_draft(to_csv([["id", "Date", "Title"], ["A", "2013", "Talks"]]))
    more = add(draft, [["id", "Date", "Title"], ["A", "2014", "Dinner"]])
    assert to_table(more).events[["id", "title"]].to_numpy().tolist() == [["A", "Talks"], ["R3", "Dinner"]]


def test_all_that_was_said_holds_for_what_is_added():
    draft = to_draft(to_csv([ROWS[0], ["03/04/2013", "Korea", "Talks"]]))
    mapping = draft.mapping.answered("order", "dmy", "Date").answered("place:korea", "KOR")
    content = cells.build_csv([ROWS[0], ["05/04/2013", "Korea", "Dinner"]])
    more = single_file.add_rows(draft, content, "more.csv", mapping, KNOWN)
    assert to_table(more).events[["date", "countries"]].to_numpy().tolist() == [
        ["2013-04-03", "KOR"],
        ["2013-04-05", "KOR"],
    ]
    assert more.mapping == mapping


def test_columns_may_stand_in_another_order_and_a_blank_row_is_counted():
    draft = to_draft(to_csv(ROWS[:2]))
    more = add(draft, [["Title", "why it was not taken", "Date", "Country"], ["Dinner", "", "2014", "Italy"],
                       ["", "x", "", ""]])  # fmt: skip
    assert to_table(more).events["title"].tolist() == ["Talks", "Dinner"]
    assert more.report.rejected[["row", "reason"]].to_numpy().tolist() == [[4, BLANK]]
    assert to_lines(more)[1] == ["4", BLANK, "", "", ""]


OTHERS = {
    "a column too few": ([["Date", "Country"], ["2013", "Italy"]], "is missing the table's column “Title”"),
    "a column too many": ([["Date", "Country", "Title", "Price"], ["2013", "Italy", "x", "5"]], "a column “Price”"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_another_table_is_refused_and_nothing_is_added(case):
    rows, words = OTHERS[case]
    draft = to_draft(to_csv(ROWS))
    with pytest.raises(IntakeError, match=words):
        add(draft, rows)
    assert draft.report.read == 2


@pytest.mark.parametrize("name", ["ROWS", "CELLS", "RAGGED_ROWS"])
def test_the_limits_are_for_both_files_together(monkeypatch, name):
    draft = to_draft(to_csv(ROWS))
    other = read_sheet(cells.build_csv([*ROWS[:2], *to_lines(draft)[1:0]]), "more.csv")
    ragged = read_sheet(to_csv(ROWS).encode(), "more.csv")
    joined = corrections.add_corrections(draft.sheet, ragged if name == "RAGGED_ROWS" else other, "more.csv")
    most = {"ROWS": len(joined.cells), "CELLS": joined.cells.size, "RAGGED_ROWS": len(joined.ragged)}[name]
    monkeypatch.setattr(limits, name, dataclasses.replace(getattr(limits, name), most=most))
    corrections.add_corrections(draft.sheet, ragged if name == "RAGGED_ROWS" else other, "more.csv")
    monkeypatch.setattr(limits, name, dataclasses.replace(getattr(limits, name), most=most - 1))
    with pytest.raises(IntakeError):
        corrections.add_corrections(draft.sheet, ragged if name == "RAGGED_ROWS" else other, "more.csv")


def test_columns_that_are_called_like_ours_are_the_table_s():
    header = ["Date", corrections.REASON, corrections.BEYOND]
    draft = to_draft(to_csv([header, ["2013", "a", "b"], ["2014", "c", "d", "e"]]))
    lines = to_lines(draft)
    assert lines[0] == [corrections.ROW, f"{corrections.REASON} *", *header, f"{corrections.BEYOND} *"]
    lines[1][-1] = ""
    assert add(draft, lines).sheet.cells.to_numpy().tolist() == [["2013", "a", "b"], ["2014", "c", "d"]]


def test_a_column_without_name_or_word_moves_nothing():
    draft = to_draft("Date,,Title\n2013,,Talks\n2014,x,Dinner,more\n2015,,Lunch,more\n")
    assert [line[2:] for line in to_lines(draft)] == [
        ["Date", "Title", *["beyond the last column"] * 2],
        ["2014", "Dinner", "more", "x"],
        ["2015", "Lunch", "more", ""],
    ]


def _read(content, name):
    """Read a file in this process, since there are many."""
    with limits.trust_files():
        return read_sheet(content, name)


CELLS = st.sampled_from(["", "2013", "=1+1", "'x", "a,b", 'say "x"', "two\nlines", "ロシア", "-", "x;=y"])


@examples(40)
@given(st.data(), st.integers(1, 4))
def test_whatever_the_cells_every_row_comes_back_and_is_taken_once_it_fits(drawn, width):
    header = [f"Name {place}" for place in range(width)]
    whole = drawn.draw(st.lists(CELLS.filter(bool), min_size=width, max_size=width))
    rows = drawn.draw(st.lists(st.lists(CELLS, min_size=width + 1, max_size=width + 3), max_size=4))
    rows = [[*row, "more"] for row in rows]
    sheet = _read(cells.build_csv([["Date", *header], ["2013", *whole]]), "a.csv")
    given_back = tuple(map(tuple, (["2014", *row] for row in rows)))
    ragged = sheet.ragged.reindex(range(len(rows))).assign(
        row=range(3, 3 + len(rows)), value="", reason=csv_rows.RAGGED
    )
    sheet = dataclasses.replace(sheet, ragged=ragged, given_back=given_back)
    lines = corrections.build_lines(sheet, ragged)
    again = corrections.add_corrections(sheet, _read(cells.build_csv(lines), "b.csv"), "b.csv")
    assert len(again.cells) + len(again.ragged) == 1 + 2 * len(rows)
    mended = [line[: width + 3] for line in lines]
    more = corrections.add_corrections(sheet, _read(cells.build_csv(mended), "b.csv"), "b.csv")
    assert more.cells.to_numpy().tolist()[1:] == [["2014", *row[:width]] for row in rows]
    assert len({*more.rows, *more.ragged["row"]}) == 1 + 2 * len(rows)
