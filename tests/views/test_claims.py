"""Claims held against a table: counted as a visitor would count, said as met or not."""

import dataclasses

import pytest

from components.panels.tables import table_registry
from components.stores.memory.memory_store import MemoryStore
from components.views import claims


@pytest.fixture(scope="module")
def shipped():
    return table_registry.load_table()


def _checked(shipped, **changes):
    table, _ = shipped
    claim = table.claims[table.claims["id"] == "C01"].assign(**changes)
    changed = dataclasses.replace(table, claims=claim)
    return claims.check_claims(changed, MemoryStore(changed)).iloc[0]


def test_shipped_claims_stand_as_expected(shipped):
    checked = claims.check_claims(*shipped)
    assert list(checked["standing"]) == list(checked["expected"])
    assert set(checked["standing"]) == {claims.MET, claims.UNMET}


def test_every_claim_names_its_source_in_words(shipped):
    checked = claims.check_claims(*shipped)
    assert not checked["source"].isin(set(shipped[0].claims["source"])).any()


def test_a_claim_counts_what_its_selection_holds(shipped):
    assert _checked(shipped)["found"] == 4
    assert _checked(shipped, counted="5")["standing"] == claims.UNMET


@pytest.mark.parametrize("selection", ["country=XXX", "nonsense=1", "window=2013-02-30"])
def test_a_selection_that_cannot_be_read_is_unmet(shipped, selection):
    checked = _checked(shipped, selection=selection, counted="0")
    assert (checked["found"], checked["standing"]) == (-1, claims.UNMET)


def test_a_table_without_claims_has_none(shipped):
    table, store = shipped
    assert claims.check_claims(dataclasses.replace(table, claims=table.claims.iloc[:0]), store).empty
