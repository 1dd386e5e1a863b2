"""Tests of saving: names that every system takes, and files that are whole or as they were."""

import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports import saving
from components.exports.errors import ExportError
from tests.support import nasty
from tests.support.patience import SECONDS

STATEMENT = nasty.EXPORT_INPUTS["2013"].statement
NAMES = {
    "Japan's diplomatic events": "japan-s-diplomatic-events-2013.csv",
    "../../etc/passwd\x00": "etc-passwd-2013.csv",
    "外交 年表": "外交-年表-2013.csv",
    "=1+1": "1-1-2013.csv",
    "🤝": "events-2013.csv",
    "CON": "con-2013.csv",
}


@pytest.mark.parametrize("title", NAMES, ids=ascii)
def test_a_file_is_named_for_table_and_period(title):
    assert saving.build_file_name(replace(STATEMENT, table=title), ".csv") == NAMES[title]


@given(st.text(st.characters()))
def test_a_name_is_safe_whatever_the_title(title):
    name = saving.build_file_name(replace(STATEMENT, table=title), ".csv")
    assert len(name.encode()) <= saving.MOST_BYTES + len(".csv")
    assert all(letter.isalnum() or letter in "-." for letter in name) or name.isprintable()
    assert name == Path(name).name
    assert not set('<>:"/\\|?*') & set(name)


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    saving.save_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_rights(tmp_path):
    (tmp_path / "usual").touch()
    saving.save_file(tmp_path / "a.csv", b"new")
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_where_writing_fails_the_old_file_stays(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=r"“a\.csv” can't be written \(No space left on device\)\."):
        saving.save_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_gets_the_bytes_and_stays_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        saving.save_file(pipe, b"made")
        assert read.result(SECONDS) == b"made"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_is_written_to_the_standard_output_arrives_there_and_no_file_is_put_in_its_place(tmp_path):
    program = "from pathlib import Path; from components.exports import saving; "
    program += "saving.save_file(Path('/dev/stdout'), b'made')"
    before = Path("/dev/stdout").lstat().st_ino
    with (tmp_path / "log").open("wb") as log:
        subprocess.run([sys.executable, "-c", program], stdout=log, check=True)
    piped = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert (piped, (tmp_path / "log").read_bytes()) == (b"made", b"made")
    assert Path("/dev/stdout").lstat().st_ino == before


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "there")
    saving.save_file(tmp_path / "link", b"made")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_bytes() == b"made"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ExportError, match="can't be written"):
        saving.save_file(tmp_path / "nowhere" / "a.csv", b"new")


KILLED = (
    "import os, sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path; from components.exports import saving"
)
MOMENTS = {
    "while it is written": "os.fsync = lambda _: os.kill(os.getpid(), 9)",
    "before it is put in place": "Path.replace = lambda *_: os.kill(os.getpid(), 9)",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_program_that_is_killed_leaves_the_old_file_whole_and_can_be_run_again(tmp_path, moment):
    path, root = tmp_path / "a.csv", Path(__file__).parents[2]
    path.write_bytes(b"old")
    script = f"{KILLED}\n{MOMENTS[moment]}\nsaving.save_file(Path(sys.argv[1]), b'new' * 100_000)"
    outcome = subprocess.run([sys.executable, "-c", script, str(path), str(root)], check=False)
    assert outcome.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    saving.save_file(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_of_that_name_stays(tmp_path):
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "a.csv" / "letter.txt").write_text("dear")
    with pytest.raises(ExportError, match="can't be written"):
        saving.save_file(tmp_path / "a.csv", b"new")
    assert [each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*")] == ["a.csv", "a.csv/letter.txt"]
