"""Tests of the child process: it is stopped when it should be, and its death is a sentence."""

import json
import threading

import pytest

from components.timeline.intake import child_process, limits
from components.timeline.intake.limits import IntakeError
from components.timeline.intake.text_tables import BY_CONTENT

CONTENT = json.dumps([{"a": number, "b": "x" * 40} for number in range(40_000)]).encode()


def test_what_the_child_reads_comes_back_whole():
    table = child_process.read_in_child("json", CONTENT, BY_CONTENT)
    assert table.cells["a"].to_pylist() == [str(number) for number in range(40_000)]
    assert table.rows.tolist() == list(range(2, 40_002))


def test_whoever_waits_may_stop_and_no_child_is_left(monkeypatch):
    started = []
    popen = child_process.subprocess.Popen
    monkeypatch.setattr(child_process.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[0])

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        child_process.read_in_child("json", CONTENT, BY_CONTENT, stop)
    assert started[0].poll() is not None


def test_no_more_children_read_at_a_time_and_whoever_waits_may_stop(monkeypatch):
    turns = threading.BoundedSemaphore(limits.MOST_CHILDREN)
    monkeypatch.setattr(child_process, "_TURNS", turns)
    for _ in range(limits.MOST_CHILDREN):
        assert turns.acquire(timeout=0)
    told = []

    def stop(share: float) -> None:
        told.append(share)
        if len(told) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        child_process.read_in_child("json", b"[{}]", BY_CONTENT, stop)
    assert told == [0.0, 0.0, 0.0]
    threading.Timer(0.3, turns.release).start()
    assert child_process.read_in_child("json", CONTENT, BY_CONTENT).rows.size == 40_000
    assert turns.acquire(timeout=0)  # the turn was given back


def test_memory_is_limited(monkeypatch):
    monkeypatch.setattr(limits, "CHILD_BYTES", 400_000_000)
    monkeypatch.setattr(limits, "CHILD_BYTES_PER_BYTE", 0)
    with pytest.raises(IntakeError) as refusal:
        child_process.read_in_child("json", b"[" + b'{"a":{}},' * 2_000_000 + b"{}]", BY_CONTENT)
    assert str(refusal.value) in {limits.TOO_MUCH_MEMORY, limits.DAMAGED}


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
