"""The web application around Streamlit's: routes for our scripts, middleware, headers, errors logged."""

import base64
import gzip
import hashlib
import logging
import re
import secrets
from collections.abc import Callable
from functools import cache, partial
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.panels import page_language
from components.panels.server import error_log, hosts, preload, scripts, streamlit_internals, uploads

PLOTLY_PATH = scripts.PLOTLY_PATH
_TYPES = {".js": "text/javascript", ".css": "text/css"}
# What says to anybody how many visitors there are, and how the server can be driven
HIDDEN = (streamlit_internals.METRICS_PATH, streamlit_internals.AGENT_PATH)
_YEAR = 31_536_000  # seconds


def _inline_scripts() -> str:
    """Return what lets the scripts within Streamlit's own page run, and no other inline script: their hashes."""
    inline = streamlit_internals.read_inline_scripts()
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline)
    return "".join(f" 'sha256-{digest}'" for digest in digests)


# Streamlit loads inline component scripts from blob: addresses and styles itself with inline styles.
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob:{_inline_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


_COMPRESSED = {"br": partial(brotli.compress, quality=5), "gzip": partial(gzip.compress, mtime=0)}  # the best first
_REFUSED = re.compile(r";q=0(?:\.0*)?$")


def _find_asset(path: str) -> bytes | None:
    """Return plotly.js of the installed package, or a file of the program that this is."""
    if path == scripts.PLOTLY:
        return resources.files("plotly").joinpath("package_data", scripts.PLOTLY).read_bytes()
    program, _, name = path.partition("/")
    return scripts.read_served().get(name) if program == scripts.read_hash() else None


@cache
def _encode_asset(path: str, coding: str) -> bytes:
    """Return what was found at a path, compressed or, without a coding, as it is; raises KeyError where nothing was."""
    asset = _find_asset(path)
    if asset is None:
        raise KeyError(path)
    return _COMPRESSED[coding](asset) if coding else asset


def _choose_coding(accepted: str) -> str:
    """Return the best coding that a browser takes, or nothing."""
    parts = [part.replace(" ", "").lower() for part in accepted.split(",")]
    taken = {part.partition(";")[0] for part in parts if not _REFUSED.search(part)}
    return next((coding for coding in _COMPRESSED if coding in taken), "")


async def serve_asset(request: Request) -> Response:
    """Answer with a script or a style, compressed where the browser takes that."""
    path = request.path_params["path"]
    coding = _choose_coding(request.headers.get("accept-encoding", ""))
    try:
        content = _encode_asset(path, coding)
    except KeyError:
        return Response("Not found", 404)
    headers = {"Cache-Control": f"public, max-age={_YEAR}, immutable", "Vary": "Accept-Encoding"}
    headers |= {"Content-Encoding": coding} if coding else {}
    return Response(content, media_type=_TYPES[Path(path).suffix], headers=headers)


class SecurityHeadersMiddleware:
    """Add security headers to every answer, and refuse foreign names and websockets that another site's page opens.

    A foreign Origin would also make Streamlit look up this machine's own address outside.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or refuse it."""
        if scope["type"] == "websocket" and not (hosts.is_allowed(scope) and is_own_origin(scope)):
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        await (_find_refusal(scope) or self._app)(scope, receive, send_guarded)


def _find_refusal(scope: Scope) -> Response | None:
    """Return the answer to a request that is not passed on."""
    if scope["type"] == "http" and scope["path"].endswith(HIDDEN):
        return Response("Not found", 404)
    if scope["type"] == "http" and not hosts.is_allowed(scope):
        return PlainTextResponse(hosts.REFUSED, HTTPStatus.MISDIRECTED_REQUEST)
    return None


def is_own_origin(scope: Scope) -> bool:
    """Return whether a connection comes from a page of this server, or from no page at all."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"x-forwarded-host", headers.get(b"host", b"")).decode("latin-1")
    try:
        return not origin or urlsplit(origin).netloc == host
    except ValueError:
        return False


def run_safely(act: Callable[[], object]) -> None:
    """Do something ahead of time; where it fails, the log says so, and it is tried again when it is needed."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 — a server that does not start can tell nobody why
        error_log.write_error("not ready at the start", error, logging.WARNING)


def log_error(error: Exception) -> bool:
    """Write an error to the log under a name that the page shows instead of a traceback."""
    name = secrets.token_hex(4)
    error_log.write_error(f"error {name}", error)
    _ = page_language.get_messages()
    st.error(
        _(
            (
                "Something went wrong on the server. Reload the page to continue. If it happens "
                "again, report error “{name}”, which is in the server's log."
            ),
            name=name,
        )
    )
    return True


ROUTES = [Route(f"{scripts.PATH}{{path:path}}", serve_asset)]
MIDDLEWARE = [
    Middleware(SecurityHeadersMiddleware),
    Middleware(preload.PreloadMiddleware),
    Middleware(uploads.UploadQuotaMiddleware),
]
