"""The briefing on the page: made in one click, its texts, and what can be done with it as a whole."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.briefing import briefing, briefing_file, presentation
from components.briefing.briefing import MOST_LETTERS, MOST_STEPS, Briefing
from components.briefing.briefing_file import TEXTS
from components.briefing.presentation import Presentation
from components.events.table import Table
from components.intake.dates import date_reading
from components.intake.dates.date_style import DateStyle
from components.messages.catalogue import Messages
from components.messages.sentence import N_, Sentence
from components.panels import error_messages, markup
from components.panels.briefing import briefing_history, steps_panel
from components.panels.explorer import page_state
from components.panels.explorer.page_state import Shown, load_shown
from components.panels.presenter import presenter_panel
from components.panels.tables import engine_wait, table_registry
from components.query import links
from components.query.selection import Request
from components.query.store import Store

HINTS = {"classification": N_("For official use"), "audience_date": N_("3 February 2014")}  # in an empty field
ASKED = "briefing closing"  # in the session: the briefing_history.get_epoch in which it is asked whether to close
_REOPEN, _SAVE = N_("Undo closing"), N_("Save")
MOST_FILE_NAME = 60  # letters
MOST_DATE = 100  # letters of a date
MOST_FIGURES = 4  # of a step's number in an address


@st.fragment
def render_briefing(shown: Shown) -> None:
    """Show the briefing in hand beneath what is shown; a fragment, so that writing a note runs nothing else."""
    _, store, table, opening = shown.table.messages, shown.store, shown.table, shown.opening
    code, step = st.query_params.get(links.BRIEFING, ""), _to_step(st.query_params.get(links.STEP, ""))
    briefing_history.load_once(partial(_on_link, store, table, opening, code, step))
    draft = briefing_history.get_briefing()
    with st.container(key="briefing"):
        st.html(markup.build_element("h3", markup.escape_text(_("Briefing")), "section"))
        for sentence in briefing_history.get_messages():
            error_messages.render_error(sentence)
        if again := briefing_history.get_failed():
            st.button(_("Try again"), key="ask briefing again", on_click=briefing_history.attempt, args=(again,))
        if draft is None:
            _render_start(opening, _)
        else:
            _render_whole(draft, shown)
            _render_texts(draft, _)
            steps_panel.render_steps(draft, store, _)
    _render_presenter(draft, store, table, opening)


def _to_step(text: str) -> int | None:
    """Return the number of the step that an address asks to present, None where it names none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_FIGURES else None


def _on_link(store: Store, table: Table, opening: Request, code: str, step: int | None) -> None:
    """Take the briefing that the page's address holds, and present the step that it asks for."""
    if code and _on_code(store, table, opening, code) and step is not None:
        _present(store, table, step, page_state.read_request(table, store, opening))


def _on_code(store: Store, table: Table, opening: Request, code: str) -> bool:
    """Take a briefing from an address or from what the browser kept."""
    to_opener = table_registry.build_scheme_opener()

    def read(asked: Store) -> briefing_history.Read:
        return briefing_file.read_code(code, asked, table, opening, to_opener(table, asked))

    return briefing_history.load_briefing(partial(engine_wait.run_query, store, read))


def _render_start(opening: Request, _: Messages) -> None:
    """Draw how a briefing comes about: from the selection, or from a file."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Create a briefing"), key="make-briefing", on_click=partial(briefing_history.attempt, _make))
        _render_file(opening, _)
        if briefing_history.can_undo():
            st.button(_(_REOPEN), key="undo-briefing", on_click=briefing_history.undo_change)
        said = _(
            "Creates one step per event of the selection, at most {most}; reorder, remove and annotate as needed.",
            most=MOST_STEPS,
        )
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))


def _make() -> None:
    shown = load_shown()
    made = engine_wait.run_query(shown.store, lambda asked: briefing.build_briefing(asked, shown.table, shown.request))
    if not made.steps:
        briefing_history.set_messages(Sentence("No matching events in this period."))
        return
    briefing_history.set_briefing(made)
    briefing_history.switch_step(0)


def _render_file(opening: Request, _: Messages) -> None:
    key = f"open-briefing {briefing_history.get_epoch()}"

    def take() -> None:
        if file := st.session_state.get(key):
            briefing_history.attempt(partial(_on_file, file.getvalue(), opening))

    with st.popover(_("Open a briefing")):
        most = max(1, briefing_file.MOST_BYTES // 1_000_000)
        st.file_uploader(_("Saved briefing file"), type="json", key=key, on_change=take, max_upload_size=most)


def _on_file(content: bytes, opening: Request) -> None:
    (table, store), to_opener = table_registry.load_table(page_state.get_scheme()), table_registry.build_scheme_opener()

    def read(asked: Store) -> briefing_history.Read:
        return briefing_file.read_briefing(content, asked, table, opening, to_opener(table, asked))

    if briefing_history.load_briefing(partial(engine_wait.run_query, store, read), of_file=True):
        briefing_history.switch_step(0)


def _render_whole(draft: Briefing, shown: Shown) -> None:
    """Draw what can be done with the whole briefing."""
    _, present = shown.table.messages, partial(briefing_history.attempt, _on_present)
    undo, unchanged = briefing_history.undo_change, not briefing_history.can_undo()
    with st.container(horizontal=True, vertical_alignment="center", key="briefing-actions"):
        st.button(_("Present"), key="start-presenting", type="primary", on_click=present)
        st.button(_("Undo"), key="undo-briefing", on_click=undo, disabled=unchanged)
        steps_panel.render_additions(draft, shown)
        version = shown.table.version
        content = partial(_to_file, briefing_history.get_history(), draft, version)
        name = build_file_name(draft.title)
        st.download_button(_(_SAVE), content, name, "application/json", key="save-briefing", on_click="ignore")
        _render_file(shown.opening, _)
        with st.popover(_("Link")):
            _render_link(draft, shown)
        st.button(_("Close briefing"), key="close-briefing", on_click=_ask_to_close, args=(True,))
    if st.session_state.get(ASKED) == briefing_history.get_epoch():
        _confirm_closing(_)


def _ask_to_close(asked: bool) -> None:
    """Ask, or no longer; another change of the briefing ends the question, too."""
    st.session_state[ASKED] = briefing_history.get_epoch() if asked else None


def _confirm_closing(_: Messages) -> None:
    """Draw the question right behind the button, so that the next Tab leads to it; one from a popover would not."""
    said = _(
        (
            "Close this briefing? Its steps, notes and texts will be removed from this page. "
            "“{undo}” restores them until you close or reload the page; “{save}” keeps them in a "
            "file."
        ),
        undo=_(_REOPEN),
        save=_(_SAVE),
    )
    st.html(markup.build_element("p", markup.escape_text(said), "error"))
    with st.container(horizontal=True, key="briefing-closing"):
        st.button(_("Close it"), key="end-briefing", type="primary", on_click=_close)
        st.button(_("Keep it open"), key="keep-briefing", on_click=_ask_to_close, args=(False,))


def _close() -> None:
    if briefing_history.get_briefing() is not None:
        briefing_history.set_briefing(None)


def _to_file(kept: briefing_history.BriefingHistory, drawn: Briefing, version: str) -> bytes:
    """Write the briefing as it is when the file is asked for; as it was `drawn` where it was closed just then."""
    return briefing_file.format_briefing(kept.newest or drawn, version).encode("utf-8")


def build_file_name(title: str) -> str:
    """Return a name for a file that every system takes: the title's letters and figures, hyphens between."""
    words = re.findall(r"\w+", title)
    return "-".join(words)[:MOST_FILE_NAME].strip("-_") + ".json" if words else "briefing.json"


def _render_link(draft: Briefing, shown: Shown) -> None:
    _, code = shown.table.messages, briefing_file.format_code(draft, shown.opening, shown.table.version)
    if not briefing_file.fits_address(code):
        said = _("This briefing is too long for a link. Save it and send the file.")
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
        return
    address = shown.address
    between = "&" if "?" in address else "?"
    parts = links.format_query({links.BRIEFING: [code], links.STEP: [str(briefing_history.get_step() + 1)]})
    said = _("This link opens the briefing at the current step.")
    st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
    st.code(f"{address}{between}{parts}", language=None, wrap_lines=True)


def _render_texts(draft: Briefing, _: Messages) -> None:
    for (name, label), column in zip(TEXTS.items(), st.columns(len(TEXTS)), strict=True):
        key = f"briefing {name} {briefing_history.get_epoch()}"
        text, write, hint = getattr(draft, name), partial(_write, name, key), _(HINTS.get(name, ""))
        column.text_input(_(label), text, MOST_LETTERS, key=key, on_change=write, placeholder=hint)


def _write(name: str, key: str) -> None:
    """Take one text of the briefing from its field."""
    draft, text = briefing_history.get_briefing(), steps_panel.read_written(key)
    if draft is None:
        return
    if name == "audience_date" and text:
        date = read_date(text)
        if not date:
            shown = links.quote_text(text)
            said = Sentence("“{text}” is not a date. Enter a date such as 3 February 2014.", text=shown)
            briefing_history.set_messages(said)
            return
        text = date
    changed: dict[str, Any] = {name: text}
    briefing_history.set_briefing(replace(draft, **changed), typed=True)


def read_date(text: str) -> str:
    """Return a date as a person writes it as EDTF; "" where it is none, or may be one of several."""
    if len(text) > MOST_DATE:
        return ""
    read = str(date_reading.read_dates(pd.Series([text], dtype="str"), DateStyle())["edtf"].iloc[0])
    return read if read.strip("./") else ""  # “ongoing” is read, as no day at all


def _render_presenter(draft: Briefing | None, store: Store, table: Table, opening: Request) -> None:
    code = briefing_file.format_code(draft, opening, table.version) if draft else ""
    present, take_draft = partial(briefing_history.attempt, _on_present), partial(_on_draft, store, table, opening)
    session, theme = page_state.get_session(), page_state.read_shape()[1]
    presenter_panel.render_presenter(
        briefing_history.get_presentation(),
        code,
        session,
        theme,
        (present, briefing_history.stop_presenting, take_draft),
        table.messages,
    )


def _on_draft(store: Store, table: Table, opening: Request) -> None:
    code = presenter_panel.read_draft()
    if code and briefing_history.get_briefing() is None:
        briefing_history.attempt(partial(_on_code, store, table, opening, code))


def _on_present() -> None:
    """Present the briefing in hand; one of the selection on screen where there is none."""
    if briefing_history.get_briefing() is None:
        _make()
    shown = load_shown()
    _present(shown.store, shown.table, 0, shown.request)


def _present(store: Store, table: Table, step: int, request: Request) -> None:
    draft, made = briefing_history.get_briefing(), datetime.now(UTC)
    if draft is None:
        return
    to_opener = table_registry.build_scheme_opener()

    def build(asked: Store) -> Presentation:
        return presentation.build_presentation(asked, table, draft, request, made, to_opener(table, asked))

    briefing_history.start_presenting(engine_wait.run_query(store, build), step)
