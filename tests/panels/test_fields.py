"""Tests of the fields of a form: what one shows, what it hands on, and that it never takes back a choice under way."""

import pytest
from streamlit.testing.v1 import AppTest


def _draw():
    import streamlit as st  # noqa: PLC0415 — AppTest runs the source of the function alone

    from components.panels import fields  # noqa: PLC0415

    so_far = st.session_state.setdefault("so far", {"choice": "", "text": "", "number": 0})
    fields.render_choice("Choice", {"": "None", "a": "First", "b": "Second"}, so_far["choice"], "choice",
                         lambda code: so_far.update(choice=code))  # fmt: skip
    fields.render_text("Text", so_far["text"], "text", lambda text: so_far.update(text=text), 20)
    fields.render_number("Number", so_far["number"], "number", lambda number: so_far.update(number=number), 9)


@pytest.fixture
def form():
    return AppTest.from_function(_draw).run()


def _to_fields(form):
    return {"choice": form.selectbox("choice"), "text": form.text_input("text"), "number": form.number_input("number")}


@pytest.mark.parametrize(("name", "value"), [("choice", "b"), ("text", "Talks"), ("number", 7)])
def test_what_is_chosen_is_handed_on_and_shown(form, name, value):
    _to_fields(form)[name].set_value(value).run()
    assert form.session_state["so far"][name] == value
    assert {each: field.value for each, field in _to_fields(form).items()} == form.session_state["so far"]


@pytest.mark.parametrize("name", ["choice", "text", "number"])
def test_a_field_is_set_only_where_it_shows_something_else(form, name):
    """A page that is told a value anew forgets what its visitor chose meanwhile, and the next message is without it."""
    form.run()
    assert not _to_fields(form)[name].proto.set_value
    form.session_state["so far"][name] = {"choice": "a", "text": "Visit", "number": 3}[name]
    form.run()
    assert _to_fields(form)[name].proto.set_value
    assert _to_fields(form)[name].value == form.session_state["so far"][name]


def test_a_choice_whose_options_change_still_shows_what_is_so():
    def draw():
        import streamlit as st  # noqa: PLC0415 — AppTest runs the source of the function alone

        from components.panels import fields  # noqa: PLC0415

        so_far = st.session_state.setdefault("so far", {"choice": "b", "options": {"a": "First", "b": "Second"}})
        fields.render_choice("Choice", so_far["options"], so_far["choice"], "choice", print)

    form = AppTest.from_function(draw).run()
    form.session_state["so far"]["options"] = {"": "None", "a": "First", "c": "Third"}
    assert form.run().selectbox("choice").value == "b"
    form.session_state["so far"]["options"] = {"": "None", "b": "Second"}
    assert form.run().selectbox("choice").value == "b"
