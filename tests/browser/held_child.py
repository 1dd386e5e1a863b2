"""The child that reads files, whose interpreter is held at a gate (see gate) before every text table."""

import ctypes
import os
import socket
from collections.abc import Callable
from typing import Any

from components.intake.readers import child, delimited

PORT = "GATE_PORT"  # in the environment


def held(read: Callable[..., Any]) -> Callable[..., Any]:
    """Return a reader that waits at the gate first, as a costly expression does: no other thread has a turn then."""
    port = int(os.environ[PORT])

    def read_later(*given: Any) -> Any:
        with socket.create_connection(("127.0.0.1", port)) as waiting:
            ctypes.PyDLL(None).recv(waiting.fileno(), ctypes.create_string_buffer(1), 1, 0)
        return read(*given)

    return read_later


if __name__ == "__main__":
    delimited.read_delimited = held(delimited.read_delimited)
    child.main()
