"""Tests of the command line: it makes every kind of file without the page, or says why not."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from components.exports import __main__ as command_line
from components.exports import registry
from components.intake import table_folder
from components.stores.engines import ddl, engine_schema, engine_schema_check, ibis_queries, metadata, write_parquet
from tests.support import trials
from tests.support.broken_engines import AWAY, broken_engine
from tests.support.export_readers import READERS

VIEW = "window=2013-04&country=RUS"
SCRIPT = (
    "import runpy, sys; sys.modules['streamlit'] = None; runpy.run_module('components.exports', run_name='__main__')"
)


@pytest.mark.first_variant
@pytest.mark.parametrize("key", registry.BY_KEY)
def test_it_makes_every_kind_of_file(key, tmp_path, capsys):
    path = tmp_path / "made"
    assert command_line.main(["--to", key, "--view", VIEW, "--out", str(path)]) == 0
    assert "Country: Russia" in " ".join(READERS[key](path.read_bytes()).text.split())
    printed, said = capsys.readouterr()
    assert printed.strip() == str(path)
    assert "Reading the table" in said
    assert f"{path.stat().st_size:,} bytes written." in said


def test_it_runs_without_streamlit_and_names_its_file(tmp_path):
    root = Path(__file__).parents[2]
    outcome = subprocess.run(
        [sys.executable, "-c", SCRIPT, "--to", "csv", "--query", VIEW],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.strip() == "japan-s-diplomatic-events-april-2013.csv"
    assert (tmp_path / outcome.stdout.strip()).read_bytes().startswith(b"\xef\xbb\xbfid,date,")


def test_one_file_of_anybody_s_is_a_table_and_its_own_columns_are_part_of_a_view(tmp_path):
    rows = "".join(f"2013-04-0{day},Talks {day},{'Trade' if day % 2 else 'Defence'}\n" for day in range(1, 5))
    (tmp_path / "visits.csv").write_text(f"Date,Title,Ministry\n{rows}", encoding="utf-8")
    options = ["--data", str(tmp_path / "visits.csv"), "--out", str(tmp_path / "made.json"), "--to", "json"]
    assert command_line.main([*options, "--view", "own.ministry=Trade&lanes=own.ministry"]) == 0
    made = (tmp_path / "made.json").read_text(encoding="utf-8")
    assert "Ministry: Trade" in made
    assert [f"Talks {day}" in made for day in range(1, 5)] == [True, False, True, False]
    assert command_line.main([*options, "--view", "own.desk=Trade"]) == 1


REFUSED = {
    "unknown country": (["--view", "country=XXX"], "Country “XXX” is not known"),
    "unknown part": (["--view", "colour=red"], "unknown parameter “colour”"),
    "no table": (["--data", "nowhere"], "has no events.csv"),
    "no folder": (["--out", "nowhere/a.csv"], "can't be written"),
    "no template": (["--template", "nowhere.pptx"], "“nowhere.pptx” can't be read"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_has_a_sentence_and_makes_nothing(case, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options, words = REFUSED[case]
    assert command_line.main(["--to", "csv", *options]) == 1
    printed, said = capsys.readouterr()
    assert words in said
    assert printed == ""
    assert list(tmp_path.iterdir()) == []


def test_who_stops_it_reads_a_sentence(tmp_path, capsys, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line.registry, "make_file", stop)
    assert command_line.main(["--to", "csv", "--out", str(tmp_path / "a.csv")]) == command_line.STOPPED
    assert capsys.readouterr().err.splitlines()[-1] == "Stopped; nothing was written."
    assert list(tmp_path.iterdir()) == []


def test_too_many_events_are_refused_before_they_are_gathered(capsys, monkeypatch, tmp_path):
    monkeypatch.setitem(registry.BY_KEY, "csv", replace(registry.BY_KEY["csv"], most=2))
    monkeypatch.setattr(command_line.export_input, "build_export_input", None)
    assert command_line.main(["--to", "csv", "--view", VIEW, "--out", str(tmp_path / "a.csv")]) == 1
    assert "CSV: the file can contain at most 2 events" in capsys.readouterr().err


def test_rows_that_can_not_be_read_are_said(tmp_path, capsys):
    (tmp_path / "events.csv").write_text("id,date,title\nA,2013,Talks\nB,2013-13,Talks\n", encoding="utf-8")
    options = ["--to", "csv", "--data", str(tmp_path), "--view", "window=2013", "--out", str(tmp_path / "out.csv")]
    assert command_line.main(options) == 0
    said = capsys.readouterr().err
    assert "1 row of the table can't be read" in said
    assert "sources.csv is missing" in said


def test_a_scheme_of_regions_is_taken_from_the_view(tmp_path):
    out = tmp_path / "a.csv"
    assert command_line.main(["--to", "csv", "--view", "regions=m49&region=150&window=2013", "--out", str(out)]) == 0
    assert "Europe" in out.read_text(encoding="utf-8-sig").splitlines()[0]


WRONG = (
    *([], ["--to", "floppy"], ["--to", "csv", "--paper", "a5"], ["--to", "csv", "--width", "319"]),
    *(["--to", "csv", "--width", "8001"], ["--to", "csv", "--scale", "5"], ["--to", "csv", "--colour"]),
)


@pytest.mark.parametrize("options", WRONG, ids=" ".join)
def test_wrong_options_end_with_two(options):
    with pytest.raises(SystemExit) as ended:
        command_line.main(options)
    assert ended.value.code == 2


def test_help_names_every_kind_and_its_ceiling(capsys):
    with pytest.raises(SystemExit) as ended:
        command_line.main(["--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert all(export.key in printed and f"{export.most:,}" in printed for export in registry.EXPORTS)


def test_an_export_that_is_killed_leaves_the_old_file_whole_and_can_be_run_again(tmp_path):
    path = tmp_path / "made.pdf"
    path.write_bytes(b"old")
    command = [sys.executable, "-m", "components.exports", "--to", "pdf", "--view", VIEW, "--out", str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert any("Creating" in line for line in process.stderr)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert command_line.main(command[3:]) == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


SHIPPED = command_line.SHIPPED
ENGINE_FILES = ("folder", "file")


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    """Write the shipped table as an engine has it: a folder of Parquet files, and a DuckDB file."""
    whole, made = table_folder.read_table(SHIPPED, SHIPPED), tmp_path_factory.mktemp("engines")
    write_parquet.write_folder(whole, made / "folder")
    with duckdb.connect(str(made / "file.duckdb")) as connection:
        for statement in ddl.create_statements("duckdb"):
            connection.execute(statement)
        for name, frame in (engine_schema.build_frames(whole) | {"about": metadata.build_about(whole)}).items():
            connection.append(name, frame)
    return {"folder": made / "folder", "file": made / "file.duckdb"}


class Noon(datetime):
    """Stand for a clock that stands still."""

    @classmethod
    def now(cls, _=None):
        return cls(2014, 5, 6, 12, tzinfo=UTC)


def to_file(key, out, *options):
    assert command_line.main(["--to", key, "--out", str(out), *options]) == 0
    return out.read_bytes()


@pytest.mark.first_variant
@pytest.mark.parametrize("kept", ENGINE_FILES)
@pytest.mark.parametrize("key", ["csv", "json", "slides", "pdf"])
def test_a_table_in_an_engine_gives_the_same_file(kept, key, engines, tmp_path, monkeypatch):
    monkeypatch.setattr(command_line, "datetime", Noon)
    for view in trials.some((VIEW, "regions=m49&region=150&window=2013-05"), 1):
        files = [
            READERS[key](to_file(key, tmp_path / "made", "--view", view, *options))
            for options in ([], ["--data", str(engines[kept])])
        ]
        assert files[0] == files[1]
        assert "Created 2014-05-06" in " ".join(files[0].text.split())


@pytest.mark.exhaustive
@pytest.mark.parametrize("kept", ENGINE_FILES)
def test_rows_of_an_engine_are_those_of_the_table_in_memory(kept, engines, tmp_path):
    made = [
        to_file("csv", tmp_path / "made.csv", "--view", "window=1800/2100", *options).decode().splitlines()[1:]
        for options in ([], ["--data", str(engines[kept])])
    ]
    assert made[0] == made[1]
    assert len(made[0]) > 400


@pytest.mark.first_variant
@pytest.mark.parametrize("kept", ENGINE_FILES)
def test_an_engine_s_table_has_the_same_ceiling(kept, engines, tmp_path, capsys, monkeypatch):
    options = ["--to", "csv", "--view", VIEW, "--data", str(engines[kept]), "--out", str(tmp_path / "a.csv")]
    held = len(to_file(*options[1:2], tmp_path / "b.csv", *options[2:6]).splitlines())
    for most, code in ((held, 0), (1, 1)):
        monkeypatch.setitem(registry.BY_KEY, "csv", replace(registry.BY_KEY["csv"], most=most))
        assert command_line.main(options) == code
    assert "CSV: the file can contain at most 1 events" in capsys.readouterr().err


def test_an_engine_that_has_no_answer_is_a_sentence(engines, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine_schema_check, "check", lambda *_: None)
    monkeypatch.setattr(engine_schema_check, "check_files", lambda *_: None)
    monkeypatch.setattr(
        ibis_queries, "read_about", lambda _: metadata.build_about(table_folder.read_table(SHIPPED, SHIPPED))
    )
    with broken_engine():
        assert command_line.main(["--to", "csv", "--data", str(engines["folder"])]) == 1
    assert AWAY in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
