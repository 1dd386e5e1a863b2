"""Tests of characters that nobody sees: a date is read without them, and a sentence shows them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle
from components.intake.readers.characters import drop_invisible, quote_visible
from tests.support.sheets import bring_in, to_sheet_of

INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff"
FORMS = ["2013-04-28", "28 April 2013", "2013-04-28 14:30:00-05", "2013年4月28日", "28/04/2013", "2013-04-~28"]


def read(text):
    return read_dates(pd.Series([text], dtype="str"), DateStyle()).iloc[0]


@pytest.mark.exhaustive
@given(st.sampled_from(FORMS), st.lists(st.sampled_from(INVISIBLE), min_size=1, max_size=3).map("".join))
def test_invisible_characters_around_a_date_and_its_parts_change_nothing(form, signs):
    parted = form.replace("/", f"/{signs}").replace(" ", f"{signs} ").replace("年", f"年{signs}")
    for text in (signs + form, form + signs, f"{signs}{parted} {signs}"):
        reading = read(text)
        assert reading["edtf"] == read(form)["edtf"] != ""
        assert reading["how"].startswith("invisible characters left out")


def test_no_two_numbers_become_one_where_nobody_sees_what_parts_them():
    assert drop_invisible("28\u00ad30 April 2013") == "28-30 April 2013"
    assert read("2\u200b4 April 2013")["edtf"] == ""


MARKED = {
    "'2013-04-03": "2013-04-03",
    "'2013-04-03'": "2013-04-03",
    "\u2019 28 April 2013": "2013-04-28",
    "\u200e'28/04/2013": "2013-04-28",
    "'2013": "2013",
    "'TBD": "",
}


@pytest.mark.parametrize("text", MARKED)
def test_the_apostrophe_of_a_text_cell_is_no_part_of_a_date(text):
    assert read(text)["edtf"] == MARKED[text]


def test_an_apostrophe_that_shortens_a_year_is_one():
    assert (
        read_dates(pd.Series(["'89 to 1991"], dtype="str"), DateStyle(first_short_year=1950))["edtf"][0] == "1989/1991"
    )


def test_marked_cells_share_the_order_that_others_prove():
    texts = pd.Series(["28/04/2013", "'04/05/2013"], dtype="str")
    assert read_dates(texts, DateStyle())["edtf"].tolist() == ["2013-04-28", "2013-05-04"]


def test_a_sentence_shows_what_nobody_sees():
    assert quote_visible("a\u200e\u3164\x07b") == "a[U+200E][U+3164][U+0007]b"
    assert "“[U+E000]”" in read("28 April 2013 \ue000")["reason"]


def test_a_cell_of_invisible_characters_is_blank():
    raw, report = bring_in(to_sheet_of(start=["2013-04-28", "\u200b"], end=["\ufeff", "2013-04-28"], title=["A", "B"]))
    assert raw.events["date"].tolist() == ["2013-04-28", "/2013-04-28"]
    assert report.undated.empty
