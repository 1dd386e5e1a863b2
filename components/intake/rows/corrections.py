"""The rows that were not taken as a table that somebody can correct, and how corrected rows are added."""

from dataclasses import replace

import numpy as np
import pandas as pd

from components.events import escaping
from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers.csv_rows import RAGGED, TOO_LONG
from components.intake.readers.sheets import Addition, Sheet
from components.intake.readers.text_tables import MOST_QUOTED
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_, Sentence

# Columns that stand around the table's own in the file of rows to correct, and are dropped when it comes back
ROW, REASON = "row in the file", "why it was not taken"
BEYOND = "beyond the last column"  # what no column holds, and before: a row is not taken while anything stands here
_LACKING = N_("No rows were added: the file is missing the table's column “{name}”. Add it.")
_FURTHER = N_("No rows were added: the file has a column “{name}” that is not in the table. Remove it.")
_NAMED = 60  # letters of a column's name in a sentence


def build_lines(sheet: Sheet, rejected: pd.DataFrame, _: Messages = ENGLISH) -> list[list[str]]:
    """Return the rows that were not taken below their names: number, reason, the table's columns, what is beyond.

    rejected: row, reason, as in Report. A row that can't be parted into cells stands beyond the columns as it is.
    """
    columns = [*map(str, sheet.cells.columns)]
    left_out = np.isin(sheet.rows, rejected["row"].to_numpy(dtype=int))
    whole = dict(zip(sheet.rows[left_out].tolist(), sheet.cells[left_out].itertuples(index=False), strict=True))
    given_back = dict(zip(sheet.ragged["row"], sheet.given_back, strict=False))
    rows = [
        [str(row), _(reason), *(whole.get(row) or _to_cells(given_back.get(row, ()), reason, len(columns)))]
        for row, reason in zip(rejected["row"], rejected["reason"], strict=True)
    ]
    around = [_free(name, columns) for name in (ROW, REASON, BEYOND)]
    width = max(map(len, rows), default=0)
    header = [*around[:2], *columns]
    header += [around[2]] * (width - len(header))
    return [header, *(row + [""] * (len(header) - len(row)) for row in rows)]


def add_corrections(sheet: Sheet, other: Sheet, name: str) -> Sheet:
    """Return a sheet with the rows of another, which has the same columns, numbered on below its own.

    name: of the other's file. Raises IntakeError where a column is missing or not known, and beyond a limit.
    """
    columns = [*map(str, sheet.cells.columns)]
    cells = _restored(other.cells, columns)
    beyond = _check(columns, [*map(str, cells.columns)])
    shift = _last(sheet) - (other.decided.header_row or 0)
    full = (cells[beyond] != "").any(axis=1).to_numpy()
    left_out, given_back = _to_left_out(cells[full][[*columns, *beyond]], other.rows[full])
    ragged = pd.concat([other.ragged, left_out], ignore_index=True)
    count = len(cells) + len(other.ragged)
    whole = replace(
        sheet,
        cells=pd.concat([sheet.cells, cells.loc[~full, columns]], ignore_index=True),
        rows=np.concatenate([sheet.rows, other.rows[~full] + shift]),
        ragged=pd.concat([sheet.ragged, ragged.assign(row=ragged["row"].astype(int) + shift)], ignore_index=True),
        given_back=(*sheet.given_back, *other.given_back, *given_back),
        added=(*sheet.added, Addition(name, _last(sheet) + 1, _last(other) + shift, count)),
        mended=(*sheet.mended, *other.mended),
        problems=(*sheet.problems, *other.problems),
    )
    _check_size(whole)
    return whole


def _free(name: str, columns: list[str]) -> str:
    """Return a name that no column has."""
    while name in columns:
        name += " *"
    return name


def _to_cells(cells: tuple[str, ...], reason: str, width: int) -> list[str]:
    parted = not cells or (len(cells) >= width and reason in (RAGGED, TOO_LONG))
    return [*cells, *[""] * (width - len(cells))] if parted else [*[""] * width, *cells]


def _restored(cells: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return cells as they were before our own file of rows to correct made them harmless; any other's as they are."""
    if _free(REASON, columns) not in cells:
        return cells
    names = {name: escaping.unescape_formula(str(name)) for name in cells.columns}
    return cells.apply(lambda column: column.map(escaping.unescape_formula)).astype("str").rename(columns=names)


def _check(columns: list[str], found: list[str]) -> list[str]:
    """Return those of the columns found that are beyond the table's; raises IntakeError where the others differ."""
    row, reason, beyond = (_free(name, columns) for name in (ROW, REASON, BEYOND))
    lacking = [name for name in columns if name not in found]
    others = [name for name in found if name not in (*columns, row, reason)]
    unknown = [name for name in others if not name.startswith(beyond)]
    for sentence, names in ((_LACKING, lacking), (_FURTHER, unknown)):
        if names:
            raise IntakeError(Sentence(sentence, name=names[0][:_NAMED]))
    return others


def _to_left_out(cells: pd.DataFrame, rows: np.ndarray) -> tuple[pd.DataFrame, list[tuple[str, ...]]]:
    given_back = [tuple(row) for row in cells.itertuples(index=False, name=None)]
    quoted = ["; ".join(row)[:MOST_QUOTED] for row in given_back]
    return pd.DataFrame({"row": rows, "value": quoted, "reason": RAGGED}), given_back


def _last(sheet: Sheet) -> int:
    """Return the number that no row of a sheet is beyond."""
    numbers = [int(rows.max()) for rows in (sheet.rows, sheet.ragged["row"]) if len(rows)]
    return max(numbers, default=sheet.decided.header_row or 0)


def _check_size(sheet: Sheet) -> None:
    limits.ROWS.check(len(sheet.cells))
    limits.CELLS.check(sheet.cells.size)
    limits.RAGGED_ROWS.check(len(sheet.ragged))
