"""This file is what the page says around the timeline: title, sentence, what was ignored, what the table lacks."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components.panels import markup
from components.timeline.table import Table
from components.timeline.view import View, describe_totals

_STYLE = Path(__file__).parent / "assets" / "page.css"


def show_style() -> None:
    """Show nothing, but set the page's type."""
    st.html(_STYLE)


def show_title(table: Table) -> None:
    """Show the table's title and what it is."""
    settings = table.settings
    described = markup.element("p", markup.text(settings.description), "quiet") if settings.description else ""
    st.html(markup.element("header", markup.element("h1", markup.text(settings.title)) + described, "masthead"))


def show_trouble(sentence: str) -> None:
    """Show why there is nothing to show."""
    st.html(markup.element("p", markup.text(sentence), "trouble"))


def show_ignored(ignored: Sequence[str]) -> None:
    """Show which parts of a link were ignored."""
    if ignored:
        said = "; ".join(ignored)
        st.html(markup.element("p", markup.text(f"Parts of this link were ignored: {said}."), "trouble"))


def show_sentence(view: View) -> None:
    """Show the selection as one sentence with its counts."""
    window, *chosen = view.request.selection.describe(view.table)
    counted = markup.element("strong", markup.text(describe_totals(view.totals)))
    said = markup.text(f" in {window}") + "".join(markup.text(f" · {words}") for words in chosen)
    outside = markup.element("span", markup.text(f"Outside this period: {view.elsewhere}"), "quiet")
    st.html(markup.element("p", f"{counted}{said} {outside}", "sentence"))


def show_rejected(table: Table) -> None:
    """Show the rows that can't be events, with reasons, and what else is wrong with the table's files."""
    for problem in table.problems:
        show_trouble(problem)
    rejected = table.rejected
    if rejected.empty:
        return
    rows = rejected["row"].nunique()
    said = f"{rows:,} {'row' if rows == 1 else 'rows'} of the table can't be shown"
    with st.expander(said, expanded=True):
        names = {"row": "Row", "column": "Column", "value": "Value", "reason": "Why"}
        st.dataframe(rejected.rename(columns=names), hide_index=True, key="rejected")


def show_colophon(table: Table) -> None:
    """Show what the table covers, whose it is, and which version this is."""
    settings = table.settings
    parts = (
        markup.element("p", markup.text(settings.coverage)) if settings.coverage else "",
        markup.element("p", markup.text(" · ".join(filter(None, (settings.attribution, settings.licence))))),
        markup.element("p", markup.text(f"Table version {table.version}, {len(table.events):,} events")),
    )
    st.html(markup.element("footer", "".join(parts), "colophon"))
