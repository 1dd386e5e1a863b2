"""The visitor's own table: from a file, over what it means, to the timeline, and the way back."""

import streamlit as st

from components.intake.columns import mapping_file
from components.intake.rows.account import Report
from components.intake.single_file import MAPPING_SUFFIX, ImportDraft
from components.panels import error_messages, markup
from components.panels.explorer import actions
from components.panels.own_table import mapping_panel, own_table, reading_panel, report_panel
from components.panels.own_table.own_table import ImportSession
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
def render_upload() -> None:
    """Draw what leads to an own table and back; unfolded, the file that is worked on."""
    with st.container(key="own-table"):
        _render_tables()
        if st.session_state.get(UNFOLDED):
            with st.container(key="own-file"):
                _render_file()


def _render_tables() -> None:
    own, code = own_table.get_own(), table_registry.get_shown_code()
    with st.container(horizontal=True, vertical_alignment="center", key="own-table-ways"):
        unfolded = bool(st.session_state.get(UNFOLDED))
        st.button("Close" if unfolded else "Your own table", key="own table", on_click=_on_table, args=(not unfolded,))
        if code:
            _render_way(f"Back to {table_registry.get_server_title()}", "", "back to server's")
        if own and code != own.version:
            _render_way(f"Go to {_title(own)}", own.version, "go to own")
        if code != links.SHIPPED and table_registry.has_shipped():
            _render_way("Go to the shipped table", links.SHIPPED, "go to shipped")


def _render_way(label: str, code: str, key: str) -> None:
    if st.button(markup.escape_markdown(label), key=key):
        actions.switch_to(code)
        st.rerun()


def _title(own: own_table.OwnTable) -> str:
    return own.opening.result()[0].settings.title


def _on_table(unfolded: bool) -> None:
    st.session_state[UNFOLDED] = unfolded


def _render_file() -> None:
    import_session = own_table.get_import()
    st.html(markup.build_element("h2", "Your own table", "own-file"))
    key = f"own file {import_session.uploads}"
    st.file_uploader(
        markup.escape_markdown("A file with a table of events"), key=key, on_change=_on_file, args=(import_session, key)
    )
    if import_session.work and not import_session.settle():
        loading_panel.render_progress(import_session.work, "reading")
        return
    if import_session.refusal:
        error_messages.render_error(import_session.refusal)
    if import_session.draft is None:
        st.html(markup.build_element("p", markup.escape_text(_PROMISE), "quiet"))
        return
    _render_steps(import_session, import_session.draft)


def _on_file(import_session: ImportSession, key: str) -> None:
    """Begin to read what was uploaded; the field is drawn anew, so that the bytes are held once."""
    uploaded = st.session_state[key]
    if uploaded is not None:
        import_session.uploads += 1
        import_session.read(uploaded.getvalue(), uploaded.name)


def _render_steps(import_session: ImportSession, draft: ImportDraft) -> None:
    _render_end(import_session, draft)
    reading_panel.render_reading(import_session, draft)
    if draft.recalled:
        st.html(markup.build_element("p", markup.escape_text(_RECALLED), "quiet"))
        st.button("Start from guesses", key="guess", on_click=import_session.guess)
    mapping_panel.render_answers(import_session, draft)
    mapping_panel.render_columns(import_session, draft)
    report_panel.render_readings(import_session, draft)
    mapping_panel.render_settings(import_session, draft)
    report_panel.render_report(import_session, draft)
    _render_keeping(import_session, draft)


def _render_end(import_session: ImportSession, draft: ImportDraft) -> None:
    """Draw what is ready and what leads on; it stays in sight while the rest is read through."""
    if import_session.opening and not import_session.opening.ended.wait(own_table.PATIENCE):
        loading_panel.render_progress(import_session.opening, "own table")
    elif import_session.opening:
        _explore(import_session)
    with st.container(horizontal=True, vertical_alignment="center", key="own-table-end"):
        explorable = bool(draft.report.taken)
        st.html(markup.build_element("p", markup.escape_text(describe_ready(draft.report)), "ready"), width="content")
        st.button(
            "Explore this table", type="primary", key="explore", on_click=import_session.open, disabled=not explorable
        )


def describe_ready(report: Report) -> str:
    """Say how many rows are ready and how many questions wait: "12 rows ready, 4 questions"."""
    rows, questions = report.taken, len(report.questions)
    asked = f"{questions:,} {'question' if questions == 1 else 'questions'}" if questions else "no questions"
    return f"{rows:,} {'row' if rows == 1 else 'rows'} ready, {asked}"


def _render_keeping(import_session: ImportSession, draft: ImportDraft) -> None:
    """Draw what keeps the mapping, drops the file, or takes a mapping that was kept."""
    with st.container(horizontal=True, key="own-table-keeping"):
        st.download_button(
            "Save the mapping",
            lambda: mapping_file.format_mapping(draft.mapping).encode(),
            file_name=f"{draft.name}{MAPPING_SUFFIX}",
            mime="application/json",
            on_click="ignore",
            key="save mapping",
        )
        st.button("Put the file away", key="put away", on_click=own_table.clear_import)
    with st.expander("Use a mapping that was saved"):
        key = f"saved mapping {import_session.number}"
        label = "A mapping for a table with the same columns"
        st.file_uploader(label, key=key, on_change=_on_mapping, args=(import_session, key))


def _explore(import_session: ImportSession) -> None:
    """Turn to the table that is open by now; one that can't be opened leaves what is on screen, and a sentence."""
    opening, import_session.opening = import_session.opening, None
    if opening is None:
        return
    if opening.error:
        error_messages.render_error(str(opening.error))
        return
    st.session_state[UNFOLDED] = False
    actions.switch_to_own(opening)
    st.rerun()


def _on_mapping(import_session: ImportSession, key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        import_session.follow(uploaded.getvalue())
