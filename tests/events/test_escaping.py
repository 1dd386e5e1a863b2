"""Tests of disarming: nothing that is written runs, and what is read back is what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.escaping import REPLACEMENT, clean, escape_formula, looks_like_formula, unescape_formula

STARTS = "=+-@\t\n＝＋－＠﹦﹢﹣﹫"
texts = st.text(st.sampled_from("=+-@'; \t\r\na＝日\x00\ud800\u3000")) | st.text(st.characters())


@given(texts)
def test_what_was_disarmed_is_read_back(text):
    assert unescape_formula(escape_formula(text)) == clean(text)


@given(texts)
def test_no_cell_begins_like_a_formula(text):
    assert all(not cell or cell[0] not in STARTS for cell in escape_formula(text).split(";"))
    assert all(not cell.strip() or cell.strip()[0] not in STARTS for cell in escape_formula(text).split(";"))


@given(texts)
def test_every_file_can_hold_a_clean_text(text):
    written = clean(text)
    assert written.encode("utf-8").decode("utf-8") == written
    assert all(letter.isprintable() or letter.isspace() or ord(letter) > 0x9F for letter in written)
    assert clean(written) == written
    assert "\r" not in written


CASES = {
    "=1+1": "'=1+1",
    "'=1+1": "''=1+1",
    " =1": "' =1",
    "a;=1; -2": "a;'=1;' -2",
    "＝1": "'＝1",
    "plain - text = same": "plain - text = same",
    "'quoted'": "'quoted'",
    "O'Neill;'x'": "O'Neill;'x'",
    "": "",
    "a\r\nb\rc": "a\nb\nc",
    "a\x00\ud800b": f"a{REPLACEMENT}{REPLACEMENT}b",
}


@pytest.mark.parametrize("text", CASES, ids=ascii)
def test_cases(text):
    assert escape_formula(text) == CASES[text]
    assert looks_like_formula(text) == (escape_formula(text) != clean(text))
