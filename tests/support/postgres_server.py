"""This file starts a PostgreSQL that is thrown away afterwards, and asks it what the tests of conformance ask.

python -m tests.support.postgres_server [ARGUMENTS OF PYTEST]
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.trials import EXHAUSTIVE

TESTS = ("tests/stores/test_store_conformance.py", "tests/support/postgres_checks.py")
USUAL_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
NOBODY = "nobody"  # PostgreSQL refuses to run as root


def find_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, once installed where that can be done; None where they are not there."""
    found = _look()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stderr.write("Installing PostgreSQL …\n")
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "postgresql"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = _look()
    return found


def _look() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    places = [place for pattern in USUAL_PLACES for place in sorted(Path("/").glob(pattern.lstrip("/")))]
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Start a server in a folder of its own on a free port, give its address, and stop it; all of it goes."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        if os.geteuid() == 0:
            shutil.chown(folder, NOBODY)
        store = f"{folder}/store"
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run(programs, "initdb", "-D", store, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale")
        _run(programs, "pg_ctl", "-D", store, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgres://tester@127.0.0.1:{port}/postgres"
        finally:
            _run(programs, "pg_ctl", "-D", store, "-m", "immediate", "stop")


def _run(programs: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, as nobody where we are root; raises RuntimeError with its own last words."""
    command = [str(programs / program), *arguments]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={NOBODY}", "--clear-groups", *command]
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, check=False, stdout=said, stderr=said, cwd="/", timeout=120)
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {said.read().strip()[-300:]}")


def main() -> int:
    """Run the tests against a server started for them; return pytest's own code, or 1 where there is no server."""
    programs = find_programs()
    if programs is None:
        sys.stderr.write(
            "PostgreSQL is not tested here: there is no initdb, and it can't be installed without root and apt.\n"
        )
        return 1
    try:
        with running(programs) as address:
            environment = {**os.environ, "TEST_POSTGRES": address, EXHAUSTIVE: "1"}
            command = [sys.executable, "-m", "pytest", *TESTS, *sys.argv[1:]]
            return subprocess.run(command, check=False, env=environment).returncode
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"PostgreSQL is not tested here: it can't be started ({error}).\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
