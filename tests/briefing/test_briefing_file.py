"""Tests of briefings as files and in addresses: what is written is read again, and no stranger's file does harm."""

import base64
import json
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.briefing import briefing_file
from components.briefing.briefing import MOST_LETTERS, MOST_STEPS, Briefing, Step, clean_text
from components.briefing.briefing_file import BriefingError
from components.query import lane_schemes, links
from components.query.selection import Request
from tests.support import tables
from tests.support.trials import examples

TABLE, STORE = tables.to_store(
    *({"countries": code, "date": "2013", "place": "RUS;FRA"} for code in ("RUS", "FRA", "KAZ;EU", "GEO", "USA")),
    *({"meeting_type": kind, "level": "head", "status": "held"} for kind in ("summit", "talks")),
    {"level": "minister", "topics": "peace;energy", "people": "Ana Ide;Bo Li", "organisations": "EU;UN"},
    opening_window="2013",
    opening_unfolded=("steppe",),
)
OPENING = links.find_opening(TABLE, STORE)
ELSEWHERE = replace(OPENING, selection=tables.to_selection("1351"), lanes_by="level", unfolded=(), pinned=())
PLAIN = Briefing("Title", steps=(Step("One", "A note", replace(OPENING, event="E0")), Step("Break")))


def read(content, opening=OPENING):
    return briefing_file.read_briefing(content, STORE, TABLE, opening)


def read_code(code):
    return briefing_file.read_code(code, STORE, TABLE, OPENING)


def written(**parts):
    return json.dumps({**json.loads(briefing_file.format_briefing(PLAIN, "1")), **parts})


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(clean_text)


@st.composite
def some_steps(draw):
    """Draw a section break, or a step whose view says only what this table knows."""
    if draw(st.booleans()):
        return Step(draw(texts), draw(texts))
    drawn = draw(tables.some_requests(tuple(sorted(lane_schemes.BY_KEY))))
    known, _ = links.parse_request(links.build_query(drawn, OPENING), TABLE, STORE, OPENING)
    return Step(draw(texts), draw(texts), replace(known, event=draw(st.sampled_from(["", "E0", "E5"]))))


some_briefings = st.builds(
    Briefing,
    *(texts, texts, texts),
    audience_date=st.sampled_from(["", "2014-01-02", "2014-01"]),
    steps=st.lists(some_steps(), max_size=6).map(tuple),
)


@examples(60)
@given(some_briefings)
def test_a_briefing_survives_its_file_whatever_the_table_opens_on(made):
    content = briefing_file.format_briefing(made, TABLE.version)
    assert read(content) == read(content.encode()) == read(b"\xef\xbb\xbf" + content.encode()) == (made, ())
    assert read(content, ELSEWHERE) == (made, ())


@examples(60)
@given(some_briefings)
def test_a_briefing_survives_its_code(made):
    code = briefing_file.format_code(made, OPENING, TABLE.version)
    assert read_code(code) == (made, ())
    assert set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


BROKEN = {
    "nothing": "",
    "words": "hello",
    "list": "[]",
    "number": "9" * 5_000,
    "another file": '{"type": "FeatureCollection"}',
    "another format": written(format="x"),
    "another version": written(version=2),
    "no version": written(version=None),
    "steps are none": written(steps="x"),
    "a step is none": written(steps=["x"]),
    "a heading is none": written(steps=[{"heading": 3}]),
    "a title is none": written(title=["x"]),
    "a view is none": written(steps=[{"view": "window=2013"}]),
    "a view of numbers": written(steps=[{"view": {"window": [1]}}]),
    "twice": '{"format": "x", "format": "y"}',
    "deep": "[" * 100_000,
    "cut": briefing_file.format_briefing(PLAIN, "1")[:-20],
    "not UTF-8": b"\xff\xfe{",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_briefing_gets_one_sentence(content):
    with pytest.raises(BriefingError) as error:
        read(content)
    said = str(error.value)
    assert said.endswith(".")
    assert len(said) < 200
    assert "\n" not in said


@examples(150)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_file_raises_anything_else(parts):
    head = {"format": briefing_file.FORMAT, "version": briefing_file.VERSION}
    for content in (parts, {**head, "steps": [parts]}, {**head, "steps": [{"view": parts}]}, {**head, "title": parts}):
        with suppress(BriefingError):
            read(json.dumps(content))


def test_missing_events_are_named_and_their_steps_kept():
    steps = (*PLAIN.steps, Step("Gone", "Note", replace(OPENING, event="E99")))
    made = replace(PLAIN, steps=steps)
    found, said = read(briefing_file.format_briefing(made, "1"))
    assert found == made
    assert said == (
        "These events in the briefing are not in this table: “E99” (step 3). Their steps keep their texts.",
    )


def test_of_many_missing_events_the_first_are_named_and_the_others_counted():
    steps = [{"view": {"event": [f"X{number}"]}} for number in range(briefing_file.MOST_NAMED + 1)]
    assert "“X19” (step 20), and 1 more" in read(written(steps=steps))[1][0]
    assert "more" not in read(written(steps=steps[:-1]))[1][0]


def test_what_is_ignored_is_said_in_few_words():
    steps = [{"heading": "", "colour": 1, "view": {"country": ["XXX"], "window": ["2013-13"]}}]
    found, (said,) = read(written(steps=steps, audience_date="soon", mood="x"))
    assert "“soon” is not a date" in said
    assert "unknown entry “mood”" in said
    assert "step 1: unknown entry “colour”" in said
    assert "step 1: Country “XXX” is not known" in said
    assert found.audience_date == ""
    _, (said,) = read(written(steps=steps * MOST_STEPS))
    assert said.endswith("more.")
    assert len(said) < 1_000


@pytest.mark.parametrize(("beyond", "refused"), [(0, False), (1, True)])
def test_limits(beyond, refused):
    contents = (
        written(steps=[{}] * (MOST_STEPS + beyond)),
        written(title="x" * (MOST_LETTERS + beyond)),
        written(steps=[{"note": "x" * (MOST_LETTERS + beyond)}]),
        written().ljust(briefing_file.MOST_BYTES + beyond),
    )
    for content in contents:
        if refused:
            with pytest.raises(BriefingError):
                read(content)
        else:
            assert read(content)[1] == ()


def test_a_code_that_is_too_long_for_an_address_is_told_apart():
    assert briefing_file.fits_address("x" * briefing_file.MOST_CODE)
    assert not briefing_file.fits_address("x" * (briefing_file.MOST_CODE + 1))


def _pack(content):
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


CODES = {
    "nothing": "",
    "no letters of a code": "<script>alert(1)</script>",
    "not packed": "aGVsbG8",
    "cut": briefing_file.format_code(PLAIN, OPENING, "1")[:-9],
    "a bomb": _pack(b" " * 50_000_000),
    "one byte too large": _pack(b" " * (briefing_file.MOST_BYTES + 1)),
    "no briefing": _pack(b"{}"),
    "full width": "ａ" * 8,
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_a_hostile_code_gets_one_sentence(code):
    with pytest.raises(BriefingError) as error:
        read_code(code)
    assert str(error.value).endswith(".")


@examples(100)
@given(st.text(st.characters()))
def test_no_code_raises_anything_else(code):
    with pytest.raises(BriefingError):
        read_code(code)


def test_steps_in_another_scheme_of_regions_are_read_in_it():
    asked = []

    def in_scheme(scheme):
        asked.append(scheme)
        return TABLE, STORE

    made = replace(PLAIN, steps=tuple(Step("x", "", Request(OPENING.selection, scheme=name)) for name in ("m49", "")))
    content = briefing_file.format_briefing(made, "1")
    assert briefing_file.read_briefing(content, STORE, TABLE, OPENING, in_scheme) == (made, ())
    assert asked == ["m49", ""]
