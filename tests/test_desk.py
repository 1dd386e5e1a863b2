"""Tests of the file that a visitor works on: nothing that was said gets lost, and what is refused changes nothing."""

from components.panels import own_table
from components.timeline.intake.text_tables import Decisions
from tests.intake_files import to_csv

ROWS = [["Date", "Country", "Title"], ["03/04/2013", "Korea", "Talks"], ["2013-05", "France", "Dinner"]]


def test_what_is_said_before_the_last_word_is_followed_counts_too():
    desk = own_table.Desk()
    desk.read(to_csv(ROWS).encode(), "mine.csv")
    desk.change(lambda mapping: mapping.with_use("Title", role="extra"))  # nothing is read yet
    assert desk.settle()
    desk.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    desk.change(lambda mapping: mapping.answered("place:korea", "KOR"))
    assert desk.settle()
    mapping = desk.draft.mapping
    assert (mapping.answer_to("order", "Date"), mapping.answer_to("place:korea")) == ("dmy", "KOR")
    assert mapping.use_of("Title").role == "title"


def test_what_is_refused_leaves_the_draft_and_a_sentence():
    desk = own_table.Desk()
    desk.read(to_csv(ROWS).encode(), "mine.csv")
    assert desk.settle()
    desk.read(b"%PDF-1.7", "other.csv")
    assert desk.settle()
    assert "a PDF" in desk.refusal
    assert desk.draft.name == "mine.csv"


def test_what_was_added_is_let_go_with_a_sentence_when_the_file_is_read_in_another_way():
    desk = own_table.Desk()
    desk.read(to_csv(ROWS).encode(), "mine.csv")
    assert desk.settle()
    desk.add(to_csv(ROWS).encode(), "more.csv")
    assert desk.settle()
    assert len(desk.draft.sheet.cells) == 4
    desk.read(desk.draft.content, "mine.csv", Decisions(delimiter=","))
    assert desk.settle()
    assert len(desk.draft.sheet.cells) == 2
    assert "add them again" in " ".join(desk.draft.raw.problems)
