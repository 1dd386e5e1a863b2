"""This file is what the page shows while a large table is opened: how far it is, and a way to stop."""

import streamlit as st

from components.panels import notice_panel, tables
from components.panels.tables import Opening
from components.timeline.table_opening import READ

EVERY = 0.4  # seconds


@st.fragment(run_every=EVERY)
def show(opening: Opening) -> None:
    """Show how far a table is opened, and draw the page anew when it is."""
    if opening.ended.is_set():
        st.rerun()
    words = "Reading the table" if opening.share < READ else "Preparing the table"
    st.progress(min(opening.share, 1.0), text=f"{words} … {opening.share:.0%}")
    if st.button("Stop", key="stop opening"):
        opening.stopped = True


def choose_again(opening: Opening) -> None:
    """Show why a table can't be opened, and draw what tries it again."""
    notice_panel.show_trouble(str(opening.trouble))
    if st.button("Try again", key="open again"):
        tables.forget(opening)
        st.rerun()
