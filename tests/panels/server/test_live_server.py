"""Tests of a running server that strangers are unkind to: it goes on, and answers everybody else."""

import asyncio
import shutil
import tomllib

import pytest
from websockets.frames import CloseCode
from websockets.protocol import State

from components.panels.explorer import view_state
from components.panels.tables import table_registry
from tests.bench import view_channel
from tests.bench import visitor as visits
from tests.bench.kept_connection import PLAIN
from tests.bench.visitor import Visitor
from tests.browser.app import ROOT, serve
from tests.support.patience import SECONDS

IDLE = 200
SERVER = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
MEGABYTE = 1_000_000  # bytes, as Streamlit counts messages


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    monkeypatch.setattr(visits, "PATIENCE", SECONDS)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve the shipped table out of a folder in which nothing can be written."""
    folder = shutil.copytree(table_registry.SHIPPED, tmp_path_factory.mktemp("tables") / "data")
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    before = _stand(folder)
    with serve(tmp_path_factory.mktemp("server") / "app.log", folder) as started:
        yield started
    assert _stand(folder) == before
    folder.chmod(0o755)


def _stand(folder):
    return sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*"))


async def _arrive(server):
    async with await Visitor.come(server) as visitor:
        await visitor.arrive()


def test_two_hundred_who_come_and_say_nothing_keep_nobody_out(server):
    async def crowd():
        idle = await asyncio.gather(*(Visitor.come(server) for _ in range(IDLE)))
        await _arrive(server)
        still = [visitor._socket.state for visitor in idle]
        await asyncio.gather(*(visitor.__aexit__(None, None, None) for visitor in idle))
        return still

    assert asyncio.run(crowd()) == [State.OPEN] * IDLE


@pytest.mark.parametrize("setting", ["maxWidgetStateSize", "maxMessageSize"])
def test_a_message_beyond_the_limit_ends_its_own_connection_only(server, setting):
    async def shout():
        async with await Visitor.come(server) as visitor:
            await visitor._socket.send(b"x" * (SERVER[setting] * MEGABYTE + MEGABYTE))
            await asyncio.wait_for(visitor._socket.wait_closed(), SECONDS)
            assert visitor._socket.close_code == CloseCode.MESSAGE_TOO_BIG
        await _arrive(server)

    asyncio.run(shout())


def test_no_answer_comes_near_the_limit(server):
    async def look():
        async with await Visitor.come(server, PLAIN) as visitor:
            sent, answered = [], []
            receive, fetch = visitor._socket.recv, visitor._channel.connection.fetch

            async def recv(**named):
                sent.append(len(message := await receive(**named)))
                return message

            async def ask(*asked):
                answered.append(len((answer := await fetch(*asked)).body))
                return answer

            visitor._socket.recv, visitor._channel.connection.fetch = recv, ask
            await visitor.arrive()
            return max(sent), max(answered)

    for most in asyncio.run(look()):
        assert 10_000 < most < SERVER["maxMessageSize"] * MEGABYTE / 20


def test_a_visitor_without_a_browser_asks_for_what_the_page_would(server, monkeypatch):
    monkeypatch.setattr(view_channel, "AHEAD_AFTER", 0)

    async def explore():
        async with await Visitor.come(server) as visitor:
            seen, asked, fetch = visitor.seen, [], visitor._channel.connection.fetch

            async def ask(path, headers):
                asked.append(view_state.split_query(path.partition("?")[2]))
                return await fetch(path, headers)

            visitor._channel.connection.fetch = ask
            await visitor.arrive()
            first, last = seen.request["window"]
            acts = [{"type": "window", "window": [first - by, last - by]} for by in (100, 200, 300)]
            for act in (*acts, {"type": "look"}, {"type": "choose", "key": "country", "codes": ["RUS"]}):
                await visitor.take(act)
                if visitor._channel._ahead:
                    await visitor._channel._ahead
            shown = seen.request["choices"], seen.request["window"], {*seen.parts}
            return first, asked, shown

    first, asked, (choices, period, parts) = asyncio.run(explore())
    assert [each.own["parts"] for each in asked[:7]] == [
        "card,filters,list,timeline",
        *("timeline", "timeline", "timeline", "timeline"),  # the first step, and ahead of each what follows
        *("filters", "filters,timeline"),  # the list that is opened, and ahead with it what follows
    ]
    assert (choices, period[0]) == ([["country", ["RUS"], False, False]], first - 300)
    assert {"timeline", "filters", "card", "list"} <= parts
