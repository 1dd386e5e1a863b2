"""The steps of a briefing on the page: a list in pages, and the one in hand to write and to move."""

from dataclasses import replace
from functools import partial
from typing import Any, Literal

import streamlit as st

from components.briefing import briefing
from components.briefing.briefing import MOST_LETTERS, Briefing, Step, clean_text
from components.dates import date_text, windows
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_
from components.panels import error_messages, markup
from components.panels.briefing import briefing_history
from components.panels.explorer import page_state
from components.panels.explorer.page_state import Shown, load_shown
from components.panels.tables import engine_wait
from components.query.store import Store

PAGE = 12  # steps of the list at once
LABEL_LETTERS = 70
WHOLE = "briefing whole"  # the session's note that the explorer has to be told, too
NEW_SECTION = N_("New section")


def render_steps(draft: Briefing, store: Store, _: Messages) -> None:
    """Draw the steps of a briefing; what is chosen or written becomes the next one."""
    if st.session_state.pop(WHOLE, False):
        st.rerun()
    if not draft.steps:
        said = _("This briefing has no steps yet. Add an event or a view.")
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
        return
    place = briefing_history.get_step()
    listed, written = st.columns([2, 3], gap="medium")
    with listed:
        _render_step_list(draft, place, _)
    with written:
        with error_messages.errors_shown("step"):
            _render_about(draft, place, store, _)
        _render_texts(draft, place, _)


def render_additions(draft: Briefing, shown: Shown) -> None:
    """Draw what can be added behind the step in hand."""
    _ = shown.table.messages
    words, section = _("Add this event") if shown.request.event else _("Add this view"), Step(_(NEW_SECTION))
    st.button(words, key="add-step", on_click=briefing_history.attempt, args=(_add,), disabled=draft.full)
    st.button(_("Add a section"), key="add-section", on_click=_insert, args=(section,), disabled=draft.full)


def _add() -> None:
    shown = load_shown()
    request, table, store = shown.request, shown.table, shown.store
    made = (
        engine_wait.run_query(store, lambda asked: briefing.build_step(asked, request, request.event, table.messages))
        if request.event
        else briefing.build_view_step(table, request)
    )
    _insert(made)


def _insert(step: Step) -> None:
    draft = briefing_history.get_briefing()
    if draft is not None:
        at = min(briefing_history.get_step() + 1, len(draft.steps))
        briefing_history.set_briefing(draft.added(step, at))
        briefing_history.switch_step(at)


def _render_step_list(draft: Briefing, place: int, _: Messages) -> None:
    """Draw the page of the list that has the step in hand."""
    first = place // PAGE * PAGE
    with st.container(gap=None, key="steps"):
        for number, step in enumerate(draft.steps[first : first + PAGE], start=first):
            kind: Literal["secondary", "tertiary"] = "secondary" if number == place else "tertiary"
            key = f"step {number}"
            st.button(
                build_label(number, step, _),
                key=key,
                type=kind,
                on_click=briefing_history.switch_step,
                args=(number,),
                width="stretch",
            )
    count = len(draft.steps)
    if count > PAGE:
        _render_pagination(first, count, _)


def _render_pagination(first: int, count: int, _: Messages) -> None:
    last, switch = min(first + PAGE, count), briefing_history.switch_step
    shown = _("{first}–{last} of {count}", first=first + 1, last=last, count=count)
    with st.container(horizontal=True, vertical_alignment="center", key="step-pages"):
        st.button(_("Previous page"), key="previous-page", on_click=switch, args=(first - PAGE,), disabled=first == 0)
        st.html(markup.build_element("p", markup.escape_text(shown), "quiet"))
        st.button(_("Next page"), key="next-page", on_click=switch, args=(first + PAGE,), disabled=last == count)


def build_label(number: int, step: Step, _: Messages = ENGLISH) -> str:
    """Return what the list says of a step, as Streamlit shows it literally; sections stand apart."""
    words = " ".join(step.heading.split()) or _("No heading")
    short = words if len(words) <= LABEL_LETTERS else words[:LABEL_LETTERS] + "…"
    return markup.escape_markdown(f"{number + 1}  {short}" if step.request else f"{number + 1}  — {short} —")


def _render_about(draft: Briefing, place: int, store: Store, _: Messages) -> None:
    about = engine_wait.run_query(store, lambda asked: describe_step(draft.steps[place], asked, _))
    counted = _("Step {number} of {count}", number=place + 1, count=len(draft.steps))
    st.html(markup.build_element("p", markup.escape_text(f"{counted} · {about}"), "quiet"))


def _render_texts(draft: Briefing, place: int, _: Messages) -> None:
    """Draw the step in hand: its texts, and where it can go."""
    step, epoch = draft.steps[place], f"{briefing_history.get_epoch()} {place}"
    heading, note = f"heading {epoch}", f"note {epoch}"
    write_heading, write_note = partial(_write, place, "heading", heading), partial(_write, place, "note", note)
    st.text_input(_("Heading"), step.heading, MOST_LETTERS, key=heading, on_change=write_heading)
    st.text_area(_("Note"), step.note, 140, MOST_LETTERS, key=note, on_change=write_note)
    last, shown = len(draft.steps) - 1, step.request is not None
    with st.container(horizontal=True, key="step-actions"):
        st.button(_("Move up"), key="step-up", on_click=_move, args=(place, -1), disabled=place == 0)
        st.button(_("Move down"), key="step-down", on_click=_move, args=(place, 1), disabled=place == last)
        st.button(_("Remove"), key="step-remove", on_click=_remove, args=(place,))
        st.button(_("Show on the timeline"), key="step-show", on_click=_render, args=(step,), disabled=not shown)


def describe_step(step: Step, store: Store, _: Messages = ENGLISH) -> str:
    """Say what a step shows: its event with its date, its period, or that it begins a section."""
    if step.request is None:
        return _("Section")
    event = store.event(step.request.event) if step.request.event else None
    if event is not None:
        return date_text.describe_date(event["date"], _)
    if step.request.event:
        return _("The event “{event}” is not in this table.", event=step.request.event)
    return windows.describe_window(step.request.selection.window, _)


def read_written(key: str) -> str:
    """Return what was written into a field; never longer than a text may be."""
    return clean_text(str(st.session_state.get(key, "")))[:MOST_LETTERS]


# Each change takes the briefing as it is now: what was typed just before a button was pushed came since it was drawn.
def _write(place: int, name: str, key: str) -> None:
    draft = briefing_history.get_briefing()
    if draft is not None and place < len(draft.steps):
        changed: dict[str, Any] = {name: read_written(key)}
        briefing_history.set_briefing(draft.put(place, replace(draft.steps[place], **changed)), typed=True)


def _move(place: int, by: int) -> None:
    draft = briefing_history.get_briefing()
    if draft is not None and place < len(draft.steps):
        briefing_history.set_briefing(draft.moved(place, by))
        briefing_history.switch_step(place + by)


def _remove(place: int) -> None:
    draft = briefing_history.get_briefing()
    if draft is not None and place < len(draft.steps):
        briefing_history.set_briefing(draft.removed(place))


def _render(step: Step) -> None:
    if step.request is not None:
        page_state.lead(step.request, load_shown().opening)
        st.session_state[WHOLE] = True
