"""Tests of uploads on their way into the server: no more than fits, and never on a disk."""

import asyncio
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from components.panels.own_table import quota
from components.panels.server import streamlit_internals, uploads

ROOT = Path(__file__).resolve().parents[3]
PATH = "/_stcore/upload_file/visitor/1"


def test_the_app_is_told_to_keep_uploads_in_memory_before_it_is_built():
    told = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert re.search(r"^streamlit_internals\.keep_uploads_in_memory\(\)\n(?:.*\n)*app = ", told, re.MULTILINE)


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
    asyncio.run(uploads.UploadQuotaMiddleware(arrive)(scope, None, send))
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
    monkeypatch.setattr(streamlit_internals, "count_uploaded_bytes", lambda: 5)
    assert _knock(room + 5)[0] == 204
    assert _knock(room + 6)[0] == 507


def test_no_session_fills_the_server_alone_under_invented_names(monkeypatch):
    monkeypatch.setattr(quota, "_SHARES", set())
    manager = MemoryUploadedFileManager("/")
    monkeypatch.setattr(streamlit_internals.runtime, "exists", lambda: True)
    monkeypatch.setattr(streamlit_internals.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    monkeypatch.setattr(quota, "OF_VISITOR", quota.Limit(10, "too many"))
    manager.add_file("visitor", UploadedFileRec("1", "a.csv", "", b"1234567890"))
    largest = uploads._to_largest()
    assert _knock(largest)[0] == 204
    assert _knock(largest + 1)[0] == 507
    assert _knock(largest + 1, path=PATH.replace("visitor", "another"))[0] == 204


@pytest.mark.parametrize(("method", "path"), [("GET", PATH), ("DELETE", PATH), ("PUT", "/")])
def test_nothing_else_is_held_up(room, method, path):
    assert _knock(room + 11, method, path)[0] == 204
