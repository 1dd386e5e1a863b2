"""Tests of a mapping as a file: it comes back as it went, and anything else gets a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.raw_table import Settings
from components.intake.columns import mapping_file
from components.intake.columns.column_roles import BY_KEY
from components.intake.columns.mapping import Mapping, Use
from components.intake.columns.mapping_file import MappingError, fit_mapping, format_mapping, is_fitting, read_mapping
from components.intake.dates.date_style import ORDERS, DateStyle

MAPPING = Mapping(
    (Use("Start date", "start", "named", 0.9, order="dmy"), Use("国名", "countries", separator="、")),
    DateStyle(fiscal_start=4, placeholder="open"),
    (("place", "korea", "KOR"), ("kind", "parley", "own")),
    Settings(title="Ours", home_country="KAZ", region_scheme="m49"),
)
uses = st.builds(
    Use,
    column=st.text(max_size=5),
    role=st.sampled_from(sorted(BY_KEY)),
    reason=st.text(max_size=5),
    confidence=st.floats(0, 1),
    separator=st.text(max_size=mapping_file.LONGEST_SEPARATOR),
    order=st.sampled_from(["", *ORDERS]),
)


@given(st.lists(uses, unique_by=lambda use: use.column, max_size=5).map(tuple))
def test_a_mapping_comes_back_as_it_went(columns):
    for mapping in (Mapping(columns, settings=Settings(title="A")), MAPPING):
        assert read_mapping(format_mapping(mapping)) == mapping


def test_the_same_header_is_recognised_however_it_is_written():
    assert is_fitting(MAPPING, ("start_date", "国 名"))
    assert not is_fitting(MAPPING, ("国名", "Start date"))
    fitting = fit_mapping(MAPPING, ("start_date", "国 名"), 1904)
    assert ([use.column for use in fitting.uses], fitting.style.serial_epoch) == (["start_date", "国 名"], 1904)


def _damaged(*path, value):
    stated = json.loads(format_mapping(MAPPING))
    place = stated
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(stated)


DAMAGED = {
    "no JSON": ("{", "is not JSON"),
    "deep": ("[" * 100_000, "is not JSON"),
    "a list": ("[]", "not a mapping saved by this program"),
    "another file": ('{"what": "a deck"}', "not a mapping saved by this program"),
    "a later version": (_damaged("version", value=2), "another version"),
    "true": (_damaged("version", value="1"), "another version"),
    "no columns": (_damaged("columns", value=None), "damaged"),
    "an unknown role": (_damaged("columns", 0, "role", value="king"), "damaged"),
    "a role that is none": (_damaged("columns", 0, "role", value=["date"]), "damaged"),
    "an unknown field": (_damaged("columns", 0, "hack", value="x"), "damaged"),
    "a column twice": (_damaged("columns", 1, "column", value="Start date"), "damaged"),
    "another header": (_damaged("columns", 1, "column", value="Land"), "damaged"),
    "an unknown order": (_damaged("dates", "order", value="ydm"), "damaged"),
    "month 13": (_damaged("dates", "fiscal_start", value=13), "damaged"),
    "a number for a text": (_damaged("table", "title", value=5), "damaged"),
    "an unknown scheme": (_damaged("table", "region_scheme", value="mars"), "damaged"),
    "an unknown vocabulary": (_damaged("decisions", value=[["x", "y", "z"]]), "damaged"),
    "half a decision": (_damaged("decisions", value=[["place"]]), "damaged"),
    "a long separator": (_damaged("columns", 0, "separator", value="x" * 6), "damaged"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_what_is_no_mapping_gets_one_sentence(case):
    text, words = DAMAGED[case]
    with pytest.raises(MappingError, match=words):
        read_mapping(text)


def test_a_file_may_be_as_long_as_the_limit():
    text = format_mapping(MAPPING)
    assert read_mapping(text.ljust(mapping_file.MOST_LETTERS)) == MAPPING
    with pytest.raises(MappingError, match="too long"):
        read_mapping(text.ljust(mapping_file.MOST_LETTERS + 1))


def test_there_may_be_as_many_decisions_as_the_limit():
    for more, taken in ((0, True), (1, False)):
        decisions = [["place", str(number), "own"] for number in range(mapping_file.MOST_DECISIONS + more)]
        text = _damaged("decisions", value=decisions)
        if taken:
            assert len(read_mapping(text).decisions) == mapping_file.MOST_DECISIONS
        else:
            with pytest.raises(MappingError, match="damaged"):
                read_mapping(text)


def test_bytes_are_read_with_and_without_a_mark():
    written = format_mapping(MAPPING).encode()
    assert mapping_file.read_bytes(written) == mapping_file.read_bytes(b"\xef\xbb\xbf" + written)


def test_bytes_beyond_the_limit_are_no_mapping(monkeypatch):
    written = format_mapping(MAPPING).encode()
    monkeypatch.setattr(mapping_file, "MOST_BYTES", len(written))
    assert mapping_file.read_bytes(written) == MAPPING
    with pytest.raises(MappingError, match="too long"):
        mapping_file.read_bytes(written + b" ")


def test_bytes_that_are_no_text_are_no_mapping():
    with pytest.raises(MappingError, match="is not text"):
        mapping_file.read_bytes(b"\xff\xfe\x00\x81")
