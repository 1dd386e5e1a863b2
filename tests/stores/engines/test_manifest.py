"""Tests of what a folder of Parquet files holds: what is missing, damaged or another's is said, and where."""

import json
import shutil

import pandas as pd
import pyarrow.parquet as pq
import pytest

from components.events.raw_table import TableError
from components.stores.engines import connections, manifest, write_parquet
from tests.support import tables


@pytest.fixture
def folder(tmp_path):
    """Write three events of two years and none."""
    write_parquet.write_folder(tables.to_table({"date": "2013"}, {"date": "2014"}, {"date": ""}), tmp_path / "out")
    return tmp_path / "out"


def only(folder, place):
    """Return the one file of a place, whatever it is called."""
    (path,) = (folder / place).glob("*.parquet")
    return path


def shorten(path):
    pq.write_table(pq.read_table(path).slice(1), path)


HARM = {
    "missing": (lambda folder: only(folder, "members/year=2013").unlink(), "1 file .* “members/year="),
    "year": (lambda folder: shutil.rmtree(folder / "events/year=2014"), "1 file in “events/year=2014” is missing"),
    "kind": (lambda folder: shutil.rmtree(folder / "members"), "3 files are missing.* “members/year=-1”"),
    "other rows": (lambda folder: shorten(only(folder, "events/year=-1")), "1 file .* “events/year=-1”"),
    "damaged": (
        lambda folder: only(folder, "events/year=2013").write_bytes(b"PAR1"),
        "“events/year=2013”",
    ),
    "another": (
        lambda folder: shutil.copy(only(folder, "words"), folder / "events/year=2013/more.parquet"),
        "1 file .*“events/year=2013”",
    ),
    "words": (
        lambda folder: shorten(only(folder, "words")),
        "1 file in “words” is missing, damaged or changed\\. Write",
    ),
    "about": (lambda folder: (folder / manifest.ABOUT).write_bytes(b"PAR1"), "its file about.parquet is damaged"),
}


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("harm", HARM)
def test_a_folder_that_is_not_whole_is_refused_with_the_place(harm, folder):
    change, sentence = HARM[harm]
    change(folder)
    with pytest.raises(TableError, match=sentence):
        connections.connect_engine({"path": str(folder)})


def test_a_whole_folder_is_opened_wherever_it_lies(folder):
    connections.connect_engine({"path": str(folder)})
    connections.connect_engine({"path": str(folder.rename(folder.with_name("elsewhere")))})


@pytest.mark.first_variant
@pytest.mark.parametrize("told", [None, "[]", "{", "3"])
def test_a_folder_of_another_writer_tells_of_no_files(told, folder):
    about = pq.read_table(folder / manifest.ABOUT)
    named = about.to_pandas()
    named = named[named["name"] != manifest.NAME]
    if told is not None:
        named = pd.concat([named, pd.DataFrame({"name": [manifest.NAME], "value": [told]})])
    pq.write_table(about.from_pandas(named, about.schema, preserve_index=False), folder / manifest.ABOUT)
    if told is None:
        connections.connect_engine({"path": str(folder)})
    else:
        with pytest.raises(TableError, match=r"its file about\.parquet is damaged"):
            connections.connect_engine({"path": str(folder)})


def test_every_row_is_told_of(folder):
    counts = manifest.count_rows(folder)
    events = {path.rpartition("-")[0]: rows for path, rows in counts.items() if path.startswith("events/")}
    assert events == {f"events/year={year}/part-{number:05}": 1 for number, year in enumerate((2013, 2014, -1))}
    about = pq.read_table(folder / manifest.ABOUT).to_pandas().set_index("name")["value"]
    assert json.loads(about[manifest.NAME]) == counts
