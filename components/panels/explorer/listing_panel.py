"""The table under the timeline: the same events, as text."""

import zlib
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.dates.certainty import CERTAIN
from components.events import event_text
from components.messages.catalogue import ENGLISH, Messages
from components.panels import markup
from components.views.view import PAGE, View

COLUMNS = ("date", "title", "kind", "parties", "place", "certainty", "source", "url")
Turn = Callable[[str, int], None]


def build_config(_: Messages) -> dict[str, Any]:
    """Return how each of COLUMNS is shown, and what it is called."""
    return {
        "date": st.column_config.TextColumn(_("Date"), width=130),
        "title": st.column_config.TextColumn(_("Event"), width=420),
        "kind": st.column_config.TextColumn(_("Meeting type"), width=170),
        "parties": st.column_config.TextColumn(_("Counterparts"), width="medium"),
        "place": st.column_config.TextColumn(_("Place"), width="small"),
        "certainty": st.column_config.TextColumn(_("In the period"), width=110),
        "source": st.column_config.TextColumn(_("Source"), width=300),
        "url": st.column_config.LinkColumn(_("Link"), width="small", display_text=_("open")),
    }


def render_listing(view: View, closed: int, take: Callable[[str], None], turn: Turn) -> None:
    """Draw the events of the view as a table; `take` is called with the id of a row that is chosen.

    `turn` is called with the name of a list's field in ViewOptions and the first row of the page that is turned to.

    closed: how often a card was put away. A table of another selection, or after a card, is another one to Streamlit:
    else a row that was chosen once could not be chosen again.
    """
    _ = view.table.messages
    if view.listing.empty:
        said = _("No matching events in this period.")
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
    else:
        _on_row("listing", view.listing, list_columns(view.listing), view, closed, take)
        render_pagination("listing_from", view.view_options.listing_from, view.totals.inside, turn, _)
    if view.totals.undated:
        said = _("Events without a date: {count}", count=view.totals.undated)
        st.html(markup.build_element("h3", markup.escape_text(said), "section"))
        columns = [name for name in COLUMNS if name not in ("date", "certainty")]
        _on_row("undated", view.undated, columns, view, closed, take)
        render_pagination("undated_from", view.view_options.undated_from, view.totals.undated, turn, _)


def list_columns(listing: pd.DataFrame) -> list[str]:
    """Return the columns that say something of events in the period: most lists hold none that is not certain."""
    doubtful = (listing["standing"] != CERTAIN).any()
    return [name for name in COLUMNS if doubtful or name != "certainty"]


def render_pagination(name: str, first: int, of: int, turn: Turn, _: Messages) -> None:
    """Draw, under a list of more than a page, which of its rows these are, and what turns to the others."""
    if of <= PAGE:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"pages {name}"):
        words, last = _("Previous page"), min(first + PAGE, of)
        st.button(words, key=f"previous {name}", disabled=first <= 0, on_click=turn, args=(name, first - PAGE))
        said = _("{first} to {last} of {all}", first=first + 1, last=last, all=of)
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"), width="content")
        words = _("Next page")
        st.button(words, key=f"next {name}", disabled=last >= of, on_click=turn, args=(name, first + PAGE))


def _on_row(
    name: str, listing: pd.DataFrame, columns: list[str], view: View, closed: int, take: Callable[[str], None]
) -> None:
    key, _ = f"{name} {_mark(view, closed)}", view.table.messages

    def take_row() -> None:
        if rows := st.session_state[key].selection.rows:
            take(str(listing["id"].iloc[rows[0]]))

    st.dataframe(
        build_cells(listing, _)[columns],
        key=key,
        hide_index=True,
        column_config=build_config(_),
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


def build_cells(listing: pd.DataFrame, _: Messages = ENGLISH) -> pd.DataFrame:
    """Return COLUMNS: how an event stands in the period where it is not certain, and links where there are any."""
    standings = ("" if standing == CERTAIN else standing for standing in listing["standing"])
    doubts = [event_text.describe_doubt(status, _) for status in listing["status"]]
    titles = [
        _("{title} ({doubt})", title=title, doubt=doubt) if doubt else title
        for title, doubt in zip(listing["title"], doubts, strict=True)
    ]
    return listing.assign(
        certainty=event_text.describe_in_period(standings, _),
        title=titles,
        url=listing["url"].where(listing["url"] != "", None),
    )
