"""This file is the table under the timeline: the same events, as text."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.panels import markup
from components.timeline.view import MOST_LISTED, View

KEY = "listing"
COLUMNS = {
    "date": st.column_config.TextColumn("Date", width="small"),
    "title": st.column_config.TextColumn("Event", width="large"),
    "kind": st.column_config.TextColumn("Kind", width="small"),
    "parties": st.column_config.TextColumn("With", width="medium"),
    "place": st.column_config.TextColumn("Where", width="small"),
    "certainty": st.column_config.TextColumn("In the period", width="small"),
    "source": st.column_config.TextColumn("Source", width="medium"),
    "url": st.column_config.LinkColumn("Link", width="small", display_text="open"),
}


def choose(view: View, take: Callable[[str], None]) -> None:
    """Draw the events of the view as a table; `take` is called with the id of a row that is chosen."""
    listing = view.listing
    if listing.empty:
        st.html(markup.element("p", "No event of this selection is in the period.", "quiet"))
    else:
        st.dataframe(
            to_cells(listing),
            key=KEY,
            hide_index=True,
            column_config=COLUMNS,
            column_order=list(COLUMNS),
            on_select=lambda: _take_row(listing, take),
            selection_mode="single-row",
            height="auto" if len(listing) < 10 else 388,
        )
    if not view.listed_all:
        said = f"The table lists the first {MOST_LISTED:,}; narrow the period or the filters for the rest."
        st.html(markup.element("p", said, "quiet"))
    if len(view.undated):
        st.html(markup.element("h3", f"Without a date: {len(view.undated):,}", "section"))
        st.dataframe(
            to_cells(view.undated), hide_index=True, column_config=COLUMNS, column_order=list(COLUMNS), key="undated"
        )


def to_cells(listing: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of COLUMNS: how certainly an event is in the period, and links only where there are any."""
    certainty = listing["certain"].map({True: "certainly", False: "possibly"})
    planned = listing["title"].where(listing["status"] != "planned", listing["title"] + " (planned)")
    return listing.assign(certainty=certainty, title=planned, url=listing["url"].where(listing["url"] != "", None))


def _take_row(listing: pd.DataFrame, take: Callable[[str], None]) -> None:
    rows = st.session_state[KEY].selection.rows
    if rows:
        take(str(listing["id"].iloc[rows[0]]))
