"""Tests of a table too large for the memory: it is written for DuckDB beside itself, once, and opened from there."""

import subprocess
import sys

import pytest

from components.timeline import handing_over, table_opening
from components.timeline.intake import limits
from components.timeline.intake.limits import Limit
from components.timeline.sources import TableError
from components.timeline.store import EngineStore
from tests.test_parquet_folder import DATA, _as_text, _in_folder


def open_table(path, progress=lambda _: None):
    whole, store = table_opening.open_table({"path": str(path)}, DATA, progress)
    assert isinstance(store, EngineStore)
    return whole, store


def written(path):
    return path.with_name(path.name + handing_over.SUFFIX)


@pytest.fixture(params=[_in_folder, _as_text])
def large(request, tmp_path, monkeypatch):
    """Return the path of a table of two events that is said to be too large."""
    monkeypatch.setattr(table_opening, "LARGEST", 1)
    return request.param(tmp_path / "table")


def test_it_is_written_once_and_answered_for_by_an_engine(large, monkeypatch):
    told = []
    whole, store = open_table(large, told.append)
    assert store.size() == 2
    assert "written to “table.by-year” beside it" in whole.problems[-1]
    assert told == sorted(told)
    assert (told[0], told[-1] >= handing_over.WRITTEN) == (0.0, True)
    monkeypatch.setattr(handing_over, "_write", lambda *_: pytest.fail("it was written already"))
    assert open_table(large)[1].size() == 2


def test_a_table_that_has_changed_is_written_anew(large):
    open_table(large)
    file = large if large.is_file() else large / "events.csv"
    extra = "2015,More\n" if large.is_file() else "C,2015,More\n"
    file.write_text(file.read_text(encoding="utf-8") + extra, encoding="utf-8")
    assert open_table(large)[1].size() == 3
    (written(large) / handing_over.MADE_OF).write_bytes(b"\xff")
    assert open_table(large)[1].size() == 3


def test_too_many_rows_are_handed_over_too(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ROWS", Limit(1, limits.ROWS.sentence, limits.ROWS.trusted))
    for make in (_in_folder, _as_text):
        assert open_table(make(tmp_path / make.__name__))[1].size() == 2


class StopError(Exception):
    """Stands for a visitor who stops."""


@pytest.mark.parametrize("share", [0.0, handing_over.READ])
def test_who_stops_leaves_nothing_unfinished(large, share):
    before = {*large.parent.iterdir()}

    def stop(done):
        if done >= share:
            raise StopError

    with pytest.raises(StopError):
        open_table(large, stop)
    assert {*large.parent.iterdir()} - before <= ({written(large)} if share else set())
    assert open_table(large)[1].size() == 2


def test_where_it_can_not_be_written_there_is_a_sentence(large, monkeypatch):
    written(large).write_text("mine", encoding="utf-8")
    with pytest.raises(TableError, match=r"“table\.by-year” holds something else"):
        open_table(large)
    assert written(large).read_text(encoding="utf-8") == "mine"
    monkeypatch.setattr(table_opening.os, "access", lambda *_: False)
    with pytest.raises(TableError, match=r"nobody may write there\. .*parquet_folder TABLE OUT` writes it anywhere"):
        open_table(large)
    monkeypatch.setattr(limits, "TRUSTED_BYTES", 1)
    with pytest.raises(TableError, match=r"bytes, and at most 1 are read, .*docs/scale\.md"):
        open_table(large)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "this machine has too little memory"),
        ("raise ValueError('a cell of somebody')", "something failed that nobody foresaw; `python -m"),
        ("import sys; sys.exit(1)", "something failed that nobody foresaw; `python -m"),
    ],
)
def test_a_child_that_fails_is_a_sentence(large, monkeypatch, does, said):
    run = subprocess.Popen
    monkeypatch.setattr(handing_over.subprocess, "Popen", lambda _, **told: run([sys.executable, "-c", does], **told))
    with pytest.raises(TableError, match=f"“table” can't be written for DuckDB: {said}"):
        open_table(large)


def test_the_folder_that_somebody_stands_in_is_handed_over_too(tmp_path, monkeypatch):
    monkeypatch.setattr(table_opening, "LARGEST", 1)
    monkeypatch.chdir(_in_folder(tmp_path / "table"))
    assert open_table(".")[1].size() == 2
    assert written(tmp_path / "table").is_dir()
