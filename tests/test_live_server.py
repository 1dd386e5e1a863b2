"""Tests of a running server that strangers are unkind to: it goes on, and answers everybody else."""

import asyncio
import shutil
import time
import tomllib

import pytest
from websockets.frames import CloseCode

from components.panels import tables
from tests.bench.visitor import Visitor
from tests.browser.app import ROOT, serve

IDLE = 200
SOON = 15.0  # seconds for a page on a busy machine
SERVER = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
MEGABYTE = 1_000_000  # bytes, as Streamlit counts messages


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve the shipped table out of a folder in which nothing can be written."""
    folder = shutil.copytree(tables.SHIPPED, tmp_path_factory.mktemp("tables") / "data")
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
        return await visitor.arrive()


def test_two_hundred_who_come_and_say_nothing_keep_nobody_out(server):
    async def crowd():
        idle = await asyncio.gather(*(Visitor.come(server) for _ in range(IDLE)))
        seconds = await _arrive(server)
        await asyncio.gather(*(visitor.__aexit__(None, None, None) for visitor in idle))
        return seconds

    began = time.perf_counter()
    assert asyncio.run(crowd()) < SOON
    assert time.perf_counter() - began < 3 * SOON


@pytest.mark.parametrize("setting", ["maxWidgetStateSize", "maxMessageSize"])
def test_a_message_beyond_the_limit_ends_its_own_connection_only(server, setting):
    async def shout():
        async with await Visitor.come(server) as visitor:
            await visitor._socket.send(b"x" * (SERVER[setting] * MEGABYTE + MEGABYTE))
            await asyncio.wait_for(visitor._socket.wait_closed(), SOON)
            assert visitor._socket.close_code == CloseCode.MESSAGE_TOO_BIG
        return await _arrive(server)

    assert asyncio.run(shout()) < SOON


def test_no_answer_comes_near_the_limit(server):
    async def look():
        async with await Visitor.come(server) as visitor:
            sizes, receive = [], visitor._socket.recv

            async def recv(**named):
                sizes.append(len(message := await receive(**named)))
                return message

            visitor._socket.recv = recv
            await visitor.arrive()
            return max(sizes)

    assert 10_000 < asyncio.run(look()) < SERVER["maxMessageSize"] * MEGABYTE / 20
