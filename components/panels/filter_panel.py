"""This file is the filters on the page: every option with its live count, in a component of our own.

Streamlit's own lists tell the server the words of an option, and these change with its count.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from components.timeline.filters import FILTERS, Filter
from components.timeline.view import View

_ASSETS = Path(__file__).parent / "assets"
KEY = "filters"

_component = st.components.v2.component(
    "diplomatic_filters",
    html=(_ASSETS / "filters.html").read_text(encoding="utf-8"),
    css=(_ASSETS / "filters.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "filters.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(view: View, sequence: int, take_choice: Callable[[], None], take_reset: Callable[[], None]) -> None:
    """Show the filters of a view.

    sequence: number of the last choice that the component told. What it tells is in the session's state under KEY:
    "choice" {"key", "codes", "sequence"} before `take_choice`, "reset" (a sequence) before `take_reset`.
    """
    payload = {"filters": [to_payload(each, view) for each in FILTERS], "sequence": sequence}
    _component(key=KEY, data=payload, on_choice_change=take_choice, on_reset_change=take_reset)


def to_payload(each: Filter, view: View) -> dict[str, Any]:
    """Return one filter for the component's script: options as [code, label, certain, possible], and what is chosen."""
    facet = view.facets[each.key]
    return {
        "key": each.key,
        "label": each.label,
        "options": facet.reset_index()[["code", "label", "certain", "possible"]].to_numpy().tolist(),
        "chosen": list(view.request.selection.chosen(each.key)),
    }
