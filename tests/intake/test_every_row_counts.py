"""Tests of the account of tables of every shape: each row is taken, or listed with a reason, and none is made up."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from components.intake import single_file
from components.intake.limits import IntakeError
from components.intake.single_file import Known
from components.stores import opening
from tests.support.sheets import GAZETTEER, MEETING_TYPES
from tests.support.trials import examples

KNOWN = Known(GAZETTEER, MEETING_TYPES)
HEADERS = ["date", "start", "end", "year", "month", "day", "title", "country", "city", "people", "cost", "", "Trip"]
CELLS = ["", "2013", "28 April 2013", "April", "28/04", "#date", "dd/mm/yyyy", "text", "Total", "Subtotal", "12"]
CELLS += ["EUR 4", "Source: own list", "* note", "〃", '"', "ditto", "Japan", "Japan[a]", "&amp;", "<b>x</b>", "from"]
CELLS += ["to", "Title", "June 4, 5", "2012", "TBA", "date", "country", "\u200b", "<br>", "Visit", "title"]
rows_of_cells = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=5), max_size=7)
some_headers = st.lists(st.sampled_from(HEADERS), min_size=2, max_size=4)


@given(some_headers, rows_of_cells, st.sampled_from(["", "above", "heading", "event"]))
@examples(25)
def test_every_row_is_taken_or_listed(header, rows, answer):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    try:
        draft = single_file.read_draft(text.getvalue().encode(), "mine.csv", KNOWN)
    except IntakeError:
        return
    if answer:
        mapping = draft.mapping
        for question in (*draft.report.questions, *draft.report.presets):
            if answer in dict(question.options):
                mapping = mapping.answered(question.key, answer, question.column)
        draft = single_file.reapply_mapping(draft, mapping, KNOWN, lambda _: None)
    report, sheet = draft.report, draft.sheet
    assert report.read == report.taken + len(report.rejected) == len(sheet.cells) + len(sheet.ragged)
    assert (report.rejected["reason"] != "").all()
    assert sorted([*draft.raw.events["row"], *report.rejected["row"]]) == sorted([*sheet.rows, *sheet.ragged["row"]])
    assert sorted(report.undated["row"]) == sorted(draft.raw.events["row"][draft.raw.events["date"] == ""])
    above = sum(any(cell.strip() for cell in row) for row in rows)
    assert report.read <= above + 1
    whole, _ = opening.with_store(single_file.build_table(draft, KNOWN), lambda _: None)
    assert len(whole.events) == report.taken
