"""This file is how the server has a file read by a child process, which may die of it without harm."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa

from components.timeline.intake import limits
from components.timeline.intake.limits import IntakeError
from components.timeline.intake.text_tables import Decisions, TextTable

_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = "components.timeline.intake.child"
_COLUMNAR = ("parquet", "arrow")
_PATIENCE = (3, 10)  # seconds of the clock for one of the processor, and more
_TICK = 0.1  # seconds between two looks at whether somebody wants to stop
# The child gets no secret that the server may have been started with
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_FRUGAL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_TURNS = threading.BoundedSemaphore(limits.MOST_CHILDREN)
_TIMED_OUT = {-int(getattr(signal, name, 0)) for name in ("SIGXCPU", "SIGKILL")} - {0}


def read_in_child(
    kind: str, content: bytes, decisions: Decisions, progress: Callable[[float], None] = lambda _: None
) -> TextTable:
    """Have a file read by a child with limited memory and time; `progress` may raise to stop it.

    No more than limits.MOST_CHILDREN read at a time; the others wait for their turn, and may be stopped then too.
    Raises IntakeError where the child refuses the file, dies, or takes too long. Nothing is written to disk.
    """
    seconds = limits.to_child_seconds(len(content))
    request = {
        "kind": kind,
        "decisions": asdict(decisions),
        "memory": limits.to_child_bytes(len(content), columnar=kind in _COLUMNAR),
        "seconds": seconds,
        "trusted": limits.is_trusting(),
    }
    environment = to_environment() | _FRUGAL
    with _turn(progress):
        child = subprocess.Popen(  # noqa: S603 - our own program; what a stranger wrote is its input only
            [sys.executable, "-m", _PROGRAM, json.dumps(request)],
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        # A busy machine gives the child less of its processor, so the clock is patient
        reply = _wait(child, content, time.monotonic() + _PATIENCE[0] * seconds + _PATIENCE[1], progress)
    return _to_table(reply, child.returncode)


def to_environment() -> dict[str, str]:
    """Return what a child needs of the server's environment, without its secrets."""
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}


@contextmanager
def _turn(progress: Callable[[float], None]) -> Iterator[None]:
    while not _TURNS.acquire(timeout=_TICK):
        progress(0.0)
    try:
        yield
    finally:
        _TURNS.release()


def _wait(child: subprocess.Popen[bytes], content: bytes, end: float, progress: Callable[[float], None]) -> bytes:
    """Return what the child says; whatever happens, it has ended then.

    Popen.communicate can't be called again after a timeout while there is still something to send (Python 3.11), so a
    thread talks and this one looks at the clock.
    """
    with child, ThreadPoolExecutor(max_workers=1) as pool:
        try:
            talk = pool.submit(child.communicate, content)
            while time.monotonic() < end:
                progress(0.0)
                if wait([talk], _TICK).done:
                    return talk.result()[0]
            raise IntakeError(limits.TOO_SLOW)
        finally:
            child.kill()


def _to_table(reply: bytes, status: int) -> TextTable:
    if status in _TIMED_OUT:
        raise IntakeError(limits.TOO_SLOW)
    if status == -signal.SIGABRT:  # how a library that gets no memory ends
        raise IntakeError(limits.TOO_MUCH_MEMORY)
    if status or not reply:
        raise IntakeError(limits.DAMAGED)
    first = reply.index(b"\n") + 1
    told = json.loads(reply[:first])
    if "refusal" in told:
        raise (limits.TooLarge if told["larger"] else IntakeError)(told["refusal"])
    cells = pa.ipc.open_stream(pa.py_buffer(memoryview(reply)[first:])).read_all()
    return TextTable(
        cells.drop_columns("row"),
        cells["row"].to_numpy(),
        tuple((number, value, reason) for number, value, reason in told["ragged"]),
        kind=told["kind"],
        decided=Decisions(**told["decided"]),
        offered={name: tuple(options) for name, options in told["offered"].items()},
        notes=tuple(told["notes"]),
        serial_epoch=told["serial_epoch"],
        given_back=tuple(map(tuple, told["given_back"])),
    )
