"""Vis-timeline in a bare page: fetched from the npm registry for the benchmark, and never shipped."""

import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.bench.generator import CACHE, Made
from tests.browser.app import Server

PACKAGE = "vis-timeline@8.5.4"
FETCHED = CACHE / "vis-timeline"
# file of the package → its name in the page
FILES = {
    "package/standalone/umd/vis-timeline-graph2d.min.js": "vis.js",
    "package/styles/vis-timeline-graph2d.min.css": "vis.css",
}
PAGE = Path(__file__).with_name("vis.html")


class AbsentError(RuntimeError):
    """Says in one sentence why vis-timeline can't be measured here."""


def fetch() -> None:
    """Fetch the package, once; raises AbsentError where npm is missing or has no way to it."""
    if all((FETCHED / name).exists() for name in FILES.values()):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise AbsentError("npm is not there, so vis-timeline was left out.")
    FETCHED.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(
        [npm, "pack", "--silent", PACKAGE], cwd=FETCHED, capture_output=True, text=True, check=False
    )
    if packed.returncode:
        raise AbsentError(f"npm could not fetch {PACKAGE}, so vis-timeline was left out.")
    archive = FETCHED / packed.stdout.split()[-1]
    with tarfile.open(archive) as package:
        for name, target in FILES.items():
            (FETCHED / target).write_bytes(package.extractfile(name).read())
    archive.unlink()


@contextmanager
def serve(log: Path, made: Made) -> Iterator[Server]:
    """Serve the page over the flat table, from no process of its own; raises AbsentError as `fetch` does."""
    fetch()
    for file in (PAGE, *(FETCHED / name for name in FILES.values())):
        shutil.copy(file, made.flat / file.name)
    served = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=made.flat))
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{served.server_port}/{PAGE.name}", log, process=0)
    finally:
        served.shutdown()
        served.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""
