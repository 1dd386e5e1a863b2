"""What could not be done, said in its place, with what tries it once more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from components.messages.sentence import Sentence
from components.panels import markup, page_language
from components.query.store import EngineError


def get_sentence(error: Exception) -> str:
    """Return what an error says, as it was made: a Sentence can still be said in the language of the page."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def render_error(sentence: str) -> None:
    """Show why there is nothing to show; a Sentence is said in the language of the page."""
    _ = page_language.get_messages()
    said = _(sentence) if isinstance(sentence, Sentence) else sentence
    st.html(markup.build_element("p", markup.escape_text(said), "error"))


@contextmanager
def errors_shown(name: str) -> Iterator[None]:
    """Say in its place, where an engine has no answer to what is asked within, why not, and draw what asks once more.

    name: of what is asked, another one for each on a page.
    """
    try:
        yield
    except EngineError as error:
        _ = page_language.get_messages()
        render_error(get_sentence(error))
        st.button(_("Try again"), key=f"ask {name} again")  # whatever is pushed asks again


def render_retry(error: str, again: Callable[[], None]) -> None:
    """Draw, where there is no answer, why not, and what asks once more; `again` is called before."""
    _ = page_language.get_messages()
    with st.container(key="no-answer"):  # always there, so that the timeline keeps its place
        if error:
            render_error(error)
            st.button(_("Try again"), on_click=again, key="ask again")
