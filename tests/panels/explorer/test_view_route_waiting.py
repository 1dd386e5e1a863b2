"""Tests of who waits for the view's route: what nobody waits for ends, and nobody waits for what another asked."""

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from components.panels.explorer import answer, view_route
from components.panels.tables import table_registry
from components.panels.tables.background_work import Work
from components.stores import opening as table_opening
from components.stores.bounded_cache import BoundedCache
from tests.support import explorer, served, tables
from tests.support.asgi import ask
from tests.support.explorer import APP, build_address
from tests.support.patience import SECONDS

NOBODY = 204
CELL = "a cell"
MOMENT = 3.0  # seconds, in which any machine answers a small question
TABLE, STORE = tables.to_store(
    {"date": "2013-04-29", "countries": "RUS"}, {"date": "2013-05", "countries": "FRA"}, opening_window="2013"
)


@pytest.fixture(autouse=True)
def answers(monkeypatch):
    """Give each test a memory of its own, and have it look at once whether somebody is still there."""
    kept = BoundedCache(1_000, 10_000_000, lambda each: len(each.body))
    monkeypatch.setattr(view_route, "ANSWERS", kept)
    monkeypatch.setattr(table_registry, "OPENINGS", BoundedCache(table_registry.MOST_OPEN))
    monkeypatch.setattr(view_route, "STEP", 0.001)
    return kept


@pytest.fixture
def kept():
    return served.serve((TABLE, STORE), "there")


@pytest.fixture
def version(kept):
    return kept.version.name


async def begin(address, left=None):
    """Ask, in the background."""
    return asyncio.create_task(ask(APP, address, {view_route.HEADER: view_route.SERVER}, left=left))


async def until(true):
    """Let the others go on until something is."""
    while not true():  # noqa: ASYNC110 — what it is has no event
        await asyncio.sleep(0)


@pytest.fixture
def pool(monkeypatch):
    """Give answers a thread of their own, whose end can be waited for."""
    made = ThreadPoolExecutor(2)
    monkeypatch.setattr(view_route, "_COMPUTING", made)
    monkeypatch.setattr(view_route, "_WAITING", made)
    return made


async def leave(address, store):
    """Ask for an answer and go away while it is made; return what was answered."""
    left = asyncio.Event()
    asked = await begin(address, left)
    assert await asyncio.to_thread(store.begun.wait, SECONDS)
    left.set()
    return await asked


def test_what_nobody_waits_for_ends_at_its_next_question_and_is_not_kept(answers, pool):
    store = served.HeldStore(STORE)
    held = served.serve((TABLE, store), "held")
    got = asyncio.run(leave(build_address("country=RUS", version=held.version.name), store))
    assert (got.status, got.body, view_route._JOBS) == (NOBODY, b"", {})
    asked = [*store.asked]
    store.let.set()
    pool.shutdown()
    assert (store.asked, len(answers)) == (asked, 0)


def test_an_engine_s_questions_are_cancelled_when_nobody_waits(answers, pool):
    store = served.HeldEngine(STORE)
    held = served.serve((TABLE, store), "held engine")
    got = asyncio.run(leave(build_address("country=RUS", version=held.version.name), store))
    pool.shutdown()
    assert (got.status, store.cancelled, len(answers)) == (NOBODY, True, 0)


def test_what_was_given_up_is_made_for_the_next_who_asks(answers):
    store = served.HeldStore(STORE)
    held = served.serve((TABLE, store), "held")
    address = build_address("country=RUS", version=held.version.name)

    async def scene():
        await leave(address, store)
        again = await begin(address)
        await until(lambda: view_route._JOBS)
        store.let.set()
        return await again

    assert asyncio.run(scene()).json() == explorer.answer_to("country=RUS", TABLE, STORE)
    assert len(answers) == 1


def test_one_who_leaves_ends_nothing_that_another_waits_for_and_it_is_made_once(answers):
    store = served.HeldStore(STORE)
    held = served.serve((TABLE, store), "held")
    address = build_address("country=RUS", version=held.version.name)

    async def scene():
        left = asyncio.Event()
        first, second = await begin(address, left), await begin(address)
        await until(lambda: [each.waiting for each in view_route._JOBS.values()] == [2])
        left.set()
        gone = await first
        store.let.set()
        return gone, await second

    gone, got = asyncio.run(scene())
    assert (gone.status, got.status, view_route._JOBS) == (NOBODY, 200, {})
    assert got.json() == explorer.answer_to("country=RUS", TABLE, STORE)
    assert len(answers) == 1
    once = served.HeldStore(STORE)
    once.let.set()
    explorer.answer_to("country=RUS", TABLE, once)
    assert store.asked.count("totals") <= once.asked.count("totals")


def test_what_is_given_up_leaves_no_error_in_the_log(pool, caplog):
    store = served.HeldStore(STORE)
    held = served.serve((TABLE, store), "held")

    async def scene():
        await leave(build_address("country=RUS", version=held.version.name), store)
        store.let.set()
        await asyncio.to_thread(pool.shutdown)
        await asyncio.sleep(0)
        gc.collect()

    asyncio.run(scene())
    assert caplog.text == ""


def test_who_waits_for_a_table_that_is_opened_is_answered_and_may_leave():
    work = Work()
    held = served.serve(work, "opening")
    address = build_address(version=held.version.name)

    async def scene():
        left = asyncio.Event()
        first, second = await begin(address, left), await begin(address)
        left.set()
        gone = await first
        assert not second.done()
        work.made = (TABLE, STORE)
        work.ended.set()
        return gone, await second

    gone, got = asyncio.run(scene())
    assert (gone.status, got.status) == (NOBODY, 200)


def test_nobody_else_waits_while_a_table_is_opened_for_one(version, tmp_path, monkeypatch):
    (tmp_path / "visits.csv").write_text("Date,Title\n2013-04-03,First\n", encoding="utf-8")
    monkeypatch.setenv(table_registry.DATA, str(tmp_path / "visits.csv"))
    name = table_registry._version(table_registry.server_settings.read_settings()).name
    begun, let, waited = Event(), Event(), []
    real = table_opening.open_table

    def open_table(*given):
        begun.set()
        waited.append(let.wait(MOMENT))  # no longer, should the other wait for this
        return real(*given)

    monkeypatch.setattr(table_opening, "open_table", open_table)

    async def scene():
        first = await begin(build_address(version=name))
        assert await asyncio.to_thread(begun.wait, SECONDS)
        other = await (await begin(build_address(version=version)))
        let.set()
        return other, await first

    other, got = asyncio.run(scene())
    assert (other.status, got.status, waited) == (200, 200, [True])


@pytest.mark.parametrize(("kind", "logged"), [(KeyError, KeyError), (StopIteration, RuntimeError)])
def test_a_mistake_of_ours_is_a_sentence_and_stands_in_the_log_without_a_cell(
    version, answers, pool, monkeypatch, caplog, kind, logged
):
    def fail(*_):
        raise kind(CELL)

    async def scene():
        left = asyncio.Event()
        asked = await begin(build_address(version=version), left)
        await until(lambda: view_route._JOBS or asked.done())
        await asyncio.to_thread(pool.shutdown)
        left.set()  # who has no answer by now will have none
        return await asked

    monkeypatch.setattr(answer, "answer", fail)
    got = asyncio.run(scene())
    assert (got.status, len(answers)) == (500, 0)
    assert got.json() == {"error": view_route.BROKEN}
    assert f"a view could not be made: {logged.__name__}" in caplog.text
    assert CELL not in caplog.text
