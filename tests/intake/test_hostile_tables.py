"""Tests of what the world brings, from bytes to a table that answers: no row lost, or one sentence, within seconds."""

import csv
import io
import itertools
import json
from contextlib import contextmanager
from time import process_time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake import limits, single_file
from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle
from components.intake.limits import IntakeError
from components.intake.rows.place_matching import build_own_places, match_places
from components.panels.tables.table_registry import SHIPPED
from components.stores import opening
from tests.support.intake_files import to_csv, to_workbook
from tests.support.trials import examples

pytestmark = pytest.mark.child
KNOWN = single_file.read_known(SHIPPED)
BOUND = 5  # seconds of the processor, however busy it is with other work; nobody waits longer for what they brought
HEADER = ["Date", "Country", "Title"]
FRANCE = ["2013-04-28", "France", "Talks"]
MARKS = [
    "\u200bZero\u200d width",
    "\u202eRight to left\u202c",
    "e\u0301 combined",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    "nul\x00",
    "\ufeffmark",
]
# What stands for a date in somebody's cell, a line for each of them
DATES = [
    "2013-02-30",
    "0000-01-01",
    "9999-12-31",
    "10000-01-01",
    "-0044-03-15",
    "1/2/03",
    "平成25年4月28日",
    "平成99年1月1日",
]
DATES += [
    "令和元年",
    "昭和64年1月7日",
    "明治元年",
    "summer 2013",
    "Q5 2013",
    "FY2013",
    "2013-04~",
    "2013-?",
    "../2013",
    "/",
    "41392",
]
DATES += [
    "41392.5",
    "1367107200",
    "1367107200000",
    "2013-04-28T23:59:59+14:00",
    "２０１３年４月２８日",
    "٢٠١٣-٠٤-٢٨",
    "1-2-3-4-5",
]
DATES += [
    "28 Apr 2013 - 27 Apr 2013",
    "0001-01-01/9999-12-31",
    "TBD",
    "n/a",
    "10:30",
    "13:00-14:00",
    "2013-04-28" * 40,
    "1" * 5_000,
]
NAMES = [
    "Korea",
    "Congo",
    "Guinea",
    "Rυssia",
    "Ϝrance",
    "USSR",
    "Yugoslavia",
    "EU",
    "France; Italy / Spain",
    "NA",
    "na",
    "🇯🇵",
    "-",
]


def to_lines(rows):
    """Return rows as CSV of any cells."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(errors="replace")


def to_encoded(encoding, country, title):
    return to_csv([HEADER, ["2013-04-28", country, title], ["2013-05", country, title]]).encode(encoding)


# what is brought → its bytes, and how many rows were read and taken of it
TAKEN = {
    "UTF-32": (to_encoded("utf-32", "France", "Talks"), 2, 2),
    "UTF-16 without a mark": (to_encoded("utf-16-le", "ロシア", "日露首脳会談について"), 2, 2),
    "Chinese": (to_encoded("gb18030", "俄罗斯", "中俄领导人会晤联合声明"), 2, 2),
    "Cyrillic": (to_encoded("koi8_r", "Россия", "Визит в Москву на переговоры"), 2, 2),
    "mixed": (to_encoded("utf-8", "ロシア", "会談") + "2014,ロシア,会談\n".encode("cp932"), 3, 3),
    "cut in a letter": (to_encoded("utf-8", "ロシア", "会談")[:-2], 2, 2),
    "marks and signs": (to_lines([HEADER, *(["2013", "France", mark] for mark in MARKS)]), len(MARKS), len(MARKS)),
    "a header alone": (b"Date,Country,Title\n", 0, 0),
    "two header rows": (to_csv([HEADER, ["(day)", "(name)", "(text)"], FRANCE]).encode(), 2, 2),
    "headers that repeat and are ours": (b"id,id,row,extra: x,Date,\nA,B,1,x,2013,y\nA,B,1,x,2014,y\n", 2, 2),
    "ragged": (to_csv([HEADER, FRANCE, [*FRANCE, "", "x"], FRANCE[:1]]).encode(), 3, 2),
    "a quotation mark that is not closed": (to_csv([HEADER, FRANCE, ["2014", '"Italy', "x"], FRANCE]).encode(), 3, 2),
    "preamble and footer": (b"Visits\n\n" + to_csv([HEADER, FRANCE, FRANCE]).encode() + b"\nTotal,2,\n", 3, 2),
    "tables one above the other": (to_csv([HEADER, FRANCE, ["Place", "When", "Who"], FRANCE]).encode(), 3, 3),
    "a header again": (to_csv([HEADER, FRANCE, HEADER, FRANCE]).encode(), 2, 2),
    "a huge cell": (to_lines([HEADER, [*FRANCE[:2], "x" * 131_072], [*FRANCE[:2], "x" * 131_073]]), 2, 1),
    "codes": (to_csv([["Code", *HEADER], ["NA", *FRANCE], ["007", *FRANCE], ["1e5", *FRANCE]]).encode(), 3, 3),
    "many columns": (to_csv([[f"c{n}" for n in range(200)], ["2013"] * 200]).encode(), 1, 1),
    "a thousand on one day": (to_csv([HEADER, *[FRANCE] * 1_000]).encode(), 1_000, 1_000),
    "dates": (to_lines([HEADER, *([date, "France", "Talks"] for date in DATES)]), len(DATES), len(DATES)),
    "names": (to_lines([HEADER, *(["2013", name, "Talks"] for name in NAMES)]), len(NAMES), len(NAMES)),
    "dates in a workbook": (to_workbook(A=[["Date"], *([date] for date in DATES)]), len(DATES), len(DATES)),
    "odd JSON": (b'[{"Date":"2013","__proto__":{"x":1},"Title":"\\ud800"},{"Date":1e400,"Title":-0}]', 2, 2),
}  # fmt: skip


@contextmanager
def within_bound():
    """Fail where what is done within takes this process longer than BOUND."""
    begun = process_time()
    yield
    assert process_time() - begun < BOUND


def bring(content):
    """Return a draft and the table of a file, or None where it is refused; whatever it is, all is accounted for."""
    try:
        draft = single_file.read_draft(content, "a", KNOWN)
    except IntakeError:
        return None
    whole, store = opening.with_store(single_file.build_table(draft, KNOWN), lambda _: None)
    report = draft.report
    assert report.read == len(draft.sheet.cells) + len(draft.sheet.ragged) == report.taken + len(report.rejected)
    assert len(whole.events) == store.size() == report.taken
    assert whole.events["id"].is_unique
    assert sorted([*whole.events["row"], *report.rejected["row"]]) == sorted(
        [*draft.sheet.rows, *draft.sheet.ragged["row"]]
    )
    assert (whole.events["date"] == "").sum() == len(report.undated)
    assert {*whole.evidence["event"]} == {*whole.events["id"]}
    return draft, whole


@pytest.mark.first_variant
@pytest.mark.parametrize("case", TAKEN)
def test_what_the_world_brings_is_taken_row_by_row(case):
    content, read, taken = TAKEN[case]
    draft, _ = bring(content)
    assert (draft.report.read, draft.report.taken) == (read, taken)


def test_a_date_that_is_none_is_kept_as_it_is_written_with_its_reason():
    _, whole = bring(TAKEN["dates"][0])
    undated = whole.events[whole.events["date"] == ""]
    assert undated["note"].str.startswith("Date as written: “").all()
    assert {"2013-02-30", "10000-01-01", "Q5 2013", "10:30", "TBD"} <= {
        note.removeprefix("Date as written: “").removesuffix("”.") for note in undated["note"]
    }


SIGNS = st.text("0123456789-/.,~?X年月日 平成Q'\"=<>\\;|\t\n\x00\u202e\ud7ffあé", max_size=40)
CELLS = st.sampled_from([*DATES[:-2], *NAMES, *MARKS, "", "summit", "28 April 2013"]) | SIGNS | st.text(max_size=20)
HEADERS = st.sampled_from([*HEADER, "id", "row", "start", "end", "日付", "国名", "Type", "Level", "x", "", "=x"])


@st.composite
def some_rows(draw):
    header = draw(st.lists(HEADERS, min_size=1, max_size=5))
    width = st.integers(0, len(header) + 2)
    return [header, *draw(st.lists(width.flatmap(lambda n: st.lists(CELLS, min_size=n, max_size=n)), max_size=6))]


@examples(40)
@given(some_rows(), st.sampled_from(["utf-8", "utf-16", "cp932", "cp1251"]))
def test_any_text_table_is_accounted_for_within_seconds(rows, encoding):
    with limits.trust_files(), within_bound():  # in this process, since there are many
        bring(to_lines(rows).decode(errors="replace").encode(encoding, errors="replace"))


@st.composite
def some_json(draw):
    def deeper(inner):
        return st.lists(inner, max_size=3) | st.dictionaries(HEADERS, inner, max_size=3)

    return draw(st.recursive(CELLS | st.integers() | st.none(), deeper, max_leaves=12))


@examples(8)  # the child that reads it has bounds of its own
@given(some_json())
def test_any_json_is_accounted_for(value):
    bring(json.dumps([{"Date": "2013", "x": value}, value]).encode())


@examples(60)
@given(st.lists(SIGNS.map(lambda text: text * 50) | CELLS, max_size=8), st.sampled_from([0, 1900, 1904]))
def test_any_dates_are_read_or_have_a_reason_within_seconds(texts, epoch):
    style = DateStyle(serial_epoch=epoch)
    with within_bound():
        read = read_dates(pd.Series(texts, dtype="str"), style)
    assert len(read) == len(texts)
    for text, edtf, reason in zip(texts, read["edtf"], read["reason"], strict=True):
        assert bool(edtf) + bool(reason) == bool(text.strip())


@examples(60)
@given(st.lists(CELLS.map(str.strip).filter(bool) | st.text(min_size=1).map(lambda text: text * 200), max_size=8))
def test_any_names_are_places_or_their_own_within_seconds(names):
    counts = pd.Series(names, dtype="str").value_counts(sort=False)
    with within_bound():
        matches = match_places(counts, KNOWN.gazetteer, {})
    known = {*KNOWN.gazetteer.codes()}
    assert sorted(each.name for each in matches) == sorted({*names})
    assert all(each.own or each.code in known for each in matches)
    own = build_own_places([each for each in matches if each.own], "own")
    assert {each.code for each in matches} <= {*KNOWN.gazetteer.with_places(own).codes()}


@pytest.mark.parametrize("mark", ["(", "2013-04-28 ", "年", "1/", "c. ", "or ", "..", "X", "?", "平成"])
def test_no_repetition_makes_the_reader_of_dates_think_for_ever(mark):
    texts = [mark * count for count in itertools.chain(range(1, 60), (1_000, 40_000))]
    read = read_dates(pd.Series(texts, dtype="str"), DateStyle())
    assert len(read) == len(texts)
