"""Tests of rows that are no events: they are listed with a reason, and a row that may be an event is one."""

import csv
import io

import pytest

from components.intake import single_file
from components.intake.rows import corrections, no_event_rows
from components.intake.rows.no_event_rows import NAMES, NOTE, REASONS, TOTAL
from components.intake.single_file import Known
from tests.support.sheets import GAZETTEER, MEETING_TYPES

KNOWN = Known(GAZETTEER, MEETING_TYPES)
HEADER = ["date", "country", "title", "cost"]
TALKS = ["28/04/2013", "Japan", "Talks", "4"]
VISIT = ["24/05/2013", "Namibia", "Visit", "12"]
DINNER = ["25/07/2013", "Japan", "Dinner", "8"]

OTHERS = {
    "tags": ([["#date+start", "#country", "#activity", "#value"], TALKS, VISIT], NAMES),
    "formats and units": ([["dd/mm/yyyy", "ISO 3", "text", "million"], TALKS, VISIT], NAMES),
    "a format of dates alone": ([["(DD.MM.YYYY)", "", "", ""], TALKS, VISIT], NAMES),
    "types": ([["datetime", "string", "string", "float"], TALKS, VISIT], NAMES),
    "names in another language": ([["日付", "国", "件名", ""], TALKS, VISIT], NAMES),
    "keys of a survey": ([['{"ImportId":"Q1"}', '{"ImportId":"Q2"}', "", ""], TALKS, VISIT], NAMES),
    "a subtotal": ([TALKS, ["Subtotal", "", "", "4"], VISIT], TOTAL),
    "a total": ([TALKS, VISIT, ["", "", "Total:", "16"]], TOTAL),
    "a total with its period": ([TALKS, VISIT, ["Total 2013", "", "", "EUR 16"]], TOTAL),
    "a total in words": ([TALKS, VISIT, ["Grand total (2 trips)", "", "", "16,0 %"]], TOTAL),
    "a total of visits": ([TALKS, VISIT, ["Total: 2 visits", "", "", ""]], TOTAL),
    "a total in Japanese": ([TALKS, VISIT, ["合計", "", "", "16"]], TOTAL),
    "a source": ([TALKS, VISIT, ["Source: own list", "", "", ""]], NOTE),
    "a note in two lines": ([TALKS, VISIT, ["* Provisional", "", "", ""]], NOTE),
    "the end of a list": ([TALKS, VISIT, ["^ List of trips.", "", "", ""]], NOTE),
    "a source in Japanese": ([TALKS, VISIT, ["出典：外務省", "", "", ""]], NOTE),
}
EVENTS = {
    "an event without a day": ["", "Japan", "Meeting", ""],
    "an event with a name of a column": ["TBA", "Partner", "Meeting", ""],
    "a word for a total in a title": ["", "", "Total ban on tests adopted", ""],
    "a total with words beside": ["", "Japan", "Total", "4"],
    "a dated total": ["31/12/2013", "", "Total", "4"],
    "a title and nothing else": ["", "", "Sources of the Nile", ""],
    "yes and no": ["", "", "Yes", "No"],
}


def bring_in(rows, *answers):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    draft = single_file.read_draft(text.getvalue().encode(), "mine.csv", KNOWN)
    mapping = draft.mapping
    for key, answer in answers:
        mapping = mapping.answered(key, answer)
    return single_file.reapply_mapping(draft, mapping, KNOWN, lambda _: None)


@pytest.mark.first_variant
@pytest.mark.parametrize("case", OTHERS)
def test_a_row_that_is_no_event_is_listed_with_a_reason(case):
    rows, kind = OTHERS[case]
    report = bring_in([HEADER, *rows]).report
    assert report.rejected["reason"].tolist() == [REASONS[kind]]
    assert (report.read, report.taken) == (len(rows), len(rows) - 1)
    assert not report.questions
    assert [preset.key for preset in report.presets] == [f"rows:{kind}"]


@pytest.mark.first_variant
@pytest.mark.parametrize("place", [0, 1, 3], ids=["first", "second", "last"])
@pytest.mark.parametrize("case", EVENTS)
def test_a_row_that_may_be_an_event_is_one(case, place):
    rows = [TALKS, VISIT, DINNER]
    rows.insert(place, EVENTS[case])
    report = bring_in([HEADER, *rows]).report
    assert (report.taken, len(report.rejected)) == (4, 0)


@pytest.mark.parametrize("kind", REASONS)
def test_somebody_may_say_that_they_are_events(kind):
    rows = next(rows for rows, of_kind in OTHERS.values() if of_kind == kind)
    assert bring_in([HEADER, *rows], (f"rows:{kind}", "event")).report.taken == len(rows)


def test_every_kind_has_its_words():
    assert no_event_rows.QUESTIONS.keys() == REASONS.keys()


def test_they_can_be_downloaded_cell_by_cell():
    draft = bring_in([HEADER, TALKS, VISIT, ["Total", "", "", "16"]])
    _, row = corrections.build_lines(draft.sheet, draft.report.rejected)
    assert row == ["4", REASONS[TOTAL], "Total", "", "", "16"]
