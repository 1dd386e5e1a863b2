"""What the page shows while something takes its time: how far it is, and a way to stop."""

from typing import Any

import streamlit as st

from components.messages.catalogue import Messages
from components.messages.sentence import Sentence
from components.panels import error_messages, page_language
from components.panels.explorer import actions
from components.panels.server import streamlit_internals
from components.panels.tables import table_registry
from components.panels.tables.background_work import Work
from components.stores.opening import READ
from components.stores.stamp import Opened

EVERY = 0.4  # seconds


@st.fragment(run_every=EVERY)
def render_progress(work: Work[Any], key: str = "opening") -> None:
    """Show how far work on a table is, and draw the page anew when it is done.

    It can be stopped by who waits alone: of several one would take the table from the others.
    """
    if work.ended.is_set():
        st.rerun()
    _ = page_language.get_messages()
    st.progress(min(work.share, 1.0), text=_describe(work, _))
    if work.is_only_for(streamlit_internals.read_session_id()) and not work.stopped:
        st.button(_("Stop"), key=f"stop {key}", on_click=work.stop)


def _describe(work: Work[Any], _: Messages) -> str:
    if work.stopped:
        return _("Stopping …")
    if work.waits:
        return _("Waiting for other files to be read …")
    share = f"{work.share:.0%}"
    return (
        _("Reading the table … {share}", share=share)
        if work.share < READ
        else _("Preparing the table … {share}", share=share)
    )


def render_retry(opening: Work[Opened]) -> None:
    """Show why a table can't be opened, and draw what tries it again."""
    _ = page_language.get_messages()
    if opening.error:
        error_messages.render_error(error_messages.get_sentence(opening.error))
    if st.button(_("Try again"), key="open again"):
        table_registry.drop_opening(opening)
        st.rerun()


def render_change() -> None:
    """Draw, where the server's table has changed, what turns to the new one; until then all stays as it is.

    What holds it is always there, so that the timeline keeps its place.
    """
    _ = page_language.get_messages()
    with st.container(horizontal=True, vertical_alignment="center", key="table-change"):
        coming = table_registry.get_coming()
        if coming and not coming.ended.is_set():
            render_progress(coming, "change")
        elif coming and coming.error:
            reason = error_messages.get_sentence(coming.error)
            error_messages.render_error(Sentence("The table has changed and can't be opened. {reason}", reason=reason))
            st.button(_("Try again"), key="change again", on_click=_try_change_again)
        elif coming:
            actions.on_change()
            st.rerun()
        elif table_registry.has_changed():
            error_messages.render_error(Sentence("The table has changed since this page was opened."))
            st.button(_("Show the new version"), key="show change", on_click=table_registry.ask_for_change)


def _try_change_again() -> None:
    coming = table_registry.get_coming()
    if coming:
        table_registry.drop_change()
        table_registry.ask_for_change()
