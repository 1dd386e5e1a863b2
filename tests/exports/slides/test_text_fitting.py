"""Tests of lettering: what is measured is what fits, and no letter is lost where text is broken or poured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports.slides import text_fitting
from components.exports.slides.text_fitting import LINE, Measure, Words
from tests.support.trials import examples

MEASURE = Measure(1.1)
texts = st.text(st.sampled_from("ab W m.–日本語 שלום"), max_size=120)


def squeezed(*parts):
    return "".join("".join(parts).split())


@given(texts, st.floats(8, 30), st.floats(40, 400))
@examples(80)
def test_lines_hold_all_the_text_and_no_line_is_wider_than_the_room(text, size, room):
    lines = MEASURE.lines(text, size, room)
    assert "".join(lines) == text
    assert all(MEASURE.width(line.rstrip(), size) <= room for line in lines)


@given(st.lists(texts.filter(str.strip), max_size=6), st.floats(10, 20), st.floats(60, 300), st.floats(40, 200))
@examples(80)
def test_pouring_loses_nothing_and_fills_no_frame_beyond_its_height(paragraphs, size, room, height):
    rest = [Words(text, size) for text in paragraphs]
    placed = []
    while rest:
        column, rest = MEASURE.pour(rest, room, height)
        assert column
        assert sum(MEASURE.height(words, room) for words in column) <= max(height, size * LINE) + 1e-6
        placed += column
    assert squeezed(*(words.whole for words in placed)) == squeezed(*paragraphs)


@given(texts, st.floats(60, 300), st.floats(30, 120))
@examples(80)
def test_what_is_fitted_fits(text, width, height):
    words = MEASURE.fit(text, (24.0, 10.0), (width, height))
    assert MEASURE.height(words, width) <= height
    assert words.text == text or words.text.endswith("…")


def test_a_paragraph_is_split_between_its_lines_and_its_link_stays_with_the_end():
    words = Words("one two three four five six", 10, lead="Source:", link="https://www.example.org/page")
    assert words.whole == "Source: one two three four five six example.org"
    (head,), (tail,) = MEASURE.pour([words], 90, 12)
    assert (head.lead, head.link) == ("Source:", "")
    assert (tail.lead, tail.link) == ("", words.link)
    assert f"{head.text} {tail.text}" == words.text


CLEANED = {
    "a\x00b\x1b\n\tc\ud800d\uffff": "a b   c d ",
    "\u202eabc\u202c": " abc ",
    "日本 שלום 👩‍👧": "日本 שלום 👩‍👧",
    "plain": "plain",
}


@pytest.mark.parametrize("text", CLEANED, ids=ascii)
def test_text_is_cleaned_of_what_a_slide_cannot_hold(text):
    assert text_fitting.clean(text) == CLEANED[text]


def test_right_to_left_is_told_by_the_first_letter_that_has_a_direction():
    assert text_fitting.reads_from_right("12 שלום abc")
    assert not text_fitting.reads_from_right("abc שלום")
    assert not text_fitting.reads_from_right("12 !")


def test_an_unknown_font_counts_as_wide():
    assert text_fitting.wider("Calibri") < text_fitting.wider("Arial") < text_fitting.wider("Something Wide")
