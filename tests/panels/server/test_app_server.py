"""What the server adds to Streamlit's own: plotly.js, headers, refused origins, errors with a name."""

import asyncio
import socket

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from components.panels.server import app_server, hosts

CELL = "a cell"
HOST = (b"host", b"here.example:8501")


HERE = ("127.0.0.1", 50_000)
ELSEWHERE = ("192.0.2.7", 50_000)


async def _answer(_request):
    return PlainTextResponse("answer")


async def _accept(websocket):
    await websocket.accept()
    await websocket.close()


_ROUTES = [Route("/", _answer), WebSocketRoute("/stream", _accept), *app_server.ROUTES]
_APP = Starlette(routes=_ROUTES, middleware=app_server.MIDDLEWARE)


def _ask(kind, path, *headers, host=HOST, client=ELSEWHERE):
    """Send one request as a server would and return the messages of the answer."""
    scope = {"type": kind, "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [host, *headers]}
    scope |= {
        "client": client,
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


def ask_for_status(path):
    start, *_ = _ask("http", path)
    return start["status"]


def test_plotly_is_that_of_the_installed_package():
    headers, script = get(app_server.PLOTLY_PATH)
    assert headers[b"content-type"].startswith(b"text/javascript")
    assert b"plotly.js v" in script[:200]


def test_plotly_is_sent_compressed_where_the_browser_takes_it():
    headers, script = get(app_server.PLOTLY_PATH, (b"accept-encoding", b"gzip, br"))
    _, plain = get(app_server.PLOTLY_PATH)
    assert headers[b"content-encoding"] == b"br"
    assert brotli.decompress(script) == plain
    assert len(script) < len(plain) / 3


@pytest.mark.parametrize("name", [name.decode() for name, _ in app_server.HEADERS])
@pytest.mark.parametrize("path", ["/", "/missing", app_server.PLOTLY_PATH])
def test_every_answer_has_every_header(path, name):
    headers, _ = get(path)
    assert name.encode() in headers


@pytest.mark.parametrize("path", app_server.HIDDEN)
@pytest.mark.parametrize("below", ["", "/below"])
def test_nobody_is_told_how_many_visitors_there_are_or_how_to_drive_the_server(path, below):
    start, *_ = _ask("http", below + path)
    assert start["status"] == 404
    assert set(app_server.HEADERS) <= set(start["headers"])


def test_policy_lets_no_inline_script_and_no_other_host_in():
    rules = dict(rule.split(" ", 1) for rule in app_server.POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in rules["script-src"]
    assert "http" not in app_server.POLICY
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


def _status(host, *headers, client=HERE):
    start, *_ = _ask("http", "/", *headers, host=(b"host", host), client=client)
    return start["status"]


OWN_NAMES = [b"localhost", b"LOCALHOST:8501", b"localhost.:80", b"127.0.0.1:8501", b"[::1]:8501", b"[::1]", b"10.0.0.7"]
FOREIGN = [b"evil.example", b"evil.example:8501", b"127.0.0.1.evil.example", b"localhost.evil.example", b"127.1x", b":"]


@pytest.mark.parametrize("host", [*OWN_NAMES, socket.gethostname().encode(), b""])
def test_this_machine_s_own_names_and_addresses_are_answered(host):
    assert _status(host) == 200


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("client", [HERE, ("::1", 50_000)])
def test_a_foreign_name_that_leads_here_is_refused(host, client):
    start, body = _ask("http", "/", host=(b"host", host), client=client)
    assert start["status"] == 421
    assert set(app_server.HEADERS) <= set(start["headers"])
    assert hosts.SETTING.encode() in body["body"]
    origin = (b"origin", b"http://" + host)
    (refusal,) = _ask("websocket", "/stream", origin, host=(b"host", host), client=client)
    assert refusal["type"] == "websocket.close"


@pytest.mark.parametrize("client", [ELSEWHERE, None], ids=["network", "socket"])
def test_a_server_for_others_may_have_any_name_unless_its_names_are_set(monkeypatch, client):
    assert _status(b"timeline.example", client=client) == 200
    monkeypatch.setenv(hosts.SETTING, "other.example, import_session.example")
    assert _status(b"timeline.example", client=client) == 421
    assert _status(b"import_session.example:443", client=client) == 200


@pytest.mark.parametrize("header", [b"x-forwarded-for", b"x-forwarded-host", b"forwarded"])
def test_so_may_one_behind_a_proxy_on_this_machine(monkeypatch, header):
    assert _status(b"timeline.example", (header, b"x")) == 200
    monkeypatch.setenv(hosts.SETTING, "import_session.example")
    assert _status(b"timeline.example", (header, b"x")) == 421
    assert _status(b"import_session.example", (header, b"x")) == 200


def test_an_error_is_logged_under_the_name_that_the_page_shows(monkeypatch, caplog):
    shown = []
    monkeypatch.setattr(app_server.st, "error", shown.append)
    assert app_server.log_error(ValueError(CELL))
    name = shown[0].split("“")[1].split("”")[0]
    assert f"error {name}: ValueError" in caplog.text
    assert CELL not in shown[0] + caplog.text


def test_what_is_not_ready_at_the_start_is_logged_without_its_words(caplog):
    def fail():
        raise ValueError(CELL)

    app_server.run_safely(fail)
    assert "not ready at the start: ValueError" in caplog.text
    assert CELL not in caplog.text
