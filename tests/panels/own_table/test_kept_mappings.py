"""Tests of what was said of a table: it is used again for the next one with the same columns."""

import pytest

from tests.support import app_page
from tests.support.intake_files import to_csv
from tests.support.own_page import ROWS, SAVED, bring, desk_of, field, mapping_of, sound, uploader


@pytest.mark.exhaustive
def test_a_mapping_that_was_saved_is_used_again_and_one_for_others_is_refused():
    app = bring(to_csv(ROWS).encode())
    sound(field(app, "Which place").set_value("KOR").run())
    saved = mapping_of(app)
    app = bring(to_csv(ROWS).encode())
    uploader(app, SAVED).set_value(("m.json", saved, "")).run()
    assert desk_of(sound(app)).draft.mapping.answer_to("place:korea") == "KOR"
    app = bring(to_csv([["When", "What"], ["2013", "Talks"]]).encode())
    uploader(app, SAVED).set_value(("m.json", saved, "")).run()
    assert "is for a table with different columns" in app_page.read_html(sound(app))


@pytest.mark.exhaustive
def test_what_was_said_is_used_for_the_next_table_with_the_same_columns_and_can_be_forgotten():
    app = bring(to_csv(ROWS).encode())
    sound(field(app, "Which place").set_value("KOR").run())
    app.button(key="remove file").click().run()
    app.file_uploader[0].set_value(("next.csv", to_csv(ROWS[:2]).encode(), "")).run()
    assert "were applied again" in app_page.read_html(sound(app))
    assert desk_of(app).draft.mapping.answer_to("place:korea") == "KOR"
    assert "were applied again" not in app_page.read_html(sound(app.button(key="guess").click().run()))
    assert desk_of(app).draft.mapping.answer_to("place:korea") == ""


@pytest.mark.exhaustive
def test_a_mapping_in_the_field_for_tables_is_followed():
    app = bring(to_csv(ROWS).encode())
    sound(field(app, "Which place").set_value("KOR").run())
    app = bring(mapping_of(app), "m.json")
    assert "This file is a mapping, not a table" in app_page.read_html(app)
    app.file_uploader[0].set_value(("visits.csv", to_csv(ROWS).encode(), "")).run()
    assert desk_of(sound(app)).draft.mapping.answer_to("place:korea") == "KOR"
