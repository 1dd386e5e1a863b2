"""This file is how a file that leaves is named, and how it is put on a disk: whole, or not at all."""

import os
import re
import tempfile
from pathlib import Path

from components.exports.refusals import ExportError
from components.timeline.statement import Statement

MOST_BYTES = 120  # of a name, so that its suffix and a browser's "(1)" fit every file system
_NO_LETTERS = re.compile(r"[\W_]+")


def to_file_name(statement: Statement, suffix: str) -> str:
    """Return a file name that is safe everywhere: the table's title and the period, letters and figures only."""
    title, period = (_NO_LETTERS.sub("-", text.lower()).strip("-") for text in (statement.table, statement.period))
    room = MOST_BYTES - len(period.encode()) - 1
    return f"{title.encode()[:room].decode('utf-8', 'ignore') or 'events'}-{period}{suffix}"


def save(path: Path, content: bytes) -> None:
    """Write a file so that at every moment the old one or the new one is there, whole.

    Raises ExportError where it can't be written; then the old one stays as it was.
    """
    try:
        _replace(path, content)
    except OSError as error:
        raise ExportError(f"“{path.name}” can't be written ({error.strerror or 'unknown reason'}).") from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_usual_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _usual_mode(path: Path) -> int:
    """Return the rights of the file that is replaced, else those that the user's new files have."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
