"""One field of a form: it always shows what is so by now, and hands on what a visitor chooses."""

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from components.panels import markup

Take = Callable[[str], None]


def render_choice(
    label: str, options: Mapping[str, str], current: str, key: str, take: Take, *, labelled: bool = True
) -> None:
    """Draw a list of codes by their words; `take` is called with the code that is chosen."""
    shown = options if current in options else {current: current, **options}
    _show(key, current)
    st.selectbox(
        markup.escape_markdown(label),
        list(shown),
        format_func=lambda code: shown.get(code, code),
        key=key,
        on_change=_hand_on,
        args=(key, take),
        label_visibility=_visibility(labelled=labelled),
    )


def render_text(label: str, current: str, key: str, take: Take, most: int) -> None:
    """Draw a line of text, `most` letters at most."""
    _show(key, current)
    st.text_input(markup.escape_markdown(label), key=key, max_chars=most, on_change=_hand_on, args=(key, take))


def render_number(label: str, current: int, key: str, take: Callable[[int], None], most: int) -> None:
    """Draw a whole number from 0 to `most`."""
    _show(key, min(max(current, 0), most))
    st.number_input(markup.escape_markdown(label), 0, most, key=key, on_change=_hand_on, args=(key, take))


def _show(key: str, current: str | int) -> None:
    """Have a field show what is so by now; one that does is left alone.

    A page that is told a value anew takes it for its visitor's, also where another was chosen while the run went on,
    and a message that is sent before that choice is read stands in its place: the choice would be lost.
    """
    if st.session_state.get(key) != current:
        st.session_state[key] = current


def _hand_on(key: str, take: Callable[[str], None] | Callable[[int], None]) -> None:
    take(st.session_state[key])


def _visibility(*, labelled: bool) -> Literal["visible", "collapsed"]:
    return "visible" if labelled else "collapsed"
