"""What tells that a table's files have changed, and what an opened table is."""

from pathlib import Path

from components.events.table import Table
from components.intake import single_file
from components.query.store import Store

Opened = tuple[Table, Store]


Stamp = tuple[tuple[str, int, int], ...]


def measure_size(path: Path) -> int:
    """Return the bytes of a file, or of the events in a table's folder."""
    files = [path] if path.is_file() else path.glob("events.*")
    return max((file.stat().st_size for file in files), default=0)


def read_stamp(path: Path) -> Stamp:
    """Return what changes when a file or its mapping, or one of a table's folder, does: name, time of change, size."""
    if path.is_file():
        found = [each for each in (path, single_file.find_mapping_path(path)) if each.is_file()]
    else:
        found = [file for kind in ("csv", "parquet", "toml") for file in path.glob(f"*.{kind}")]
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in sorted(found))
