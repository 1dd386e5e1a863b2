"""How a page without a browser asks for answers, as channel.js does: it keeps some, and fetches the likely next one."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

from components.panels.explorer.view_route import HEADER, SERVER
from tests.bench.kept_connection import Answer, KeptConnection

AHEAD_AFTER = 0.25  # seconds of rest before the likely next answer is fetched
MOST_KEPT = 12  # answers


class FailedError(Exception):
    """Say that the server answered with an error, or not at all."""


class ViewChannel:
    """Ask over a connection; `table`: the token of a visitor's own."""

    def __init__(self, connection: KeptConnection, table: str = SERVER) -> None:
        self.connection = connection
        self._table = table
        self._kept: dict[str, Answer] = {}  # by what was asked, the newest last
        self._ahead: asyncio.Task[None] | None = None
        self._fetched = ""  # what is fetched ahead just now

    async def ask(self, asked: str) -> dict[str, Any]:
        """Return an answer; any other that is fetched ahead ends. Raises FailedError, OSError and EOFError."""
        if self._ahead and self._fetched != asked:
            self._ahead.cancel()
        if self._ahead:
            await asyncio.wait({self._ahead})
            self._ahead = None
        answer = self._kept.get(asked) or await self._fetch(asked)
        self._keep(asked, answer)
        told: dict[str, Any] = json.loads(answer.read())
        return told

    def fetch_ahead(self, asked: str) -> None:
        """Fetch an answer once the hand has rested for a while."""
        self._ahead = asyncio.create_task(self._fetch_later(asked))

    async def close(self) -> None:
        """Ask for nothing more."""
        if self._ahead:
            self._ahead.cancel()
            await asyncio.wait({self._ahead})
        self.connection.close()

    async def _fetch_later(self, asked: str) -> None:
        await asyncio.sleep(AHEAD_AFTER)
        if asked in self._kept:
            return
        self._fetched = asked
        try:
            self._keep(asked, await self._fetch(asked))
        except (FailedError, OSError, EOFError):
            pass  # nobody has asked for it yet
        finally:
            self._fetched = ""

    async def _fetch(self, asked: str) -> Answer:
        answer = await self.connection.fetch(asked, {HEADER: self._table})
        if answer.status != HTTPStatus.OK:
            raise FailedError(f"status {answer.status}")
        return answer

    def _keep(self, asked: str, answer: Answer) -> None:
        self._kept.pop(asked, None)
        self._kept[asked] = answer
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
