"""Tests of the benchmark's table that is made block by block: whole, in order, and uneven as the other one."""

import numpy as np
import pytest

from components.dates.edtf import parse_bounds
from components.dates.windows import parse_window
from components.intake import table_folder
from components.query.selection import Selection
from components.stores.engines import engine_table
from tests.bench import blocks, drawn_dates, generator

pytestmark = pytest.mark.exhaustive  # it writes a table for an engine
COUNT = 3_000
EVER = Selection(parse_window("0001/9999"))


@pytest.fixture(scope="module", autouse=True)
def few_years(tmp_path_factory):
    """Keep to twenty years and a folder of our own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator, "CACHE", tmp_path_factory.mktemp("blocks"))
        patch.setattr(drawn_dates, "FIRST_YEAR", 2006)
        patch.setattr(blocks, "MOST", 500)
        yield


@pytest.fixture(scope="module")
def opened():
    return engine_table.open_engine_table({"path": str(blocks.to_layout(COUNT))}, generator.SHIPPED)


def test_every_event_is_there_once_in_order_with_a_source(opened):
    whole, store = opened
    events, undated = store.rows(EVER), store.undated(EVER)
    assert store.size() == len(events) + len(undated) == COUNT
    assert [*events["id"], *undated["id"]] == [f"E{number}" for number in range(1, COUNT + 1)]
    keys = list(zip(events["start_min"], events["end_max"], strict=True))
    assert keys == sorted(keys)
    assert store.evidence(list(events["id"][:50]))["title"].ne("").all()
    assert (whole.settings.title, whole.problems) == (f"{COUNT:,} events", ())


def test_it_counts_the_rows_that_it_holds(opened):
    _, store = opened
    events = store.rows(EVER)
    for year in (2006, 2012, 2013):
        window = parse_window(str(year))
        inside = (events["start_min"] <= window.last) & (events["end_max"] >= window.first)
        assert store.totals(Selection(window)).inside == inside.sum() > 0


def test_shares_are_as_stated():
    texts = np.concatenate(list(drawn_dates.to_years(np.random.default_rng(1), COUNT)))
    kinds = parse_bounds(texts)["precision"].value_counts(normalize=True)
    for precision, kind in {"days": "span", "month": "month", "undated": "undated", "range": "range"}.items():
        assert kinds[precision] == pytest.approx(drawn_dates.SHARES[kind], abs=0.03), kind


@pytest.mark.exhaustive
def test_no_block_is_larger_than_it_may_be_and_the_same_seed_is_the_same_table():
    shipped = table_folder.read_table(generator.SHIPPED, generator.SHIPPED)
    sizes, shares = [], []
    for share, frames in blocks.to_parts(shipped, COUNT):
        sizes.append(len(frames["events"]))
        shares.append(share)
    assert max(sizes) <= blocks.MOST < sum(sizes) == COUNT
    assert shares == sorted(shares)
    assert shares[-1] == 1
    first, again, other = (next(blocks.to_parts(shipped, 50, seed))[1]["events"] for seed in (4, 4, 5))
    assert first.equals(again)
    assert not first.equals(other)


@pytest.mark.exhaustive
def test_what_was_made_is_taken_again():
    folder = blocks.to_layout(30)
    stamp = (folder / "about.parquet").stat().st_mtime_ns
    assert blocks.to_layout(30) == folder
    assert (folder / "about.parquet").stat().st_mtime_ns == stamp
