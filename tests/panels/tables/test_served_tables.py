"""Tests of the tables that answers are asked of: found by name for as long as somebody holds them, and by no guess."""

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.panels.own_table.own_table import OwnTable
from components.panels.tables import background_work, served_tables, table_registry
from components.panels.tables.table_registry import KeptVersion
from components.query import links
from components.stores.bounded_cache import BoundedCache
from tests.support import tables

HEADER = "Date,Title\n2013-04-03,First\n"


def open_own(title="Own"):
    """Return a table as a visitor's own, with nobody else who holds it."""
    opened = tables.to_store({"date": "2013-04-29", "title": title}, opening_window="2013")
    own = OwnTable(opened[0].version, background_work.start_work(lambda _: opened))
    served_tables.name_table(own.token, own)
    return own


@pytest.fixture(autouse=True)
def openings(monkeypatch):
    """Give each test a memory of its own."""
    monkeypatch.setattr(table_registry, "OPENINGS", BoundedCache(table_registry.MOST_OPEN))


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Serve a file with one event, which tests may change."""
    path = tmp_path / "visits.csv"
    path.write_text(HEADER, encoding="utf-8")
    monkeypatch.setenv(table_registry.DATA, str(path))
    return path


def test_no_two_tokens_are_the_same_and_none_can_be_guessed():
    tokens = {served_tables.build_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert {len(bytes.fromhex(token)) for token in tokens} == {16}


def test_a_table_is_found_by_its_name_until_nobody_holds_it():
    own = open_own()
    assert served_tables.find_table(own.token) is own
    token = own.token
    del own
    gc.collect()
    assert served_tables.find_table(token) is None
    assert table_registry.find_served(token) is None


def test_a_token_stands_in_no_description_of_its_table():
    own = open_own()
    assert own.token not in repr(own)


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("name", ["", "server", "0" * 32, "../etc", "\0"])
def test_a_name_that_was_never_given_leads_to_nothing(name):
    assert table_registry.find_served(name) is None


@pytest.mark.usefixtures("served")
def test_the_server_s_table_is_found_by_its_version_in_any_thread_and_opened_once():
    name = table_registry.get_shown_name()
    with ThreadPoolExecutor(1) as elsewhere:
        found = elsewhere.submit(table_registry.find_served, name).result()
    assert isinstance(found, KeptVersion)
    assert found.begin().result() is table_registry.load_table()
    assert found.begin("m49") is table_registry.start_opening("m49")
    assert table_registry.get_code(found) == ""


@pytest.mark.usefixtures("served")
def test_a_page_of_a_server_that_began_anew_finds_the_table_that_is_still_there(monkeypatch):
    name = table_registry.get_shown_name()
    monkeypatch.setattr(served_tables, "_NAMED", type(served_tables._NAMED)())
    found = table_registry.find_served(name)
    assert isinstance(found, KeptVersion)
    assert table_registry.find_served(name) is found


def test_a_version_that_somebody_holds_is_found_after_another_took_its_place_and_then_no_more(served):
    held = table_registry._keep(table_registry._shown_settings())
    name = held.version.name
    assert not table_registry.is_outdated(held)
    served.write_text(HEADER + "2014,Other\n", encoding="utf-8")
    assert table_registry.find_served(name) is held
    assert table_registry.is_outdated(held)
    del held
    gc.collect()
    assert table_registry.find_served(name) is None


@pytest.mark.usefixtures("served")
def test_the_shipped_table_beside_it_is_found_too_and_has_its_code(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(table_registry, "_shown_settings", table_registry.server_settings.locate_shipped)
        name = table_registry.get_shown_name()
    assert name != table_registry.get_shown_name()
    assert table_registry.get_code(table_registry.find_served(name)) == links.SHIPPED


def test_an_own_table_s_code_is_its_version_and_not_its_token():
    own = open_own()
    assert table_registry.get_code(own) == own.version != own.token


def test_a_version_that_cannot_be_opened_is_tried_again_once_it_can(served):
    served.write_bytes(b"%PDF-1.7")
    name = table_registry.get_shown_name()
    first = table_registry.find_served(name)
    assert first.opening.error
    served.write_text(HEADER, encoding="utf-8")
    assert table_registry.find_served(table_registry.get_shown_name()).begin().result()[1].size() == 1
