"""The generator of the benchmark makes tables that the app opens whole, and that are as uneven as it says."""

from pathlib import Path

import pandas as pd
import pytest

from components.dates import edtf
from components.events import schema
from components.intake import table_folder
from tests.bench import drawn_dates, generator

COUNT = 4_000

pytestmark = pytest.mark.exhaustive  # it writes large tables


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(generator, "CACHE", tmp_path)


def test_every_row_is_an_event_with_a_source():
    opened = table_folder.read_table(generator.make(COUNT).table, generator.SHIPPED)
    assert (len(opened.events), len(opened.rejected), opened.problems) == (COUNT, 0, ())
    assert sorted(opened.evidence["event"]) == sorted(opened.events["id"])
    assert opened.evidence["title"].ne("").all()


def test_shares_are_as_stated():
    cells = generator.to_cells(COUNT)
    kinds = edtf.parse_bounds(cells["date"])["precision"].value_counts(normalize=True)
    stated = drawn_dates.SHARES
    for precision, kind in {"days": "span", "month": "month", "undated": "undated", "range": "range"}.items():
        assert kinds[precision] == pytest.approx(stated[kind], abs=0.02), kind
    assert cells["level"].eq(generator.HALF).mean() == pytest.approx(0.5, abs=0.03)
    assert cells["countries"].str.contains(generator.ONE_COUNTRY).mean() == pytest.approx(0.11, abs=0.03)
    assert sum(stated.values()) == pytest.approx(1)


def test_many_countries_are_different_ones():
    countries = generator.to_cells(COUNT)["countries"].str.split(schema.SEPARATOR)
    assert countries.map(len).max() > 4
    assert (countries.map(len) == countries.map(lambda codes: len(set(codes)))).all()


def test_a_few_hold_most():
    cells = generator.to_cells(COUNT)
    days = pd.Series(edtf.parse_bounds(cells["date"])["start_min"]).value_counts()
    assert days.iloc[: len(days) // 10].sum() > 0.3 * COUNT
    people = schema.split_list(cells["people"]).value_counts()
    assert people.iloc[0] > 10 * people.median()


def test_same_seed_same_table():
    pd.testing.assert_frame_equal(generator.to_cells(50), generator.to_cells(50))
    assert not generator.to_cells(50).equals(generator.to_cells(50, seed=5))


def test_what_was_made_is_taken_again():
    made = generator.make(20)
    stamp = (made.table / "events.csv").stat().st_mtime_ns
    assert generator.make(20) == made
    assert (made.table / "events.csv").stat().st_mtime_ns == stamp


def test_parquet_holds_the_same_cells():
    comma = pd.read_csv(generator.make(50).table / "events.csv", dtype=str, keep_default_na=False)
    column = pd.read_parquet(generator.make(50, kind="parquet").table / "events.parquet")
    assert column.astype(str).equals(comma.astype(str))


def test_flat_files_hold_every_dated_event():
    made = generator.make(300)
    events = table_folder.read_table(made.table, generator.SHIPPED).events
    flat = pd.read_parquet(made.flat / "flat.parquet")
    assert len(flat) == (events["precision"] != "undated").sum()
    assert (flat["start"] < flat["end"]).all()
    assert len(pd.read_json(made.flat / "flat.json")) == len(flat)
