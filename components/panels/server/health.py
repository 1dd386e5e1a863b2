"""The answer to whoever watches over the server: whether its table is open."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components.panels.tables import table_registry

PATH = "/healthz"
OK = "ok"


async def answer(_: Request) -> PlainTextResponse:
    """Answer 200 where a table is open, else 503, and in a few words what is so."""
    found = describe()
    status = HTTPStatus.OK if found == OK else HTTPStatus.SERVICE_UNAVAILABLE
    return PlainTextResponse(found, status, headers={"Cache-Control": "no-store"})


def describe() -> str:
    """Say whether a table is open, is being opened, or can't be."""
    openings = table_registry.list_openings()
    if any(opening.made for opening in openings):
        return OK
    return "no table can be opened" if all(opening.ended.is_set() for opening in openings) else "opening the table"


ROUTE = Route(PATH, answer)
