"""Tests of a mapping: every choice can be changed, and every question answered."""

import pytest

from components.intake.columns.mapping import OWN, Mapping, Use
from components.intake.dates.date_style import QUESTIONS, DateStyle

USES = (Use("When", "date"), Use("Who", "people", separator=";"), Use("More", "extra"))
MAPPING = Mapping(USES, DateStyle(first_days=""))


def test_a_person_has_the_last_word_on_a_column():
    told = MAPPING.with_use("More", role="topics", separator="|")
    assert (told.use_of("More").role, told.use_of("More").separator) == ("topics", "|")
    assert told.use_of("More").reason == "chosen by a person"
    assert told.with_use("Who", separator="").use_of("Who").separator == ""
    assert (told.columns("topics"), MAPPING.columns("topics")) == (("More",), ())


def test_a_column_that_is_not_there_is_none():
    with pytest.raises(KeyError):
        MAPPING.use_of("Where")


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_answer_that_is_offered_can_be_given(key):
    for code, _ in QUESTIONS[key][1]:
        told = MAPPING.answered(key, code, "When")
        assert told != MAPPING
        assert told.style != MAPPING.style or told.use_of("When").order == code


def test_the_fiscal_year_is_a_setting_of_the_table_too():
    told = MAPPING.answered("fiscal_start", "10 end")
    assert (told.style.fiscal_start, told.style.fiscal_named_by) == (10, "end")
    settings = told.to_settings()
    assert (settings.fiscal_year_start_month, settings.fiscal_year_named_by) == (10, "end")
    assert told.answer_to("fiscal_start") == "10 end"


def test_a_fiscal_year_that_was_never_asked_about_is_the_calendar_s():
    assert MAPPING.to_settings().fiscal_year_start_month == 1


def test_a_decision_on_a_name_counts_for_all_its_spellings_and_can_change():
    told = MAPPING.answered("place:korea", "KOR").answered("place:KOREA", OWN).answered("kind:Korea", "summit")
    assert (told.decided("place"), told.decided("kind")) == ({"korea": OWN}, {"korea": "summit"})


@pytest.mark.parametrize(
    ("question", "answer"), [("fiscal_start", "soon"), ("first_short_year", ""), ("nonsense", "1")]
)
def test_what_is_no_answer_is_refused(question, answer):
    with pytest.raises(ValueError, match="answer"):
        MAPPING.answered(question, answer)


@pytest.mark.parametrize("key", QUESTIONS)
def test_an_answer_can_be_asked_for(key):
    assert MAPPING.answer_to(key, "When") == ""
    for code, _ in QUESTIONS[key][1]:
        assert MAPPING.answered(key, code, "When").answer_to(key, "When") == code


def test_the_answer_on_a_name_can_be_asked_for():
    told = MAPPING.answered("place:korea", "KOR")
    assert (told.answer_to("place:Korea"), told.answer_to("kind:korea")) == ("KOR", "")
