"""The visitor's own table: from a file, over what it means, to the timeline, and the way back."""

import streamlit as st

from components.intake.columns import mapping_file
from components.intake.rows.account import Report
from components.intake.single_file import MAPPING_SUFFIX, ImportDraft
from components.messages.catalogue import ENGLISH, Messages
from components.panels import error_messages, markup, page_language
from components.panels.explorer import actions
from components.panels.own_table import mapping_panel, own_table, reading_panel, report_panel
from components.panels.own_table.own_table import ImportSession
from components.panels.tables import loading_panel, table_registry
from components.query import links

UNFOLDED = "own table unfolded"  # in the session: whether the file that is worked on is in sight


@st.fragment
def render_upload(messages: Messages | None = None) -> None:
    """Draw what leads to an own table and back; unfolded, the file that is worked on; in the page's language."""
    _ = messages or page_language.get_messages()
    with st.container(key="own-table"):
        _render_tables(_)
        if st.session_state.get(UNFOLDED):
            with st.container(key="own-file"):
                _render_file(_)


def _render_tables(_: Messages) -> None:
    own, code = own_table.get_own(), table_registry.get_shown_code()
    with st.container(horizontal=True, vertical_alignment="center", key="own-table-ways"):
        unfolded = bool(st.session_state.get(UNFOLDED))
        label = _("Close") if unfolded else _("Use your own data")
        st.button(label, key="own table", on_click=_on_table, args=(not unfolded,))
        if code:
            _render_way(_("Back to {table}", table=table_registry.get_server_title()), "", key="back to server's")
        if own and code != own.version:
            _render_way(_("Go to {table}", table=_title(own)), own.version, key="go to own")
        if code != links.SHIPPED and table_registry.has_shipped():
            _render_way(_("Go to the included table"), links.SHIPPED, key="go to shipped")


def _render_way(label: str, code: str, key: str) -> None:
    if st.button(markup.escape_markdown(label), key=key):
        actions.switch_to(code)
        st.rerun()


def _title(own: own_table.OwnTable) -> str:
    return own.opening.result()[0].settings.title


def _on_table(unfolded: bool) -> None:
    st.session_state[UNFOLDED] = unfolded


def _render_file(_: Messages) -> None:
    import_session = own_table.get_import()
    st.html(markup.build_element("h2", markup.escape_text(_("Use your own data")), "own-file"))
    key = f"own file {import_session.uploads}"
    label = markup.escape_markdown(_("A file with a table of events"))
    st.file_uploader(label, key=key, on_change=_on_file, args=(import_session, key))
    if import_session.work and not import_session.settle():
        loading_panel.render_progress(import_session.work, key="reading")
        return
    if import_session.refusal:
        error_messages.render_error(_(import_session.refusal))
    if import_session.draft is None:
        promise = _(
            "Use one row per event, with any column names, languages and date formats: CSV, "
            "Excel, OpenDocument, JSON, Parquet, Arrow or a calendar. The file is used only in "
            "this session: it is not saved, nobody else can see it, and it is removed when you "
            "close or reload the page."
        )
        st.html(markup.build_element("p", markup.escape_text(promise), "quiet"))
        return
    _render_steps(import_session, import_session.draft, _)


def _on_file(import_session: ImportSession, key: str) -> None:
    """Begin to read what was uploaded; the field is drawn anew, so that the bytes are held once."""
    uploaded = st.session_state[key]
    if uploaded is not None:
        import_session.uploads += 1
        import_session.read(uploaded.getvalue(), uploaded.name)


def _render_steps(import_session: ImportSession, draft: ImportDraft, _: Messages) -> None:
    _render_end(import_session, draft, _)
    reading_panel.render_reading(import_session, draft, _)
    if draft.recalled:
        recalled = _("Your settings for the last table with these columns were applied again.")
        st.html(markup.build_element("p", markup.escape_text(recalled), "quiet"))
        st.button(_("Discard them and detect again"), key="guess", on_click=import_session.guess)
    mapping_panel.render_answers(import_session, draft, _)
    mapping_panel.render_columns(import_session, draft, _)
    report_panel.render_readings(import_session, draft, _)
    mapping_panel.render_settings(import_session, draft, _)
    report_panel.render_report(import_session, draft, _)
    _render_keeping(import_session, draft, _)


def _render_end(import_session: ImportSession, draft: ImportDraft, _: Messages) -> None:
    """Draw what is ready and what leads on; it stays in sight while the rest is read through."""
    if import_session.opening and not import_session.opening.ended.wait(own_table.PATIENCE):
        loading_panel.render_progress(import_session.opening, key="own table")
    elif import_session.opening:
        _explore(import_session, _)
    with st.container(horizontal=True, vertical_alignment="center", key="own-table-end"):
        explorable = bool(draft.report.taken)
        ready = describe_ready(draft.report, _)
        st.html(markup.build_element("p", markup.escape_text(ready), "ready"), width="content")
        label = _("Explore this table")
        st.button(label, type="primary", key="explore", on_click=import_session.open, disabled=not explorable)


def describe_ready(report: Report, _: Messages = ENGLISH) -> str:
    """Say how many rows are ready and how many questions wait: "12 rows ready, 4 open questions"."""
    rows = _.plural("{count} row ready", "{count} rows ready", report.taken)
    asked = _.plural("{count} open question", "{count} open questions", len(report.questions))
    return f"{rows}, {asked if report.questions else _('no open questions')}"


def _render_keeping(import_session: ImportSession, draft: ImportDraft, _: Messages) -> None:
    """Draw what saves the mapping, removes the file, or takes a mapping that was saved."""
    with st.container(horizontal=True, key="own-table-keeping"):
        st.download_button(
            _("Save mapping"),
            lambda: mapping_file.format_mapping(draft.mapping).encode(),
            file_name=f"{draft.name}{MAPPING_SUFFIX}",
            mime="application/json",
            on_click="ignore",
            key="save mapping",
        )
        st.button(_("Remove file"), key="remove file", on_click=own_table.clear_import)
    with st.expander(_("Use a saved mapping")):
        key = f"saved mapping {import_session.number}"
        label = _("A mapping for a table with the same columns")
        st.file_uploader(label, key=key, on_change=_on_mapping, args=(import_session, key))


def _explore(import_session: ImportSession, _: Messages) -> None:
    """Turn to the table that is open by now; one that can't be opened leaves what is on screen, and a sentence."""
    opening, import_session.opening = import_session.opening, None
    if opening is None:
        return
    if opening.error:
        error_messages.render_error(_(error_messages.get_sentence(opening.error)))
        return
    st.session_state[UNFOLDED] = False
    actions.switch_to_own(opening)
    st.rerun()


def _on_mapping(import_session: ImportSession, key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        import_session.follow(uploaded.getvalue())
