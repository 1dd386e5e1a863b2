"""A request to an application without a server: what a browser would send, and what it would get."""

import asyncio
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import brotli
from starlette.types import ASGIApp, Message

_DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@dataclass(frozen=True)
class Answer:
    """An answer: its status, its headers by their names in small letters, and its body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Return what the body says, decompressed."""
        return json.loads(_DECODERS[self.headers.get("content-encoding", "")](self.body))


async def ask(
    app: ASGIApp,
    address: str,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    left: asyncio.Event | None = None,
) -> Answer:
    """Return the answer to a request; `left` is set once the one who asked has gone away."""
    scope = _build_scope(address, headers or {}, method)
    sent: list[Message] = []
    begun = False

    async def receive() -> Message:
        nonlocal begun
        if not begun:
            begun = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await (left or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next(each for each in sent if each["type"] == "http.response.start")
    body = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body)


def _build_scope(address: str, headers: Mapping[str, str], method: str) -> dict[str, Any]:
    path, query = urlsplit(address).path, urlsplit(address).query
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "headers": [
            (name.lower().encode(), value.encode()) for name, value in {"host": "127.0.0.1", **headers}.items()
        ],
    }
