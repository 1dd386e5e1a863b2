"""Where the cells of a row that say when become its one date, whatever columns they stand in (D5)."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.dates.edtf import parse_bounds
from components.intake.columns.column_roles import DATE_ROLES, END_PART_ROLES, PART_ROLES
from components.intake.columns.date_headers import START, parse_header
from components.intake.columns.likely_dates import rank_columns
from components.intake.columns.mapping import COLUMN_VOCABULARIES, NO_DATES_COLUMN, WHEN, Mapping
from components.intake.dates.column_dates import DateColumn, build_column_questions, propose_swap, read_column
from components.intake.dates.date_phrases import NO_DATE, ONLY_TIME, TIME_DROPPED
from components.intake.dates.date_reading import COLUMNS, read_dates
from components.intake.dates.date_reasons import NO_YEAR
from components.intake.dates.date_style import Question
from components.intake.dates.parted_dates import join_parts
from components.intake.dates.row_precision import (
    ROLES,
    Precision,
    bound_by_pairs,
    find_precisions,
    is_paired,
    widen_readings,
)
from components.intake.readers import characters
from components.intake.readers.text_columns import join_cells
from components.messages.sentence import N_, Sentence

MOST_PREVIEWED = 200  # distinct texts that are shown as they were read
NO_COLUMN = N_("No date column has been recognised or chosen, so the events are undated.")
BLANK_CELL = N_("The date cell is blank.")
_NO_JOINING = N_("The first or last day is a range or a set of dates, so the two can't be combined; give single days.")
_ONLY_OPEN = N_("This row says only that the event is ongoing; give its first day.")
# Which of two days has no date → what is noted where it can't be read, and where it is said to be not known
_HALF_READ = {
    "first": (N_("first day can't be read, so treated as not stated"), N_("first day stated as not known")),
    "last": (N_("last day can't be read, so treated as not stated"), N_("last day stated as not known")),
}
_FIRST_UNREAD = N_("The first day can't be read, so only the last day is known. {reason}")
_YEAR_SHARED = N_("year given for only one of the two days: used for both")
_NO_END = N_("last day not stated, so left open, as other events in this table are long")
_FROM_OTHER = N_("taken from “{other}”, as “{first}” is blank")
# Rows with both days, and days from first to last in the middle one, that make a blank last day one that lacks
_LEAST_SPANS, _LONG = 2, 60
# Year, month and day in columns of their own are no spans of years, and no days that a program swapped or made
_OF_PARTS = {"spans": "months", "swapped": "no", "years": "no"}
_ROLES = (*DATE_ROLES, *PART_ROLES, *END_PART_ROLES)


@dataclass(frozen=True)
class RowDates:
    """Hold one date a row, and what the reading shows.

    rows: edtf, text (as written), reason, how, question, partly (one of two days isn't read), on the sheet's index.
    readings: column, raw, edtf, reason, how of the first distinct texts. questions: what has to be asked.
    """

    rows: pd.DataFrame
    readings: pd.DataFrame
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class _Columns:
    """Hold the columns that say when: each source is one column, or year, month and day.

    firsts: sources of the first day or date; where the first has nothing in a row, the next one may. is_span: the
    first day is named as one, so that a table of long spans lacks a last day where its cell is blank.
    """

    firsts: tuple[tuple[str, ...], ...]
    last: tuple[str, ...]
    is_span: bool


def read_row_dates(cells: pd.DataFrame, mapping: Mapping) -> RowDates:
    """Read a sheet's dates: first and last day where it has them, else its date, else year, month and day."""
    columns = _to_columns(mapping)
    if not columns.firsts and not columns.last:
        return _read_without_column(cells, mapping)
    read = [
        _read_source(cells, mapping, source) for source in (*columns.firsts[:1], *[columns.last] * bool(columns.last))
    ]
    rows = _join_sources(cells, mapping, columns, read)
    for other in columns.firsts[1:]:
        rows = _fill_blank(rows, cells, mapping, other, columns.firsts[0])
    return RowDates(
        rows=_with_reasons(_without_open(rows)),
        readings=pd.concat([_preview(each.name, each.rows) for each in read], ignore_index=True),
        questions=_merged([question for each in read for question in _build_questions(cells, mapping, each)]),
    )


def _join_sources(cells: pd.DataFrame, mapping: Mapping, columns: _Columns, read: "list[_Source]") -> pd.DataFrame:
    """Join first and last days, each as wide as the precision beside it says."""
    first = columns.firsts[0][0] if columns.firsts else ""
    precisions = find_precisions(cells, mapping, first)
    paired = bool(columns.last) and is_paired(precisions, mapping)
    rows = read[0].rows if columns.firsts else _to_blank(cells.index)
    rows = _with_precision(rows, () if paired else precisions, alone=not columns.last)
    if columns.last:
        of_last = () if paired else find_precisions(cells, mapping, columns.last[0], end=True)
        last = _with_precision(read[-1].rows, of_last, alone=False)
        rows = _join(rows, last, mapping, is_span=columns.is_span)
    return bound_by_pairs(rows, precisions) if paired else rows.drop(columns="stated", errors="ignore")


def _with_precision(rows: pd.DataFrame, precisions: tuple[Precision, ...], *, alone: bool) -> pd.DataFrame:
    """Keep what rows state by themselves, and make them as wide as the precision beside them says."""
    return widen_readings(rows.assign(stated=rows["edtf"]), precisions, alone=alone)


@dataclass(frozen=True)
class _Source:
    """Hold what one source says: its name, the texts that were read, and a row each as in RowDates."""

    name: str
    texts: pd.Series
    rows: pd.DataFrame


def _read_source(cells: pd.DataFrame, mapping: Mapping, source: tuple[str, ...]) -> _Source:
    """Read one column of dates, or year, month and day together."""
    name = " ".join(source)
    roles = [mapping.use_of(column).role for column in source]
    if roles[0] in DATE_ROLES:
        texts = _column(cells, source)
        return _Source(name, texts, _read(cells, texts, mapping, name).assign(text=texts, partly=False))
    parts = {role.removeprefix("end_"): _column(cells, (column,)) for role, column in zip(roles, source, strict=True)}
    parted = join_parts(parts, cells.index)
    read = _read(cells, parted.to_read, mapping, name)
    how = _noted(read["how"], parted.how).where(read["edtf"] != "", "")
    return _Source(name, parted.to_read, read.assign(how=how, text=parted.written, partly=False))


def _to_blank(index: pd.Index) -> pd.DataFrame:
    return pd.DataFrame("", index=index, columns=[*COLUMNS, "text"], dtype="str").assign(partly=False)


def _read_without_column(cells: pd.DataFrame, mapping: Mapping) -> RowDates:
    """Return undated rows, with the text of the column that is likeliest to hold their dates, if any is likely."""
    likely = () if mapping.answer_to(f"{WHEN}:") == NO_DATES_COLUMN else rank_columns(cells, mapping)
    texts = _column(cells, likely[:1])
    rows = _to_blank(cells.index).assign(text=texts.where(texts.str.contains(r"\d"), ""), reason=NO_COLUMN)
    return RowDates(rows, _preview("", rows.head(0)), ())


def _merged(questions: list[Question]) -> tuple[Question, ...]:
    """Ask once for the whole table; only the order of day and month may differ from column to column."""
    merged: dict[tuple[str, str], Question] = {}
    for question in questions:
        key = (question.key, question.column * (question.key == "order"))
        known = merged.get(key, replace(question, cells=0))
        merged[key] = replace(known, cells=known.cells + question.cells)
    return tuple(merged.values())


def find_unused(mapping: Mapping) -> tuple[str, ...]:
    """Return the columns for dates that stay to be seen: those others say the same as, and those on precision."""
    columns = _to_columns(mapping)
    used = {column for source in (*columns.firsts[:1], columns.last) for column in source}
    return tuple(column for column in mapping.columns(*_ROLES, *ROLES) if column not in used)


def _to_columns(mapping: Mapping) -> _Columns:
    """Return the columns of the first day or date, and of the last day, by what they are used for."""
    named = [(column,) for role in ("start", "date") for column in mapping.columns(role)]
    parts = _to_parts(mapping, PART_ROLES)
    is_span = bool(mapping.columns("start")) or (not named and parts != () and parse_header(parts[0]).side == START)
    return _Columns(
        firsts=(*named, *[parts] * bool(parts)),
        last=mapping.columns("end")[:1] or _to_parts(mapping, END_PART_ROLES),
        is_span=is_span,
    )


def _to_parts(mapping: Mapping, roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column for role in roles for column in mapping.columns(role)[:1])


def _column(cells: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """Return the texts of a column; one of invisible characters alone is blank."""
    if not names:
        return pd.Series("", index=cells.index, dtype="str")
    texts = cells[names[0]].str.strip()
    hidden = [text for text in texts.unique() if text and not characters.drop_invisible(text)]
    return texts.mask(texts.isin(hidden), "") if hidden else texts


def _read(cells: pd.DataFrame, texts: pd.Series, mapping: Mapping, column: str) -> pd.DataFrame:
    order = next((use.order for use in mapping.uses if use.column == column), "") or mapping.style.order
    return read_column(texts, replace(mapping.style, order=order), _to_date_column(cells, mapping, column))


def _build_questions(cells: pd.DataFrame, mapping: Mapping, source: _Source) -> list[Question]:
    asked = build_column_questions(_to_date_column(cells, mapping, source.name), source.texts, source.rows)
    return [propose_swap(source.texts, question) for question in asked]


def _to_date_column(cells: pd.DataFrame, mapping: Mapping, column: str) -> DateColumn:
    """Return a column of dates with what was said of all of it; of year, month and day apart it is the year's."""
    said = {vocabulary: mapping.said_of(vocabulary, column) for vocabulary in COLUMN_VOCABULARIES}
    if column not in cells.columns:
        said |= _OF_PARTS
    return DateColumn(column, said, tuple(map(str, cells.columns)))


def _join(first: pd.DataFrame, last: pd.DataFrame, mapping: Mapping, *, is_span: bool) -> pd.DataFrame:
    """Join first and last days; what can't be joined has no date, but a reason. A time of day is no last day."""
    start, end = first["edtf"].astype("str"), last["edtf"].astype("str")
    only_time = last["reason"] == ONLY_TIME
    alone = (last["text"] == "") | ((start == end) & (start != "") & (first["stated"] == last["stated"])) | only_time
    waits = (first["question"] != "") | (last["question"] != "")
    lost = (first["reason"] != "") & (end == "") & ~waits
    whole = ~start.str.contains("[/\\[]", regex=True) & ~end.str.contains("[/\\[]", regex=True)
    edtf = start.where(alone, start.str.cat(end, sep="/"))
    unread = _is_unread(first) & (first["reason"] != NO_DATE) & ~waits & (end != "")
    edtf = edtf.mask(lost | waits | unread | (~alone & ~whole), "")
    bounds = parse_bounds(edtf.where(edtf != "/", ""))
    reason = np.select(
        [unread, lost | (first["question"] != ""), last["question"] != "", ~alone & ~whole],
        [_with_first_unread(first["reason"], unread), first["reason"], last["reason"], _NO_JOINING],
        bounds["reason"],
    )
    reason = np.where(alone & (first["text"] != ""), first["reason"], reason)
    reason = np.where((reason == "") & (edtf.isin(["", "/"])), last["reason"], reason)
    how = _noted(first["how"], last["how"].where(~alone, "").mask(only_time, TIME_DROPPED))
    ok = (bounds["reason"] == "") & (edtf != "/")
    joined = pd.DataFrame(
        {
            "edtf": edtf.where(ok, ""),
            "text": join_cells((first["text"], last["text"]), " – "),
            "reason": pd.Series(reason, index=first.index, dtype=object),
            "how": how.where(ok & (edtf != ""), ""),
            "question": first["question"].where(first["question"] != "", last["question"]),
            "partly": False,
        },
        index=first.index,
    )
    return _finish(joined, first, last, mapping, is_span=is_span)


def _is_unread(days: pd.DataFrame) -> pd.Series:
    """Tell where a text is no date, and neither a question nor a mere time of day."""
    return (days["text"] != "") & (days["edtf"] == "") & (days["question"] == "") & (days["reason"] != ONLY_TIME)


def _with_first_unread(reasons: pd.Series, unread: pd.Series) -> pd.Series:
    """Say in front of some reasons that they are those of the first day, one sentence for all rows with the same."""
    if not unread.any():
        return reasons
    said = {reason: Sentence(_FIRST_UNREAD, reason=reason) for reason in reasons[unread].unique()}
    marked = reasons.to_numpy(dtype=object, copy=True)
    marked[unread.to_numpy()] = [said[reason] for reason in reasons[unread]]
    return pd.Series(marked, index=reasons.index, dtype=object)


def _finish(
    rows: pd.DataFrame, first: pd.DataFrame, last: pd.DataFrame, mapping: Mapping, *, is_span: bool
) -> pd.DataFrame:
    """Say of joined rows which day isn't read, share a year that one of the two states, and see to blank last days."""
    for side, day in (("first", first), ("last", last)):
        unread = _is_unread(day) & (rows["edtf"] != "")
        if not unread.any():
            continue
        cannot_be_read, not_known = _HALF_READ[side]
        said = day["reason"].map({NO_DATE: not_known}).fillna(cannot_be_read).astype("str")
        rows = rows.assign(how=rows["how"].where(~unread, _noted(rows["how"], said)), partly=rows["partly"] | unread)
    rows = _share_years(rows, first, last, mapping)
    return _with_unstated_ends(rows, first, last) if is_span else rows


def _share_years(rows: pd.DataFrame, first: pd.DataFrame, last: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """Read both days of a row as one text where only one of them has a year: 3 June | 5 June 2013."""
    shared = ((first["reason"] == NO_YEAR) & (last["edtf"] != "")) | (
        (last["reason"] == NO_YEAR) & (first["edtf"] != "")
    )
    if not shared.any():
        return rows
    read = read_dates(rows.loc[shared, "text"], mapping.style)
    read = read[read["edtf"] != ""]
    read = read.assign(how=_YEAR_SHARED, partly=False, text=rows.loc[read.index, "text"])
    rows = rows.copy()
    rows.loc[read.index, read.columns] = read
    return rows


def _with_unstated_ends(rows: pd.DataFrame, first: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """Take a blank last day for one that is not stated where the spans of the other rows are long, as of missions."""
    blank = (last["text"] == "") & (rows["edtf"] != "") & ~rows["edtf"].str.contains("[/\\[]", regex=True)
    if not blank.any():
        return rows
    both = parse_bounds(rows["edtf"][(first["edtf"] != "") & (last["edtf"] != "") & (last["edtf"] != "..")])
    lengths = (both["end_max"].astype(float) - both["start_min"])[both["precision"] != "undated"]
    if len(lengths) < _LEAST_SPANS or lengths.median() < _LONG:
        return rows
    noted = _noted(rows["how"], pd.Series(_NO_END, index=rows.index))
    return rows.assign(edtf=rows["edtf"].mask(blank, rows["edtf"] + "/"), how=rows["how"].mask(blank, noted))


def _fill_blank(
    rows: pd.DataFrame, cells: pd.DataFrame, mapping: Mapping, other: tuple[str, ...], first: tuple[str, ...]
) -> pd.DataFrame:
    """Date the rows in which the first source has nothing by another one, and say so."""
    blank = (rows["text"] == "").to_numpy()
    if not blank.any():
        return rows
    read = _read_source(cells[blank], mapping, other).rows
    read = _with_precision(read, find_precisions(cells[blank], mapping, other[0]), alone=True)
    note = Sentence(_FROM_OTHER, other=" ".join(other), first=" ".join(first))
    noted = _noted(read["how"], pd.Series(note, index=read.index)).where(read["edtf"] != "", "")
    return pd.concat([rows[~blank], read.assign(how=noted)[rows.columns]]).reindex(rows.index)


def _with_reasons(rows: pd.DataFrame) -> pd.DataFrame:
    """Say of every row without a date why it has none."""
    return rows.assign(reason=rows["reason"].mask((rows["edtf"] == "") & (rows["reason"] == ""), BLANK_CELL))


def _noted(one: pd.Series, other: pd.Series) -> pd.Series:
    """Join two notes, saying once what is the same."""
    return one.where(one == other, join_cells((one, other), "; "))


def _without_open(rows: pd.DataFrame) -> pd.DataFrame:
    """Take away a first day that is only "no end in sight"."""
    lonely = rows["edtf"].isin(["..", "../.."])
    return rows.assign(edtf=rows["edtf"].mask(lonely, ""), reason=rows["reason"].mask(lonely, _ONLY_OPEN))


def _preview(column: str, readings: pd.DataFrame) -> pd.DataFrame:
    shown = readings.rename(columns={"text": "raw"})[readings["text"].to_numpy() != ""]
    shown = shown.loc[~shown["raw"].duplicated().to_numpy()].head(MOST_PREVIEWED)
    return shown.assign(column=column)[["column", "raw", "edtf", "reason", "how"]].reset_index(drop=True)
