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
from streamlit.web.server.starlette import starlette_routes

from components.panels import uploads

ROOT = Path(__file__).resolve().parents[1]
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
