"""Tests of the language of a briefing: what is not the table's or the briefing's own comes out of the catalogue."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from components.briefing import briefing, briefing_file, presentation
from components.briefing.briefing import Briefing, Step
from components.briefing.briefing_file import BriefingError
from components.messages.catalogue import Messages
from components.messages.pseudo import PSEUDO
from components.panels.briefing import steps_panel
from components.panels.briefing.briefing_history import Presenting
from components.panels.presenter import presenter_panel
from components.query.selection import Request
from tests.support import tables

MADE = datetime(2014, 2, 3, 4, 5, tzinfo=UTC)
LANGUAGE = Messages(PSEUDO)
_OTHERS = {
    "event_sources": [{"event": "E0", "source": "B"}, {"event": "E0", "source": "N"}, {"event": "E1", "source": "B"}],
    "sources": [{"key": "B", "title": "Bluebook", "publisher": "Ministry"}, {"key": "N", "title": "News"}],
}
ENGLISH_TABLE, STORE = tables.to_store(
    {
        "date": "2013-04-29",
        "countries": "RUS",
        "meeting_type": "summit",
        "people": ";".join(f"Person {n}" for n in range(presentation.MOST_NAMES + 2)),
    },
    {"date": "2013-04", "countries": "RUS;FRA", "status": "planned", "summary": "Said."},
    {"date": "2013-12-01?"},
    {"date": "2015-06", "countries": "USA"},
    others=_OTHERS,
)
TABLE = ENGLISH_TABLE.in_language(LANGUAGE)
VIEW = Request(tables.to_selection("2013", country="RUS;FRA"))
OWN = re.compile(r"Title \d|Name of \w+|Region \w+|Person \d+|Summit|Bluebook|Ministry|News|Said\.|Mine")


def find_english(text):
    """Return the words of a text that stand in no brackets and aren't the table's or the briefing's own."""
    while text != (inner := re.sub(r"\[[^\[\]]*\]", "", text)):
        text = inner
    return re.findall(r"[^\W\d_]+", OWN.sub("", text))


def to_texts(shown):
    """List all that a person reads of a presentation."""
    pages = [
        text
        for page in shown.pages
        for text in (*(page.get(name, "") for name in ("heading", "note", "title", "when", "kind", "about", "source")),)
    ]
    facts = [text for page in shown.pages for pair in page["facts"] for text in pair]
    ticks = [tick for shown in (*shown.pages, *shown.contexts) for tick in shown.get("ticks") or ()]
    lanes = [lane[0] for context in shown.contexts for lane in context["lanes"]]
    sources = [text for source in shown.closing["sources"] for text in source]
    told = (*shown.cover.values(), *shown.closing["statement"], *sources)
    return [*pages, *facts, *lanes, *told, *(text for _day, *texts in ticks for text in texts)]


def test_all_of_a_presentation_is_told_in_the_language_of_its_table():
    made = briefing.build_briefing(STORE, TABLE, VIEW)
    steps = (
        *made.steps,
        *(Step("", "", replace(VIEW, event=identity)) for identity in ("E2", "E3", "X9", "")),
        briefing.build_step(STORE, VIEW, "E1", LANGUAGE),
        briefing.build_view_step(TABLE, VIEW),
    )
    shown = presentation.build_presentation(
        STORE, TABLE, replace(made, title="Mine", audience_date="2014-02-03", steps=steps), VIEW, MADE
    )
    texts = to_texts(shown)
    assert [text for text in texts if find_english(text)] == []
    assert sum("[" in text for text in texts) > 30
    payload = presenter_panel.build_payload(Presenting(shown, "n", 0), "code", "s", "dark", LANGUAGE)
    assert payload["messages"] == LANGUAGE.list_for_scripts()


def test_what_is_said_of_a_file_is_in_the_language_of_the_table():
    steps = [{"view": {"event": [f"X{number}"], "country": ["Q"]}} for number in range(briefing_file.MOST_NAMED + 1)]
    head = {"format": briefing_file.FORMAT, "version": briefing_file.VERSION, "audience_date": "soon", "mood": "x"}
    said = briefing_file.read_briefing(json.dumps({**head, "steps": steps}), STORE, TABLE, VIEW)[1]
    assert [find_english(sentence) for sentence in said] == [[], []]


HEAD = {"format": briefing_file.FORMAT, "version": briefing_file.VERSION}
BROKEN = (
    *("", "[]", json.dumps({**HEAD, "version": 9}), '{"a": 1, "a": 2}', "[" * (briefing_file.MOST_BYTES + 1)),
    *(
        json.dumps({**HEAD, **parts})
        for parts in ({"title": 1}, {"steps": 1}, {"steps": [1]}, {"steps": [{"note": 1}]})
    ),
    *(json.dumps({**HEAD, **parts}) for parts in ({"title": "x" * 5_000}, {"steps": [{}] * 500})),
    json.dumps({**HEAD, "steps": [{"view": 1}]}),
)


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_why_a_file_is_no_briefing_can_be_said_in_any_language(content):
    with pytest.raises(BriefingError) as error:
        briefing_file.read_briefing(content, STORE, TABLE, VIEW)
    assert find_english(LANGUAGE(error.value.args[0])) == []


def test_why_a_link_holds_no_briefing_can_be_said_in_any_language():
    with pytest.raises(BriefingError) as error:
        briefing_file.read_code("x", STORE, TABLE, VIEW)
    assert find_english(LANGUAGE(error.value.args[0])) == []


def test_what_the_panels_say_of_steps_is_in_the_language():
    views = (None, VIEW, *(replace(VIEW, event=identity) for identity in ("E1", "X9")))
    steps = [Step("", "", view) for view in views]
    texts = [steps_panel.describe_step(step, STORE, LANGUAGE) for step in steps]
    texts += [steps_panel.build_label(0, step, LANGUAGE).replace("\\", "") for step in steps]
    texts.append(Briefing("", audience_date="2014-02").describe_date(LANGUAGE))
    assert [text for text in texts if find_english(text)] == []
