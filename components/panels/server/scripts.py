"""How the components' scripts and styles come together, and get to the page: once, not with each answer.

Streamlit sends a component's script and style again with whatever it is given; here that is a few lines that load them.
"""

import hashlib
from functools import cache
from pathlib import Path

_ASSETS = Path(__file__).parents[1]  # the folders of the panels
PATH = "/timeline/"  # where app_server.ROUTES has them
_SHARED = ("../messages/messages.js", "dom.js")
# What is served → the files that it consists of. To add a component: its lines here.
BUNDLES = {
    "timeline.css": ("explorer/timeline.css", "explorer/overview.css", "explorer/pending.css"),
    "timeline.js": (
        *(
            *_SHARED,
            "explorer/plotly_dom.js",
            "explorer/shape.js",
            "explorer/address.js",
            "explorer/keyboard.js",
            "explorer/gesture.js",
            "explorer/touch.js",
            "explorer/labels.js",
        ),
        *(
            "explorer/overview.js",
            "explorer/lane_headers.js",
            "explorer/ruler.js",
            "explorer/pending.js",
            "explorer/timeline.js",
        ),
    ),
    "filters.css": ("explorer/filters.css",),
    "filters.js": (*_SHARED, "explorer/pending.js", "explorer/chips.js", "explorer/filters.js"),
    "presenter.css": ("presenter/presenter.css",),
    "presenter.js": (
        *(
            *_SHARED,
            "presenter/presenter_axis.js",
            "presenter/presenter_context.js",
            "presenter/presenter_timeline.js",
            "presenter/presenter_page.js",
            "presenter/presenter_screen.js",
        ),
        "presenter/presenter.js",
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


def build_address(name: str) -> str:
    """Return the address of a bundle: another one for another text, so that a browser may keep it for ever."""
    return f"{PATH}{name}?{hashlib.sha256(read_bundle(name).encode()).hexdigest()[:16]}"


def build_loader(name: str) -> str:
    """Return the script of a component that loads its style and its script; `name` as in BUNDLES, without an ending."""
    return _LOADER.format(style=build_address(f"{name}.css"), script=build_address(f"{name}.js"))
