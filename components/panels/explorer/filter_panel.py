"""The filters on the page: every option with its live count, in a component of our own.

Streamlit's own lists tell the server the words of an option, and these change with its count.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.events import own_columns
from components.panels.server.scripts import build_loader, read_asset
from components.query.filters import TEXT, Filter, facets_of
from components.views.view import View

KEY = "filters"

_component = st.components.v2.component(
    "diplomatic_filters",
    html=read_asset("explorer/filters.html"),
    js=build_loader("filters"),
    isolate_styles=False,
)


def render_filters(view: View, sequence: int, session: str, take: Callable[[], None], find: Callable[[], None]) -> None:
    """Show the filters of a view.

    sequence: number of the last choices that the component told; session: another one after the server began anew. What
    the component tells, before `take` is called, is in the session's state under KEY: "choices" {"choices": [[key,
    codes, every, grey], …], "sequence"}, all that is chosen; and before `find` "find" {"key", "text"}, what is looked
    for among the options of a filter that has more than are listed, "" where nothing is any more.
    """
    payload = {**build_filters(view), "sequence": sequence, "session": session}
    _component(key=KEY, data=payload, on_choices_change=take, on_find_change=find)


def build_filters(view: View) -> dict[str, Any]:
    """Return the filters of a view for the component's script, and what it says in the language of the page."""
    text = view.request.selection.chosen(TEXT.key)
    return {
        "filters": [build_payload(each, view) for each in facets_of(view.table) if has_values(each, view)],
        "text": {"key": TEXT.key, "chosen": " ".join(text.codes)},
        "messages": view.table.messages.list_for_scripts(),
    }


def has_values(each: Filter, view: View) -> bool:
    """Tell whether a filter has anything to choose: a table without organisations has no use for a filter on them."""
    chosen = view.request.selection.chosen(each.key).codes
    return bool(len(view.facets[each.key]) or view.unlisted[each.key] or chosen)


def build_payload(each: Filter, view: View) -> dict[str, Any]:
    """Return one filter for the component's script: its options and the choice.

    options: [code, label, certain, uncertain, possible, other]. other: what an option is found by beside its label,
    such as a person's name in Japanese.
    """
    facet, choice = view.facets[each.key], view.request.selection.chosen(each.key)
    return {
        "key": each.key,
        "label": own_columns.say_label(each.key, each.label, view.table.messages),
        "many": each.many,
        "options": [[*option, view.table.find_other_names(each.vocabulary, option.code)] for option in facet],
        "chosen": list(choice.codes),
        "unlisted": view.unlisted[each.key],
        "every": choice.every,
        "grey": choice.grey,
    }
