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
from components.messages.sentence import N_

BLANK = N_("The row is blank.")
# Questions on rows that are no events: "rows:total"; their answers
VOCABULARY, LEFT_OUT, EVENTS = "rows", "none", "event"
PRESET = tuple((VOCABULARY, kind, LEFT_OUT) for kind in no_event_rows.REASONS)
_OPTIONS = ((LEFT_OUT, N_("no, they are left out")), (EVENTS, N_("yes, they are events")))
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
    cells, rows, filled = _keep(cells, filled > 0), rows[filled > 0], filled[filled > 0]
    if is_ours([use.column for use in mapping.uses]):
        return EventRows(cells, cells, rows, rejected[0], (), (), ())
    kinds = no_event_rows.find_no_events(cells, filled, mapping)
    left_out = {place: kind for place, kind in kinds.items() if mapping.said_of(VOCABULARY, kind) != EVENTS}
    reasons = [no_event_rows.REASONS[kind] for kind in left_out.values()]
    presets = _build_presets(cells, kinds, mapping)
    rejected.append(_to_rejected(cells, rows, [*left_out], reasons))
    kept = np.ones(len(cells), dtype=bool)
    kept[[*left_out]] = False
    cells, rows, filled = _keep(cells, kept), rows[kept], filled[kept]
    headings = date_headings.read_headings(cells, filled, mapping)
    places = np.flatnonzero(headings.rows).tolist()
    rejected.append(_to_rejected(cells, rows, places, [date_headings.REASON] * len(places)))
    below = ~headings.rows
    stated, repairs = _cut_marks(_keep(headings.cells, below), mapping)
    done, above = cells_above.fill_from_above(stated, mapping)
    named = next(iter(mapping.columns("start", "date", "year", "title")), cells.columns[0])
    repairs += [(how.reset_index(drop=True), done[named]) for how in (headings.how[below], above) if (how != "").any()]
    whole = pd.concat(rejected, ignore_index=True)
    return EventRows(done, stated, rows[below], whole, tuple(repairs), headings.questions, presets)


def _keep(cells: pd.DataFrame, which: np.ndarray) -> pd.DataFrame:
    """Return the cells of some rows on a new index; of all rows, without a copy of their letters."""
    return (cells if which.all() else cells[which]).reset_index(drop=True)


def _count_filled(cells: pd.DataFrame) -> np.ndarray:
    """Return how many cells of each row say something."""
    filled = np.zeros(len(cells), dtype=int)
    for column in cells.columns:
        filled += ((cells[column] != "") & ~cells[column].str.isspace()).to_numpy()
    return filled


def _build_presets(cells: pd.DataFrame, kinds: dict[int, str], mapping: Mapping) -> tuple[Question, ...]:
    """Return a question, answered beforehand, for every kind of row that is taken for no event."""
    presets = []
    for kind, text in no_event_rows.QUESTIONS.items():
        places = [place for place, found in kinds.items() if found == kind]
        if places:
            few = tuple(
                "; ".join(filter(None, row))[:MOST_QUOTED] for row in cells.iloc[places[:_MOST_EXAMPLES]].to_numpy()
            )
            presets.append(Question(f"{VOCABULARY}:{kind}", mapping.uses[0].column, text, _OPTIONS, few, len(places)))
    return tuple(presets)


def _to_blank_rows(rows: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"row": rows.astype(int), "value": "", "reason": BLANK})


def _to_rejected(cells: pd.DataFrame, rows: np.ndarray, places: list[int], reasons: list[str]) -> pd.DataFrame:
    """Return rows, by their places, as they are listed among those not taken."""
    quoted = ["; ".join(row)[:MOST_QUOTED] for row in cells.iloc[places].itertuples(index=False, name=None)]
    return pd.DataFrame({"row": rows[places].astype(int), "value": quoted, "reason": reasons})


def _cut_marks(cells: pd.DataFrame, mapping: Mapping) -> tuple[pd.DataFrame, list[Repair]]:
    """Cut marks of footnotes and the like from names of places and kinds; dates are read without them later on."""
    cut, repairs = {}, []
    for column in mapping.columns(*_NAMED):
        changed = cell_marks.cut_column(cells[column])
        if changed is not cells[column] and (done := (changed != cells[column].str.strip())).any():
            cut[column] = changed
            repairs.append((done.map({True: cell_marks.MARKS, False: ""}).astype("str"), cells[column]))
    return cells.assign(**cut) if cut else cells, repairs
