"""Private parts of Plotly: named in one script, and in the stylesheets only where that script says so."""

import re
from pathlib import Path

import pytest

COMPONENTS = Path(__file__).resolve().parents[3] / "components"
PLOTLY_DOM = COMPONENTS / "panels/explorer/plotly_dom.js"
PRIVATE = re.compile(
    r"_full(?:Layout|Data)|__data__|calcdata|_offset\b|_length\b|\b[rlcpd]2[rlcpd]\b|\bFx\b"
    r"|nsewdrag|dragcover|textpoint|path\.point|[a-z]+layer\b|js-plotly-plot|main-svg|hovertext|bartext"
)
SCRIPTS = sorted(path for path in COMPONENTS.rglob("*.js") if path != PLOTLY_DOM)
STYLES = sorted(COMPONENTS.rglob("*.css"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_other_script_names_private_parts_of_plotly(path):
    assert PRIVATE.findall(path.read_text(encoding="utf-8")) == []


def test_what_stylesheets_name_of_plotly_is_listed():
    named = {(path.name, found) for path in STYLES for found in PRIVATE.findall(path.read_text(encoding="utf-8"))}
    assert named == {("timeline.css", "nsewdrag"), ("timeline.css", "textpoint")}
    listed = PLOTLY_DOM.read_text(encoding="utf-8")
    assert all(f".{name}" in listed and path in listed for path, name in named)
