"""Which rows of a sheet are events, with what is no part of their cells cut and what stands above them filled in."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.intake.columns.column_roles import PLACE_ROLES
from components.intake.columns.mapping import Mapping
from components.intake.columns.our_files import is_ours
from components.intake.dates.date_style import Question
from components.intake.readers import cell_marks
from components.intake.readers.text_tables import MOST_QUOTED
from components.intake.rows import cells_above, date_headings, no_event_rows

BLANK = "is blank from end to end"
# Questions on rows that are no events: "rows:total"; their answers
VOCABULARY, LEFT_OUT, EVENTS = "rows", "none", "event"
PRESET = tuple((VOCABULARY, kind, LEFT_OUT) for kind in no_event_rows.REASONS)
_OPTIONS = ((LEFT_OUT, "no, they are left out"), (EVENTS, "yes, they are events"))
_NAMED = (*PLACE_ROLES, "city", "meeting_type", "level", "status")
_MOST_EXAMPLES = 3

Repair = tuple[pd.Series, pd.Series]  # what was done to each row, "" = nothing, and the text that it was done to


@dataclass(frozen=True)
class EventRows:
    """Hold the cells of the rows that are events, and the rows' numbers, on one index.

    stated: these cells before anything from above was filled in. rejected: row, value, reason of all other rows.
    repairs: what was done to cells. questions: what has to be asked of rows that may be headings; presets: what is
    settled beforehand, and open to change.
    """

    cells: pd.DataFrame
    stated: pd.DataFrame
    rows: np.ndarray
    rejected: pd.DataFrame
    repairs: tuple[Repair, ...]
    questions: tuple[Question, ...]
    presets: tuple[Question, ...]


def find_event_rows(cells: pd.DataFrame, rows: np.ndarray, mapping: Mapping) -> EventRows:
    """Part the rows of a sheet into events and others; those of our own tables are events, but for blank ones."""
    filled = _count_filled(cells)
    rejected = [_to_blank_rows(rows[filled == 0])]
    cells, rows, filled = cells[filled > 0].reset_index(drop=True), rows[filled > 0], filled[filled > 0]
    if is_ours([use.column for use in mapping.uses]):
        return EventRows(cells, cells, rows, rejected[0], (), (), ())
    kinds = no_event_rows.find_no_events(cells, filled, mapping)
    presets = _build_presets(cells, kinds, mapping)
    others = kinds.map({kind: reason for kind, reason in no_event_rows.REASONS.items() if _are_left_out(kind, mapping)})
    rejected.append(_to_rejected(cells, rows, others.fillna("").to_numpy(dtype=object)))
    kept = others.isna().to_numpy()
    cells, rows, filled = cells[kept].reset_index(drop=True), rows[kept], filled[kept]
    headings = date_headings.read_headings(cells, filled, mapping)
    rejected.append(_to_rejected(cells, rows, np.where(headings.rows, date_headings.REASON, "")))
    stated, marks = _cut_marks(headings.cells[~headings.rows].reset_index(drop=True), mapping)
    done, above = cells_above.fill_from_above(stated, mapping)
    named = next(iter(mapping.columns("start", "date", "year", "title")), cells.columns[0])
    return EventRows(
        cells=done,
        stated=stated,
        rows=rows[~headings.rows],
        rejected=pd.concat(rejected, ignore_index=True),
        repairs=(*marks, (headings.how[~headings.rows].reset_index(drop=True), done[named]), (above, done[named])),
        questions=headings.questions,
        presets=presets,
    )


def _count_filled(cells: pd.DataFrame) -> np.ndarray:
    """Return how many cells of each row say something."""
    filled = np.zeros(len(cells), dtype=int)
    for column in cells.columns:
        filled += (cells[column].str.strip() != "").to_numpy()
    return filled


def _are_left_out(kind: str, mapping: Mapping) -> bool:
    return mapping.said_of(VOCABULARY, kind) != EVENTS


def _build_presets(cells: pd.DataFrame, kinds: pd.Series, mapping: Mapping) -> tuple[Question, ...]:
    """Return a question, answered beforehand, for every kind of row that is taken for no event."""
    presets = []
    for kind, words in no_event_rows.WORDS.items():
        found = cells[(kinds == kind).to_numpy()]
        if len(found):
            few = tuple("; ".join(filter(None, row))[:MOST_QUOTED] for row in found.head(_MOST_EXAMPLES).to_numpy())
            text = f"Rows that look like {words}: are they events?"
            presets.append(Question(f"{VOCABULARY}:{kind}", mapping.uses[0].column, text, _OPTIONS, few, len(found)))
    return tuple(presets)


def _to_blank_rows(rows: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"row": rows.astype(int), "value": "", "reason": BLANK})


def _to_rejected(cells: pd.DataFrame, rows: np.ndarray, reasons: np.ndarray) -> pd.DataFrame:
    """Return the rows that have a reason, as they are listed among those not taken."""
    which = reasons != ""
    quoted = ["; ".join(row)[:MOST_QUOTED] for row in cells[which].itertuples(index=False, name=None)]
    return pd.DataFrame({"row": rows[which].astype(int), "value": quoted, "reason": reasons[which]})


def _cut_marks(cells: pd.DataFrame, mapping: Mapping) -> tuple[pd.DataFrame, list[Repair]]:
    """Cut marks of footnotes and the like from names of places and kinds; dates are read without them later on."""
    cut, repairs = {}, []
    for column in mapping.columns(*_NAMED):
        changed = cell_marks.cut_column(cells[column])
        if changed is not cells[column] and (done := (changed != cells[column].str.strip())).any():
            cut[column] = changed
            repairs.append((done.map({True: cell_marks.MARKS, False: ""}).astype("str"), cells[column]))
    return cells.assign(**cut) if cut else cells, repairs
