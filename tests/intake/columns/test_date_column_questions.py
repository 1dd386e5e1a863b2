"""Tests of what is asked of columns of dates: once, the likely answers first, and never answered in silence."""

import pytest

from components.intake.columns.column_guesses import guess_mapping
from components.intake.columns.mapping import EACH_COLUMN, NO_DATES_COLUMN
from components.intake.columns.mapping_file import format_mapping, read_mapping
from tests.support.sheets import GAZETTEER, bring_in, to_sheet_of

FIRST = ["2013-04-28", "2013-05-24", "2013-07-25", "2013-12-13"]
LAST = ["2013-04-30", "2013-05-26", "2013-07-27", "2013-12-15"]
WORDS = ["Talks on energy", "A visit", "Talks again", "Signing of a treaty"]


def ask(sheet):
    return bring_in(sheet)[1].questions


@pytest.mark.parametrize(("names", "proposed"), [(("Date 1", "Date 2"), "end"), (("Date", "Other"), "")])
def test_a_second_column_of_dates_that_is_never_earlier_is_asked_about(names, proposed):
    sheet = to_sheet_of(**dict(zip(names, (FIRST, LAST), strict=True)), Title=WORDS)
    (question,) = ask(sheet)
    assert (question.key, question.proposed, question.cells) == (f"role:{names[1]}", proposed, 4)
    assert bring_in(sheet)[0].events["date"].tolist() == FIRST
    told = guess_mapping(sheet, GAZETTEER).answered(question.key, "end", question.column)
    raw, report = bring_in(sheet, told)
    assert (raw.events["date"][0], report.questions) == ("2013-04-28/2013-04-30", ())
    kept = guess_mapping(sheet, GAZETTEER).answered(question.key, "extra", question.column)
    assert bring_in(sheet, kept)[1].questions == ()


@pytest.mark.parametrize("second", ["Updated", "Published", "Ratified"])
def test_a_column_that_is_no_other_end_is_kept_without_a_question(second):
    sheet = to_sheet_of(**{"Date": FIRST, second: LAST, "Title": WORDS})
    raw, report = bring_in(sheet)
    assert (raw.events["date"].tolist(), report.questions) == (FIRST, ())


ACTS = {"Party": ["Namibia", "Japan", "Soviet Union"], "Signed": ["9 Oct 1992", "", "12 Jun 1992"]}
ACTS["Ratified"] = ["25 Feb 1993", "3 Oct 1994 a", "30 Aug 1994"]
ANSWERS = {
    "Signed": ["1992-10-09", "", "1992-06-12"],
    "Ratified": ["1993-02-25", "1994-10-03", "1994-08-30"],
    EACH_COLUMN: ["1992-10-09", "1994-10-03", "1992-06-12"],
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_of_two_acts_it_is_asked_which_one_dates_the_event(answer):
    sheet = to_sheet_of(**ACTS)
    (question,) = ask(sheet)
    assert (question.key, [code for code, _ in question.options]) == ("when:", list(ANSWERS))
    told = guess_mapping(sheet, GAZETTEER).answered("when:", answer)
    raw, report = bring_in(sheet, told)
    assert (told.answer_to("when:"), report.questions) == (answer, ())
    assert raw.events["date"].tolist() == ANSWERS[answer]
    assert read_mapping(format_mapping(told)) == told


def test_two_acts_are_no_span_and_no_title_before_it_is_answered():
    raw, report = bring_in(to_sheet_of(**ACTS))
    assert raw.events["date"].tolist() == ANSWERS[EACH_COLUMN]
    assert raw.events["title"].tolist() == ACTS["Party"]
    assert raw.events["extra: Ratified"].tolist() == ACTS["Ratified"]
    assert "taken from “Ratified”, as “Signed” is blank" in report.repaired["how"].tolist()


UNKNOWN = {
    "A": ["some", "words", "here", "too"],
    "B": ["2013", "?", "none", "2014"],
    "C": ["a", "b", "3 May 2013", "d"],
}


def test_where_no_column_is_known_as_the_date_it_is_asked_once():
    sheet = to_sheet_of(**UNKNOWN)
    (question,) = ask(sheet)
    assert [code for code, _ in question.options] == ["B", "C", NO_DATES_COLUMN]
    told = guess_mapping(sheet, GAZETTEER).answered("when:", "C")
    raw, report = bring_in(sheet, told)
    assert (raw.events["date"].tolist(), report.questions) == (["", "", "2013-05-03", ""], ())


def test_that_no_column_holds_dates_is_an_answer():
    sheet = to_sheet_of(**UNKNOWN)
    told = guess_mapping(sheet, GAZETTEER).answered("when:", NO_DATES_COLUMN)
    _, report = bring_in(sheet, told)
    assert (told.answer_to("when:"), report.questions) == (NO_DATES_COLUMN, ())
    assert set(report.undated["text"]) == {""}
    assert read_mapping(format_mapping(told)) == told


def test_the_account_says_that_no_column_holds_dates():
    _, report = bring_in(to_sheet_of(name=["Treaty of Bonn, 11 April 1949", "Treaty of Rome, 3 May 1950"]))
    assert "No date column has been recognised or chosen, so the events are undated." in report.sentences()
    assert set(report.undated["reason"]) == {"No date column has been recognised or chosen, so the events are undated."}


def test_where_no_column_looks_like_dates_every_one_that_may_hold_them_is_offered():
    sheet = to_sheet_of(
        no=["1", "3"],
        name=["Treaty of Bonn, 11 April 1949", "Treaty of Rome"],
        country=["France", "Italy"],
        blank=["", ""],
    )
    (question,) = (each for each in ask(sheet) if each.key == "when:")
    assert [code for code, _ in question.options] == ["name", "no", NO_DATES_COLUMN]
    _, report = bring_in(sheet, guess_mapping(sheet, GAZETTEER).answered("when:", NO_DATES_COLUMN))
    assert "when:" not in {each.key for each in report.questions}
