"""Tests of uploads as Streamlit takes them in: kept in memory, and never on a disk."""

import asyncio
import re
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette import starlette_routes

from components.panels.own_table import quota
from components.panels.server import uploads

ROOT = Path(__file__).resolve().parents[3]
PATH = "/_stcore/upload_file/visitor/1"
CONTENT = b"Date,Title\n2013,Talks\n" * 200_000  # 4 MB and more
BODY = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + CONTENT + b"\r\n--x--\r\n"


@pytest.fixture
def usual(monkeypatch):
    """Leave the parser after the test as it was."""
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    monkeypatch.setattr(starlette_routes, "is_xsrf_enabled", lambda: False)


@pytest.fixture
def written(monkeypatch):
    """List the files in memory that went to a disk."""
    found, roll = [], SpooledTemporaryFile.rollover
    monkeypatch.setattr(SpooledTemporaryFile, "rollover", lambda file: found.append(file) or roll(file))
    return found


def _put():
    """Upload CONTENT as a browser does; return the status of the answer and the bytes that arrived."""
    manager, sent = MemoryUploadedFileManager("/_stcore/upload_file"), []
    runtime = SimpleNamespace(is_active_session=lambda _: True)
    app = Starlette(routes=starlette_routes.create_upload_routes(runtime, manager, ""))
    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"content-length", str(len(BODY)).encode())]
    parts = [BODY[first : first + 65_536] for first in range(0, len(BODY), 65_536)]
    messages = iter([{"type": "http.request", "body": part, "more_body": True} for part in parts])

    async def receive():
        return next(messages, {"type": "http.request", "body": b"", "more_body": False})

    async def send(message):
        sent.append(message)

    asyncio.run(
        app({"type": "http", "method": "PUT", "path": PATH, "headers": headers, "query_string": b""}, receive, send)
    )
    return sent[0]["status"], manager.get_files("visitor", ["1"])[0].data


@pytest.mark.usefixtures("usual")
def test_an_upload_of_several_megabytes_is_never_written_to_a_disk(written):
    assert _put() == (204, CONTENT)
    assert written  # so it would be without us
    written.clear()
    uploads.keep_in_memory()
    assert _put() == (204, CONTENT)
    assert not written


def test_the_app_is_told_so_before_it_is_built():
    told = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert re.search(r"^uploads\.keep_in_memory\(\)\napp = ", told, re.MULTILINE)


def _knock(size, method="PUT", path=PATH, answer=None):
    """Bring an upload of a stated size, None for one that states none, to the door; return the status of the answer."""
    sent = []

    async def arrive(_scope, _receive, send):
        if answer:
            await answer()
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message):
        sent.append(message)

    headers = [] if size is None else [(b"content-length", str(size).encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    asyncio.run(uploads.UploadQuota(arrive)(scope, None, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent).decode()


@pytest.fixture
def room(monkeypatch):
    """Leave room for ten bytes beyond the largest upload, and return how large that is."""
    monkeypatch.setenv(quota.SETTING, "10")
    monkeypatch.setattr(quota, "_SHARES", set())
    return uploads._to_largest()


def test_an_upload_without_room_is_refused_before_it_is_read(room):
    assert _knock(room + 10) == (204, "")
    assert _knock(room + 11) == (507, uploads.FULL)
    quota._SHARES.add(quota.Reservation("visitor", 4))
    assert _knock(room + 6) == (204, "")
    assert _knock(room + 7) == (507, uploads.FULL)


def test_so_is_one_that_does_not_say_its_size_where_the_largest_has_no_room(room):
    assert _knock(None) == (204, "")
    quota._SHARES.add(quota.Reservation("visitor", 11))
    assert _knock(None) == (507, uploads.FULL)
    assert room


def test_what_is_under_way_and_what_no_page_has_taken_counts(room, monkeypatch):
    during = []

    async def second():
        uploads._ARRIVING.append(("another", room))
        during.append([size for _, size in uploads._ARRIVING])
        uploads._ARRIVING.remove(("another", room))

    assert _knock(4, answer=second)[0] == 204
    assert during == [[4, room]]
    assert uploads._ARRIVING == []
    manager = MemoryUploadedFileManager("/")
    manager.add_file("visitor", UploadedFileRec("1", "a.csv", "", b"12345"))
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    assert _knock(room + 5)[0] == 204
    assert _knock(room + 6)[0] == 507


def test_no_session_fills_the_server_alone_under_invented_names(monkeypatch):
    monkeypatch.setattr(quota, "_SHARES", set())
    manager = MemoryUploadedFileManager("/")
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    monkeypatch.setattr(quota, "OF_VISITOR", quota.Limit(10, "too many"))
    manager.add_file("visitor", UploadedFileRec("1", "a.csv", "", b"1234567890"))
    largest = uploads._to_largest()
    assert _knock(largest)[0] == 204
    assert _knock(largest + 1)[0] == 507
    assert _knock(largest + 1, path=PATH.replace("visitor", "another"))[0] == 204


@pytest.mark.parametrize(("method", "path"), [("GET", PATH), ("DELETE", PATH), ("PUT", "/")])
def test_nothing_else_is_held_up(room, method, path):
    assert _knock(room + 11, method, path)[0] == 204
