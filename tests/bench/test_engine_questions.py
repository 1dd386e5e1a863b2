"""Tests of the benchmark of questions: each is one that finds something on every engine, and is told in one table."""

import pytest

from components.query.selection import Selection
from tests.bench import blocks, drawn_dates, engine_questions, generator
from tests.bench.engine_questions import ENGINES, EVER, QUESTIONS, Measured

COUNT = 1_500


@pytest.fixture(scope="module", autouse=True)
def few_years(tmp_path_factory):
    """Keep to few years and a folder of our own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator, "CACHE", tmp_path_factory.mktemp("questions"))
        patch.setattr(drawn_dates, "FIRST_YEAR", 2010)
        yield


@pytest.mark.first_variant
@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_is_asked_everything(name):
    measured = engine_questions.measure(name, COUNT, runs=2)
    assert len(measured.asked) == 2 * len(QUESTIONS)
    assert min(measured.asked.values()) > 0
    assert measured.load > 0
    assert measured.memory > 0


@pytest.mark.first_variant
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_finds_something(question):
    store = engine_questions.open_duckdb(COUNT)()
    found = QUESTIONS[question](store, Selection(EVER))
    assert found.inside > 0 if "totals" in question else len(found) > 0


def test_all_is_told_in_one_table():
    told = engine_questions.describe({(1_000, "DuckDB"): Measured(1.25, 512, {"totals": 0.5})})
    assert told.splitlines() == [
        "| seconds | 1,000 DuckDB |",
        "| --- | --: |",
        "| opening | 1.2 |",
        "| memory, MB | 512 |",
        "| totals | 0.500 |",
    ]


def test_the_same_table_is_asked_of_all_but_pandas():
    assert blocks.to_layout(COUNT).is_dir()
    assert engine_questions.read_arguments(["--sizes", "5", "--engines", "DuckDB"]).engines == ["DuckDB"]
