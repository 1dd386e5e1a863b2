"""A visitor without a browser: a session over its websocket, as the page opens one, and requests for what it shows."""

import asyncio
import json
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from components.panels.explorer import view_state
from components.panels.explorer.view_route import SERVER
from components.panels.explorer.view_state import FILTERS, LISTING, TIMELINE
from tests.bench import view_acts
from tests.bench.kept_connection import GZIP, KeptConnection
from tests.bench.view_acts import Act, State
from tests.bench.view_channel import FailedError, ViewChannel
from tests.browser.app import Server

COMPONENT = "diplomatic_explorer"
WIDTH = 680  # pixels of the plot in a window of 1440 x 900
SIGHT = 1_020  # pixels of the plot, up to which the lists below it are near the lower edge of that window
PATIENCE = 30  # seconds after which a visitor is one whom the server failed
LOOK = "look"  # the act that opens the list of a filter
FAILED = ("exception", "alert")  # kinds of element that only say that something went wrong
UNREACHABLE = (TimeoutError, OSError, EOFError, WebSocketException)


@dataclass
class Seen:
    """Hold what the page shows: what its explorer was given, its state, and by part what was answered last.

    is_open: whether the list of a filter is. is_counted: whether its counts are those of this view.
    """

    boot: dict[str, Any] = field(default_factory=dict)
    state: State = field(default_factory=State)
    parts: dict[str, Any] = field(default_factory=dict)
    is_open: bool = False
    is_counted: bool = False
    listed: tuple[Any, ...] = ()  # of which view the lists below the timeline are

    @property
    def request(self) -> dict[str, Any]:
        """Return what is on screen, as the last answer says it."""
        return dict(self.state.request or {})

    def take(self, answer: dict[str, Any]) -> None:
        """Take an answer."""
        self.parts |= answer
        self.state = State(answer["request"])
        self.is_counted = FILTERS in answer or (self.is_counted and TIMELINE not in answer)
        if LISTING in answer:
            self.listed = self._name_listed()

    def lacks_lists(self) -> bool:
        """Tell whether the lists below the timeline have come into sight and are of another view."""
        return self.has_lists() and self.listed != self._name_listed()

    def has_lists(self) -> bool:
        """Tell whether the lists below the timeline are in sight."""
        return TIMELINE in self.parts and self.parts[TIMELINE]["figure"]["layout"]["height"] < SIGHT

    def build_address(self, state: State, parts: set[str]) -> str:
        """Return what the page asks for these parts of a state."""
        boot = self.boot
        own = {
            view_state.WIDTH: WIDTH,
            view_state.THEME: "light",
            view_state.TODAY: datetime.now(UTC).date().isoformat(),
            view_state.LANGUAGE: boot["language"],
            view_state.WANTED: ",".join(sorted(parts)),
            view_state.VERSION: boot["version"],
            view_state.PROGRAM: boot["program"],
        }
        written = (view_acts.format_query(state), urlencode(own), view_acts.format_moves(state))
        return f"{boot['route']}?{'&'.join(filter(None, written))}"

    def _name_listed(self) -> tuple[Any, ...]:
        return tuple(self.request[name] for name in ("choices", "window", "scheme"))


class Visitor:
    """A session: it arrives, takes steps one after another, and leaves with the end of the `async with`."""

    def __init__(self, socket: ClientConnection, connection: KeptConnection) -> None:
        self.seen = Seen()
        self._socket = socket
        self._channel = ViewChannel(connection)
        self._likely: Act | None = None

    @classmethod
    async def come(cls, server: Server, encoding: str = GZIP) -> Self:
        """Open a session as a browser does, with its kind of compression; answers are taken in an encoding."""
        socket = await connect(
            f"ws{server.url.removeprefix('http')}/_stcore/stream",
            origin=server.url,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            extensions=[ClientPerMessageDeflateFactory(client_max_window_bits=True)],
            compression=None,
            max_size=None,
            proxy=None,
        )
        return cls(socket, KeptConnection(server, encoding))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._channel.close()
        await self._socket.close()

    async def arrive(self) -> float:
        """Open the page; return the seconds until what it opens on is there. Raises FailedError."""
        return await _measure(self._open())

    async def take(self, act: Act) -> float:
        """Do something; return the seconds until its answer is there. Raises FailedError.

        What only stands further down the page is waited for, too, and not counted.
        """
        seen = self.seen
        seen.is_open = act["type"] in (LOOK, "choose") or (seen.is_open and act["type"] == "clear")
        if act["type"] == LOOK:
            wait = await _measure(self._ask({FILTERS}))
        else:
            self._likely = view_acts.guess_next(act, seen.state.request)
            seen.state = view_acts.reduce(seen.state, act)
            wait = await _measure(self._ask(self._list_parts(act, seen.state)))
        if seen.lacks_lists():
            await _measure(self._ask(view_acts.LISTS))
        if self._likely:
            state = view_acts.reduce(seen.state, self._likely)
            self._channel.fetch_ahead(seen.build_address(state, self._list_parts(self._likely, state)))
        return wait

    def _list_parts(self, act: Act, state: State) -> set[str]:
        return view_acts.list_parts(act, state, is_open=self.seen.is_open, in_sight=self.seen.has_lists())

    async def _ask(self, parts: set[str]) -> None:
        self.seen.take(await self._channel.ask(self.seen.build_address(self.seen.state, parts)))

    async def _open(self) -> None:
        """Have the page run, wait until it has, and ask for what its explorer shows."""
        message = BackMsg()
        message.rerun_script.context_info.color_scheme = "light"
        await self._socket.send(message.SerializeToString())
        kind = ""
        while kind != "script_finished":
            told = ForwardMsg()
            told.ParseFromString(await self._socket.recv(decode=False))
            kind = str(told.WhichOneof("type"))
            self._hear(told)
        if not self.seen.boot:
            raise FailedError("no explorer")
        self._channel = ViewChannel(self._channel.connection, self.seen.boot["token"] or SERVER)
        await self._ask(view_acts.FIRST_PARTS)

    def _hear(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind in FAILED:
            raise FailedError("an error on the page")
        if kind == "bidi_component" and element.bidi_component.component_name == COMPONENT:
            self.seen.boot = json.loads(element.bidi_component.json)


async def _measure(asked: Awaitable[None]) -> float:
    """Return the seconds that something takes; raises FailedError."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            await asked
    except UNREACHABLE as error:
        raise FailedError(type(error).__name__) from error
    return time.perf_counter() - began
