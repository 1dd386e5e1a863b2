"""Tests of what a visitor can do: one thing is looked for among options at a time, no longer than wanted."""

import pytest

from components.panels.explorer import actions, page_state
from components.query.view_options import ViewOptions


@pytest.mark.parametrize(
    ("told", "finds"),
    [
        (("person", "bo"), (("person", "bo"),)),
        (("country", "fra"), (("country", "fra"),)),
        (("person", " "), ()),
        (None, (("person", "ana"),)),
    ],
    ids=["another word", "another filter", "blank", "nothing told"],
)
def test_what_is_looked_for_replaces_what_was_before(monkeypatch, told, finds):
    kept = [ViewOptions(0.3, finds=(("person", "ana"),))]
    monkeypatch.setattr(actions, "_filter_keys", set)
    monkeypatch.setattr(page_state, "read_find", lambda _: told)
    monkeypatch.setattr(page_state, "get_view_options", lambda: kept[-1])
    monkeypatch.setattr(page_state, "set_view_options", kept.append)
    actions.on_find()
    assert kept[-1] == ViewOptions(0.3, finds=finds)
