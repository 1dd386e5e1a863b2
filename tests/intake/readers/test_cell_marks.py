"""Tests of marks in cells: what a reader wouldn't read is cut, and what a date, a name or a text says stays."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.readers import cell_marks

CUT = {
    "March 7–9[1]": "March 7–9",
    "Chile[a]": "Chile",
    "Peru [citation needed]": "Peru",
    "Georgia[note 3][4]": "Georgia",
    "Kosovo*": "Kosovo",
    "† Ceylon": "Ceylon",
    "Oman²": "Oman",
    '"28 April 2013"': "28 April 2013",
    "„Wien“": "Wien",
    "«Рим»": "Рим",
    "「東京」": "東京",
    "Ja\u00adpan\u200b": "Japan",
}
KEPT = [
    "[1667,1668]",
    "[1947?]",
    "[..1984]",
    '"',
    "〃",
    "[1]",
    "***",
    '"a" and "b"',
    "Congo [Kinshasa]",
    "",
    "28 April",
]


@pytest.mark.parametrize("text", CUT)
def test_marks_are_cut(text):
    assert cell_marks.cut_marks(text) == CUT[text]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_mark_stays(text):
    assert cell_marks.cut_marks(text) == text


@given(st.lists(st.text(alphabet='ab1[]*†"“”²&;<>/bi \u200b', max_size=12), max_size=6))
def test_a_column_is_cut_as_its_cells_are(texts):
    column = pd.Series(texts, dtype="str")
    assert [text.strip() for text in cell_marks.cut_column(column)] == [cell_marks.cut_marks(text) for text in texts]


@given(st.text(alphabet='ab1[]*†"“”²\u200b ', max_size=20))
def test_no_letter_or_figure_is_lost_but_in_brackets(text):
    if "[" not in text and "²" not in text:
        kept = [letter for letter in text if letter.isalnum()]
        assert [letter for letter in cell_marks.cut_marks(text) if letter.isalnum()] == kept
