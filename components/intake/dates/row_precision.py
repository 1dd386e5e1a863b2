"""Where columns that say how much of a date is known meet the dates of their rows, and what has to be asked."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.intake.columns.mapping import Mapping
from components.intake.dates.date_precision import UNSETTLED, describe_unit, widen_dates
from components.intake.dates.date_style import Question
from components.intake.dates.precision_schemes import DAY, find_scheme, list_options, to_stem, to_unit
from components.messages.sentence import Sentence

ROLES = ("precision", "end_precision")
_MOST_EXAMPLES = 5
_PAIRED = "ucdp"  # a list whose first and last day bound one time that isn't known, where its number is above 1


@dataclass(frozen=True)
class Precision:
    """Hold what one column says of dates: its name, its list ("" = not settled), and a unit a row."""

    column: str
    scheme: str
    units: pd.Series


def find_precisions(cells: pd.DataFrame, mapping: Mapping, column: str, *, end: bool = False) -> tuple[Precision, ...]:
    """Return what the columns on precision say of the dates of a column, those that share its name where any do."""
    columns = (mapping.columns(ROLES[1]) if end else ()) or mapping.columns(ROLES[0])
    alike = tuple(name for name in columns if to_stem(name) == to_stem(column))
    schemes = _settle_schemes(cells, mapping) if columns else {}
    return tuple(_read_precision(cells[name], schemes[name], name) for name in alike or columns)


def widen_readings(readings: pd.DataFrame, precisions: tuple[Precision, ...], *, alone: bool) -> pd.DataFrame:
    """Make dates (edtf, how) as wide as their precisions say; `alone`: they are not one end of a pair of columns."""
    for precision in precisions:
        readings = _widened(readings, precision.units, precision, alone=alone)
    return readings


def bound_by_pairs(rows: pd.DataFrame, precisions: tuple[Precision, ...]) -> pd.DataFrame:
    """Read first and last day as the bounds of one time that isn't known, where a list means them so."""
    for precision in precisions:
        bounding = (precision.units != DAY) & rows["edtf"].str.fullmatch(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
        rows = _widened(rows, precision.units.mask(bounding, DAY), precision)
        bounded = "[" + rows["edtf"].str.replace("/", "..") + "]"
        note = Sentence("at some time between the first and last day, as “{column}” says", column=precision.column)
        rows = rows.assign(
            edtf=rows["edtf"].mask(bounding, bounded), how=rows["how"].mask(bounding, _add_note(rows["how"], note))
        )
    return rows


def is_paired(precisions: tuple[Precision, ...], mapping: Mapping) -> bool:
    """Tell whether one column speaks of first and last day together, by a list that means them as bounds."""
    return not mapping.columns(ROLES[1]) and any(precision.scheme == _PAIRED for precision in precisions)


def find_precision_questions(cells: pd.DataFrame, mapping: Mapping, _gazetteer: object = None) -> tuple[Question, ...]:
    """Ask, once for the table, what the cells of the columns on precision mean where no one list says so."""
    unsettled = [name for name, scheme in _settle_schemes(cells, mapping).items() if not scheme]
    filled = pd.concat([_list_filled(cells[name]) for name in unsettled]) if unsettled else pd.Series(dtype="str")
    if not len(filled):
        return ()
    distinct = sorted(map(str, filled.unique()))
    asked = _ask(unsettled[1:])
    examples = tuple(distinct[:_MOST_EXAMPLES])
    key = f"precision:{unsettled[0]}"
    return (Question(key, unsettled[0], asked, list_options(distinct), examples, len(filled)),)


def _ask(others: list[str]) -> Sentence:
    """Ask what the cells of a column say, and those of others with it."""
    if not others:
        return Sentence("What do these cells say about how precise the date is?")
    columns = ", ".join(f"“{name}”" for name in others)
    return Sentence(
        "What do the cells in this column and in {columns} say about how precise the date is?", columns=columns
    )


def _settle_schemes(cells: pd.DataFrame, mapping: Mapping) -> dict[str, str]:
    """Return the list of each column on precision, "" = not settled; an answer for the first counts for all."""
    names = mapping.columns(*ROLES)
    found = {name: find_scheme(name, map(str, _list_filled(cells[name]).unique())) for name in names}
    first = next((name for name in names if not found[name] and len(_list_filled(cells[name]))), "")
    return {
        name: mapping.said_of("precision", name) or found[name] or mapping.said_of("precision", first) for name in names
    }


def _list_filled(cells: pd.Series) -> pd.Series:
    stripped = cells.str.strip()
    return stripped[stripped != ""]


def _read_precision(cells: pd.Series, scheme: str, name: str) -> Precision:
    codes, distinct = pd.factorize(cells.str.strip())
    texts = [str(cell) for cell in distinct]
    units = np.array([to_unit(scheme, text) for text in texts] or [DAY], dtype=object)
    return Precision(name, scheme, pd.Series(units[codes], index=cells.index, dtype=object))


def _widened(readings: pd.DataFrame, units: pd.Series, precision: Precision, *, alone: bool = True) -> pd.DataFrame:
    """Make dates as wide as their units, and note at each that is narrower in its cell what was made of it."""
    if not (units != DAY).any():
        return readings
    notes = {unit: describe_unit(unit, precision.column) if precision.scheme else UNSETTLED for unit in units.unique()}
    edtf = widen_dates(readings["edtf"], units, alone=alone).astype(readings["edtf"].dtype)
    changed = edtf != readings["edtf"]
    how = _add_note(readings["how"], units.map(notes)).where(changed, readings["how"])
    return readings.assign(edtf=edtf, how=how)


def _add_note(how: pd.Series, note: pd.Series | str) -> pd.Series:
    """Return notes with another one behind what they say."""
    parted = how.where(how == "", how + "; ")
    return parted + note
