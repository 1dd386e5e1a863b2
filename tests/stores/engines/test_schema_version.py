"""Tests of a table that another version of this program laid out: it is refused in a sentence with the way out."""

import hashlib
import json
import shutil

import duckdb
import pyarrow.parquet as pq
import pytest

from components.dates import calendar_units
from components.events.raw_table import TableError
from components.stores.engines import connections, ddl, engine_schema, manifest, schema_version, write_parquet
from components.stores.engines.parquet_folder_engine import name_files
from components.stores.engines.query_context import QueryContext
from tests.support import tables

CURRENT = engine_schema.VERSION
OLDER = "was written by an older version of this program"
NEWER = "was written by a newer version of this program"
# Its value in `about` (None: it is not there) → the sentence, and the way out of a folder and of a DuckDB file
OTHERS = {
    "missing": (None, OLDER),
    "older": (str(CURRENT - 1), OLDER),
    "newer": (str(CURRENT + 1), NEWER),
    "no JSON": ("{", OLDER),
    "no number": ('"1"', OLDER),
    "yes": ("true", OLDER),
    "a fraction": (str(CURRENT + 0.5), OLDER),
    "nothing": ("null", OLDER),
}
# VERSION → a checksum of its tables, columns, kinds of member and calendar units, whose indices stand in cells
COLUMNS_OF = {2: "82d7f7be69f504db"}


def state(folder, version):
    """Have a folder say another schema version, or none."""
    about = pq.read_table(folder / manifest.ABOUT)
    told = about.to_pandas()
    told.loc[told["name"] == schema_version.NAME, "value"] = version
    changed = told.dropna()
    pq.write_table(about.from_pandas(changed, about.schema, preserve_index=False), folder / manifest.ABOUT)
    return folder


@pytest.fixture
def folder(tmp_path):
    write_parquet.write_folder(tables.to_table({"date": "2013"}), tmp_path / "out")
    return tmp_path / "out"


def to_database(folder):
    """Fill a DuckDB file that was made as ddl says with the files of a folder."""
    path = folder.with_suffix(".duckdb")
    with duckdb.connect(str(path)) as connection:
        for statement in ddl.create_statements("duckdb"):
            connection.execute(statement)
        for name in engine_schema.TABLES:
            files = f"read_parquet({name_files(folder, name)}, hive_partitioning = false)"
            connection.execute(f"INSERT INTO {name} FROM {files}")
    return path


def refuse(path):
    """Return the sentence with which a path is refused."""
    with pytest.raises(TableError) as refused:
        connections.connect_engine({"path": str(path)})
    return str(refused.value)


def test_what_is_written_says_its_version_and_is_opened(folder):
    told = pq.read_table(folder / manifest.ABOUT).to_pandas().set_index("name")["value"]
    assert json.loads(told[schema_version.NAME]) == CURRENT
    for path in (folder, to_database(folder)):
        engine = connections.connect_engine({"path": str(path)})
        assert engine.fetch("SELECT count(*) AS found FROM events", QueryContext())["found"].tolist() == [1]


@pytest.mark.first_variant
@pytest.mark.parametrize("case", OTHERS)
def test_a_folder_of_another_version_is_refused_with_the_way_out(case, folder):
    version, said = OTHERS[case]
    sentence = refuse(state(folder, version))
    assert sentence.startswith(f"The table named by the setting “path” {said}")
    if said == OLDER:
        assert "Write it again with `python -m components.stores.engines.write_parquet TABLE OUT`" in sentence
    else:
        assert f"(schema version {CURRENT + 1} instead of {CURRENT}). Update this program." in sentence


@pytest.mark.first_variant
@pytest.mark.parametrize("case", OTHERS)
def test_so_is_a_database_that_was_filled_from_one(case, folder):
    version, said = OTHERS[case]
    sentence = refuse(to_database(state(folder, version)))
    assert sentence.startswith(f"The table named by the setting “path” {said}")
    if said == OLDER:
        assert "with `python -m components.stores.engines.ddl duckdb`" in sentence
    else:
        assert "Update this program" in sentence


def test_the_version_is_said_and_not_what_it_lacks(folder):
    shutil.rmtree(folder / "words")
    for file in (folder / "events").rglob("*.parquet"):
        pq.write_table(pq.read_table(file).drop_columns(["status"]), file)
    assert OLDER in refuse(state(folder, "0"))
    assert "is incomplete" in refuse(state(folder, str(CURRENT)))


def test_an_older_folder_is_written_over(folder):
    write_parquet.write_folder(tables.to_table({"date": "2013"}), state(folder, None))
    connections.connect_engine({"path": str(folder)})


def test_other_columns_are_another_version():
    kinds = (*engine_schema.MANY, *engine_schema.SCHEMED, *engine_schema.SILENT)
    held = json.dumps([engine_schema.TABLES, sorted(kinds), calendar_units.UNITS], sort_keys=True)
    found = hashlib.sha256(held.encode()).hexdigest()[:16]
    assert COLUMNS_OF.get(CURRENT) == found, (
        "other tables, columns, kinds of member or units than before: raise engine_schema.VERSION, and say its "
        "checksum here"
    )
