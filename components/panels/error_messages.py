"""What could not be done, said in its place, with what tries it once more."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from components.panels import markup
from components.query import links
from components.query.store import EngineError


def render_error(sentence: str) -> None:
    """Show why there is nothing to show."""
    st.html(markup.build_element("p", markup.escape_text(sentence), "error"))


@contextmanager
def errors_shown(name: str) -> Iterator[None]:
    """Say in its place, where an engine has no answer to what is asked within, why not, and draw what asks once more.

    name: of what is asked, another one for each on a page.
    """
    try:
        yield
    except EngineError as error:
        render_error(str(error))
        st.button("Try again", key=f"ask {name} again")  # whatever is pushed asks again


def render_retry(error: str, again: Callable[[], None]) -> None:
    """Draw, where there is no answer, why not, and what asks once more; `again` is called before."""
    with st.container(key="no-answer"):  # always there, so that the timeline keeps its place
        if error:
            render_error(error)
            st.button("Try again", on_click=again, key="ask again")


def render_ignored(ignored: Sequence[str]) -> None:
    """Show which parts of a link were ignored."""
    with st.container():  # always there, so that the timeline keeps its place
        if links.OTHER_TABLE in ignored:
            render_error(links.OTHER_TABLE)
        elif ignored:
            render_error(f"Parts of this link were ignored: {'; '.join(ignored)}.")
