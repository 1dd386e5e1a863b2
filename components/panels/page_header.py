"""The head of the page: its type, the table's title and what the table is."""

from pathlib import Path

import streamlit as st

from components.messages.sentence import N_
from components.panels import markup, page_language

_STYLE = Path(__file__).with_name("page.css")
NAME = N_("Diplomatic Timeline")


def render_style() -> None:
    """Show nothing, but set the page's type."""
    st.html(_STYLE)


def render_title(title: str = "", description: str = "") -> None:
    """Show a table's title and what it is; the program's name while there is none."""
    _ = page_language.get_messages()
    title = title or _(NAME)
    described = markup.build_element("p", markup.escape_text(description), "quiet") if description else ""
    st.html(
        markup.build_element("header", markup.build_element("h1", markup.escape_text(title)) + described, "masthead")
    )
