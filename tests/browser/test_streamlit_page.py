"""Canaries of Streamlit's own page: what our styles and scripts look for in it by name is there."""

import re
from pathlib import Path

import pytest

from tests.browser.app import open_app

ROOT = Path(__file__).resolve().parents[2]
PANELS = ROOT / "components" / "panels"
STATES = {"unanswered"}  # of our own: selectors with their names hold at times only


def _read(*suffixes):
    paths = sorted(path for path in PANELS.rglob("*") if path.suffix in suffixes)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _find_test_ids():
    return sorted(set(re.findall(r"""data-testid=\\?["']?(\w+)""", _read(".css", ".js", ".html"))))


def _find_data_attributes():
    """Return what scripts read of Streamlit's elements beside their names: `dataset.testScriptState` and the like."""
    names = set(re.findall(r"dataset\.test([A-Z]\w*)", _read(".js")))
    return sorted("data-test" + re.sub("([A-Z])", r"-\1", name).lower() for name in names)


def _find_selectors():
    """Return the selectors of our styles that look into Streamlit's elements, but for those that hold at times only."""
    rules = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", _read(".css"), flags=re.DOTALL))
    found = {rule.strip() for rule in rules if "data-testid" in rule}
    return sorted(rule for rule in found if not any(state in rule for state in STATES))


@pytest.fixture(scope="module")
def found(browser, server):
    """Return how many elements of the opened page each selector that is asked for finds."""
    visitor = browser.new_context(base_url=server.url)
    page = open_app(visitor.new_page())
    yield lambda selector: page.locator(selector).count()
    visitor.close()


@pytest.mark.parametrize("name", _find_test_ids())
def test_an_element_that_we_look_for_has_its_name(name, found):
    assert found(f"[data-testid={name}]"), f"Streamlit's page has no element with the data-testid {name!r} any more"


@pytest.mark.parametrize("attribute", _find_data_attributes())
def test_the_page_says_how_its_server_is(attribute, found):
    assert found(f"[data-testid=stApp][{attribute}]"), f"Streamlit's page no longer says its {attribute}"


@pytest.mark.parametrize("selector", _find_selectors())
def test_a_style_of_ours_still_finds_what_it_is_for(selector, found):
    assert found(selector), f"nothing on Streamlit's page is found by {selector!r} any more"


def test_there_is_something_that_we_look_for():
    assert _find_test_ids()
    assert _find_data_attributes()
    assert _find_selectors()
