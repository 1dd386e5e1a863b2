"""How the page waits for an engine: never frozen, and no longer than the visitor wants the answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

import streamlit as st

from components.panels.server import streamlit_internals
from components.query.store import EngineStore, Store

STEP = 0.05  # seconds after which the page looks again whether something newer was asked
MOST_VISITS = 32  # visitors who wait for an engine at a time; the others wait for their turn

Given = TypeVar("Given")

_POOL = ThreadPoolExecutor(MOST_VISITS, "visit")


def run_query(store: Store, question: Callable[[Store], Given]) -> Given:
    """Return what a question finds of a store; an engine's is asked in another thread, and may be interrupted.

    `question` is given the store to ask and can't use Streamlit. Where the visitor asks something newer meanwhile,
    Streamlit's own exception passes through, and what runs for this visitor is cancelled. Raises store.EngineError.
    """
    if not isinstance(store, EngineStore):
        return question(store)
    visit = store.visit()
    answer = _POOL.submit(question, visit)
    try:
        while not answer.done():
            wait([answer], STEP)
            yield_to_newer()
    except BaseException:  # Streamlit's are no Exceptions
        answer.cancel()
        visit.cancel()
        raise
    return answer.result()


def yield_to_newer() -> None:
    """Let Streamlit end this run where there is a newer one.

    A run of the whole page ends this one so. One of a fragment would wait for its end, so it is joined to one that ends
    it.
    """
    streamlit_internals.end_superseded_run()
    if streamlit_internals.has_newer_run():
        st.rerun(scope="fragment" if streamlit_internals.is_fragment_run() else "app")
