"""The components' scripts and styles: ES modules as they lie in their folders, under one hash, and what loads them.

Streamlit sends a component's script and style again with whatever it is given; here that is a few lines that load them.
"""

import hashlib
import json
import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import plotly

_COMPONENTS = Path(__file__).parents[2]
_ASSETS = _COMPONENTS / "panels"  # the folders of the panels
PATH = "/timeline/"  # where app_server.ROUTES has them
PLOTLY = "plotly.min.js"
PLOTLY_PATH = f"{PATH}{PLOTLY}"
PLOTLY_ADDRESS = f"{PLOTLY_PATH}?{plotly.__version__}"  # the explorer is given this one
PAGE_STYLE = "panels/page.css"
_SERVED = (
    PAGE_STYLE,
    "messages/*.js",
    "panels/*.js",
    "panels/explorer/*.js",
    "panels/explorer/*.css",
    "panels/presenter/*.js",
    "panels/presenter/*.css",
)
_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";$', re.MULTILINE)


@dataclass(frozen=True)
class Component:
    """What a component of the page loads: its entry module, and its styles in the order in which they hold."""

    script: str
    styles: tuple[str, ...]


# To add a component: its lines here.
COMPONENTS = {
    "explorer": Component(
        "panels/explorer/explorer.js",
        (
            "panels/explorer/explorer.css",
            "panels/explorer/filters.css",
            "panels/explorer/timeline.css",
            "panels/explorer/overview.css",
            "panels/explorer/pending.css",
        ),
    ),
    "presenter": Component("panels/presenter/presenter.js", ("panels/presenter/presenter.css",)),
}
EXPLORER = ("explorer",)  # what every page shows; the presenter comes later, by its own component
# The styles are there before anything is drawn: what is drawn measures itself. They stand behind all of Streamlit's
# own, so that of equal rules ours hold.
_LOADER = """const load = (address) => new Promise((resolve, reject) => {{
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.onload = resolve;
  link.onerror = () => reject(new Error("a style could not be loaded"));
  link.href = location.origin + address;
  document.body.append(link);
}});
const styles = {styles}.map(load);
const [{{ default: show }}] = await Promise.all([import(location.origin + {script}), ...styles]);
export default show;
"""


def read_asset(*names: str) -> str:
    """Return the text of files of the panels' folders, one after the other."""
    return "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names)


@cache
def read_served() -> dict[str, bytes]:
    """Return the files that are served by their path below components/, as they were when the first was asked for."""
    found = sorted(path for pattern in _SERVED for path in _COMPONENTS.glob(pattern))
    return {path.relative_to(_COMPONENTS).as_posix(): path.read_bytes() for path in found}


@cache
def read_hash() -> str:
    """Return what names the program that a browser runs: another text of any file makes another one."""
    digest = hashlib.sha256()
    for path, content in read_served().items():
        digest.update(f"{path} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def build_address(path: str) -> str:
    """Return the address of a file that is served, which a browser may keep for ever; raises KeyError for another."""
    if path not in read_served():
        raise KeyError(path)
    return f"{PATH}{read_hash()}/{path}"


def build_loader(name: str) -> str:
    """Return the script of one of COMPONENTS: it loads the styles and the entry module."""
    component = COMPONENTS[name]
    styles = json.dumps([build_address(path) for path in component.styles])
    return _LOADER.format(styles=styles, script=json.dumps(build_address(component.script)))


def list_modules(*entries: str) -> list[str]:
    """Return the modules that a browser loads for these: themselves, and all that they import, each once."""
    found: list[str] = []
    waiting = list(entries)
    while waiting:
        path = waiting.pop(0)
        if path in found:
            continue
        found.append(path)
        waiting += list_imports(path)
    return found


def list_imports(path: str) -> list[str]:
    """Return the modules that a module names itself."""
    named = _IMPORT.findall(read_served()[path].decode())
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in named]
