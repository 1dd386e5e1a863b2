"""Tests that all that the page says of a visitor's own table is of the language of the page."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from components.messages.catalogue import Messages
from components.messages.pseudo import PSEUDO
from components.panels.own_table import report_panel, upload_panel
from components.panels.page_language import LANGUAGE
from tests.support import app_page
from tests.support.intake_files import to_csv
from tests.support.own_page import bring, field, sound
from tests.support.patience import SECONDS
from tests.support.sheets import bring_in, to_sheet_of

HEADER = ["Date", "Country", "Title", "Desk", "Colour"]
ROWS = [HEADER, ["03/04/2013", "Korea", "Talks", "note", "Red"], ["2013-05", "France", "Dinner", "notes", "Red"]]
BROKEN = to_csv([*ROWS, ["the 3xth of May 2013", "France", "Lunch", "", "Blue"], [*ROWS[2], "one", "too many"]])
SAID = Messages(PSEUDO)


def _to_panel():
    from components.panels.own_table import upload_panel  # noqa: PLC0415 — Streamlit runs the body alone

    upload_panel.render_upload()


@pytest.fixture
def app():
    app = AppTest.from_function(_to_panel, default_timeout=SECONDS)
    app.query_params[LANGUAGE] = PSEUDO
    return bring(BROKEN.encode(), app=sound(app.run()))


def _outside(text):
    """Return the words of a text that stand in no sentence, but for what the file says."""
    plain = unescape(re.sub(r"<[^>]*>", " ", text)).replace("\\", "")
    while (without := re.sub(r"\[[^\[\]]*\]", "", plain)) != plain:
        plain = without
    return [word for word in re.findall(r"[^\W\d_]{2,}", plain) if word not in HEADER]


def test_nothing_that_is_said_of_a_file_stands_outside_the_language(app):
    said = [block.proto.body for block in app.get("html")]
    for kind in ("button", "selectbox", "expander", "text_input", "number_input", "file_uploader", "download_button"):
        said += [each.label for each in app.get(kind)]
    assert len(said) > 30
    assert [text for text in said if _outside(text)] == []


@pytest.mark.parametrize("label", ["Use “Title” as", "Date order", "Delimiter", "Fiscal year starts", "Values in"])
def test_what_may_be_chosen_is_of_the_language(app, label):
    assert _outside(" ".join(field(app, label).options)) == []


def test_a_refusal_is_of_the_language(app):
    app.file_uploader[0].set_value(("other.csv", b"%PDF-1.7", "")).run()
    error = re.search('<p class="error">(.*?)</p>', app_page.read_html(sound(app)))
    assert _outside(error[1]) == []


def test_a_reason_that_names_what_is_in_the_cell_is_said_in_the_language():
    _, report = bring_in(to_sheet_of(Date=["2013-04-03", "the 3xth of May 2013"], Title=["Talks", "Lunch"]))
    (reason,) = report.undated["reason"]
    assert re.fullmatch(r"\[“3xth” is not recognised as part of a date\. .+\]", SAID(reason))
    shown = report_panel.list_readings(report.readings, SAID)
    assert all(_outside(name) == [] for name in shown.columns)
    assert shown.iloc[1].tolist()[-2] == SAID(reason)


def test_notes_of_the_catalogue_are_said_one_by_one():
    _, report = bring_in(to_sheet_of(Date=["3.4.2013 10:00", "28.4.2013"], Title=["Talks", "Lunch"]))
    (how, *_rest) = report_panel.list_readings(report.readings, SAID).iloc[:, -1]
    assert re.fullmatch(r"\[time of day left out .+\]; \[in the order day, month, year .+\]", how)


def test_what_is_ready_is_of_the_language():
    _, report = bring_in(to_sheet_of(Date=["2013-04-03", "2013-04-04"], Title=["Talks", "Lunch"]))
    assert upload_panel.describe_ready(report, SAID).startswith("[2 rows ready ")
