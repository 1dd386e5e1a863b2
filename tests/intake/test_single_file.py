"""Tests of a table that is one file: read, understood, and opened with the mapping that is kept beside it."""

import shutil
from dataclasses import replace

import pytest

from components.events import schema
from components.events.raw_table import TableError
from components.intake import limits, single_file
from components.intake.columns import mapping_file
from components.intake.limits import Limit
from components.panels.tables.table_registry import SHIPPED
from components.stores import opening
from tests.support import shipped
from tests.support.intake_files import to_csv, to_workbook

ROWS = [["Date", "Country", "Title"], ["03/04/2013", "Korea", "Talks"], ["2013-05", "France", "Dinner"]]
KNOWN = single_file.read_known(SHIPPED)


@pytest.fixture
def visits(tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text(to_csv(ROWS), encoding="utf-8")
    return path


def _open(path):
    whole, store = opening.open_table({"path": str(path)}, SHIPPED, lambda _: None)
    assert store.size() == len(whole.events)
    return whole


def _answered(path):
    draft = single_file.read_draft(path.read_bytes(), path.name, KNOWN)
    mapping = draft.mapping.answered("order", "dmy", "Date").answered("place:korea", "KOR")
    return replace(mapping, settings=replace(mapping.settings, title="My visits"))


def test_a_file_opens_as_it_is_guessed_and_says_what_is_open(visits):
    whole = _open(visits)
    assert list(whole.events["title"]) == ["Dinner", "Talks"]
    assert list(whole.events["date"]) == ["2013-05", ""]
    assert whole.settings.title == "visits"
    assert [("date format" in said, "Korea" in said) for said in whole.problems] == [(True, False), (False, True)]


def test_a_file_that_is_cut_short_says_so_and_what_is_ordinary_does_not(visits):
    visits.write_text("Date;Title;City\n2013-04-03;Talks;Rome\n2013-05;Din", encoding="utf-8")
    assert _open(visits).problems == ("The last row is cut short: it has 2 of 3 cells and no line end.",)
    visits.write_text("Date;Title;City\n2013-04-03;Talks;Rome\n2013-05;Dinner;Nice\n", encoding="utf-8")
    assert _open(visits).problems == ()


def test_kinds_of_meeting_that_can_not_be_read_are_said(visits, tmp_path):
    for name in ("places.csv", "regions.csv"):
        shutil.copy(SHIPPED / name, tmp_path)
    known = single_file.read_known(tmp_path)
    draft = single_file.read_draft(visits.read_bytes(), visits.name, known)
    assert single_file.build_table(draft, known).problems[0].startswith("meeting_types.csv is missing")


def test_the_mapping_beside_a_file_answers_its_questions(visits):
    before = _open(visits).version
    single_file.find_mapping_path(visits).write_text(mapping_file.format_mapping(_answered(visits)), encoding="utf-8")
    whole = _open(visits)
    assert list(whole.events["date"]) == ["2013-04-03", "2013-05"]
    assert list(whole.events["countries"]) == ["KOR", "FRA"]
    assert (whole.problems, whole.settings.title) == ((), "My visits")
    assert whole.version != before


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("written", [b"", b"\xff\xfe\x00", b"{}", b"[" * 100_000], ids=["empty", "bytes", "no", "deep"])
def test_a_mapping_that_is_none_is_said_and_the_columns_are_guessed(visits, written):
    single_file.find_mapping_path(visits).write_bytes(written)
    whole = _open(visits)
    assert whole.problems[0].startswith("visits.csv.mapping.json can't be used, so the columns were guessed. Reason: ")
    assert len(whole.events) == 2


def test_a_mapping_for_other_columns_is_said(visits):
    single_file.find_mapping_path(visits).write_text(mapping_file.format_mapping(_answered(visits)), encoding="utf-8")
    visits.write_text(to_csv([["When", "What"], ["2013", "Talks"]]), encoding="utf-8")
    assert "made for other columns" in _open(visits).problems[0]


def test_a_table_opens_on_its_commonest_region(tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text(to_csv([ROWS[0], *(["2013", name, "Talks"] for name in ("France", "Italy", "Russia"))]), "utf-8")
    assert _open(path).settings.opening_unfolded == ("europe",)


def test_a_workbook_opens_too(tmp_path):
    path = tmp_path / "visits.xlsx"
    path.write_bytes(to_workbook(Visits=ROWS))
    assert set(_open(path).events["title"]) == {"Talks", "Dinner"}


def test_the_version_is_that_of_the_content(visits):
    before = _open(visits).version
    visits.touch()
    assert _open(visits).version == before
    visits.write_text(to_csv([*ROWS, ["2014", "Italy", "More"]]), encoding="utf-8")
    assert _open(visits).version != before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x80\x04\x95", b"PK\x03\x04junk"], ids=str)
def test_a_file_that_is_no_table_is_a_sentence(tmp_path, content):
    path = tmp_path / "visits.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=r"“visits\.csv” can't be opened\. Reason: \w"):
        _open(path)


def test_a_file_beyond_the_limit_is_not_read_into_memory(visits, monkeypatch):
    size = visits.stat().st_size
    monkeypatch.setattr(limits, "FILE_BYTES", Limit(size, limits.FILE_BYTES.sentence))
    _open(visits)
    monkeypatch.setattr(limits, "FILE_BYTES", Limit(size - 1, limits.FILE_BYTES.sentence))
    monkeypatch.setattr(limits, "TRUSTED_BYTES", size - 1)
    with pytest.raises(TableError, match=rf"at most {size - 1} bytes can be converted for DuckDB\. See docs/scale\.md"):
        _open(visits)


def test_many_questions_are_said_in_a_number():
    names = [f"Nowhere {number}" for number in range(single_file.MOST_SAID + 3)]
    content = to_csv([["Date", "Country", "Title"], *(["2013", name, "Talks"] for name in ("France", *names))]).encode()
    draft = single_file.read_draft(content, "mine.csv", KNOWN)
    mapping = draft.mapping.with_use("Country", role="countries")
    said = single_file.describe_questions(single_file.reapply_mapping(draft, mapping, KNOWN, lambda _: None).report)
    assert len(said) == single_file.MOST_SAID + 1
    assert said[-1] == "3 more questions are open."


def test_reading_can_be_stopped():
    def stop(_):
        raise TableError("Stopped.")

    with pytest.raises(TableError, match="Stopped"):
        single_file.read_draft(to_csv(ROWS).encode(), "mine.csv", KNOWN, progress=stop)


def test_our_own_events_file_opens_with_nothing_lost():
    whole = _open(SHIPPED / "events.csv")
    assert len(whole.events) == shipped.count_events()
    assert set(whole.events) >= {column.name for column in schema.COLUMNS}


class _StopError(Exception):
    """Stands for a visitor who stops."""


MANY = to_csv([["Date", "Country", "Title"], *(["2013-04-28", "France", f"Talks {row}"] for row in range(100_000))])


@pytest.mark.exhaustive
def test_understanding_a_large_table_tells_how_far_it_is_and_can_be_stopped_at_every_step():
    told: list[float] = []
    draft = single_file.read_draft(MANY.encode(), "many.csv", KNOWN, progress=told.append)
    understanding = [share for share in told if share > single_file.READ]
    assert (told, told[-1], len(draft.raw.events)) == (sorted(told), 1.0, 100_000)
    assert len(set(understanding)) >= 8

    def stop(share):
        if share > understanding[-3]:
            raise _StopError

    with pytest.raises(_StopError):
        single_file.reapply_mapping(draft, draft.mapping, KNOWN, stop)
