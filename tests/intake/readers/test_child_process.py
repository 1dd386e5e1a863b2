"""Tests of the child process: it is stopped when it should be, and its death is a sentence."""

import dataclasses
import json
import subprocess
import sys
import threading

import pytest

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import child_process, reader_slots, text_tables
from components.intake.readers.child import OUT_OF_MEMORY
from components.intake.readers.delimited import read_delimited
from components.intake.readers.sheets import read_sheet
from components.intake.readers.text_tables import BY_CONTENT, Decisions, TextTable

pytestmark = pytest.mark.child
SECONDS = 60  # at most, for what takes one or two
CONTENT = json.dumps([{"a": number, "b": "x" * 40} for number in range(40_000)]).encode()
SMALL = b"date,title\n2013-04-28,Talks\n"
LARGE = SMALL + b"2013,x\n" * (limits.SMALL_BYTES // 7)
ODD = """Visits;;
;;
Date;Title;
28.4.2013;Caf\xe9 "x" \x07;
Date;Title;
2013;a;b;c

"open;x;
2014;Talks;y
"""


def _to_parts(table: TextTable) -> dict[str, object]:
    """Return everything of a table, its cells and numbers as lists."""
    parts = {field.name: getattr(table, field.name) for field in dataclasses.fields(table)}
    return parts | {"cells": table.cells.to_pydict(), "rows": table.rows.tolist()}


@pytest.mark.parametrize("decisions", [BY_CONTENT, Decisions("latin_1", ",", "", 0)], ids=str)
def test_a_text_table_comes_back_as_it_was_read_to_the_last_note(decisions):
    content = ODD.encode("cp1252")
    table = read_delimited(content, decisions)
    assert _to_parts(child_process.read_in_child("csv", content, decisions)) == _to_parts(table)
    assert table.notes
    assert (len(table.ragged) > 1) == (len(table.given_back) > 1) == (decisions == BY_CONTENT)


def test_a_first_row_with_a_date_in_words_is_an_event_for_the_child_too():
    table = child_process.read_in_child("csv", b"28 April 2013,Talks\n2 May 2013,More\n", BY_CONTENT)
    assert table.decided.header_row == 0


def test_what_the_child_reads_comes_back_whole():
    table = child_process.read_in_child("json", CONTENT, BY_CONTENT)
    assert table.cells["a"].to_pylist() == [str(number) for number in range(40_000)]
    assert table.rows.tolist() == list(range(2, 40_002))


@pytest.mark.exhaustive
def test_the_child_tells_how_far_it_is_after_every_block():
    rows = 2 * text_tables.BLOCK_CELLS
    content = b"a\n" + b"1\n" * rows
    request = {"kind": "csv", "decisions": {}, "memory": 10**9, "seconds": 60, "trusted": False, "size": len(content)}
    program = [sys.executable, "-m", child_process.PROGRAM, json.dumps(request)]
    lines = subprocess.run(program, input=content, stdout=subprocess.PIPE, check=True).stdout.split(b"\n", 4)
    shares = [json.loads(line).get("share") for line in lines[:4]]
    assert shares == [pytest.approx(0.5, abs=0.05), pytest.approx(1.0, abs=0.05), 1.0, None]
    told = []
    assert len(child_process.read_in_child("csv", content, BY_CONTENT, told.append).rows) == rows
    assert (told == sorted(told), told[-1]) == (True, 1.0)


def test_the_child_loads_no_pandas_to_read_a_text_table():
    program = (
        "import sys; from components.intake.readers import child; child.main(); sys.stdout.flush();"
        "sys.exit('pandas' in sys.modules)"
    )
    request = {"kind": "csv", "decisions": {}, "memory": 10**9, "seconds": 60, "trusted": False, "size": len(SMALL)}
    subprocess.run([sys.executable, "-c", program, json.dumps(request)], input=SMALL, capture_output=True, check=True)


def test_whoever_waits_may_stop_and_no_child_is_left(monkeypatch):
    started = []
    popen = child_process.subprocess.Popen
    monkeypatch.setattr(child_process.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[0])

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        child_process.read_in_child("json", CONTENT, BY_CONTENT, stop)
    assert started[0].poll() is not None


class _Held(threading.Thread):
    """Reads a large file, and holds its turn from when the reading has begun until it is let go."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.start()
        assert self.begun.wait(SECONDS)

    def run(self) -> None:
        self.read = child_process.read_in_child("csv", LARGE, BY_CONTENT, self._hold)

    def _hold(self, _: float) -> None:
        self.begun.set()
        assert self.let_go.wait(SECONDS)


@pytest.fixture
def held():
    """Return as many readings of large files as may go on at a time, all held."""
    readings = [_Held() for _ in range(limits.MOST_CHILDREN)]
    yield readings
    for reading in readings:
        reading.let_go.set()
        reading.join(SECONDS)


def test_small_files_are_read_while_large_ones_are(held):
    waits = []
    with reader_slots.reporting(waits.append):
        sheet = read_sheet(SMALL, "a.csv")
    assert (len(sheet.cells), waits) == (1, [False])
    assert all(reading.is_alive() for reading in held)


@pytest.mark.usefixtures("held")
def test_a_large_file_waits_for_its_turn_is_told_so_and_may_be_stopped():
    shares, waits = [], []

    def stop(share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            raise InterruptedError

    with reader_slots.reporting(waits.append), pytest.raises(InterruptedError):
        child_process.read_in_child("csv", LARGE, BY_CONTENT, stop)
    assert (shares, waits) == ([0.0] * 3, [True, True, True, False])


def test_a_turn_is_given_back_to_whoever_waits(held):
    told = []

    def let_go(waits: bool) -> None:
        told.append(waits)
        held[0].let_go.set()

    with reader_slots.reporting(let_go):
        table = child_process.read_in_child("csv", LARGE, BY_CONTENT)
    assert (told[0], told[-1]) == (True, False)
    assert table.cells.equals(held[0].read.cells)


def test_memory_is_limited(monkeypatch):
    monkeypatch.setattr(limits, "CHILD_BYTES", 400_000_000)
    monkeypatch.setattr(limits, "CHILD_BYTES_PER_BYTE", 0)
    with pytest.raises(IntakeError) as refusal:
        child_process.read_in_child("json", b"[" + b'{"a":{}},' * 2_000_000 + b"{}]", BY_CONTENT)
    assert str(refusal.value) in {limits.TOO_MUCH_MEMORY, limits.DAMAGED}


# what a child does → the sentence that a person reads then
DEATHS = {
    "pass": limits.DAMAGED,
    "sys.stdin.read(); print('{')": limits.DAMAGED,
    "sys.stdin.read(); print('{\"share\": 0.5}'); os.kill(os.getpid(), signal.SIGSEGV)": limits.DAMAGED,
    "sys.stdin.read(); print('{\"kind\": \"csv\"}'); print('no table')": limits.DAMAGED,
    "os.kill(os.getpid(), signal.SIGKILL)": limits.TOO_SLOW,
    "os.abort()": limits.TOO_MUCH_MEMORY,
    f'print(\'{{"kind": "csv"}}\'); sys.exit({OUT_OF_MEMORY})': limits.TOO_MUCH_MEMORY,
}


@pytest.mark.parametrize("deed", DEATHS)
def test_a_child_that_dies_is_a_sentence_whenever_it_does(monkeypatch, deed):
    popen = subprocess.Popen
    program = [sys.executable, "-c", f"import os, signal, sys\n{deed}"]
    monkeypatch.setattr(child_process.subprocess, "Popen", lambda _, **options: popen(program, **options))
    with pytest.raises(IntakeError) as refusal:
        child_process.read_in_child("csv", LARGE, BY_CONTENT)
    assert str(refusal.value) == DEATHS[deed]


@pytest.mark.parametrize("name", ["CHILD_SECONDS", "_PATIENCE"])
def test_time_is_limited(monkeypatch, name):
    monkeypatch.setattr(limits, "CHILD_SECONDS", 1)
    monkeypatch.setattr(limits, "CHILD_SECONDS_PER_MEGABYTE", 0)
    if name == "_PATIENCE":
        monkeypatch.setattr(child_process, "_PATIENCE", (0, 0.5))
    with pytest.raises(IntakeError) as refusal:
        child_process.read_in_child("json", b'{"a":"b"}\n' * 1_000_000, BY_CONTENT)
    assert str(refusal.value) == limits.TOO_SLOW


def test_the_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_PASSWORD", "x")
    given = {}

    def refuse(*_: object, **options: object) -> None:
        given.update(options)
        raise InterruptedError

    monkeypatch.setattr(child_process.subprocess, "Popen", refuse)
    with pytest.raises(InterruptedError):
        child_process.read_in_child("json", b"{}", BY_CONTENT)
    assert "DATABASE_PASSWORD" not in given["env"]
