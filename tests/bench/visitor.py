"""A visitor without a browser: a session of the page over its websocket, telling what the page tells."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from tests.browser.app import Server

FILTERS, TIMELINE = "filters", "timeline"  # the components that tell something, by the end of their names
WIDTH, CARD_WIDTH = 1014, 622  # pixels of the timeline in a window of 1440 x 900, alone and beside a card
PATIENCE = 30  # seconds after which a visitor is one whom the server failed
TRIGGER = "$$STREAMLIT_INTERNAL_KEY_{}__events"  # what Streamlit's page calls the events of a component
FAILED = ("exception", "alert")  # kinds of element that only say that something went wrong


class FailedError(Exception):
    """Say that the server answered with an error, or not at all."""


@dataclass(frozen=True)
class Report:
    """Hold what a component tells: its name, what about, and the value; `stays`: a state, told again ever after."""

    component: str
    about: str
    value: Any
    stays: bool = False


@dataclass
class Seen:
    """Hold what the page shows: what each component was given last, by its name, and the ids to answer under."""

    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    identities: dict[str, str] = field(default_factory=dict)
    page: str = ""
    fragment: str = ""
    failures: int = 0

    def take(self, message: ForwardMsg) -> str:
        """Take a message of the server; return the name of the component that it draws, "" for anything else."""
        if message.WhichOneof("type") == "new_session":
            self.page = message.new_session.page_script_hash
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        self.failures += kind in FAILED
        if kind != "bidi_component":
            return ""
        component = element.bidi_component
        name = component.id.rpartition("-")[2]
        if name in (FILTERS, TIMELINE):
            self.identities[name], self.fragment = component.id, message.delta.fragment_id
            self.given[name] = json.loads(component.json)
            return name
        return ""

    def counted(self) -> int:
        """Return how many reports the server had counted when it drew the timeline."""
        return int(self.given.get(TIMELINE, {}).get("reports", 0))


class Visitor:
    """A session: it arrives, takes steps one after another, and leaves with the end of the `async with`."""

    def __init__(self, socket: ClientConnection) -> None:
        self.seen = Seen()
        self._socket = socket
        self._states: dict[str, dict[str, Any]] = {}
        self._told = 0

    @classmethod
    async def come(cls, server: Server) -> Self:
        """Open a session as a browser does, with its kind of compression."""
        socket = await connect(
            f"ws{server.url.removeprefix('http')}/_stcore/stream",
            origin=server.url,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            extensions=[ClientPerMessageDeflateFactory(client_max_window_bits=True)],
            compression=None,
            max_size=None,
            proxy=None,
        )
        return cls(socket)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._socket.close()

    async def arrive(self) -> float:
        """Open the page; return the seconds until it stands. Raises FailedError."""
        return await self._answered()

    async def take(self, report: Report) -> float:
        """Tell a report; return the seconds until its answer stands. Raises FailedError."""
        return await self._answered(report)

    async def _answered(self, report: Report | None = None) -> float:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._tell(report)
                await self._wait()
        except (TimeoutError, OSError, EOFError) as error:
            raise FailedError(type(error).__name__) from error
        return time.perf_counter() - began

    async def _wait(self) -> None:
        """Read what comes until a run is finished in which all was counted that was told.

        The timeline tells its width as soon as it knows it, at first and beside a card, as the page's script does.
        """
        finished = False
        while not finished or self.seen.counted() < self._told:
            message = ForwardMsg()
            message.ParseFromString(await self._socket.recv(decode=False))
            if self.seen.take(message) == TIMELINE:
                await self._fit()
            if self.seen.failures:
                raise FailedError("an error on the page")
            finished = message.WhichOneof("type") == "script_finished"
            if finished and TIMELINE not in self.seen.given:
                raise FailedError("no timeline")

    async def _fit(self) -> None:
        shape = {"width": CARD_WIDTH if self.seen.given[TIMELINE]["event"] else WIDTH, "theme": "light"}
        if self._states.get(TIMELINE, {}).get("shape") != shape:
            await self._tell(Report(TIMELINE, "shape", shape, stays=True))

    async def _tell(self, report: Report | None) -> None:
        """Ask for a run: the whole page at first, later what answers a report."""
        message = BackMsg()
        message.rerun_script.context_info.color_scheme = "light"
        if report:
            self._told += 1
            if report.stays:
                self._states.setdefault(report.component, {})[report.about] = report.value
            self._fill(message, report)
        await self._socket.send(message.SerializeToString())

    def _fill(self, message: BackMsg, report: Report) -> None:
        rerun, seen = message.rerun_script, self.seen
        rerun.page_script_hash, rerun.fragment_id = seen.page, seen.fragment
        rerun.query_string = seen.given[TIMELINE]["link"]["query"].removeprefix("?")
        for name, states in self._states.items():
            rerun.widget_states.widgets.add(id=seen.identities[name], json_value=json.dumps(states))
        if not report.stays:
            rerun.widget_states.widgets.add(
                id=TRIGGER.format(seen.identities[report.component]),
                json_trigger_value=json.dumps([{"event": report.about, "value": report.value}]),
            )
