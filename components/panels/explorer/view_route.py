"""GET /timeline/view: the answer to a state of the view, without a run of the page (D23).

What is asked is the page's own query and, behind it, what view_state reads; the answer is JSON, compressed. It hangs on
nothing else, so that one answer serves all who ask the same. A visitor's own table is named by a token in a header.
"""

import asyncio
import gzip
import hashlib
import json
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from threading import Event
from typing import Any

import brotli
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.events.raw_table import TableError
from components.events.table import Table
from components.messages.catalogue import Messages, find_messages
from components.messages.sentence import Sentence
from components.panels import error_messages
from components.panels.explorer import answer, view_state
from components.panels.explorer.view_state import Asked, QueryError
from components.panels.own_table.own_table import OwnTable
from components.panels.server import error_log, scripts
from components.panels.tables import served_tables, table_registry
from components.panels.tables.background_work import Work
from components.panels.tables.served_tables import Answers, Encoded
from components.panels.tables.table_registry import KeptVersion
from components.query import links
from components.query.store import EngineError, EngineStore, Store
from components.stores.interruptible import InterruptibleStore
from components.stores.stamp import Opened
from components.views import claims

PATH = "/timeline/view"
HEADER = "Timeline-Table"  # SERVER, or the token of a visitor's own table; another site's page can't send it
SERVER = "server"
CHANGED = "Timeline-Changed"  # in an answer: there is another version of the table by now
MOST_BYTES = 64_000_000  # of encoded answers that are kept
COMPUTING = 2  # answers that tables in memory are asked for at a time: more would only make each take longer
WAITING = 32  # answers that engines are asked for at a time
STEP = 0.1  # seconds after which it is looked whether the one who asked is still there
_QUALITY = 5  # of brotli; a higher one takes longer than it saves
_LEVEL = 6  # of gzip
GONE = Sentence("This table is no longer open on the server. Reload the page to continue.")
OLD = Sentence("The program on the server has been updated. Reload the page to continue.")
FOREIGN = Sentence("Only the timeline’s own page can ask for this.")
BROKEN = Sentence("Something went wrong on the server. Try again; if it happens again, its log has the details.")

_NOBODY = Response(status_code=HTTPStatus.NO_CONTENT)  # the one who asked is gone
_COMPUTING = ThreadPoolExecutor(COMPUTING, "view")
_WAITING = ThreadPoolExecutor(WAITING, "view of an engine")


@dataclass(eq=False)
class _Ending:
    """Hold what ends an answer that nobody waits for: an event for tables in memory, a visit of an engine."""

    ended: Event = field(default_factory=Event)
    visit: EngineStore | None = None

    def ask(self, store: Store) -> Store:
        """Return the store to ask."""
        if isinstance(store, EngineStore):
            self.visit = store.visit()
            if self.ended.is_set():
                self.visit.cancel()
            return self.visit
        interruptible: Any = InterruptibleStore(store, self.ended)
        return interruptible

    def end(self) -> None:
        """End it."""
        self.ended.set()
        if self.visit:
            self.visit.cancel()


@dataclass(eq=False)
class _Job:
    """Hold an answer that is being made, what ends it, and how many wait for it."""

    future: Future[Encoded]
    ending: _Ending
    waiting: int = 0


ANSWERS = served_tables.build_answers(MOST_BYTES)  # about the server's tables, of all visitors
_JOBS: dict[tuple[str, ...], _Job] = {}  # of the event loop alone


class RefusedError(Exception):
    """Says with which status, and in which sentence, a request is not answered."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        """Refuse with a status and a sentence."""
        super().__init__(sentence)
        self.status = status


async def serve_view(request: Request) -> Response:
    """Answer one request; whatever is wrong with it is a status and a sentence."""
    _ = find_messages(request.query_params.get(view_state.LANGUAGE, ""))
    try:
        asked_by = _check_headers(request)
        asked = view_state.split_query(request.url.query)
        served = await asyncio.get_running_loop().run_in_executor(_WAITING, _find_served, asked, asked_by)
        return await _serve(request, asked, served, _)
    except RefusedError as error:
        status, sentence = error.status, error_messages.get_sentence(error)
    except QueryError as error:
        status, sentence = HTTPStatus.BAD_REQUEST, error_messages.get_sentence(error)
    except (EngineError, TableError) as error:
        status, sentence = HTTPStatus.SERVICE_UNAVAILABLE, error_messages.get_sentence(error)
    except Exception as error:  # noqa: BLE001 — no traceback leaves the server
        error_log.write_error("a view could not be made", error)
        status, sentence = HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN
    said = _(sentence) if isinstance(sentence, Sentence) else sentence
    return JSONResponse({"error": said}, status, headers={"Cache-Control": "no-store"})


def _check_headers(request: Request) -> str:
    """Return who asks, as HEADER says it; raises RefusedError where no page of ours does."""
    if request.method != "GET":
        raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, FOREIGN)
    asked_by = request.headers.get(HEADER, "")
    if not asked_by or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise RefusedError(HTTPStatus.FORBIDDEN, FOREIGN)
    return asked_by


def _find_served(asked: Asked, asked_by: str) -> OwnTable | KeptVersion:
    """Return the table that is asked; a token leads to nothing but a visitor's own, and a version to none of these.

    Raises RefusedError where there is no such table, or the page is of another program.
    """
    if asked.own.get(view_state.PROGRAM, scripts.read_hash()) != scripts.read_hash():
        raise RefusedError(HTTPStatus.CONFLICT, OLD)
    named = table_registry.find_served(asked.own.get(view_state.VERSION, "") if asked_by == SERVER else asked_by)
    if named is None or isinstance(named, OwnTable) != (asked_by != SERVER):
        raise RefusedError(HTTPStatus.GONE, GONE)
    return named


async def _serve(request: Request, asked: Asked, served: OwnTable | KeptVersion, _: Messages) -> Response:
    is_own = isinstance(served, OwnTable)
    encoding = _choose_encoding(request.headers.get("accept-encoding", ""))
    opened = served.begin()
    if not await _wait_until_open(request, opened):
        return _NOBODY
    version = opened.result()[0].version
    named = served.token if isinstance(served, OwnTable) else served.version.name
    key = (named, version, scripts.read_hash(), _.language, request.url.query, encoding)
    tag = f'"{hashlib.sha256(repr(key).encode()).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": "private, no-store" if is_own else "private, no-cache",
        "Vary": f"Accept-Encoding, {HEADER}",
    }
    if isinstance(served, KeptVersion) and table_registry.is_outdated(served):
        headers[CHANGED] = "1"
    if not is_own:
        headers["ETag"] = tag
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    answers = served.answers if isinstance(served, OwnTable) else ANSWERS
    held = answers.find(key)
    if held:
        headers["Server-Timing"] = "cache;desc=hit"
        return Response(held.body, media_type="application/json", headers=headers)
    make = partial(make_answer, asked, served, _, encoding)
    pool = _WAITING if isinstance(opened.result()[1], EngineStore) else _COMPUTING
    made = await _wait_for(request, key, answers, pool, make)
    if made is None:
        return _NOBODY
    headers["Server-Timing"] = f"answer;dur={made.made:.1f}, encode;dur={made.encoded:.1f}"
    return Response(made.body, media_type="application/json", headers=headers)


async def _wait_until_open(request: Request, opened: Work[Opened]) -> bool:
    """Wait for a table, and return whether the one who asked is still there."""
    while not opened.ended.is_set():
        if await request.is_disconnected():
            return False
        await asyncio.sleep(STEP)
    return True


async def _wait_for(
    request: Request,
    key: tuple[str, ...],
    answers: Answers,
    pool: ThreadPoolExecutor,
    make: Callable[[_Ending], Encoded],
) -> Encoded | None:
    """Return an answer, made once for all who wait for it just now; None where the one who asked is gone."""
    job = _JOBS.get(key)
    if job is None:
        ending = _Ending()
        job = _JOBS[key] = _Job(pool.submit(_make, answers, key, lambda: make(ending)), ending)
    job.waiting += 1
    waiting = asyncio.wrap_future(job.future)
    waiting.add_done_callback(lambda done: done.cancelled() or done.exception())  # what nobody waits for is not logged
    try:
        while not (await asyncio.wait({waiting}, timeout=STEP))[0]:
            if await request.is_disconnected():
                return None
        return waiting.result()
    finally:
        job.waiting -= 1
        if not job.waiting:
            del _JOBS[key]
            if not job.future.cancel():
                job.ending.end()


def _make(answers: Answers, key: tuple[str, ...], make: Callable[[], Encoded]) -> Encoded:
    try:
        return answers.get(key, make)
    except StopIteration as error:  # which no future can hand on
        raise RuntimeError("an answer ended before it was made") from error


def make_answer(asked: Asked, served: OwnTable | KeptVersion, _: Messages, encoding: str, ending: _Ending) -> Encoded:
    """Return the encoded answer to a query; raises QueryError, TableError, and EngineError where it was ended, too."""
    began = time.perf_counter()
    table, store = table_registry.tell_in(served.begin(asked.scheme).result(), _)
    asking = ending.ask(store)
    opening = replace(links.find_opening(table, asking), table=table_registry.get_code(served))
    state = view_state.read_state(asked, table, asking, opening)
    gaps = list_gaps(state, *table_registry.tell_in(served.begin().result(), _))
    made = answer.answer(state, table, asking, opening, gaps)
    ended = time.perf_counter()
    body = encode(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(), encoding)
    return Encoded(body, 1_000 * (ended - began), 1_000 * (time.perf_counter() - ended))


def list_gaps(state: view_state.ViewState, table: Table, store: Store) -> list[str]:
    """Say what sources count and a table, in its own regions, lacks of what is selected.

    Nothing is asked where nothing is chosen, and nothing said where an engine has no answer: the view stands without.
    """
    chosen = state.request.selection
    if view_state.TIMELINE not in state.parts or not chosen.choices or table.claims.empty:
        return []
    try:
        return claims.list_gaps(table_registry.check_claims(table, store), chosen, table.messages)
    except EngineError:
        return []


def encode(text: bytes, encoding: str) -> bytes:
    """Return an answer as one of the encodings of `_choose_encoding`."""
    if encoding == "br":
        return brotli.compress(text, quality=_QUALITY)
    return gzip.compress(text, _LEVEL, mtime=0) if encoding == "gzip" else text


def _choose_encoding(accepted: str) -> str:
    """Return what to compress with; "" = nothing."""
    wanted = {}
    for each in accepted.split(","):
        name, _, quality = each.replace(" ", "").partition(";q=")
        wanted[name] = quality.strip("0.") != "" or not quality
    return next((name for name in ("br", "gzip") if wanted.get(name)), "")


ROUTES = [Route(PATH, serve_view)]
