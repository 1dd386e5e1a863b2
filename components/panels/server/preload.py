"""What the page needs before it is drawn, named in the answer with the document: a browser loads it at once.

Else it would hear of each script from the one that imports it, after Streamlit's own have run.
"""

from functools import cache
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.panels.server import scripts

_DOCUMENT = "/"
_HEAD_END = b"</head>"
_NEGOTIATED = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}  # headers of a request
_OF_FILE = {b"content-length", b"cache-control", b"etag", b"last-modified", b"accept-ranges"}  # and of an answer


class PreloadMiddleware:
    """Add the header `Link` to the document that Streamlit serves, and to the document itself the style of the page.

    A style that came with the script's first answer would move what is on screen by then.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != _DOCUMENT:
            await self._app(scope, receive, send)
            return
        # The document as Streamlit has it, whole and as it is: what a browser keeps of it may name an older program
        headers = [(name, value) for name, value in scope["headers"] if name not in _NEGOTIATED]
        await self._app({**scope, "headers": headers}, receive, _Document(send).take)


class _Document:
    """Take an answer, and pass it on once it is whole where it is a document of HTML, else as it comes."""

    def __init__(self, send: Send) -> None:
        """Pass it on by `send`."""
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def take(self, message: Message) -> None:
        """Take the next message of the answer."""
        if message["type"] == "http.response.start" and _is_document(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._body.replace(_HEAD_END, build_style() + _HEAD_END, 1)
        kept = [(name, value) for name, value in start["headers"] if name not in _OF_FILE]
        kept += [
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-cache"),
            (b"link", build_links()),
        ]
        await self._send({**start, "headers": kept})
        await self._send({"type": "http.response.body", "body": body})


def _is_document(message: Message) -> bool:
    headers = dict(message.get("headers", []))
    return message["status"] == HTTPStatus.OK and headers.get(b"content-type", b"").startswith(b"text/html")


@cache
def build_style() -> bytes:
    """Return the markup that loads the style of the page."""
    return f'<link rel="stylesheet" href="{scripts.build_address(scripts.PAGE_STYLE)}">'.encode()


@cache
def build_links() -> bytes:
    """Return the value of the header: plotly.js, which is no module, and the explorer's modules and styles."""
    explorer = [scripts.COMPONENTS[name] for name in scripts.EXPLORER]
    modules = scripts.list_modules(*(each.script for each in explorer))
    styles = [path for each in explorer for path in each.styles]
    links = [f"<{scripts.PLOTLY_ADDRESS}>; rel=preload; as=script"]
    links += [f"<{scripts.build_address(path)}>; rel=modulepreload" for path in modules]
    links += [f"<{scripts.build_address(path)}>; rel=preload; as=style" for path in styles]
    return ", ".join(links).encode()
