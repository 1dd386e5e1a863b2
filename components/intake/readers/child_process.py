"""How the server has a file read by a child process, which may die of it without harm."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import reader_slots
from components.intake.readers.child import OUT_OF_MEMORY
from components.intake.readers.reply_sentences import unpack
from components.intake.readers.text_tables import Decisions, Rows, TextTable

_ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "components.intake.readers.child"
_COLUMNAR = ("parquet", "arrow")
_PATIENCE = (3, 10)  # seconds of the clock for one of the processor, and more
# The child gets no secret that the server may have been started with
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_FRUGAL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_TIMED_OUT = {-int(getattr(signal, name, 0)) for name in ("SIGXCPU", "SIGKILL")} - {0}


def read_in_child(
    kind: str, content: bytes, decisions: Decisions, progress: Callable[[float], None] = lambda _: None
) -> TextTable:
    """Have a file read by a child with limited memory and time.

    `progress` gets the share that is read, 0..1, and may raise to stop, also while the file waits for its slot.
    Raises IntakeError where the child refuses the file, dies, or takes too long. Nothing is written to disk.
    """
    seconds = limits.limit_child_seconds(len(content))
    request = {
        "kind": kind,
        "decisions": asdict(decisions),
        "memory": limits.limit_child_memory(len(content), columnar=kind in _COLUMNAR),
        "seconds": seconds,
        "trusted": limits.is_trusted(),
        "size": len(content),
    }
    environment = build_environment() | _FRUGAL
    with reader_slots.acquire_slot(len(content), progress):
        child = subprocess.Popen(  # noqa: S603 - our own program; what a stranger wrote is its input only
            [sys.executable, "-m", PROGRAM, json.dumps(request)],
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        # A busy machine gives the child less of its processor, so the clock is patient
        return _wait(child, content, time.monotonic() + _PATIENCE[0] * seconds + _PATIENCE[1], progress)


def build_environment() -> dict[str, str]:
    """Return what a child needs of the server's environment, without its secrets."""
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}


def _wait(child: subprocess.Popen[bytes], content: bytes, end: float, progress: Callable[[float], None]) -> TextTable:
    """Return what the child has read; whatever happens, it has ended then.

    A thread talks with the child, and this one looks at the clock and at whether somebody wants to stop.
    """
    shares = deque([0.0], maxlen=1)
    with child, ThreadPoolExecutor(max_workers=1) as pool:
        try:
            talk = pool.submit(_talk, child, content, shares.append)
            while time.monotonic() < end:
                done = wait([talk], reader_slots.TICK).done
                progress(shares[0])
                if done:
                    return talk.result()
            raise IntakeError(limits.TOO_SLOW)
        finally:
            child.kill()


def _talk(child: subprocess.Popen[bytes], content: bytes, tell: Callable[[float], None]) -> TextTable:
    """Give the child its file, and take what it says to that; it reads all of the one before it says the other."""
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 — both are pipes
    with suppress(BrokenPipeError), child.stdin as given:  # of a child that has ended, its status says why
        given.write(content)
    with child.stdout as reply:
        told, cells = _read_reply(reply, tell)
    _check(child.wait())
    if "refusal" in told:
        raise (limits.TooLarge if told["larger"] else IntakeError)(unpack(told["refusal"]))
    if cells is None:
        raise IntakeError(limits.DAMAGED)
    return _to_table(told, cells)


def _read_reply(reply: IO[bytes], tell: Callable[[float], None]) -> tuple[dict[str, Any], pa.Table | None]:
    """Read the child's lines up to the one that describes the table or refuses it, then the table if there is one.

    The table is taken as it comes, so that its bytes are held once. Where the reply ends too soon there is none.
    """
    told: dict[str, Any] = {}
    with suppress(pa.ArrowException, ValueError, OSError):
        for line in reply:
            told = json.loads(line)
            if "share" not in told:
                break
            tell(told["share"])
        if "kind" in told:
            return told, pa.ipc.open_stream(reply).read_all()
    return told, None


def _check(status: int) -> None:
    """Raise IntakeError for a child that has died, as far as its status says why."""
    if status in _TIMED_OUT:
        raise IntakeError(limits.TOO_SLOW)
    if status in (OUT_OF_MEMORY, -signal.SIGABRT):  # the latter is how a library that gets no memory ends
        raise IntakeError(limits.TOO_MUCH_MEMORY)
    if status:
        raise IntakeError(limits.DAMAGED)


def _to_table(told: dict[str, Any], cells: pa.Table) -> TextTable:
    return TextTable(
        cells.drop_columns("row"),
        cells["row"].to_numpy(),
        tuple((number, value, reason) for number, value, reason in told["ragged"]),
        kind=told["kind"],
        decided=Decisions(**told["decided"]),
        offered={name: tuple(options) for name, options in told["offered"].items()},
        notes=tuple(map(unpack, told["notes"])),
        serial_epoch=told["serial_epoch"],
        given_back=Rows(tuple(told["given_back"])),
        problems=tuple(map(unpack, told["problems"])),
        words=dict(told["words"]),
    )
