"""What is measured: the app, the least that Streamlit can do, and two others over the same table."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.bench import blocks, generator, vis
from tests.bench.generator import HALF, ONE_COUNTRY, Made
from tests.browser.app import AT_REST, Server, serve

ONE, CLEAR_ONE = "filter: one country", "clear the country"
HALVED, CLEAR_HALF = "filter: half of all events", "clear the half"
CLOSER, WIDER = "zoom in", "zoom out"
FILTERS, ZOOMS = (ONE, CLEAR_ONE, HALVED, CLEAR_HALF), (CLOSER, WIDER)
WORD = "a word changes"
MOST_IN_MEMORY = 2_000_000  # events; of more DuckDB answers
START_SECONDS = 600  # a table of a million events is read before the first visitor


@dataclass(frozen=True)
class Step:
    """Hold what a visitor does and what must all have changed when it is done: JavaScript, a list of values.

    `before` is done ahead of the measured act, as opening a list is.
    """

    name: str
    act: str
    watched: str
    before: str = ""


@dataclass(frozen=True)
class Subject:
    """Hold something to measure: its name, how it is served, what is there once it is drawn, and its steps in order.

    `rest` is the selector of what is on the page when nothing is going on any more. `own`: it is the app. `make` makes
    what is served, of a count of events (`most` at the most) and a kind of file; that is not measured.
    """

    name: str
    serve: Callable[[Path, Any], AbstractContextManager[Server]]
    arrived: str
    steps: tuple[Step, ...]
    rest: str = AT_REST
    own: bool = False
    most: int = MOST_IN_MEMORY
    make: Callable[[int, str], Any] = lambda count, kind: generator.make(count, kind=kind)


def _click(selector: str) -> str:
    return f"document.querySelector({selector!r}).click()"


def _text(selector: str) -> str:
    return f"document.querySelector({selector!r})?.textContent"


def _serve_app(log: Path, made: Made) -> AbstractContextManager[Server]:
    return serve(log, made.table, patience=START_SECONDS)


def _serve_layout(log: Path, folder: Path) -> AbstractContextManager[Server]:
    return serve(log, folder, patience=START_SECONDS)


def _serve_script(name: str) -> Callable[[Path, Made], AbstractContextManager[Server]]:
    return lambda log, made: serve(log, made.flat, f"tests/bench/{name}.py")


_DRAWN = "bench.drawings || undefined"
_BOTH = f"[{_text('p.sentence')}, {_DRAWN}]"


def _tick(name: str, key: str, code: str) -> Step:
    opened = f"document.querySelector('[data-filter={key}]').open = true"
    return Step(name, _click(f'[data-filter={key}] [data-code="{code}"] input'), _BOTH, opened)


def _press(name: str, kind: str) -> Step:
    closed = "document.querySelectorAll('[data-filter]').forEach((each) => { each.open = false; })"
    return Step(name, _click(f"[data-step={kind}]"), _BOTH, closed)


APP = Subject(
    "Diplomatic Timeline",
    _serve_app,
    f"[{_DRAWN}]",
    (
        _tick(ONE, "country", ONE_COUNTRY),
        _tick(CLEAR_ONE, "country", ONE_COUNTRY),
        _tick(HALVED, "level", HALF),
        _tick(CLEAR_HALF, "level", HALF),
        _press(CLOSER, "closer"),
        _press(WIDER, "wider"),
    ),
    own=True,
)
# The same page over an engine, by its name; to add one: a line here.
ENGINES = {
    "duckdb": replace(
        APP,
        name="Diplomatic Timeline over DuckDB",
        serve=_serve_layout,
        make=lambda count, _: blocks.to_layout(count),
        most=100_000_000,
    )
}

_WORD = f"[{_text('[data-testid=stText]')}]"
FLOOR = Subject(
    "Streamlit’s floor", _serve_script("floor"), _WORD, (Step(WORD, _click("[data-testid=stButton] button"), _WORD),)
)

EMPTY = Subject(
    "an empty page that loads plotly.js",
    _serve_script("empty_page"),
    "[document.querySelector('.main-svg') ?? undefined]",
    (),
)

# Its words say how many events are kept; the chart is drawn in the task in which as many are counted there.
_CHART = "document.querySelector('.js-plotly-plot')"
_COUNTED = f"{_CHART}?.calcdata?.reduce((sum, trace) => sum + trace.length, 0)"
_KEPT = f"[{_text('[data-testid=stText]')}, {_COUNTED}]"
_SHOWN = f"[{_CHART}?._fullLayout?.xaxis.range.join()]"


def _check(name: str, place: int) -> Step:
    return Step(name, f"document.querySelectorAll('[data-testid=stCheckbox] input')[{place}].click()", _KEPT)


NAIVE = Subject(
    "px.timeline in st.plotly_chart",
    _serve_script("naive"),
    f"[{_CHART}?.querySelector('.barlayer .point') ?? undefined]",
    (
        _check(ONE, 0),
        _check(CLEAR_ONE, 0),
        _check(HALVED, 1),
        _check(CLEAR_HALF, 1),
        Step(CLOSER, _click(".modebar-btn[data-val=in]"), _SHOWN),
        Step(WIDER, _click(".modebar-btn[data-val=out]"), _SHOWN),
    ),
)


_DRAWINGS = "[window.peer?.drawn || undefined]"


def _keep(name: str, kept: str) -> Step:
    return Step(name, f"peer.keep((item) => {kept})", _DRAWINGS)


VIS = Subject(
    "vis-timeline",
    vis.serve,
    _DRAWINGS,
    (
        _keep(ONE, "item.oneCountry"),
        _keep(CLEAR_ONE, "true"),
        _keep(HALVED, "item.half"),
        _keep(CLEAR_HALF, "true"),
        Step(CLOSER, "peer.timeline.zoomIn(0.5, { animation: false })", _DRAWINGS),
        Step(WIDER, "peer.timeline.zoomOut(0.5, { animation: false })", _DRAWINGS),
    ),
    rest="html",
)

# To add one: a Subject above and its name here.
PEERS = (NAIVE, VIS)
