"""The rows of a table that can't be events, with reasons, and their download; long lists of a report."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd
import streamlit as st

from components.events import schema
from components.events.table import Table
from components.exports.tabular import cells
from components.panels import error_messages, markup, page_language, row_list

MOST_LISTED = 1_000  # rows of a report on the page; all of them can be downloaded
FEW = 8  # rows that are shown without a scrollbar


def render_rejected(table: Table) -> None:
    """Show the rows that can't be events, with reasons, and what else is wrong with the table's files."""
    for problem in table.problems:
        error_messages.render_error(problem)
    rejected, _ = table.rejected, table.messages
    if rejected.empty:
        return
    rows = rejected["row"].nunique()
    said = _.plural("{count} row of the table can't be shown", "{count} rows of the table can't be shown", rows)
    with st.expander(said, expanded=True):
        names = {"row": _("Row"), "column": _("Column"), "value": _("Value"), "reason": _("Problem")}
        rejected = rejected.assign(reason=[_(reason) for reason in rejected["reason"]])
        render_list(rejected.rename(columns=names), "rejected")
        render_download(
            lambda: [schema.REJECTED, *rejected[schema.REJECTED].astype(str).itertuples(index=False)],
            "all rejected rows",
        )


def render_list(rows: pd.DataFrame, key: str) -> None:
    """Show rows of a report, and where there are more than MOST_LISTED, how many."""
    if len(rows) > MOST_LISTED:
        _ = page_language.get_messages()
        said = _("The first {shown} of {all} rows are shown.", shown=MOST_LISTED, all=len(rows))
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
    row_list.render_rows(rows.head(MOST_LISTED), key, "content" if len(rows) <= FEW else 300)


def render_download(to_lines: Callable[[], Iterable[Sequence[str]]], key: str) -> None:
    """Draw what downloads the rows that were not taken, as CSV; `to_lines` makes them, names first, on click."""
    _ = page_language.get_messages()
    st.download_button(
        _("Download these rows with their problems"),
        lambda: cells.build_csv(to_lines()),
        file_name="rows-not-taken.csv",
        mime="text/csv",
        on_click="ignore",
        key=key,
    )
