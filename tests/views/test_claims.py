"""Claims held against a table: counted as a visitor would count, said as met or not."""

import dataclasses
import re

import pytest

from components.panels.tables import table_registry
from components.stores.memory.memory_store import MemoryStore
from components.views import claims
from tests.support import tables


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


def _gaps(shipped, window="2004/2025", **choices):
    return claims.list_gaps(claims.check_claims(*shipped), tables.to_selection(window, **choices))


def test_what_sources_count_and_the_table_lacks_is_said_where_it_is_looked_for(shipped):
    (said,) = [gap for gap in _gaps(shipped, organisation="CAJ") if "fourteenth" in gap]
    assert re.fullmatch(
        r"The meeting of June 2021 was the fourteenth .* The source counts 14; this table has \d+\.", said
    )
    assert said in _gaps(shipped, organisation="CAJ;EU", meeting_type="senior-officials")


@pytest.mark.parametrize(
    "choices",
    [{}, {"organisation": "G7"}, {"organisation": "CAJ", "topic": "energy"}, {"window": "1990", "organisation": "CAJ"}],
    ids=["nothing chosen", "another", "a filter that no claim has", "another time"],
)
def test_nothing_is_said_of_what_is_not_looked_for(shipped, choices):
    assert _gaps(shipped, **choices) == []


@pytest.mark.parametrize(
    ("window", "choices"),
    [
        ("2013", {"country": "RUS", "meeting_type": "summit"}),
        ("2004/2025", {"organisation": "CAJ", "meeting_type": "multilateral-ministerial"}),
    ],
    ids=["met", "more here than counted"],
)
def test_a_count_that_is_reached_is_no_gap(shipped, window, choices):
    assert _gaps(shipped, window, **choices) == []


def test_a_table_without_claims_has_none(shipped):
    table, store = shipped
    assert claims.check_claims(dataclasses.replace(table, claims=table.claims.iloc[:0]), store).empty
