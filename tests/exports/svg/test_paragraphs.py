"""Tests of lines of text: none is too long, and no letter is lost."""

from hypothesis import given
from hypothesis import strategies as st

from components.exports.svg.colours import ON_SCREEN
from components.exports.svg.paragraphs import LINE, build_paragraph, wrap
from components.layout.text_width import text_width


@given(st.text(max_size=200), st.integers(20, 300))
def test_no_line_is_longer_than_its_room_and_no_letter_is_lost(sentence, room):
    lines = wrap(sentence, 12.0, room)
    assert "".join("".join(lines).split()) == "".join(sentence.split())
    assert all(text_width(line, 12.0) <= room + 0.01 for line in lines)


def test_lines_break_between_words():
    assert wrap("one two three", 12.0, text_width("one two", 12.0) + 1) == ["one two", "three"]


def test_a_paragraph_is_as_high_as_its_lines():
    drawn, height = build_paragraph(("One.", "", "Two."), ON_SCREEN, 300.0)
    assert height == 2 * LINE
    assert drawn.count("<text") == 2
