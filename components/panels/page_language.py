"""The language of the page: a parameter of its address, which stands beside the view as the theme does."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.messages.catalogue import ENGLISH, Messages, find_messages
from components.panels.server import streamlit_internals

LANGUAGE = "lang"  # the parameter, and what the session keeps its value under


def get_messages() -> Messages:
    """Return the messages of whoever the page is drawn for, English outside a run."""
    if not streamlit_internals.is_in_run():
        return ENGLISH
    if LANGUAGE not in st.session_state:
        set_language(st.query_params)
    return find_messages(st.session_state[LANGUAGE])


def set_language(query: Mapping[str, str | Sequence[str]]) -> None:
    """Take the language that an address asks for, English where it asks for none."""
    stated = query.get(LANGUAGE, "")
    st.session_state[LANGUAGE] = stated if isinstance(stated, str) else next(iter(stated), "")


def with_language(query: Mapping[str, Sequence[str]], _: Messages) -> dict[str, list[str]]:
    """Return the parameters of an address that ask for this language, too; English is not said."""
    others = {name: list(values) for name, values in query.items() if name != LANGUAGE}
    return others if _ == ENGLISH else {**others, LANGUAGE: [_.language]}


def without_language(query: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the parameters that are about the view."""
    return {name: values for name, values in query.items() if name != LANGUAGE}
