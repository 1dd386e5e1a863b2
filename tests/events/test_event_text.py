"""Tests of what is said of an event, and of a stranger's text made safe for a figure."""

import html

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import event_text, schema
from tests.support import tables

SAID = {
    "a day": (("summit", "2013-04-29", "held"), "Summit · 29 April 2013"),
    "a month": (("summit", "2013-04", "held"), "Summit · in April 2013, day not stated"),
    "planned": (("talks", "2013-04-29?", "planned"), "Talks · 29 April 2013 (uncertain) · planned, not confirmed"),
    "not held": (("talks", "2013", "not-held"), "Talks · in 2013, day not stated · announced, not held"),
    "unknown": (("talks", "2013-04-29", "unknown"), "Talks · 29 April 2013 · not known whether held"),
    "undated": (("talks", "", "held"), "Talks · date not stated"),
    "no kind": (("", "2013", ""), "in 2013, day not stated"),
}


@pytest.mark.parametrize("case", SAID)
def test_an_event_in_one_line(case):
    cells, words = SAID[case]
    events = pd.DataFrame([cells], columns=["meeting_type", "date", "status"])
    assert event_text.describe_events(events, tables.to_table()) == [words]


MARKUP = {
    "<b>bold</b>": "&lt;b&gt;bold&lt;/b&gt;",
    '<a href="//example.org">x</a>': '&lt;a href="//example.org"&gt;x&lt;/a&gt;',
    "R & D &lt;": "R &amp; D &amp;lt;",
    "%{x} and %{customdata[0]}": "%&#123;x} and %&#123;customdata[0]}",
    "100 % {x}": "100 % {x}",
    "a\nb\x00c\x1bd\u202ee": "a b c d e",
    "２＋２ 首脳会談": "２＋２ 首脳会談",
}


@pytest.mark.parametrize("text", MARKUP, ids=ascii)
def test_text_is_no_markup(text):
    assert event_text.escape_markup(text) == MARKUP[text]


@given(st.text(st.characters(), max_size=60) | st.sampled_from(["%{", "%%{{", "<%{>", "&#37;{x}"]))
def test_no_text_becomes_markup_and_all_of_it_is_still_read(text):
    markup = event_text.escape_markup(text)
    assert "<" not in markup
    assert ">" not in markup
    assert "%{" not in markup
    assert markup.isprintable()
    assert html.unescape(markup) == "".join(letter if letter.isprintable() else " " for letter in text)


def test_a_hover_is_a_bold_title_and_lines():
    assert event_text.build_hover("Talks", ["2013", "<i>"]) == "<b>Talks</b><br>2013<br>&lt;i&gt;"
    assert event_text.build_hover("", []) == "<b></b>"


@pytest.mark.parametrize(
    "title", ["<b>" * 30_000, "x" * 100_000, "word " * 20_000], ids=["markup", "one word", "words"]
)
def test_a_hover_stays_of_a_size_to_read(title):
    hover = event_text.build_hover(title, ["line"])
    assert len(hover) < 3_000
    assert set(hover.replace("<br>", "").replace("<b>", "").replace("</b>", "")) <= set(html.escape(title) + "line…")


CELLS = {
    "": [],
    "a": ["a"],
    " a ; b;;": ["a", "b"],
    "Yoshiro Mori (Prime Minister);X": ["Yoshiro Mori (Prime Minister)", "X"],
}


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell or "blank")
def test_a_cell_of_many_is_split(cell):
    assert schema.split_cell(cell) == CELLS[cell]
