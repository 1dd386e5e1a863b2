"""Tests of markup in cells: tags and entities are resolved, counted, and what only looks like them stays."""

import pytest

from components.intake.rows import cell_markup
from tests.support.sheets import to_sheet

DECODED = {
    "Talks &amp; signing": "Talks & signing",
    "28&nbsp;April&#32;2013": "28\u00a0April 2013",
    "C&ocirc;te d&#39;Ivoire": "Côte d'Ivoire",
    "<b>28 April 2013</b>": "28 April 2013",
    "<i>Statement</i><br/>adopted": "Statement adopted",
    '<a href="https://example.org">Visit</a>': "Visit",
    "28<sup>th</sup> of April": "28th of April",
    "April 2013<sup>2</sup>": "April 2013[2]",
    "&lt;b&gt;": "<b>",
    'Japan<ref name="a">page 3</ref>': "Japan",
}
AS_IS = ["a < b and c > d; R&D", "AT&T;", "&nosuchname;", "<b>", "x<y>", "Q&A", ""]


@pytest.mark.parametrize("text", DECODED)
def test_markup_is_resolved(text):
    assert cell_markup.decode_text(text) == DECODED[text]


@pytest.mark.parametrize("text", AS_IS)
def test_what_only_looks_like_markup_stays(text):
    assert cell_markup.decode_text(text) == text


def test_what_was_resolved_is_counted_with_an_example():
    sheet = cell_markup.decode_sheet(to_sheet({"a": "x &amp; y", "b": "<b>z</b>"}, {"a": "&lt;", "b": "plain"}))
    assert sheet.cells.to_numpy().tolist() == [["x & y", "z"], ["<", "plain"]]
    assert sheet.mended == ((cell_markup.ENTITIES, 2, "x &amp; y"), (cell_markup.TAGS, 1, "<b>z</b>"))
