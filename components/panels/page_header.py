"""The head of the page: its type, the table's title and what the table is."""

import streamlit as st

from components.messages.sentence import N_
from components.panels import markup, page_language

NAME = N_("Diplomatic Timeline")


def render_title(title: str = "", description: str = "") -> None:
    """Show a table's title and what it is; the program's name while there is none."""
    _ = page_language.get_messages()
    title = title or _(NAME)
    described = markup.build_element("p", markup.escape_text(description), "quiet") if description else ""
    heading = markup.build_element("h1", markup.escape_text(title))
    with st.container(key="masthead"):
        st.html(markup.build_element("header", heading + described, "masthead"))
