"""The calendar unit that each event of a table counts in, prepared once for every finest unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from components.dates import calendar_units, edtf

FIRST_DAY = edtf.parse_day("0001-01-01")  # no link can name a bin by a day before it
UNHELD = -1
_FAR = np.int32(2**30)  # the number of a unit that lies beyond every other


@dataclass(frozen=True, eq=False)
class CalendarCells:
    """Hold the cells that events count in where `unit` is the finest.

    of: per event the place of its cell (int32), UNHELD where no unit up to a century holds it. units (index in UNITS),
    firsts, lasts: per cell. earliest, latest: per event the number of the unit in which it may begin first and last.
    """

    unit: str
    of: np.ndarray
    units: np.ndarray
    firsts: np.ndarray
    lasts: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray

    @property
    def fine(self) -> np.ndarray:
        """Return a bool per cell: it is one of the finest unit."""
        return self.units == calendar_units.UNITS.index(self.unit)

    def find(self, events: np.ndarray, bounds: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """Return unit (index), first and last (days) of the cells of some events; of an unheld one its own range."""
        cells = self.of[events]
        held = cells != UNHELD
        units = np.where(held, self.units[cells], UNHELD)
        firsts = np.where(held, self.firsts[cells], np.maximum(bounds["start_min"][events], FIRST_DAY))
        lasts = np.where(held, self.lasts[cells], bounds["start_max"][events])
        return {"unit": units, "first": firsts, "last": lasts}


def find_calendar_cells(bounds: dict[str, Any], unit: str) -> CalendarCells:
    """Give every event its cell; `bounds` holds start_min and start_max as int32 days."""
    earliest, latest = bounds["start_min"], bounds["start_max"]
    indices = calendar_units.smallest_unit(earliest, latest, unit)
    firsts = earliest.copy()
    for index, name in enumerate(calendar_units.UNITS):
        here = indices == index
        firsts[here] = calendar_units.unit_first(earliest[here], name)
    held = indices != UNHELD
    keys = indices[held].astype(np.int64) * 2**33 + firsts[held] + 2**32
    known, places = np.unique(keys, return_inverse=True)
    cells = np.full(len(firsts), UNHELD, dtype=np.int32)
    cells[held] = places
    units = (known // 2**33).astype(np.int8)
    cell_firsts = (known % 2**33 - 2**32).astype(np.int32)
    cell_lasts = cell_firsts.copy()
    for index, name in enumerate(calendar_units.UNITS):
        here = units == index
        cell_lasts[here] = calendar_units.unit_last(cell_firsts[here], name)
    numbers = (_numbers(earliest, unit), _numbers(latest, unit))
    if not len(known):  # one that nothing points at, so that there is always one to look at
        units, cell_firsts, cell_lasts = (np.zeros(1, dtype=array.dtype) for array in (units, cell_firsts, cell_lasts))
    return CalendarCells(unit, cells, units, np.maximum(cell_firsts, FIRST_DAY), cell_lasts, *numbers)


def format_cell_keys(firsts: np.ndarray, held: npt.ArrayLike) -> np.ndarray:
    """Return what names cells of one unit: their first day; where no unit holds them, the number of a century."""
    return np.where(held, firsts, calendar_units.unit_number(firsts, calendar_units.UNITS[-1]))


def _numbers(days: np.ndarray, unit: str) -> np.ndarray:
    """Give the numbers of the units that hold days; those of unbounded days lie beyond all others."""
    low, high = days == edtf.BEGINNINGLESS, days == edtf.ENDLESS
    numbers = calendar_units.unit_number(np.where(low | high, 0, days), unit)
    return np.where(low, -_FAR, np.where(high, _FAR, numbers)).astype(np.int32)
