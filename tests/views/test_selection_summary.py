"""Tests of the selection summary: the counts on every file, and what is said of events that may not have been held."""

from datetime import UTC, datetime

import pytest

from components.views import selection_summary
from tests.support import engine_stores, tables

MADE = datetime(2026, 1, 2, tzinfo=UTC)
DAY = "2013-04-29"
COUNTED = {
    ("held", "held", ""): "3 of 3 events",
    ("held", "planned"): "2 of 2 events; 1 planned, not confirmed",
    (
        "unknown",
        "not-held",
        "not-held",
    ): "3 of 3 events; 1 not known whether held; 2 announced, not held",
}


@pytest.mark.first_variant
@pytest.mark.parametrize("statuses", COUNTED, ids=str)
def test_only_what_may_not_have_been_held_is_counted_apart(statuses):
    table, store = tables.to_store(*({"date": DAY, "status": status} for status in statuses))
    for asked in (store, *engine_stores.to_stores(table).values()):
        said = selection_summary.summarise(asked, table, tables.to_selection("2013"), 0, MADE)
        assert f"{said.counted}{said.doubts}" == COUNTED[statuses]


def test_where_a_status_is_chosen_the_filter_says_it():
    table, store = tables.to_store({"date": DAY, "status": "planned"}, {"date": DAY, "status": "held"})
    said = selection_summary.summarise(store, table, tables.to_selection("2013", status="planned"), 0, MADE)
    assert f"{said.counted}{said.doubts}" == "1 of 2 events"
