"""Tests of saving: names that every system takes, and files that are whole or as they were."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports import saving
from components.exports.refusals import ExportError
from tests import nasty

STATEMENT = nasty.HANDOUTS["2013"].statement
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
    assert saving.to_file_name(replace(STATEMENT, table=title), ".csv") == NAMES[title]


@given(st.text(st.characters()))
def test_a_name_is_safe_whatever_the_title(title):
    name = saving.to_file_name(replace(STATEMENT, table=title), ".csv")
    assert len(name.encode()) <= saving.MOST_BYTES + len(".csv")
    assert all(letter.isalnum() or letter in "-." for letter in name) or name.isprintable()
    assert name == Path(name).name
    assert not set('<>:"/\\|?*') & set(name)


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    saving.save(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_rights(tmp_path):
    (tmp_path / "usual").touch()
    saving.save(tmp_path / "a.csv", b"new")
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_where_writing_fails_the_old_file_stays(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=r"“a\.csv” can't be written \(No space left on device\)\."):
        saving.save(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ExportError, match="can't be written"):
        saving.save(tmp_path / "nowhere" / "a.csv", b"new")
