"""Where the cells of a row that say when become its one date, whatever columns they stand in."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.dates.edtf import parse_bounds
from components.intake.columns.column_roles import DATE_ROLES
from components.intake.columns.mapping import Mapping
from components.intake.dates.date_phrases import ONLY_TIME
from components.intake.dates.date_reading import TIME_DROPPED, build_questions, read_dates
from components.intake.dates.date_style import Question
from components.intake.readers import characters
from components.intake.readers.text_columns import join_cells

MOST_PREVIEWED = 200  # distinct texts that are shown as they were read
_PARTS = ("year", "month", "day")
_NO_JOINING = "A first day that is a range or a set can't be joined with a last day."
_ONLY_OPEN = "Only that there is no end in sight is stated."
_END_UNREAD = "last day can't be read, so it counts as not stated"


@dataclass(frozen=True)
class RowDates:
    """Hold one date a row, and what the reading shows.

    rows: edtf, text (as written), reason, how, question, on the sheet's index. readings: column, raw, edtf, reason, how
    of the first distinct texts. questions: what has to be asked.
    """

    rows: pd.DataFrame
    readings: pd.DataFrame
    questions: tuple[Question, ...]


def read_row_dates(cells: pd.DataFrame, mapping: Mapping) -> RowDates:
    """Read a sheet's dates: first and last day where it has them, else its date, else year, month and day."""
    firsts, ends, parts = _to_columns(mapping)
    texts = _column(cells, firsts) if firsts else _to_parted(cells, mapping)
    name = " ".join(firsts or parts)
    read = [(name, texts, _read(texts, mapping, name))]
    rows = read[0][2].assign(text=texts)
    if ends:
        end_texts = _column(cells, ends)
        read.append((ends[0], end_texts, _read(end_texts, mapping, ends[0])))
        rows = _join(rows, read[1][2].assign(text=end_texts))
    return RowDates(
        rows=_without_open(rows),
        readings=pd.concat([_preview(*column) for column in read], ignore_index=True),
        questions=_merged([question for column in read for question in build_questions(*column)]),
    )


def _merged(questions: list[Question]) -> tuple[Question, ...]:
    """Ask once for the whole table; only the order of day and month may differ from column to column."""
    merged: dict[tuple[str, str], Question] = {}
    for question in questions:
        key = (question.key, question.column * (question.key == "order"))
        known = merged.get(key, replace(question, cells=0))
        merged[key] = replace(known, cells=known.cells + question.cells)
    return tuple(merged.values())


def find_unused(mapping: Mapping) -> tuple[str, ...]:
    """Return the columns for dates that are not needed, since others say the same: year beside date, say."""
    used = {column for columns in _to_columns(mapping) for column in columns}
    return tuple(column for column in mapping.columns(*DATE_ROLES, *_PARTS) if column not in used)


def _to_columns(mapping: Mapping) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the columns of the first day or date, of the last day, and of year, month and day where they count."""
    firsts = (mapping.columns("start") or mapping.columns("date"))[:1]
    parts = () if firsts else tuple(column for part in _PARTS for column in mapping.columns(part)[:1])
    return firsts, mapping.columns("end")[:1], parts


def _column(cells: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """Return the texts of a column; one of invisible characters alone is blank."""
    if not names:
        return pd.Series("", index=cells.index, dtype="str")
    texts = cells[names[0]].str.strip()
    return texts.where(texts.map(characters.drop_invisible) != "", "")


def _read(texts: pd.Series, mapping: Mapping, column: str) -> pd.DataFrame:
    order = next((use.order for use in mapping.uses if use.column == column), "") or mapping.style.order
    return read_dates(texts, replace(mapping.style, order=order))


def _to_parted(cells: pd.DataFrame, mapping: Mapping) -> pd.Series:
    """Write year, month and day of their own columns as one text; a month may be in words, a year of an era."""
    parts = [_column(cells, mapping.columns(part)[:1]) for part in _PARTS]
    year, month, day = parts
    marked = [
        part.where(part.str.contains(f"^$|{sign}"), part + sign) for part, sign in zip(parts, "年月日", strict=True)
    ]
    in_digits = month.str.fullmatch(r"\d*") & day.str.fullmatch(r"\d*")
    in_digits &= (year != "") | (month != "")  # of a day alone, "12" is all that is stated
    return join_cells(marked, "").where(in_digits, join_cells((day, month, year), " "))


def _join(first: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """Join first and last days; what can't be joined has no date, but a reason. A time of day is no last day."""
    start, end = first["edtf"].astype("str"), last["edtf"].astype("str")
    only_time = last["reason"] == ONLY_TIME
    alone = (last["text"] == "") | (start == end) | only_time
    unread = ~alone & (end == "") & (last["question"] == "")
    waits = (first["question"] != "") | (last["question"] != "")
    lost = (first["reason"] != "") & (first["question"] == "") & (end == "")
    whole = ~start.str.contains("[/\\[]", regex=True) & ~end.str.contains("[/\\[]", regex=True)
    edtf = start.where(alone, start.str.cat(end, sep="/"))
    edtf = edtf.mask(lost | waits | (~alone & ~whole), "")
    bounds = parse_bounds(edtf.where(edtf != "/", ""))
    reason = np.select(
        [lost | (first["question"] != ""), last["question"] != "", ~alone & ~whole],
        [first["reason"], last["reason"], _NO_JOINING],
        bounds["reason"],
    )
    reason = np.where(alone & (first["text"] != ""), first["reason"], reason)
    reason = np.where((reason == "") & (edtf.isin(["", "/"])), last["reason"], reason)
    how = _noted(first["how"], last["how"].where(~alone, "").mask(only_time, TIME_DROPPED))
    how = how.where(~(unread & (edtf != "")), _noted(how, pd.Series(_END_UNREAD, index=how.index)))
    ok = (bounds["reason"] == "") & (edtf != "/")
    return pd.DataFrame(
        {
            "edtf": edtf.where(ok, ""),
            "text": join_cells((first["text"], last["text"]), " – "),
            "reason": reason,
            "how": how.where(ok & (edtf != ""), ""),
            "question": first["question"].where(first["question"] != "", last["question"]),
        },
        index=first.index,
    )


def _noted(one: pd.Series, other: pd.Series) -> pd.Series:
    """Join two notes, saying once what is the same."""
    return one.where(one == other, join_cells((one, other), "; "))


def _without_open(rows: pd.DataFrame) -> pd.DataFrame:
    """Take away a first day that is only "no end in sight"."""
    lonely = rows["edtf"].isin(["..", "../.."])
    return rows.assign(edtf=rows["edtf"].mask(lonely, ""), reason=rows["reason"].mask(lonely, _ONLY_OPEN))


def _preview(column: str, texts: pd.Series, readings: pd.DataFrame) -> pd.DataFrame:
    shown = readings.assign(raw=texts)[texts.to_numpy() != ""]
    shown = shown.loc[~shown["raw"].duplicated().to_numpy()].head(MOST_PREVIEWED)
    return shown.assign(column=column)[["column", "raw", "edtf", "reason", "how"]].reset_index(drop=True)
