"""Scripts and styles of the components: served once under an address that names the whole program."""

import gzip
import json
import re

import brotli
import pytest

from components.panels.server import app_server, scripts
from tests.panels.server.test_app_server import ask_for_status, get

ENTRIES = {name: each.script for name, each in scripts.COMPONENTS.items()}
MODULES = [path for path in scripts.read_served() if path.endswith(".js")]
BROWSER = (b"accept-encoding", b"gzip, deflate, br, zstd")


@pytest.mark.parametrize("path", scripts.read_served())
def test_every_file_is_served_whole_and_may_be_kept_for_ever(path):
    headers, text = get(scripts.build_address(path))
    kind = headers[b"content-type"].split(b";")[0]
    assert kind == (b"text/javascript" if path.endswith(".js") else b"text/css")
    assert text == scripts.read_served()[path]
    assert headers[b"cache-control"] == b"public, max-age=31536000, immutable"
    assert headers[b"vary"].lower() == b"accept-encoding"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (b"gzip, deflate, br, zstd", b"br"),
        (b"gzip;q=0.8,br;q=0.5", b"br"),
        (b"gzip, br;q=0", b"gzip"),
        (b"x-brotli", None),
        (b"identity", None),
    ],
)
def test_it_is_compressed_as_the_browser_takes_it(accepted, coding):
    address = scripts.build_address(ENTRIES["explorer"])
    headers, text = get(address, (b"accept-encoding", accepted))
    read = {b"br": brotli.decompress, b"gzip": gzip.decompress, None: bytes}[coding]
    assert headers.get(b"content-encoding") == coding
    assert headers[b"vary"].lower() == b"accept-encoding"
    assert read(text) == scripts.read_served()[ENTRIES["explorer"]]


def test_what_is_compressed_once_is_kept():
    address = scripts.build_address(ENTRIES["presenter"])
    get(address, BROWSER)
    before = app_server._encode_asset.cache_info()
    get(address, BROWSER)
    after = app_server._encode_asset.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)


HASH = scripts.read_hash()
ELSEWHERE = [
    "",
    HASH,
    f"{HASH}/",
    f"{HASH}/panels/explorer/explorer.html",
    f"{HASH}/panels/explorer/timeline_panel.py",
    f"{HASH}/panels/explorer/../explorer/timeline.js",
    f"{HASH}/exports/web_page/web_page.js",
    f"{HASH}/{scripts.PLOTLY}",
    "0000000000000000/panels/explorer/timeline.js",
    "/panels/explorer/timeline.js",
    "panels/explorer/timeline.js",
    f"x/{scripts.PLOTLY}",
]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_no_other_program_and_no_other_file_is_served(path):
    assert ask_for_status(scripts.PATH + path) == 404


def test_what_is_not_served_has_no_address():
    with pytest.raises(KeyError):
        scripts.build_address("panels/page.py")


def test_another_text_of_any_file_has_another_address(monkeypatch):
    before = scripts.build_address(ENTRIES["presenter"])
    assert re.fullmatch("[0-9a-f]{16}", scripts.read_hash())
    changed = scripts.read_served() | {"panels/dom.js": b"another text"}
    monkeypatch.setattr(scripts, "read_served", lambda: changed)
    monkeypatch.setattr(scripts, "read_hash", scripts.read_hash.__wrapped__)
    assert scripts.build_address(ENTRIES["presenter"]) != before


@pytest.mark.parametrize("name", scripts.COMPONENTS)
def test_what_is_sent_with_every_answer_only_names_what_is_served(name):
    loader = scripts.build_loader(name)
    assert len(loader) < 1_000
    component = scripts.COMPONENTS[name]
    named = [json.loads(each) for each in re.findall(r'"/[^"]*"', loader)]
    assert named == [scripts.build_address(path) for path in (*component.styles, component.script)]
    assert all(get(each)[1] for each in named)


@pytest.mark.parametrize("path", MODULES)
def test_a_module_imports_in_one_form_what_is_served_and_no_more(path):
    text = scripts.read_served()[path].decode()
    assert len(re.findall(r"\bimport\b *[\w{*\"(]", text)) == len(scripts.list_imports(path))
    assert not re.search(r"^export\b.* from ", text, re.MULTILINE)
    assert {*scripts.list_imports(path)} <= {*MODULES} - {path}


def test_every_module_is_loaded_by_a_component_and_every_style_by_one():
    assert sorted(scripts.list_modules(*ENTRIES.values())) == sorted(MODULES)
    styles = [path for each in scripts.COMPONENTS.values() for path in each.styles]
    assert sorted([*styles, scripts.PAGE_STYLE]) == sorted({*scripts.read_served()} - {*MODULES})
