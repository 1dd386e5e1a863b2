"""Tests of label widths: never less than what is drawn, and a cut label fits its room."""

import csv
from pathlib import Path

import font_source_sans_pro
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from components.layout.text_width import ELLIPSIS, shorten, text_width
from tests.support.trials import examples

LATIN = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf"), exclude_characters="\xa0"),
    max_size=80,
)
ANY = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["\n", "a\r\nb", "\ud800", "e\u0301", "国際", "ｶﾞ", "مرحبا", "👍🏽"]
)
SIZE = 13
FONT = ImageFont.truetype(font_source_sans_pro.SourceSansPro, 100)


@examples(200)
@given(LATIN)
def test_it_is_less_than_what_is_drawn_by_rare_kerning_at_most(text):
    assert text_width(text, 100) >= FONT.getlength(text) - 8.1 * max(0, len(text) - 1) - 0.1


def test_of_every_title_it_is_what_is_drawn_or_a_little_more():
    with (Path(__file__).parents[2] / "data" / "events.csv").open(encoding="utf-8", newline="") as lines:
        titles = [row["title"] for row in csv.DictReader(lines)]
    assert titles
    for title in [*titles, "Åland – “quoted”", "AVAWA To Ty"]:
        assert FONT.getlength(title) * 0.995 <= text_width(title, 100) <= FONT.getlength(title) * 1.2 + 10, title


@given(ANY, ANY)
def test_more_text_is_wider(one, other):
    assert 0 <= text_width(one, SIZE) <= text_width(one + other, SIZE)


@given(ANY, st.sampled_from([8.0, 11.0, 26.0]))
def test_it_grows_with_the_size(text, size):
    assert text_width(text, 2 * size) == pytest.approx(2 * text_width(text, size))


@pytest.mark.parametrize("letter", "国ガ한「！Ａ")
def test_a_wide_letter_is_as_wide_as_high(letter):
    assert text_width(letter * 3, SIZE) == pytest.approx(3 * SIZE)


@examples(200)
@given(ANY, st.floats(-50, 600))
def test_a_cut_text_fits_and_is_its_beginning(text, room):
    cut = shorten(text, SIZE, room)
    assert text_width(cut, SIZE) <= max(room, 0) + 1e-6
    assert cut in (text, "") or (cut.endswith(ELLIPSIS) and text.startswith(cut[:-1]))
    if text_width(text, SIZE) <= room:
        assert cut == text


def test_as_much_as_fits_is_kept():
    title = "Summit meeting in Moscow"
    for letters in range(1, len(title) - 2):
        room = text_width(title[:letters] + ELLIPSIS, SIZE)
        assert shorten(title, SIZE, room + 0.01) == title[:letters].rstrip() + ELLIPSIS
    assert shorten(title, SIZE, 3.0) == ""
