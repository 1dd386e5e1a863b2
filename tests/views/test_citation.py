"""A citation and a correction as text to copy."""

from datetime import date

import pytest

from components.panels.tables import table_registry
from components.query import links
from components.views import citation
from components.views.card import build_card

ADDRESS = "http://127.0.0.1:8501/?event=E0095"


@pytest.fixture(scope="module")
def shipped():
    return table_registry.load_table()


@pytest.fixture(scope="module")
def card(shipped):
    table, store = shipped
    return build_card(store, table, links.find_opening(table, store).selection, "E0095")


def test_a_citation_has_what_when_every_source_with_its_place_and_the_view(card, shipped):
    said = citation.format_citation(card, shipped[0], ADDRESS, date(2026, 3, 4))
    assert said.startswith("Abe-Putin summit in the Kremlin, 29 April 2013 [E0095].")
    assert len(card.sources) == 2
    for source in card.sources:
        assert source.locator in said
        assert source.url in said
    assert f"version {shipped[0].version}" in said
    assert ADDRESS in said
    assert "accessed 4 March 2026" in said


def test_a_correction_says_which_event_of_which_version(card, shipped):
    said = citation.format_correction(card, shipped[0], ADDRESS)
    for part in ("E0095", "2013-04-29", shipped[0].version, ADDRESS, "What it should be:"):
        assert part in said
