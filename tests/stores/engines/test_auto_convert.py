"""Tests of a table too large for the memory: it is written for DuckDB beside itself, once, and opened from there."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from components.events.raw_table import TableError
from components.intake import limits
from components.intake.limits import Limit
from components.query.store import EngineStore
from components.stores import opening, stamp
from components.stores.engines import auto_convert, engine_schema, manifest, schema_version
from tests.stores.engines.test_schema_version import state
from tests.stores.engines.test_write_parquet import DATA, _as_text, _in_folder

ROOT = Path(__file__).resolve().parents[3]


def open_table(path, progress=lambda _: None):
    whole, store = opening.open_table({"path": str(path)}, DATA, progress)
    assert isinstance(store, EngineStore)
    return whole, store


def written(path):
    return path.with_name(path.name + auto_convert.SUFFIX)


@pytest.fixture(params=[_in_folder, _as_text])
def large(request, tmp_path, monkeypatch):
    """Return the path of a table of two events that is said to be too large."""
    monkeypatch.setattr(opening, "LARGEST", 1)
    return request.param(tmp_path / "table")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder as `large` is one: for what differs in no kind of table."""
    monkeypatch.setattr(opening, "LARGEST", 1)
    return _in_folder(tmp_path / "table")


@pytest.mark.first_variant
def test_it_is_written_once_and_answered_for_by_an_engine(large, monkeypatch):
    told = []
    whole, store = open_table(large, told.append)
    assert store.size() == 2
    assert "a copy was saved as “table.by-year” in the same folder" in whole.problems[-1]
    assert told == sorted(told)
    assert (told[0], told[-1] >= auto_convert.WRITTEN) == (0.0, True)
    monkeypatch.setattr(auto_convert, "_write", lambda *_: pytest.fail("it was written already"))
    assert open_table(large)[1].size() == 2


@pytest.mark.first_variant
def test_a_table_that_has_changed_is_written_anew(large):
    open_table(large)
    file = large if large.is_file() else large / "events.csv"
    extra = "2015,More\n" if large.is_file() else "C,2015,More\n"
    file.write_text(file.read_text(encoding="utf-8") + extra, encoding="utf-8")
    assert open_table(large)[1].size() == 3
    (written(large) / auto_convert.MADE_OF).write_bytes(b"\xff")
    assert open_table(large)[1].size() == 3


@pytest.mark.first_variant
@pytest.mark.parametrize("version", [engine_schema.VERSION - 1, engine_schema.VERSION + 1])
def test_what_another_version_of_the_program_wrote_beside_it_is_written_anew(large, version):
    open_table(large)
    made_of, about = (written(large) / name for name in (auto_convert.MADE_OF, manifest.ABOUT))
    note = json.loads(made_of.read_text(encoding="utf-8"))
    made_of.write_text(json.dumps({**note, schema_version.NAME: version}), encoding="utf-8")
    state(written(large), str(version))
    before = about.stat().st_mtime_ns
    assert open_table(large)[1].size() == 2
    assert about.stat().st_mtime_ns != before


@pytest.mark.exhaustive
def test_what_was_written_before_there_were_versions_is_written_anew(large):
    open_table(large)
    (written(large) / auto_convert.MADE_OF).write_text(json.dumps(stamp.read_stamp(large.resolve())), encoding="utf-8")
    state(written(large), None)
    assert open_table(large)[1].size() == 2


@pytest.mark.exhaustive
def test_too_many_rows_are_handed_over_too(tmp_path, monkeypatch):
    said = limits.ROWS.sentence
    monkeypatch.setattr(limits, "ROWS", Limit(1, said, Limit(1, said, limits.ROWS.trusted)))
    for make in (_in_folder, _as_text):
        with limits.trust_files():  # a file is read in this process, whose limit is another one
            assert open_table(make(tmp_path / make.__name__))[1].size() == 2


class StopError(Exception):
    """Stands for a visitor who stops."""


def stop_at(share):
    """Return a `progress` that stops once a share is done."""

    def stop(done):
        if done >= share:
            raise StopError

    return stop


def have_run(monkeypatch, script):
    """Let what is started in the place of the writing program be a script with its arguments."""
    run = subprocess.Popen
    monkeypatch.setattr(
        auto_convert.subprocess,
        "Popen",
        lambda command, **told: run([sys.executable, "-c", script, *command[3:]], **told),
    )


@pytest.mark.first_variant
def test_who_stops_before_anything_has_begun_has_nothing_written(large, monkeypatch):
    before = {*large.parent.iterdir()}
    with monkeypatch.context() as patched:
        patched.setattr(auto_convert.subprocess, "Popen", lambda *_, **__: pytest.fail("it was begun"))
        with pytest.raises(StopError):
            open_table(large, stop_at(0.0))
    assert {*large.parent.iterdir()} == before
    assert open_table(large)[1].size() == 2


@pytest.mark.exhaustive
def test_who_stops_in_between_leaves_nothing_unfinished(large):
    before = {*large.parent.iterdir()}
    with pytest.raises(StopError):
        open_table(large, stop_at(auto_convert.READ))
    assert {*large.parent.iterdir()} - before <= {written(large)}  # which is whole where it was done already
    assert open_table(large)[1].size() == 2


# The writing program, which says what it is about to write, and then waits or dies
IN_BETWEEN = """
import os, signal, sys
from components.stores.engines import write_parquet
def write_all(parts, about, folder, progress):
    folder.mkdir()
    (folder / "half").write_text("half of it")
    progress(0.23)
    {}
write_parquet._write_all = write_all
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, {})
sys.exit(write_parquet.main())
"""
WAITS = IN_BETWEEN.format("while True: signal.pause()", "write_parquet._on_terminate")
IS_DEAF = IN_BETWEEN.format("while True: signal.pause()", "signal.SIG_IGN")
IS_KILLED = IN_BETWEEN.format("os.kill(os.getpid(), signal.SIGKILL)", "signal.SIG_DFL")
IS_ENDED = IN_BETWEEN.format("os.kill(os.getpid(), signal.SIGTERM)", "write_parquet._on_terminate")


@pytest.mark.first_variant
@pytest.mark.parametrize("script", [WAITS, IS_DEAF], ids=["hears", "is deaf"])
def test_who_stops_while_it_is_written_stops_it_though_control_c_is_ignored(folder, monkeypatch, script):
    before = {*folder.parent.iterdir()}
    monkeypatch.setattr(auto_convert, "PATIENCE", 60 if script is WAITS else 0)
    have_run(monkeypatch, script)
    with pytest.raises(StopError):
        open_table(folder, stop_at(auto_convert.READ + 0.01))
    assert {*folder.parent.iterdir()} == before


@pytest.mark.first_variant
@pytest.mark.parametrize("script", [IS_KILLED, IS_ENDED], ids=["killed", "ended"])
def test_what_a_writing_that_was_killed_has_begun_is_taken_away(folder, monkeypatch, script):
    before = {*folder.parent.iterdir()}
    have_run(monkeypatch, script)
    with pytest.raises(TableError, match="“table” can't be saved for DuckDB: the system stopped the process, most"):
        open_table(folder)
    assert {*folder.parent.iterdir()} == before


@pytest.mark.exhaustive
def test_what_a_dead_server_s_writing_has_begun_is_taken_away_at_the_next_opening(folder):
    before, place = {*folder.parent.iterdir()}, written(folder)
    killed = subprocess.run([sys.executable, "-c", IS_KILLED, str(folder), str(place)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len({*folder.parent.iterdir()} - before) == 1
    assert open_table(folder)[1].size() == 2
    assert {*folder.parent.iterdir()} - before == {place}


@pytest.mark.first_variant
def test_where_it_can_not_be_written_there_is_a_sentence(large, monkeypatch):
    written(large).write_text("mine", encoding="utf-8")
    with pytest.raises(TableError, match=r"“table\.by-year” already exists and contains something else"):
        open_table(large)
    assert written(large).read_text(encoding="utf-8") == "mine"
    monkeypatch.setattr(opening.os, "access", lambda *_: False)
    with pytest.raises(TableError, match=r"its folder is read-only\. .*write_parquet TABLE OUT` and open OUT"):
        open_table(large)
    monkeypatch.setattr(limits, "TRUSTED_BYTES", 1)
    with pytest.raises(TableError, match=r"bytes; at most 1 bytes can be converted .*docs/scale\.md"):
        open_table(large)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "this machine has too little memory"),
        ("os.kill(os.getpid(), signal.SIGTERM)", "this machine has too little memory"),
        ("raise ValueError('a cell of somebody')", "because of an unexpected error. Run `python -m"),
        ("sys.exit(1)", "because of an unexpected error. Run `python -m"),
    ],
)
@pytest.mark.parametrize("progress", ["", "\\rReading 100%", "\\rWriting  23%"])
def test_a_child_that_fails_is_a_sentence_and_no_progress(folder, monkeypatch, does, said, progress):
    have_run(monkeypatch, f"import os, signal, sys; sys.stderr.write('{progress}'); sys.stderr.flush(); {does}")
    with pytest.raises(TableError) as failed:
        open_table(folder)
    assert str(failed.value).startswith("“table” can't be saved for DuckDB")
    assert said in str(failed.value)


def test_what_a_child_says_behind_its_progress_is_the_sentence(folder, monkeypatch):
    have_run(monkeypatch, "import sys; sys.stderr.write('\\rWriting  23%\\nNo room.\\n'); sys.exit(1)")
    with pytest.raises(TableError, match=r"^No room\.$"):
        open_table(folder)


def test_the_folder_that_somebody_stands_in_is_handed_over_too(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST", 1)
    monkeypatch.chdir(_in_folder(tmp_path / "table"))
    assert open_table(".")[1].size() == 2
    assert written(tmp_path / "table").is_dir()
