"""What the page says around the timeline: title, sentence, what was ignored, what the table lacks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from components.events import schema
from components.events.table import Table
from components.exports.tabular import cells
from components.layout.count_text import describe_totals
from components.panels import markup, row_list
from components.query import links
from components.query.filters import TEXT
from components.query.selection import Request, Selection
from components.query.store import EngineError
from components.views.view import View

_STYLE = Path(__file__).with_name("page.css")


def show_style() -> None:
    """Show nothing, but set the page's type."""
    st.html(_STYLE)


NAME = "Diplomatic Timeline"
MOST_LISTED = 1_000  # rows of a report on the page; all of them can be downloaded
FEW = 8  # rows that are shown without a scrollbar


def show_title(title: str = NAME, description: str = "") -> None:
    """Show a table's title and what it is; the program's name while there is none."""
    described = markup.build_element("p", markup.escape_text(description), "quiet") if description else ""
    st.html(
        markup.build_element("header", markup.build_element("h1", markup.escape_text(title)) + described, "masthead")
    )


def show_trouble(sentence: str) -> None:
    """Show why there is nothing to show."""
    st.html(markup.build_element("p", markup.escape_text(sentence), "trouble"))


@contextmanager
def trouble_said(name: str) -> Iterator[None]:
    """Say in its place, where an engine has no answer to what is asked within, why not, and draw what asks once more.

    name: of what is asked, another one for each on a page.
    """
    try:
        yield
    except EngineError as error:
        show_trouble(str(error))
        st.button("Try again", key=f"ask {name} again")  # whatever is pushed asks again


def choose_again(trouble: str, again: Callable[[], None]) -> None:
    """Draw, where there is no answer, why not, and what asks once more; `again` is called before."""
    with st.container(key="no-answer"):  # always there, so that the timeline keeps its place
        if trouble:
            show_trouble(trouble)
            st.button("Try again", on_click=again, key="ask again")


def show_ignored(ignored: Sequence[str]) -> None:
    """Show which parts of a link were ignored."""
    with st.container():  # always there, so that the timeline keeps its place
        if links.OTHER_TABLE in ignored:
            show_trouble(links.OTHER_TABLE)
        elif ignored:
            show_trouble(f"Parts of this link were ignored: {'; '.join(ignored)}.")


def show_sentence(view: View) -> None:
    """Show the selection as one sentence with its counts."""
    window, *chosen = view.request.selection.describe(view.table)
    counted = markup.build_element("strong", markup.escape_text(describe_totals(view.totals)))
    grey = f", {view.greyed:,} more in grey" if view.greyed else ""
    said = markup.escape_text(f" in {window}{grey}") + "".join(markup.escape_text(f" · {words}") for words in chosen)
    outside = markup.build_element("span", markup.escape_text(f"Outside this period: {view.elsewhere}"), "quiet")
    st.html(markup.build_element("p", f"{counted}{said} {outside}", "sentence"))


def choose_way_out(view: View, take: Callable[[Selection], None]) -> None:
    """Draw, where nothing is in the period, which choice to let go of; `take` is called with the selection then.

    What holds it is always there: else the timeline, in another place, would be begun anew.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="way-out"):
        if view.offer:
            other = view.request.selection.choose(TEXT.key, (view.offer,))
            st.button(
                f"Did you mean “{markup.escape_markdown(view.offer)}”?", on_click=take, args=(other,), key="offer"
            )
        for number, way in enumerate(view.relaxations):
            label = markup.escape_markdown(f"{way.words}: {way.found:,}")
            st.button(label, on_click=take, args=(way.selection,), key=f"relax {number}")


def choose_more_lanes(view: View, more: Callable[[], None]) -> None:
    """Draw, where there are more lanes than are shown, how many, and what shows more of them."""
    left = view.arrangement.lanes_left
    if left:
        with st.container(horizontal=True, vertical_alignment="center", key="more-lanes"):
            words = "lane with fewer events is" if left == 1 else "lanes with fewer events are"
            st.html(
                markup.build_element("p", f"{left:,} more {words} not drawn; every total counts them.", "quiet"),
                width="content",
            )
            st.button("Show more lanes", on_click=more, key="show more lanes")


def to_address(request: Request, opening: Request) -> str:
    """Return the whole address of a view."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit(
        (parts.scheme, parts.netloc, parts.path or "/", links.format_query(links.build_query(request, opening)), "")
    )


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
        show_list(rejected.rename(columns=names), "rejected")
        offer_rejected(
            lambda: [schema.REJECTED, *rejected[schema.REJECTED].astype(str).itertuples(index=False)],
            "all rejected rows",
        )


def show_list(rows: pd.DataFrame, key: str) -> None:
    """Show rows of a report, and where there are more than MOST_LISTED, how many."""
    if len(rows) > MOST_LISTED:
        st.html(markup.build_element("p", f"The first {MOST_LISTED:,} of {len(rows):,}.", "quiet"))
    row_list.render_rows(rows.head(MOST_LISTED), key, "content" if len(rows) <= FEW else 300)


def offer_rejected(to_lines: Callable[[], Iterable[Sequence[str]]], key: str) -> None:
    """Draw what downloads the rows that were not taken, as CSV; `to_lines` makes them, names first, on click."""
    st.download_button(
        "Download these rows with reasons",
        lambda: cells.build_csv(to_lines()),
        file_name="rows-not-taken.csv",
        mime="text/csv",
        on_click="ignore",
        key=key,
    )
