"""What the server adds to Streamlit's own: plotly.js, headers, refused origins, errors with a name."""

import asyncio

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from components.panels import scripts, server

HOST = (b"host", b"here.example:8501")


async def _answer(_request):
    return PlainTextResponse("answer")


async def _accept(websocket):
    await websocket.accept()
    await websocket.close()


_ROUTES = [Route("/", _answer), WebSocketRoute("/stream", _accept), *server.ROUTES]
_APP = Starlette(routes=_ROUTES, middleware=server.MIDDLEWARE)


def _ask(kind, path, *headers):
    """Send one request as a server would and return the messages of the answer."""
    scope = {"type": kind, "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [HOST, *headers]}
    scope |= {
        "method": "GET",
        "scheme": "http",
        "server": ("here.example", 8501),
        "subprotocols": [],
        "http_version": "1.1",
    }
    sent = []

    async def receive():
        return {"type": "websocket.connect"} if kind == "websocket" else {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    asyncio.run(_APP(scope, receive, send))
    return sent


def get(path, *headers):
    start, *parts = _ask("http", path, *headers)
    return dict(start["headers"]), b"".join(part.get("body", b"") for part in parts)


def test_plotly_is_that_of_the_installed_package():
    headers, script = get(server.PLOTLY_PATH)
    assert headers[b"content-type"].startswith(b"text/javascript")
    assert b"plotly.js v" in script[:200]


def test_plotly_is_sent_compressed_where_the_browser_takes_it():
    headers, script = get(server.PLOTLY_PATH, (b"accept-encoding", b"gzip, br"))
    _, plain = get(server.PLOTLY_PATH)
    assert headers[b"content-encoding"] == b"br"
    assert brotli.decompress(script) == plain
    assert len(script) < len(plain) / 3


def test_no_other_file_is_served_beside_the_scripts():
    (start, *_) = _ask("http", f"{scripts.PATH}page.css")
    assert start["status"] == 404


@pytest.mark.parametrize("name", [name.decode() for name, _ in server.HEADERS])
@pytest.mark.parametrize("path", ["/", "/missing", server.PLOTLY_PATH])
def test_every_answer_has_every_header(path, name):
    headers, _ = get(path)
    assert name.encode() in headers


def test_policy_lets_no_inline_script_and_no_other_host_in():
    rules = dict(rule.split(" ", 1) for rule in server.POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in rules["script-src"]
    assert "http" not in server.POLICY
    assert rules["object-src"] == "'none'"


@pytest.mark.parametrize("headers", [(), ((b"origin", b"http://here.example:8501"),)], ids=["none", "own"])
def test_own_pages_may_open_a_websocket(headers):
    assert _ask("websocket", "/stream", *headers)[0]["type"] == "websocket.accept"


@pytest.mark.parametrize(
    "origin", [b"http://elsewhere.example", b"http://here.example.evil:8501", b"null", b"http://["]
)
def test_another_site_s_page_may_not(origin):
    (refusal,) = _ask("websocket", "/stream", (b"origin", origin))
    assert refusal["type"] == "websocket.close"


def test_an_error_is_logged_under_the_name_that_the_page_shows(monkeypatch, caplog):
    shown = []
    monkeypatch.setattr(server.st, "error", shown.append)
    assert server.log_error(ValueError("secret detail"))
    (record,) = caplog.records
    assert str(record.args[0]) in shown[0]
    assert "secret detail" not in shown[0]
