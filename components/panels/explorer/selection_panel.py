"""The selection as one sentence with its counts, what to let go of where it is empty, and the lanes left out."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.layout.count_text import describe_totals
from components.panels import markup
from components.query.filters import TEXT
from components.query.selection import Selection
from components.views.view import View

MOST_GAPS = 2  # that are said in full


def render_sentence(view: View) -> None:
    """Show the selection as one sentence with its counts."""
    window, *chosen = view.request.selection.describe(view.table)
    counted = markup.build_element("strong", markup.escape_text(describe_totals(view.totals)))
    grey = f", {view.greyed:,} more in grey" if view.greyed else ""
    said = markup.escape_text(f" in {window}{grey}") + "".join(markup.escape_text(f" · {words}") for words in chosen)
    outside = markup.build_element("span", markup.escape_text(f"Outside this period: {view.elsewhere}"), "quiet")
    st.html(markup.build_element("p", f"{counted}{said} {outside}", "sentence"))


def render_gaps(gaps: Sequence[str]) -> None:
    """Say, where sources count more events than there are here, that what is absent may well have taken place."""
    if gaps:
        more = f" {len(gaps) - MOST_GAPS} more such counts are at the end of the page." if len(gaps) > MOST_GAPS else ""
        said = f"Some are missing here. {' '.join(gaps[:MOST_GAPS])}{more}"
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))


def render_relaxations(view: View, take: Callable[[Selection], None]) -> None:
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


def render_more_lanes(view: View, more: Callable[[], None]) -> None:
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
