"""The header that names what a page needs: on the document and nothing else, and all of it is there."""

import asyncio
import re

import plotly
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from components.panels.server import preload, scripts
from tests.panels.server.test_app_server import get


def bring(response, *, path="/", method="GET", query=b"", headers=()):
    """Return what a request gets where this is what the application answers: headers, body, and what it was asked."""
    seen = []

    async def answer(request):
        seen.append(request)
        return response

    routes = [Route(path, answer, methods=["GET", "POST"])]
    application = Starlette(routes=routes, middleware=[Middleware(preload.PreloadMiddleware)])
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "query_string": query,
        "headers": list(headers),
        "http_version": "1.1",
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    asyncio.run(application(scope, receive, send))
    body = b"".join(each.get("body", b"") for each in sent[1:])
    return dict(sent[0]["headers"]), body, seen[0]


def ask(response, **asked):
    """Return the header that the answer to a request has."""
    return bring(response, **asked)[0].get(b"link", b"").decode()


def list_links():
    links = [re.fullmatch("<([^>]*)>; (.*)", each) for each in ask(HTMLResponse("page")).split(", ")]
    return [(link[1], link[2]) for link in links]


@pytest.mark.parametrize("query", [b"", b"window=2013"])
def test_the_document_has_it(query):
    assert ask(HTMLResponse("page"), query=query)


def test_the_document_is_whole_and_has_the_style_of_the_page_at_the_end_of_its_head():
    document = HTMLResponse("<html><head><title>Page</title></head></html>", headers={"ETag": '"old"'})
    kept = [(b"if-none-match", b'"old"'), (b"accept-encoding", b"gzip"), (b"host", b"localhost")]
    headers, body, request = bring(document, headers=kept)
    style = f'<link rel="stylesheet" href="{scripts.build_address(scripts.PAGE_STYLE)}">'
    assert body.decode() == f"<html><head><title>Page</title>{style}</head></html>"
    assert int(headers[b"content-length"]) == len(body)
    assert headers[b"cache-control"] == b"no-cache"
    assert b"etag" not in headers  # it would be that of the document without the style
    assert [*request.headers] == ["host"]


def test_nothing_else_has_it():
    assert not ask(PlainTextResponse("text"))
    assert not ask(HTMLResponse("page"), path="/page")
    assert not ask(HTMLResponse("page"), method="POST")


def test_it_names_every_module_that_the_explorer_loads_and_none_of_the_presenter():
    modules = [address for address, kind in list_links() if kind == "rel=modulepreload"]
    entry = scripts.COMPONENTS["explorer"].script
    assert modules == [scripts.build_address(path) for path in scripts.list_modules(entry)]
    assert {scripts.build_address(path) for path in ("messages/messages.js", "panels/dom.js", entry)} <= {*modules}
    assert len(modules) == len({*modules})
    assert not any("presenter" in address for address in modules)


def test_plotly_and_styles_are_named_as_what_they_are():
    kinds = {address: kind for address, kind in list_links() if kind != "rel=modulepreload"}
    styles = scripts.COMPONENTS["explorer"].styles
    assert kinds == {
        f"/timeline/plotly.min.js?{plotly.__version__}": "rel=preload; as=script",
        **{scripts.build_address(path): "rel=preload; as=style" for path in styles},
    }


def test_all_that_it_names_is_served():
    for address, kind in list_links():
        headers, content = get(address.partition("?")[0])
        assert headers[b"content-type"].startswith(b"text/css" if kind.endswith("style") else b"text/javascript")
        assert content
