"""A connection over which a page asks its server for one thing after another, as a browser keeps one open."""

import asyncio
import gzip
import http.client
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import brotli

from tests.browser.app import Server

BROTLI, GZIP, PLAIN = "br", "gzip", ""  # what an answer may be compressed with; over plain http browsers take no Brotli
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {BROTLI: brotli.decompress, GZIP: gzip.decompress, PLAIN: bytes}
HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """Hold an answer as it came, and what it is compressed with."""

    status: int
    encoding: str
    body: bytes

    def read(self) -> bytes:
        """Return what it says."""
        return ENCODINGS[self.encoding](self.body)


class KeptConnection:
    """One connection at a time: opened when something is asked, and anew once the server has let go of it."""

    def __init__(self, server: Server, encoding: str = GZIP) -> None:
        """Ask for answers in an encoding of ENCODINGS."""
        self._address = urlsplit(server.url)
        self._encoding = encoding
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def fetch(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Ask for a path, query included, and return the whole answer; raises OSError and EOFError.

        A server ends a connection that was silent for a while, maybe at this very moment: then it is asked once more.
        """
        named = {"Host": self._address.netloc, "Accept-Encoding": self._encoding or "identity", **headers}
        lines = (f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()))
        asked = "\r\n".join(lines).encode() + HEAD_END
        was_open = self._open is not None
        try:
            return await self._exchange(asked)
        except (OSError, EOFError):
            if not was_open:
                raise
        return await self._exchange(asked)

    async def _exchange(self, asked: bytes) -> Answer:
        """Ask and read; whoever is interrupted leaves half an answer behind, so that the connection ends."""
        try:
            self._open = self._open or await asyncio.open_connection(self._address.hostname, self._address.port)
            reader, writer = self._open
            writer.write(asked)
            first, _, rest = (await reader.readuntil(HEAD_END)).partition(b"\r\n")
            status, headers = int(first.split()[1]), http.client.parse_headers(io.BytesIO(rest))
            body = await reader.readexactly(0 if status == HTTPStatus.NO_CONTENT else int(headers["Content-Length"]))
        except BaseException:
            self.close()
            raise
        if headers.get("Connection", "").lower() == "close":
            self.close()
        return Answer(status, headers.get("Content-Encoding", ""), body)

    def close(self) -> None:
        """End the connection."""
        if self._open:
            self._open[1].close()
        self._open = None
