"""Tests of labels: whatever a table says is shown as it is, and a screen reader says no more than that."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from components.panels import markup
from tests.support.trials import examples

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
SIGNS = st.text("\\`*_{}[]()<>#+-.!|~$:&\"'= 19ax;é日\u3000\t\n", max_size=12)


@pytest.mark.parametrize("text", ["**bold**", "![x](http://h/x.png)", "[a](javascript:b)", "$x$ :red[y]", "# head"])
def test_a_label_holds_no_markdown(text):
    literal = markup.escape_markdown(text)
    assert re.sub(r"\\(.)", r"\1", literal) == text
    assert not re.search(r"(?<!\\)[*\[\]$]|(?<!\\):\S", literal)


@examples(300)
@given(SIGNS | st.text(max_size=12))
def test_whatever_a_label_says_is_shown_as_it_is(text):
    shown = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    read = MARKDOWN.render(markup.escape_markdown(text)).removeprefix("<p>").removesuffix("</p>\n")
    assert html.unescape(read) == shown
    assert "<" not in read


@pytest.mark.parametrize(
    "label",
    ["Use “start_date” as", "Which place is “Korea, South”?", "Row with the column names (0 = none)", "U.S. – Japan!"],
)
def test_a_usual_label_is_said_without_a_backslash(label):
    assert markup.escape_markdown(label) == label
