"""Tests of how SVG is written: nothing that a table says becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports.svg import svg_elements
from components.layout.text_width import text_width
from tests.support.export_readers import to_drawing

NASTY = ["<b>&amp;</b>", "\"'", "nul\x00", "\ud800 half", "\uffff", "]]>", "日本 <x>", "a  b", "שלום"]


@pytest.mark.parametrize("words", NASTY)
def test_text_is_text(words):
    read = to_drawing(svg_elements.text(words, 1.0, 2.0, 12.0, width=50.0))
    assert "".join(read.itertext()) == svg_elements.clean_printable(words)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_and_attribute_can_be_read(words, value):
    read = to_drawing(svg_elements.element("a", svg_elements.escape(words), data_said=value))
    assert "".join(read.itertext()) == svg_elements.clean_printable(words)
    assert read.get("data-said") == svg_elements.clean_printable(value)


def test_attributes_without_a_value_drop_out():
    assert svg_elements.element("g", "", class_="x", fill=None, x=1.0, y=2.345) == '<g class="x" x="1" y="2.35"></g>'
    assert svg_elements.element("path") == "<path/>"


def test_a_line_is_held_to_the_width_it_was_measured_with():
    read = to_drawing(svg_elements.build_line("Talks in Tokyo", 0.0, 0.0, 13.0))
    assert float(read.get("textLength")) == pytest.approx(text_width("Talks in Tokyo", 13.0), abs=0.01)


@pytest.mark.parametrize("words", ["שלום", "السلام", "two  spaces"])
def test_letters_that_join_are_not_stretched(words):
    assert to_drawing(svg_elements.build_line(words, 0.0, 0.0, 13.0)).get("textLength") is None


@pytest.mark.parametrize(("anchor", "share"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_east_asian_letters_begin_where_they_were_measured(anchor, share):
    words = "Talks 日本 end"
    read = to_drawing(svg_elements.text(words, 100.0, 0.0, 10.0, text_anchor=anchor))
    first, wide, last = read
    left = 100.0 - share * text_width(words, 10.0)
    assert [part.text for part in read] == ["Talks ", "日本", " end"]
    assert float(wide.get("x")) == pytest.approx(left + text_width("Talks ", 10.0), abs=0.01)
    assert "Noto Sans CJK JP" in wide.get("font-family")
    assert first.get("font-family") is last.get("font-family") is None
