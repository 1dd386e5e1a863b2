"""Tests of the fiscal years on offer: named as the table's dates name them, and as far as the events reach."""

import pytest

from components.dates import edtf
from components.intake import single_file
from components.intake.dates.date_style import QUESTIONS
from components.layout import overview
from components.panels.own_table import mapping_panel
from components.panels.tables import table_registry
from components.query import links
from components.stores.memory.memory_store import MemoryStore
from tests.support.intake_files import to_csv

KNOWN = single_file.read_known(table_registry.SHIPPED)
AMERICAN = "10 end"


def _offered(*texts, answer=AMERICAN):
    """Return the fiscal years that a table of these dates offers, by name, once it is said when they begin."""
    content = to_csv([["Date", "Title"], *([text, f"Talks {text}"] for text in texts)]).encode()
    draft = single_file.read_draft(content, "mine.csv", KNOWN)
    if answer:
        told = draft.mapping.answered("fiscal_start", answer)
        draft = single_file.reapply_mapping(draft, told, KNOWN, lambda _: None)
    table = single_file.build_table(draft, KNOWN)
    periods = _groups(table, MemoryStore(table)).get("Fiscal years", [])
    return {
        words.split()[0]: f"{edtf.format_day(first)[:7]}/{edtf.format_day(last)[:7]}" for words, first, last in periods
    }


def _groups(table, store):
    opening = links.find_opening(table, store)
    return dict(overview.list_periods(table, store, opening.selection, opening.selection.window))


def test_an_american_fiscal_year_is_offered_as_its_dates_are_read():
    assert _offered("FY2013") == {"FY2013": "2012-10/2013-09"}


def test_fiscal_years_go_as_far_as_the_events():
    offered = {"FY2013": "2012-10/2013-09", "FY2014": "2013-10/2014-09"}
    assert _offered("2012-11-05", "2013-12-01") == offered
    assert _offered("2013-11-05", "2013-12-01") == {"FY2014": "2013-10/2014-09"}
    assert _offered("2012-11-05", "2012-12-01") == {"FY2013": "2012-10/2013-09"}


def test_a_year_that_is_named_by_its_first_one_is_offered_so_too():
    assert _offered("FY2013", answer="4 start") == {"FY2013": "2013-04/2014-03"}
    assert _offered("2013-02-01", answer="4 start") == {"FY2012": "2012-04/2013-03"}


@pytest.mark.parametrize("answer", ["", "1 start"])
def test_where_nobody_says_so_no_other_year_than_the_calendar_s_is_offered(answer):
    assert _offered("2013-04-03", answer=answer) == {}


@pytest.mark.first_variant
@pytest.mark.parametrize(("answer", "_words"), QUESTIONS["fiscal_start"][1])
def test_every_answer_offers_the_fiscal_year_that_it_reads(answer, _words):
    read = single_file.read_draft(b"Date,Title\nFY2013,Talks\nFY2013,Other\n", "mine.csv", KNOWN)
    told = mapping_panel.apply_answer(read.mapping, read.report.questions[0], answer)
    (date,) = {*single_file.reapply_mapping(read, told, KNOWN, lambda _: None).raw.events["date"]}
    if answer == "1 start":
        assert date == "2013"
    else:
        assert _offered("FY2013", answer=answer)["FY2013"] == date.strip("[]").replace("..", "/")


@pytest.mark.parametrize(("day", "offered"), [("0001-01-01", {}), ("9998-12-31", {"FY9999": "9998-10/9999-09"})])
def test_the_first_and_the_last_year_there_are_break_nothing(day, offered):
    assert _offered(day) == offered


def test_the_shipped_table_offers_what_it_did():
    groups = _groups(*table_registry.load_table())
    years, fiscal = groups["Years"], groups["Fiscal years"]
    assert [words.split()[0] for words, *_ in fiscal] == [f"FY{year}" for year, *_ in years]
    assert (fiscal[0][0], fiscal[-1][0]) == (
        "FY1992 (1 April 1992 – 31 March 1993)",
        "FY2025 (1 April 2025 – 31 March 2026)",
    )
