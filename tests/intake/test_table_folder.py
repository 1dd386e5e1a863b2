"""Tests of reading a folder: text stays text, and what can't be read is a sentence."""

from pathlib import Path

import pytest

from components.events import raw_table, table
from components.events.raw_table import TableError
from components.intake import table_folder
from components.intake.readers import csv_rows, text_tables
from tests.support import tables

EVENTS = "id,date,title\nA,2013,Talks\n"
WHOLE = {
    "events.csv": EVENTS,
    **{f"{name}.csv": ",".join(columns) + "\n" for name, columns in raw_table.FILES.items() if name != "events"},
}
WANTING = (*raw_table.OPTIONAL, *raw_table.DEFAULTED)  # what a table may well be without


@pytest.fixture
def write(tmp_path):
    def write_files(**files: str | bytes) -> Path:
        for name, content in {**WHOLE, **{key.replace("__", "."): value for key, value in files.items()}}.items():
            raw = content.encode() if isinstance(content, str) else content
            (tmp_path / name).write_bytes(raw)
        return tmp_path

    return write_files


def test_a_whole_folder_has_no_problems(write):
    assert table_folder.read_raw_table(write()).problems == ()


def test_without_events_there_is_a_sentence(tmp_path):
    with pytest.raises(TableError, match=r"The table has no events\.csv\. Add one to the folder"):
        table_folder.read_raw_table(tmp_path)


REFUSED = {
    "empty": ("", "no column “id”, “date”, “title”"),
    "blank lines only": ("\n\n", "no column “id”"),
    "no header": ("A,2013,Talks\n", "Its first line must contain the column names"),
    "a column missing": ("id,title\nA,Talks\n", "no column “date”"),
    "utf-16": (EVENTS.encode("utf-16"), "UTF-8"),
    "a cut character": (EVENTS.encode() + "é".encode()[:1], "UTF-8"),
    "a column twice": ("id,date,title,date\nA,2013,Talks,2014\n", "more than one column named “date”"),
    "quotation marks in every row": ("id,date,title\n" + 'A,2013,"a"b\n' * 300, "quotation marks"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_events_that_cannot_be_read_are_a_sentence(write, case):
    content, words = REFUSED[case]
    with pytest.raises(TableError, match=words):
        table_folder.read_raw_table(write(events__csv=content))


def test_a_header_alone_is_a_table_without_events(write):
    assert table_folder.read_raw_table(write(events__csv="id,date,title\n")).events.empty


CELLS = {
    "Namibia": ("NA", "NA"),
    "leading noughts": ("007", "007"),
    "exponent": ("1e5", "1e5"),
    "quotes": ('"He said ""yes"""', 'He said "yes"'),
    "newline": ('"two\nlines"', "two\nlines"),
    "comma": ('"a, b"', "a, b"),
    "null": ("null", "null"),
    "true": ("True", "True"),
    "formula": ("=1+1", "=1+1"),
    "Japanese": ("「２＋２」", "「２＋２」"),
}


@pytest.mark.parametrize("case", CELLS)
def test_cells_stay_as_they_were_written(write, case):
    written, kept = CELLS[case]
    raw = table_folder.read_raw_table(write(events__csv=f"id,date,title\n{written},2013,{written}\n"))
    assert raw.events[["id", "title"]].to_numpy().tolist() == [[kept, kept]]


def test_a_byte_order_mark_is_no_letter(write):
    raw = table_folder.read_raw_table(write(events__csv=b"\xef\xbb\xbf" + EVENTS.encode()))
    assert raw.events[["id", "date", "title"]].to_numpy().tolist() == [["A", "2013", "Talks"]]


def test_rows_are_counted_as_a_spreadsheet_counts(write):
    raw = table_folder.read_raw_table(
        write(events__csv='id,date,title\nA,2013,"two\nlines"\n\nB,2013,x\nC,2013,y,z\nD\n')
    )
    assert raw.events[["row", "id", "title"]].to_numpy().tolist() == [
        [2, "A", "two\nlines"],
        [4, "B", "x"],
        [6, "D", ""],
    ]
    assert raw.ragged.to_numpy().tolist() == [[5, "C; 2013; y; z", csv_rows.RAGGED]]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('B,2013,"never closed', csv_rows.BROKEN),
        ('B,2013,"closed" too early', csv_rows.BROKEN),
        (f"B,2013,{'x' * 1_000_000}", csv_rows.TOO_LONG),
    ],
    ids=["open", "early", "long"],
)
def test_a_broken_row_takes_no_other_with_it(write, line, reason):
    raw = table_folder.read_raw_table(write(events__csv=f'id,date,title\nA,2013,a\n{line}\nC,2013,"c"\nD,2013,d\n'))
    assert raw.events["id"].tolist() == ["A", "C", "D"]
    assert raw.events["row"].tolist() == [2, 4, 5]
    (row,) = raw.ragged.to_dict("records")
    assert (row["row"], row["reason"]) == (3, reason)
    assert row["value"] == line[: text_tables.MOST_QUOTED]


def test_a_columns_own_row_and_blank_headers_do_no_harm(write):
    raw = table_folder.read_raw_table(write(events__csv="row,id,date,title,,\n9,A,2013,Talks,x,y\n"))
    assert raw.events[["row", "id", "title"]].to_numpy().tolist() == [[2, "A", "Talks"]]


@pytest.mark.parametrize("name", [name for name in raw_table.FILES if name not in ("events", *WANTING)])
def test_a_missing_companion_is_a_sentence(write, name):
    folder = write()
    (folder / f"{name}.csv").unlink()
    raw = table_folder.read_raw_table(folder)
    assert raw.problems == (f"{name}.csv is missing, so its contents are not shown.",)
    assert getattr(raw, name).columns.tolist() == list(raw_table.FILES[name])


@pytest.mark.parametrize("name", WANTING)
def test_a_table_is_whole_without_its_people_topics_and_levels(write, name):
    folder = write()
    (folder / f"{name}.csv").unlink(missing_ok=True)
    raw = table_folder.read_raw_table(folder)
    assert raw.problems == ()
    assert getattr(raw, name).columns.tolist() == list(raw_table.FILES[name])


DAMAGED = {
    "not UTF-8": (b"\xff\xfe\x00", "can't be read"),
    "a column missing": ("event\n", "has no column “source”"),
    "empty": ("", "has no column “event”, “source”"),
    "a column twice": ("event,source,locator,stated_date,read,note,note\n", "more than one column named “note”"),
    "too many cells": ("event,source,locator,stated_date,read,note\n1,2,3,4,5,6,7\n", "1 row can't be read"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_companion_is_a_sentence(write, case):
    content, words = DAMAGED[case]
    raw = table_folder.read_raw_table(write(event_sources__csv=content))
    assert len(raw.problems) == 1
    assert words in raw.problems[0]
    assert set(raw_table.FILES["event_sources"]) <= set(raw.event_sources.columns)
    assert raw.events["id"].tolist() == ["A"]


TABLE = {
    "events": 'id,date,title,meeting_type,note\nA,2013,Talks,summit,\nB,2014,"Dinner, “late”",talks,"so ""said"""\n',
    "event_sources": "event,source,locator,stated_date,read,note\nA,s,p. 3,2013,whole,\nB,t,p. 4,2014,opening,\n",
    "sources": "key,title,publisher,url,published,kind,language\ns,Ä,,https://a.example/,,primary,en\nt,T,,,,,en\n",
    "meeting_types": "code,label,plural,rank,symbol,colour,colour_dark,definition\n"
    'summit,Summit,summits,1,star,#1f4690,#4a8af0,"Of heads, two."\ntalks,Talks,talks,2,circle,,,Others.\n',
    "claims": "id,source,locator,statement,selection,counted,expected,note\nC,s,1,One,,1,met,\nD,s,,Two,,1,,\n",
}


def to_cells(made):
    """Return all cells of a table by file, the very last of a file apart."""
    frames = {"events": made.events, "evidence": made.evidence, "claims": made.claims, "kinds": made.meeting_types}
    return {
        name: frame.drop(columns=["note", "language", "definition"], errors="ignore") for name, frame in frames.items()
    }


@pytest.mark.first_variant
@pytest.mark.parametrize("name", TABLE)
def test_a_file_that_is_cut_anywhere_loses_no_cell_in_silence(write, name):
    folder, content = write(**{f"{each}__csv": rows for each, rows in TABLE.items()}), TABLE[name].encode()
    path, whole = folder / f"{name}.csv", table.build_table(table_folder.read_raw_table(folder), tables.GAZETTEER)
    assert (whole.problems, len(whole.rejected), len(whole.events)) == ((), 0, 2)
    wanted, silent, last = to_cells(whole), [], content.rindex(b"\n", 0, -1)
    for cut in (content.index(b"\n"), content.index(b"\n") + 1, *range(last, len(content))):
        path.write_bytes(content[:cut])
        try:
            made = table.build_table(table_folder.read_raw_table(folder), tables.GAZETTEER)
        except TableError:
            continue
        if not made.problems and made.rejected.empty:
            found = to_cells(made)
            silent += [cut for each in wanted if not found[each].equals(wanted[each])]
    unnamed = [content.index(b"\n") + 1, last, last + 1]  # nothing names a claim, so nothing misses whole rows of them
    assert silent == (unnamed if name == "claims" else [])


def test_a_row_that_is_cut_short_is_listed_and_said(write):
    raw = table_folder.read_raw_table(write(events__csv="id,date,title\nA,2013,Talks\nB,20"))
    assert raw.events["id"].tolist() == ["A"]
    assert raw.ragged.to_numpy().tolist() == [[3, "B; 20", csv_rows.CUT]]
    assert raw.problems == (f"The last row of events.csv was left out. {csv_rows.CUT}",)
    raw = table_folder.read_raw_table(write(events__csv='id,date,title\nA,2013,Talks\nB,2014,"Din'))
    assert raw.ragged.to_numpy().tolist() == [[3, 'B,2014,"Din', csv_rows.CUT_QUOTED]]
    assert raw.problems == (f"The last row of events.csv was left out. {csv_rows.CUT_QUOTED}",)


def test_a_cut_row_of_a_companion_is_one_sentence_beside_other_rows_that_can_not_be_read(write):
    raw = table_folder.read_raw_table(
        write(sources__csv="key,title,publisher,url,published,kind,language\n,,,,,,,x\nt,T")
    )
    assert raw.problems == (
        f"The last row of sources.csv was left out. {csv_rows.CUT}",
        "sources.csv: 1 row can't be read and was left out.",
    )


WHOLE_ENDS = [
    "id,date,title\nA,2013,Talks",
    "id,date,title,,\nA,2013,Talks",
    "id,date,title\nA,2013,Talks\n \t",
    EVENTS,
]


@pytest.mark.parametrize("content", WHOLE_ENDS)
def test_a_last_row_that_has_all_its_cells_is_not_cut(write, content):
    raw = table_folder.read_raw_table(write(events__csv=content))
    assert (raw.problems, raw.events["title"].tolist(), len(raw.ragged)) == ((), ["Talks"], 0)


def test_rows_with_too_few_cells_are_said_and_stay(write):
    raw = table_folder.read_raw_table(
        write(events__csv="id,date,title,city\nA,2013,Talks\nB,2014,Dinner,\nC,2015,More\n")
    )
    assert raw.events["title"].tolist() == ["Talks", "Dinner", "More"]
    (said,) = raw.problems
    assert said.startswith("2 rows of events.csv (the first is row 2) have fewer cells than there are columns, so ")


PROOFS = ",".join(raw_table.FILES["event_sources"]) + "\n"
DANGLING = {
    "no such event": (
        {"event_sources__csv": PROOFS + "A,s,,,,\nB,s,,,,\nC,s,,,,\n"},
        "2 rows of event_sources.csv (the first is row 3) name events that are not in events.csv, so these rows have",
    ),
    "no such source": (
        {"event_sources__csv": PROOFS + "A,s,,,,\nA,t,,,,\n"},
        "Row 3 of event_sources.csv names a source that is not in sources.csv, so its title and address",
    ),
    "no such source of a claim": (
        {"event_sources__csv": PROOFS + "A,s,,,,\n", "claims__csv": TABLE["claims"].replace("D,s", "D,t")},
        "Row 3 of claims.csv names a source that is not in sources.csv, so its title is not shown.",
    ),
    "no proofs": (
        {},
        "event_sources.csv may be missing rows: 1 event has no source and 1 source has no event.",
    ),
    "no kinds": (
        {
            "events__csv": "id,date,title,meeting_type\nA,2013,Talks,summit\n",
            "event_sources__csv": PROOFS + "A,s,,,,\n",
        },
        "meeting_types.csv has no rows, so the meeting type of 1 event is shown as a code.",
    ),
}


@pytest.mark.parametrize("case", DANGLING)
def test_what_names_a_row_that_is_not_there_is_counted_in_a_sentence(write, case):
    files, said = DANGLING[case]
    source = ",".join(raw_table.FILES["sources"]) + "\ns,S,,,,,\n"
    (problem,) = table_folder.read_raw_table(write(**{"sources__csv": source} | files)).problems
    assert problem.startswith(said)


def test_a_table_without_proofs_or_with_more_sources_than_it_needs_is_ordinary(write):
    more = ",".join(raw_table.FILES["sources"]) + "\ns,S,,,,,\nt,T,,,,,\n"
    assert table_folder.read_raw_table(write(sources__csv=more, event_sources__csv=PROOFS + "A,s,,,,\n")).problems == ()
    assert table_folder.read_raw_table(write(sources__csv=WHOLE["sources.csv"])).problems == ()


def test_settings_are_read(write):
    told = 'title = "T"\nfiscal_year_start_month = 10\nopening_unfolded = ["a", "b"]\nunknown = 1\n'
    settings = table_folder.read_raw_table(write(table__toml=told)).settings
    assert (settings.title, settings.fiscal_year_start_month, settings.opening_unfolded) == ("T", 10, ("a", "b"))


WRONG_SETTINGS = {
    "bad TOML": ("title =", "can't be read"),
    "not UTF-8": (b"\xff\xfe", "can't be read"),
    "a number for text": ("title = 5", "“title” is not text"),
    "text for a number": ('fiscal_year_start_month = "April"', "“fiscal_year_start_month” is not a number"),
    "a truth for a number": ("fiscal_year_start_month = true", "“fiscal_year_start_month” is not a number"),
    "a number for a list": ("opening_unfolded = 5", "“opening_unfolded” is not a list"),
    "text for a list": ('opening_unfolded = "europe"', "“opening_unfolded” is not a list"),
    "a list of numbers": ("opening_unfolded = [1]", "“opening_unfolded” is not a list"),
    "a table for text": ("[title]\na = 1", "“title” is not text"),
}


@pytest.mark.parametrize("case", WRONG_SETTINGS)
def test_wrong_settings_are_a_sentence_and_the_usual_ones_hold(write, case):
    content, words = WRONG_SETTINGS[case]
    raw = table_folder.read_raw_table(write(table__toml=content))
    assert raw.settings == raw_table.Settings()
    assert len(raw.problems) == 1
    assert words in raw.problems[0]


def test_the_version_changes_with_content_and_with_nothing_else(write):
    first = table_folder.read_raw_table(write()).version
    assert table_folder.read_raw_table(write()).version == first
    versions = {first, table_folder.read_raw_table(write(events__csv=EVENTS + "B,2014,Talks\n")).version}
    versions.add(table_folder.read_raw_table(write(table__toml='title = "T"')).version)
    assert len(versions) == 3
