"""Tests of a sheet that becomes a table: no row is lost, none is counted twice, and each mark has its source."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import schema, table
from components.intake import gazetteer_files, table_folder
from components.intake.columns.column_guesses import guess_mapping
from components.intake.rows.assembly import build_raw_table
from components.intake.rows.rows_taken import BLANK
from components.panels.tables.table_registry import SHIPPED
from tests.support.sheets import GAZETTEER, MEETING_TYPES, bring_in, to_sheet, to_sheet_of, to_sheet_with
from tests.support.tables import to_codes


def to_events(sheet, home="", mapping=None):
    raw, report = bring_in(sheet, mapping, home)
    made = table.build_table(raw, GAZETTEER)
    return made, report


def only(sheet, home=""):
    """Return the one event of a sheet."""
    made, _ = to_events(sheet, home)
    assert len(made.events) == 1
    return made.events.iloc[0]


TALKS = {"Date": "28 April 2013", "Title": "Talks"}


def test_a_date_and_a_title_are_enough():
    event = only(to_sheet(TALKS))
    assert (event["id"], event["date"], event["title"]) == ("R2", "2013-04-28", "Talks")


def test_the_file_is_the_source_of_what_names_none():
    made, _ = to_events(to_sheet(TALKS, {**TALKS, "Source": "A page", "URL": "https://example.org/"}))
    stated = made.evidence[["event", "title", "url", "locator", "kind", "stated_date"]].to_numpy().tolist()
    assert stated == [
        ["R2", "mine.csv", "", "row 2", "table", "28 April 2013"],
        ["R3", "A page", "https://example.org/", "", "", "28 April 2013"],
    ]


DATES = {
    "first and last day": ({"Start date": "2013-04-28", "End date": "2013-05-04"}, "2013-04-28/2013-05-04"),
    "the same day": ({"Start date": "2013-04-28", "End date": "2013-04-28"}, "2013-04-28"),
    "no last day": ({"Start date": "2013-04-28", "End date": ""}, "2013-04-28"),
    "no first day": ({"Start date": "", "End date": "2013-04-28"}, "/2013-04-28"),
    "neither": ({"Start date": "", "End date": ""}, ""),
    "a last day that can't be read": ({"Start date": "2013-04-28", "End date": "TBD"}, "2013-04-28/"),
    "a last day that is asked": ({"Start date": "2013-04-28", "End date": "04/05/2013"}, ""),
    "a first day that can't be read": ({"Start date": "TBD", "End date": "2013-04-28"}, "/2013-04-28"),
    "a last day that is a time": ({"Start date": "2013-04-28 10:00", "End date": "12:00"}, "2013-04-28"),
    "a time and nothing else": ({"Start date": "", "End date": "12:00"}, ""),
    "moments": ({"Start": "2013-04-28 22:00:00-05", "End": "2013-04-29 02:00:00-05"}, "2013-04-28/2013-04-29"),
    "moments of a day": ({"Start": "2013-04-28T10:00+09", "End": "2013-04-28T12:00+09"}, "2013-04-28"),
    "an end before its start": ({"Start date": "2013-05-04", "End date": "2013-04-28"}, ""),
    "a start that is a range": ({"Start date": "28-30 April 2013", "End date": "2013-05-04"}, ""),
    "a range twice": ({"Start date": "28-30 April 2013", "End date": "28-30 April 2013"}, "2013-04-28/2013-04-30"),
    "no end": ({"Start date": "2013-04-28", "End date": "ongoing"}, "2013-04-28/.."),
    "date and end": ({"Date": "2013-04-28", "End": "2013-05-04"}, "2013-04-28/2013-05-04"),
    "parts": ({"Year": "2013", "Month": "4", "Day": "28"}, "2013-04-28"),
    "parts in words": ({"Year": "2013", "Month": "April", "Day": "28"}, "2013-04-28"),
    "parts without a day": ({"Year": "2013", "Month": "4", "Day": ""}, "2013-04"),
    "parts of an era": ({"年": "平成25", "月": "4", "日": "28"}, "2013-04-28"),
    "parts without a month": ({"Year": "2013", "Month": "", "Day": "28"}, ""),
}


@pytest.mark.first_variant
@pytest.mark.parametrize("case", DATES)
def test_the_columns_of_a_date_are_one_date(case):
    cells, edtf = DATES[case]
    made, report = to_events(to_sheet({**cells, "Title": "Talks"}))
    assert made.events["date"].tolist() == [edtf]
    assert len(report.undated) == (not edtf)
    stated = " – ".join(filter(None, cells.values()))
    if not edtf and stated:
        assert report.undated["reason"].tolist() != [""]
        assert all(word in made.events["note"].iloc[0] for word in cells.values())


def test_a_date_beside_first_and_last_day_is_kept():
    cells = {"date": "2013-04-28", "start": "2013-04-28", "end": "2013-05-04", "year": "2013", "title": "A"}
    raw, report = bring_in(to_sheet(cells))
    assert raw.events["date"].tolist() == ["2013-04-28/2013-05-04"]
    assert {name for name, _ in report.extras} == {"date", "year"}
    assert raw.events["extra: date"].tolist() == ["2013-04-28"]


PLACES = [
    ({"Visitor country": "Namibia", "Host country": "日本"}, "JPN", "NAM", "JPN"),
    ({"Visitor country": "Japan", "Host country": "Namibia"}, "JPN", "NAM", "NAM"),
    ({"Visitor country": "Japan", "Host country": "Namibia"}, "", "JPN;NAM", "NAM"),
    ({"Countries": "Namibia; Japan; KOR; Korea, South"}, "JPN", "NAM;KOR", ""),
    ({"Country": "Namibia", "Partner": "Korea"}, "", "NAM;own-korea", ""),
    ({"Countries": "-"}, "", "", ""),
]


@pytest.mark.few_variants(3)
@pytest.mark.parametrize(("cells", "home", "countries", "place"), PLACES, ids=str)
def test_the_other_side_and_where_it_was(cells, home, countries, place):
    event = only(to_sheet({**TALKS, **cells}), home)
    assert (event["countries"], event["place"]) == (countries, place)


def test_an_unknown_organisation_stands_among_the_organisations():
    made, _ = to_events(to_sheet({**TALKS, "Organisations": "Club of Nowhere"}))
    assert made.gazetteer.kind(made.events["organisations"].iloc[0]) == "organisation"


TITLES = [
    ({"People": "Ana Ide", "City": "Bonn", "Country": "Namibia"}, "Ana Ide: Bonn, Namibia"),
    ({"Summary": "They met. And parted.", "Country": ""}, "They met."),
    ({"Type": "Parley"}, "Parley"),
    ({"Country": "Namibia"}, "Namibia"),
    ({"Code": "x", "Title": ""}, "Row 2"),
]


@pytest.mark.few_variants(3)
@pytest.mark.parametrize(("cells", "title"), TITLES, ids=str)
def test_a_title_is_made_of_what_there_is(cells, title):
    made, report = to_events(to_sheet({"Date": "2013", **cells}))
    assert made.events["title"].tolist() == [title]
    assert "title built from other columns, such as people and place" in report.repaired["how"].tolist()


def test_own_kinds_levels_and_statuses_are_kept():
    sheet = to_sheet({**TALKS, "Type": "Parley", "Level": "Bishop", "Status": "in doubt"}, {**TALKS, "Status": "held"})
    made, report = to_events(sheet)
    event = made.events[made.events["id"] == "R2"].iloc[0]
    assert made.name_of("meeting_type", event["meeting_type"]) == "Parley"
    assert made.name_of("level", event["level"]) == "Bishop"
    assert (event["status"], event["extra: Status"]) == ("", "in doubt")
    assert {question.key for question in report.questions} == {"kind:Parley", "level:Bishop"}


def test_an_own_kind_is_told_from_the_known_kinds_of_its_table_by_its_symbol():
    sheet = to_sheet({**TALKS, "Type": "Parley"})
    made, _ = to_events(sheet)
    parley = made.meeting_types["symbol"]["own-parley"]
    known = MEETING_TYPES.assign(symbol=[parley, "star", "circle"])
    beside = to_sheet({**TALKS, "Type": "Parley"}, {**TALKS, "Type": "Summit"})
    for each, unlike in ((sheet, False), (beside, True)):
        raw, _ = build_raw_table(each, guess_mapping(each, GAZETTEER), GAZETTEER, known, "mine.csv")
        assert (raw.meeting_types.set_index("code")["symbol"]["own-parley"] != parley) == unlike


def test_ids_are_the_files_own_where_they_are_one_to_a_row():
    made, report = to_events(to_sheet_of(id=["A", "A", "", "R4"], date=["2013"] * 4, title=["a", "b", "c", "d"]))
    assert made.events["id"].tolist() == ["A", "R3", "R4-", "R4"]
    assert made.events["note"].tolist() == ["", "Number as written: “A”.", "", ""]
    assert report.repaired[["how", "rows"]].to_numpy().tolist() == [["row number used as the event's ID", 1]]


def test_possible_duplicates_are_named_and_stay():
    rows = [{"date": day, "title": title, "country": "Namibia"} for day, title in (
        ("2013-04-28", "Talks on energy"), ("2013-04-28", "Energy, talks on"), ("2013-04-28", "A dinner"),
        ("2013-04-29", "Talks on energy"), ("", "Talks"), ("", "Talks"),
    )]  # fmt: skip
    made, report = to_events(to_sheet(*rows))
    assert len(made.events) == 6
    assert report.duplicates[["row", "other_row"]].to_numpy().tolist() == [[2, 3]]


def test_rows_that_are_blank_or_could_not_be_read_are_given_back():
    sheet = to_sheet(TALKS, {"Date": " ", "Title": ""}, TALKS)
    ragged = pd.DataFrame({"row": [9], "value": ["a; b"], "reason": ["has more cells"]})
    made, report = to_events(replace(sheet, ragged=ragged))
    assert (report.read, report.taken) == (4, 2)
    assert report.rejected[["row", "reason"]].to_numpy().tolist() == [[9, "has more cells"], [3, BLANK]]
    assert sorted(made.rejected["row"]) == [3, 9]
    assert report.sentences()[0] == "2 of 4 rows imported."


def test_every_reading_is_shown_in_words():
    _, report = to_events(to_sheet(TALKS, {**TALKS, "Date": "TBD"}, TALKS))
    assert report.readings[["raw", "edtf", "words"]].to_numpy().tolist() == [
        ["28 April 2013", "2013-04-28", "28 April 2013"],
        ["TBD", "", "date not stated"],
    ]


def test_an_answer_reads_the_rows_that_waited():
    sheet = to_sheet({**TALKS, "Date": "04/05/2013", "Country": "Korea"})
    mapping = guess_mapping(sheet, GAZETTEER)
    _, report = to_events(sheet)
    assert [(question.key, question.cells) for question in report.questions] == [("order", 1), ("place:korea", 1)]
    told = mapping.answered("order", "dmy", "Date").answered("place:korea", "KOR")
    made, report = to_events(sheet, mapping=told)
    assert made.events[["date", "countries"]].to_numpy().tolist() == [["2013-05-04", "KOR"]]
    assert report.questions == ()


def test_what_holds_for_the_whole_table_is_asked_once():
    _, report = to_events(to_sheet({"start": "FY2013", "end": "FY2014"}, {"start": "1/2/2013", "end": "3/4/2013"}))
    asked = [(question.key, question.column, question.cells) for question in report.questions]
    assert asked == [("fiscal_start", "start", 2), ("order", "start", 1), ("order", "end", 1)]


def test_a_table_without_a_title_has_the_files_name():
    assert bring_in(to_sheet(TALKS))[0].settings.title == "mine"


def test_an_ignored_column_is_left_out():
    sheet = to_sheet({**TALKS, "Secret": "x"})
    raw, _ = bring_in(sheet, guess_mapping(sheet, GAZETTEER).with_use("Secret", role="ignored"))
    assert "x" not in raw.events.to_numpy()


def test_the_version_follows_cells_mapping_and_name():
    sheet, other = to_sheet(TALKS), to_sheet({**TALKS, "Title": "Other"})
    mapping = guess_mapping(sheet, GAZETTEER)
    raws = [build_raw_table(each, mapping, GAZETTEER, MEETING_TYPES, name)[0] for each, name in
            ((sheet, "a"), (sheet, "a"), (other, "a"), (sheet, "b"))]  # fmt: skip
    assert raws[0].version == raws[1].version
    assert len({raw.version for raw in raws}) == 3


def test_our_own_table_comes_back_unchanged():
    ours = table_folder.read_raw_table(SHIPPED)
    gazetteer = gazetteer_files.read_places(SHIPPED)
    sheet = to_sheet_with(ours.events.drop(columns="row").astype("str"))
    raw, report = build_raw_table(sheet, guess_mapping(sheet, gazetteer), gazetteer, ours.meeting_types, "events.csv")
    columns = [column.name for column in schema.COLUMNS]
    pd.testing.assert_frame_equal(raw.events[columns], ours.events[columns], check_dtype=False)
    assert (report.taken, len(report.repaired), report.questions, report.extras) == (len(ours.events), 0, (), ())
    assert raw.folder == Path()


CELLS = ["", " ", "2013", "28 April 2013", "04/05/2013", "9999-12-31", "TBD", "Korea", "Namibia;Japan", "JPN", "A, B"]
CELLS += ["summit", "Parley", "held", "x;y", "\x1f", "=1+1", "<b>", "E1", "R2", "R3", "-", ";", "2013-04/2013-06", "12"]
HEADERS = ["id", "date", "start", "end", "year", "month", "day", "title", "type", "level", "country", "visitor country"]
HEADERS += ["host country", "organisations", "city", "place", "people", "topics", "status", "confidence", "summary"]
HEADERS += ["note", "source", "url", "page", "else", "extra: else", "row", "日付"]


cells_of_any_kind = st.sampled_from(CELLS) | st.text(max_size=12)


@st.composite
def some_sheets(draw):
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=7, unique=True))
    rows = draw(st.lists(st.lists(cells_of_any_kind, min_size=len(headers), max_size=len(headers)), max_size=6))
    cells = pd.DataFrame(rows, columns=headers, dtype="str")
    return to_sheet_with(cells, draw(st.sampled_from([0, 1900, 1904])))


@given(some_sheets(), st.sampled_from(["", "JPN"]))
def test_no_row_is_lost_or_made_up(sheet, home):
    made, report = to_events(sheet, home)
    assert report.read == len(sheet.cells) == report.taken + len(report.rejected)
    assert sorted([*made.events["row"], *made.rejected["row"]]) == list(sheet.rows)
    assert len(made.events) == report.taken
    assert made.events["id"].is_unique
    assert sorted(made.evidence["event"]) == sorted(made.events["id"])
    assert (made.evidence["title"] + made.evidence["url"] != "").all()
    undated = made.events["row"][made.events["date"] == ""]
    assert sorted(undated) == sorted(report.undated["row"])
    assert not any(home and home in to_codes(cell) for cell in made.events["countries"])


@pytest.mark.parametrize("many", [False, True], ids=["a text", "a list"])
def test_a_column_that_is_added_to_the_schema_is_read_by_its_role_alone(monkeypatch, many):
    added = schema.Column("format", "form of the meeting", many=many)
    monkeypatch.setattr(schema, "COLUMNS", (*schema.COLUMNS, added))
    raw, _ = bring_in(to_sheet({**TALKS, "Type": "Summit"}, TALKS))
    assert raw.events["format"].tolist() == ["", ""]
