"""The table under the timeline: the same events, as text."""

import zlib
from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.events import event_text
from components.panels import markup
from components.views.view import PAGE, View

COLUMNS = {
    "date": st.column_config.TextColumn("Date", width=130),
    "title": st.column_config.TextColumn("Event", width=420),
    "kind": st.column_config.TextColumn("Kind", width=170),
    "parties": st.column_config.TextColumn("With", width="medium"),
    "place": st.column_config.TextColumn("Where", width="small"),
    "certainty": st.column_config.TextColumn("In the period", width=110),
    "source": st.column_config.TextColumn("Source", width=300),
    "url": st.column_config.LinkColumn("Link", width="small", display_text="open"),
}


Turn = Callable[[str, int], None]


def render_listing(view: View, closed: int, take: Callable[[str], None], turn: Turn) -> None:
    """Draw the events of the view as a table; `take` is called with the id of a row that is chosen.

    `turn` is called with the name of a list's field in ViewOptions and the first row of the page that is turned to.

    closed: how often a card was put away. A table of another selection, or after a card, is another one to Streamlit:
    else a row that was chosen once could not be chosen again.
    """
    if view.listing.empty:
        st.html(markup.build_element("p", "No event of this selection is in the period.", "quiet"))
    else:
        _on_row("listing", view.listing, list(COLUMNS), _mark(view, closed), take)
        render_pagination("listing_from", view.view_options.listing_from, view.totals.inside, turn)
    if view.totals.undated:
        st.html(markup.build_element("h3", f"Without a date: {view.totals.undated:,}", "section"))
        columns = [name for name in COLUMNS if name not in ("date", "certainty")]
        _on_row("undated", view.undated, columns, _mark(view, closed), take)
        render_pagination("undated_from", view.view_options.undated_from, view.totals.undated, turn)


def render_pagination(name: str, first: int, of: int, turn: Turn) -> None:
    """Draw, under a list of more than a page, which of its rows these are, and what turns to the others."""
    if of <= PAGE:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"pages {name}"):
        st.button("Rows before", key=f"previous {name}", disabled=first <= 0, on_click=turn, args=(name, first - PAGE))
        last = min(first + PAGE, of)
        st.html(markup.build_element("p", f"{first + 1:,} to {last:,} of {of:,}", "quiet"), width="content")
        st.button("Rows after", key=f"next {name}", disabled=last >= of, on_click=turn, args=(name, first + PAGE))


def _on_row(name: str, listing: pd.DataFrame, columns: list[str], mark: int, take: Callable[[str], None]) -> None:
    key = f"{name} {mark}"

    def take_row() -> None:
        if rows := st.session_state[key].selection.rows:
            take(str(listing["id"].iloc[rows[0]]))

    st.dataframe(
        build_cells(listing)[columns],
        key=key,
        hide_index=True,
        column_config=COLUMNS,
        on_select=take_row,
        selection_mode="single-row",
        height="auto" if len(listing) < 10 else 388,
    )


def _mark(view: View, closed: int) -> int:
    return zlib.crc32(
        repr(
            (
                view.request.selection,
                view.table.version,
                closed,
                view.view_options.listing_from,
                view.view_options.undated_from,
            )
        ).encode()
    )


def build_cells(listing: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of COLUMNS: how certainly an event is in the period, and links only where there are any."""
    certainty = listing["standing"].map(event_text.IN_PERIOD)
    doubts = listing["status"].map(event_text.describe_doubt)
    titles = listing["title"].where(doubts == "", listing["title"] + " (" + doubts + ")")
    return listing.assign(certainty=certainty, title=titles, url=listing["url"].where(listing["url"] != "", None))
