"""The visitor's own table: from a file, over what it means, to the timeline, and the way back."""

import streamlit as st

from components.intake.columns import mapping_file
from components.intake.single_file import MAPPING_SUFFIX, ImportDraft
from components.panels import markup, notice_panel
from components.panels.explorer import actions
from components.panels.own_table import mapping_panel, own_table, reading_panel, report_panel
from components.panels.own_table.own_table import Desk
from components.panels.tables import loading_panel, table_registry
from components.query import links

UNFOLDED = "own table unfolded"  # in the session: whether the file that is worked on is in sight
_PROMISE = (
    "One row for each event, in whatever columns, languages and date forms it has: CSV, Excel, OpenDocument, JSON, "
    "Parquet, Arrow or a calendar. The file stays in your session: it is not saved, and nobody else sees it. It is "
    "gone when this page is closed or loaded again."
)
_RECALLED = "What was said of the last table with these columns was used again."


@st.fragment
def choose() -> None:
    """Draw what leads to an own table and back; unfolded, the file that is worked on."""
    with st.container(key="own-table"):
        _choose_table()
        if st.session_state.get(UNFOLDED):
            with st.container(key="desk"):
                _choose_file()


def _choose_table() -> None:
    own, code = own_table.get(), table_registry.shown_code()
    with st.container(horizontal=True, vertical_alignment="center", key="own-table-ways"):
        unfolded = bool(st.session_state.get(UNFOLDED))
        st.button("Close" if unfolded else "Your own table", key="own table", on_click=_turn, args=(not unfolded,))
        if code:
            _choose_way(f"Back to {table_registry.server_title()}", "", "back to server's")
        if own and code != own.version:
            _choose_way(f"Go to {_title(own)}", own.version, "go to own")
        if code != links.SHIPPED and table_registry.has_shipped():
            _choose_way("Go to the shipped table", links.SHIPPED, "go to shipped")


def _choose_way(label: str, code: str, key: str) -> None:
    if st.button(markup.literal(label), key=key):
        actions.turn(code)
        st.rerun()


def _title(own: own_table.OwnTable) -> str:
    return own.opening.result()[0].settings.title


def _turn(unfolded: bool) -> None:
    st.session_state[UNFOLDED] = unfolded


def _choose_file() -> None:
    desk = own_table.desk()
    st.html(markup.element("h2", "Your own table", "desk"))
    key = f"own file {desk.uploads}"
    st.file_uploader(markup.literal("A file with a table of events"), key=key, on_change=_take_file, args=(desk, key))
    if desk.work and not desk.settle():
        loading_panel.show(desk.work, "reading")
        return
    if desk.refusal:
        notice_panel.show_trouble(desk.refusal)
    if desk.draft is None:
        st.html(markup.element("p", markup.text(_PROMISE), "quiet"))
        return
    _choose_steps(desk, desk.draft)


def _take_file(desk: Desk, key: str) -> None:
    """Begin to read what was uploaded; the field is drawn anew, so that the bytes are held once."""
    uploaded = st.session_state[key]
    if uploaded is not None:
        desk.uploads += 1
        desk.read(uploaded.getvalue(), uploaded.name)


def _choose_steps(desk: Desk, draft: ImportDraft) -> None:
    reading_panel.choose(desk, draft)
    if draft.recalled:
        st.html(markup.element("p", markup.text(_RECALLED), "quiet"))
        st.button("Start from guesses", key="guess", on_click=desk.guess)
    mapping_panel.choose_answers(desk, draft)
    mapping_panel.choose_columns(desk, draft)
    report_panel.show_readings(desk, draft)
    mapping_panel.choose_settings(desk, draft)
    report_panel.show(desk, draft)
    _choose_end(desk, draft)


def _choose_end(desk: Desk, draft: ImportDraft) -> None:
    if desk.opening and not desk.opening.ended.wait(own_table.PATIENCE):
        loading_panel.show(desk.opening, "own table")
    elif desk.opening:
        _explore(desk)
    with st.container(horizontal=True, vertical_alignment="center", key="desk-end"):
        explorable = bool(draft.report.taken)
        st.button("Explore this table", type="primary", key="explore", on_click=desk.open, disabled=not explorable)
        st.download_button(
            "Save the mapping",
            lambda: mapping_file.to_json(draft.mapping).encode(),
            file_name=f"{draft.name}{MAPPING_SUFFIX}",
            mime="application/json",
            on_click="ignore",
            key="save mapping",
        )
        st.button("Put the file away", key="put away", on_click=own_table.clear_desk)
    with st.expander("Use a mapping that was saved"):
        key = f"saved mapping {desk.number}"
        label = "A mapping for a table with the same columns"
        st.file_uploader(label, key=key, on_change=_take_mapping, args=(desk, key))


def _explore(desk: Desk) -> None:
    """Turn to the table that is open by now; one that can't be opened leaves what is on screen, and a sentence."""
    opening, desk.opening = desk.opening, None
    if opening is None:
        return
    if opening.trouble:
        notice_panel.show_trouble(str(opening.trouble))
        return
    st.session_state[UNFOLDED] = False
    actions.explore(opening)
    st.rerun()


def _take_mapping(desk: Desk, key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        desk.follow(uploaded.getvalue())
