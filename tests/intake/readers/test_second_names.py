"""Tests of names in two rows: they are joined where the lower row parts the upper, and no event is taken for names."""

import pytest

from components.intake.readers.sheets import read_sheet

JOINED = {
    "a name over two columns of days": (
        "No,Visit,,Place\n,from,to,\n1,2013-04-28,2013-04-30,Bonn\n2,2013-05-24,2013-05-26,Rome\n",
        ["No", "Visit from", "Visit to", "Place"],
    ),
    "words that are no usual names": (
        "Stay,,People\nÀ partir de,Jusque,\n28/04/2013,30/04/2013,Ana\n24/05/2013,26/05/2013,Bo\n",
        ["Stay À partir de", "Stay Jusque", "People"],
    ),
    "the same name again, as a merged cell has it": (
        "No,Date,,Title\nNo,start,end,Title\n1,2013-04-28,2013-04-30,Talks\n",
        ["No", "Date start", "Date end", "Title"],
    ),
}
KEPT = {
    "an event without a day": "date,,title\nunknown,Bonn,Talks\n2013-04-28,Rome,Visit\n2013-05-01,Rome,Visit\n",
    "an event with a day": "date,,title\n2013-04-28,Rome,Visit\n2013-05-01,Rome,Visit\n",
    "names above every column": "date,place,title\nTBA,Bonn,Meeting\n2013-04-28,Rome,Visit\n",
    "a blank name of a column of words": "date,place,,title\n,Bonn,from,Talks\n2013-04-28,Rome,Ana,Visit\n",
}


@pytest.mark.parametrize("case", JOINED)
def test_names_in_two_rows_are_joined_and_that_is_said(case):
    text, names = JOINED[case]
    sheet = read_sheet(text.encode(), "a.csv")
    assert list(sheet.cells.columns) == names
    assert sheet.rows.min() == 3
    assert any("rows 1 and 2" in note for note in sheet.notes)


@pytest.mark.parametrize("case", KEPT)
def test_an_event_is_not_taken_for_names(case):
    text = KEPT[case]
    sheet = read_sheet(text.encode(), "a.csv")
    assert len(sheet.cells) == text.count("\n") - 1
