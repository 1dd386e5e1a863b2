"""The staging folder: what is written stands in one, beside its place, until it is whole.

Its writer holds a lock in it, which the system lets go of when the process ends, however it ends. So a folder whose
lock can be had is a dead writer's, and is swept; no process id is kept, which another process may have by then.
"""

import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ModuleNotFoundError:  # not on Windows; there nobody can tell who has died, so nothing is swept
    fcntl = None  # type: ignore[assignment]

NEW = "new"  # in a staging folder: what is written
_LOCK = "lock"
_REPLACED = "replaced"  # what stood in the place; it goes back there where the writer dies before the new one does
_MOST_LETTERS = 40  # of a place's name, so that every file system takes the folder's


@contextmanager
def staging_folder(place: Path) -> Iterator[Path]:
    """Make a staging folder beside a place for one writing, and sweep those of dead writers. Raises OSError."""
    sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=_to_prefix(place), dir=place.parent))
    lock = None
    try:
        lock = _make_lock(folder)
        yield folder
    finally:
        _take_away(folder)
        if lock:
            lock.close()


def put_in_place(folder: Path, place: Path) -> None:
    """Move the folder NEW of a staging folder into its place; one that stands there gives way. Raises OSError."""
    if place.exists():
        (folder / _REPLACED).mkdir()
        place.rename(folder / _REPLACED / place.name)
    (folder / NEW).rename(place)


def sweep(place: Path) -> None:
    """Take away the staging folders of dead writers beside a place; a living writer's and all else stay."""
    for path in place.parent.glob(f"{glob.escape(_to_prefix(place))}*/{_LOCK}"):
        if not path.parent.is_symlink() and (lock := _take_lock(path)):
            with closing(lock):
                _take_away(path.parent)


def _to_prefix(place: Path) -> str:
    return f".{place.name[:_MOST_LETTERS]}-"


def _make_lock(folder: Path) -> BinaryIO | None:
    """Return the lock of a new folder, which has it from the first moment; None where the system has no locks."""
    path = folder / f"{_LOCK}.new"
    path.touch()
    lock = _take_lock(path)
    if lock:
        path.rename(folder / _LOCK)
    return lock


def _take_lock(path: Path) -> BinaryIO | None:
    """Return a file that is locked until it is closed, None where another has it or there are no locks."""
    with suppress(OSError), ExitStack() as until_locked:
        file = until_locked.enter_context(path.open("r+b"))
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            until_locked.pop_all()
            return file
    return None


def _take_away(folder: Path) -> None:
    """Remove a staging folder; what it took from a place where nothing else stands by now goes back there."""
    replaced = folder / _REPLACED
    with suppress(OSError):  # what can't go back is kept, and the folder for it
        for old in [*replaced.iterdir()] if replaced.is_dir() else []:
            if not (folder.parent / old.name).exists():
                old.rename(folder.parent / old.name)
        for part in (_REPLACED, NEW, "."):  # the lock last, so that who dies at this leaves what can be swept
            shutil.rmtree(folder / part, ignore_errors=True)
