"""Names of exported files, and saving one on a disk: whole, or not at all."""

import os
import re
from pathlib import Path

from components.exports.errors import ExportError
from components.messages.sentence import Sentence
from components.stores import staging
from components.views.selection_summary import SelectionSummary

MOST_BYTES = 120  # of a name, so that its suffix and a browser's "(1)" fit every file system
_DEVICES = Path("/dev")  # whatever a name in it leads to: /dev/stdout may be a file that a shell holds open
_NO_LETTERS = re.compile(r"[\W_]+")


def build_file_name(statement: SelectionSummary, suffix: str) -> str:
    """Return a file name that is safe everywhere: the table's title and the period, letters and figures only."""
    title, period = (_NO_LETTERS.sub("-", text.lower()).strip("-") for text in (statement.table, statement.period))
    room = MOST_BYTES - len(period.encode()) - 1
    return f"{title.encode()[:room].decode('utf-8', 'ignore') or 'events'}-{period}{suffix}"


def save_file(path: Path, content: bytes) -> None:
    """Write a file so that at every moment the old one or the new one is there, whole.

    A link stays, and what it leads to is written. Into what is no file, such as a pipe or /dev/stdout, the content is
    written as it is: to put a file in its place would take it from everybody. Raises ExportError where it can't be
    written; then the old one stays as it was.
    """
    try:
        if _is_written_through(path):
            path.write_bytes(content)
        else:
            _replace(path.resolve() if path.is_symlink() else path, content)
    except OSError as error:
        reason = error.strerror or Sentence("unknown reason")
        raise ExportError(
            Sentence(
                "“{name}” can't be written ({reason}). Choose another name or folder.", name=path.name, reason=reason
            )
        ) from error


def _is_written_through(path: Path) -> bool:
    """Tell whether a path names what takes bytes and is no file: a device, a pipe, a process's own output."""
    return (path.exists() and not path.is_file() and not path.is_dir()) or path.parent.resolve() == _DEVICES


def _replace(path: Path, content: bytes) -> None:
    with staging.staging_folder(path) as folder:
        new = folder / staging.NEW
        with new.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
