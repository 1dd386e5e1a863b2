"""This file is what visitors upload on its way into the server: held in memory, and never on a disk."""

from starlette.formparsers import MultiPartParser

NO_DISK = 0  # bytes from which on Python's own files in memory go to the disk; none


def keep_in_memory() -> None:
    """Keep uploads in memory, however large; server.maxUploadSize is the most that one may have."""
    MultiPartParser.spool_max_size = NO_DISK
