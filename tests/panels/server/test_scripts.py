"""Scripts and styles of the components: served once under an address that names their text."""

import re

import pytest

from components.panels.server import scripts
from tests.panels.server.test_app_server import get


@pytest.mark.parametrize("name", scripts.BUNDLES)
def test_every_bundle_is_served_whole(name):
    headers, text = get(scripts.build_address(name).partition("?")[0])
    assert headers[b"content-type"].split(b";")[0] in (b"text/javascript", b"text/css")
    assert text.decode() == scripts.read_asset(*scripts.BUNDLES[name])
    assert b"immutable" in headers[b"cache-control"]


def test_another_text_has_another_address(monkeypatch):
    before = scripts.build_address("filters.js")
    monkeypatch.setattr(scripts, "read_bundle", lambda _: "another text")
    assert scripts.build_address("filters.js") != before


@pytest.mark.parametrize("name", ["timeline", "filters", "presenter"])
def test_what_is_sent_with_every_answer_only_names_scripts_that_are_served(name):
    loader = scripts.build_loader(name)
    assert len(loader) < 1_000
    named = re.findall(rf"{scripts.PATH}([a-z.]+)[?]", loader)
    assert sorted(named) == [f"{name}.css", f"{name}.js"]
    assert all(get(scripts.PATH + each)[1] for each in named)
