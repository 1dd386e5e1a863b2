"""This file is how the components' scripts and styles come together, and get to the page: once, not with each answer.

Streamlit sends a component's script and style again with whatever it is given; here that is a few lines that load them.
"""

import hashlib
from functools import cache
from pathlib import Path

_ASSETS = Path(__file__).parent / "assets"
PATH = "/timeline/"  # where server.ROUTES has them
# What is served → the files that it consists of. To add a component: its lines here.
BUNDLES = {
    "timeline.css": ("timeline.css", "overview.css", "busy.css"),
    "timeline.js": (
        *("dom.js", "plotly.js", "shape.js", "address.js", "keys.js", "hand.js", "touch.js", "labels.js"),
        *("overview.js", "lane_heads.js", "ruler.js", "busy.js", "timeline.js"),
    ),
    "filters.css": ("filters.css",),
    "filters.js": ("dom.js", "busy.js", "chips.js", "filters.js"),
    "present.css": ("present.css",),
    "present.js": (
        *("dom.js", "room_axis.js", "room_scene.js", "room_timeline.js", "room_page.js", "room.js"),
        "present.js",
    ),
}
# The style is there before anything is drawn: what is drawn measures itself. Behind all of Streamlit's own, so that of
# equal rules ours hold.
_LOADER = """const link = document.createElement("link");
link.rel = "stylesheet";
await new Promise((resolve, reject) => {{
  link.onload = resolve;
  link.onerror = () => reject(new Error("a style could not be loaded"));
  link.href = location.origin + "{style}";
  document.body.append(link);
}});
const {{ default: show }} = await import(location.origin + "{script}");
export default show;
"""


def read_asset(*names: str) -> str:
    """Return the text of files of the assets, one after the other."""
    return "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names)


@cache
def read_bundle(name: str) -> str:
    """Return the text of one of BUNDLES; raises KeyError for another name."""
    return read_asset(*BUNDLES[name])


def to_address(name: str) -> str:
    """Return the address of a bundle: another one for another text, so that a browser may keep it for ever."""
    return f"{PATH}{name}?{hashlib.sha256(read_bundle(name).encode()).hexdigest()[:16]}"


def to_loader(name: str) -> str:
    """Return the script of a component that loads its style and its script; `name` as in BUNDLES, without an ending."""
    return _LOADER.format(style=to_address(f"{name}.css"), script=to_address(f"{name}.js"))
