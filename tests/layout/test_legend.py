"""Tests of the legend: it explains what is in the picture, and nothing else."""

import pytest

from components.layout import arrangement, legend
from components.layout.display_list import build_display_list
from components.query.selection import Request
from tests.support import tables

DAY = {"date": "2013-04-05", "meeting_type": "summit", "level": "head", "status": "held"}


def list_entries(*rows, width=1060.0, lanes_by="level"):
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), lanes_by), width)
    return legend.build_legend(build_display_list(arranged, table), table)


SAMPLES = {
    "a day": ([DAY], set()),
    "days": ([{**DAY, "date": "2013-04-05/2013-04-09"}], {legend.DAYS}),
    "a month": ([{**DAY, "date": "2013-04"}], {legend.POSSIBLE}),
    "planned": ([{**DAY, "status": "planned"}], {legend.UNCONFIRMED}),
    "all": (
        [DAY, {**DAY, "date": "2013-05"}, {**DAY, "status": "unknown"}],
        {legend.POSSIBLE, legend.UNCONFIRMED},
    ),
}


@pytest.mark.parametrize("case", SAMPLES)
def test_it_explains_what_is_drawn_of_dates(case):
    rows, samples = SAMPLES[case]
    assert {entry.sample for entry in list_entries(*rows)} - {legend.CAPTION, legend.LEVEL, legend.KIND} == samples


def test_shades_and_pale_bars_of_strips_are_explained():
    rows = [{"date": text, "countries": "RUS"} for text in ("2013-04-01", "2013-04-03", "2013")]
    assert {entry.sample for entry in list_entries(*rows, lanes_by="region")} - {legend.CAPTION} == {
        legend.COUNT,
        legend.COUNT_WITHOUT_DAY,
    }


def test_kinds_stand_by_rank_and_only_those_with_a_mark():
    kinds = list_entries(*({**DAY, "meeting_type": kind} for kind in ("talks", "summit", "")))
    assert [entry.words for entry in kinds if entry.sample == legend.KIND] == ["Summit", "Talks"]


def test_of_many_kinds_those_of_lower_rank_are_counted(monkeypatch):
    monkeypatch.setattr(legend, "MOST_KINDS", 1)
    entries = list_entries(DAY, {**DAY, "meeting_type": "talks"})
    assert [entry.words for entry in entries][2:] == ["Meeting type", "Summit", "and 1 more"]


def test_an_empty_picture_has_none():
    assert list_entries() == ()


def test_levels_of_one_colour_are_one_entry_and_stand_by_rank():
    levels = ("official", "head", "", "vice-minister", "other")
    entries = list_entries(*({**DAY, "level": level} for level in levels))
    assert [entry.words for entry in entries if entry.sample == legend.LEVEL] == [
        "Head of state or government",
        "Vice-minister, official",
        "Other, not stated",
    ]


def test_levels_are_one_entry_where_they_are_drawn_in_one_colour():
    rows = [
        {"code": "envoy", "label": "Envoy", "rank": "3", "colour": "#ff0000"},
        {"code": "guest", "label": "Guest", "rank": "6", "colour": "red", "colour_dark": "red"},
    ]
    table = tables.to_table(
        *({**DAY, "level": level} for level in ("envoy", "guest", "other")), others={"levels": rows}
    )
    request = Request(tables.to_selection("2013"), "level")
    drawn = build_display_list(arrangement.arrange(tables.MemoryStore(table), table, request, 1060.0), table)
    entries = [entry.words for entry in legend.build_legend(drawn, table) if entry.sample == legend.LEVEL]
    assert entries == ["Envoy", "Other, guest"]
