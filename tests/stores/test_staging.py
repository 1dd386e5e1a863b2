"""Tests of the staging folder: it goes with its writer, and nothing goes that a living one, or anybody else, has."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from components.stores import staging

ROOT = Path(__file__).resolve().parents[2]
# Writes a folder over another one, and is killed at a moment
WRITER = """
import os, sys
from pathlib import Path
from components.stores import staging
place, moment, whole = Path(sys.argv[1]), sys.argv[2], Path.rename
def rename(path, target):
    done = whole(path, target)
    if moment == "between" and target.parent.name == "replaced":
        os.kill(os.getpid(), 9)
    return done
Path.rename = rename
with staging.staging_folder(place) as folder:
    (folder / staging.NEW).mkdir()
    (folder / staging.NEW / "a").write_text("new")
    if moment == "before":
        os.kill(os.getpid(), 9)
    staging.put_in_place(folder, place)
    os.kill(os.getpid(), 9)
"""


def die(place, moment):
    """Have a writer die at a moment of its writing."""
    done = subprocess.run([sys.executable, "-c", WRITER, str(place), moment], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.fixture
def place(tmp_path):
    """Return a folder that is written over."""
    place = tmp_path / "out[1]"
    place.mkdir()
    (place / "a").write_text("old")
    return place


@pytest.mark.parametrize(("moment", "left"), [("before", "old"), ("between", "old"), ("behind", "new")])
def test_whenever_a_writer_dies_one_folder_is_whole_and_nothing_else_is_left(place, moment, left):
    die(place, moment)
    assert len(list(place.parent.glob(".out*"))) == 1
    staging.sweep(place)
    assert list(place.parent.iterdir()) == [place]
    assert (place / "a").read_text() == left


def test_the_next_writer_sweeps_too(place):
    die(place, "between")
    with staging.staging_folder(place) as folder:
        assert sorted(each.name for each in place.parent.iterdir()) == [folder.name, place.name]
    assert list(place.parent.iterdir()) == [place]


def test_a_living_writer_s_folder_stays(place):
    with staging.staging_folder(place) as folder:
        (folder / staging.NEW).mkdir()
        staging.sweep(place)
        with staging.staging_folder(place):
            assert (folder / staging.NEW).is_dir()
    assert list(place.parent.iterdir()) == [place]


def test_what_is_no_staging_folder_stays(place):
    mine = [place.parent / name for name in (".out[1]-mine", ".out[1]-", ".other-12345678", "out[1]-12345678")]
    for number, folder in enumerate(mine):
        folder.mkdir()
        (folder / ("lock" if number > 1 else "letter.txt")).touch()
    staging.sweep(place)
    assert all(folder.is_dir() for folder in mine)


def test_where_writing_fails_the_old_folder_stays(place, monkeypatch):
    rename = Path.rename

    def fail(path, target):
        if path.name == staging.NEW:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with staging.staging_folder(place) as folder:
        (folder / staging.NEW).mkdir()
        with pytest.raises(OSError, match="No space left"):
            staging.put_in_place(folder, place)
    assert list(place.parent.iterdir()) == [place]
    assert (place / "a").read_text() == "old"
