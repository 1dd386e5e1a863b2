"""How questions that do not wait for each other go out: in a row, or together to an engine."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from components.query.store import EngineStore, Store

MOST_TOGETHER = 4  # questions of one visitor that an engine has at once; each already takes all of its cores

Questions = Mapping[str, Callable[[], Any]]


def run_parallel(store: Store, questions: Questions) -> dict[str, Any]:
    """Return the answers by name; raises what the first failed question (in their order) raises.

    An engine is asked several at once; a table in memory, which answers in one thread's time anyway, one by one.
    """
    if not isinstance(store, EngineStore):
        return {name: question() for name, question in questions.items()}
    with ThreadPoolExecutor(MOST_TOGETHER) as pool:
        asked = {name: pool.submit(question) for name, question in questions.items()}
        try:
            return {name: answer.result() for name, answer in asked.items()}
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # nobody wants the others any more
            raise
