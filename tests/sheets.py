"""This file is small sheets made in memory, as a file of anybody's would be read, and what is made of them."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from components.timeline import places, sources
from components.timeline.intake.assembly import to_raw_table
from components.timeline.intake.column_guesses import to_mapping
from components.timeline.intake.mapping import Mapping
from components.timeline.intake.report import Report
from components.timeline.sources import RawTable
from tests import tables

# The places of tests.tables, some real ones with the codes and spellings that files use, and two that are alike.
_REAL = (
    ("KOR", "state", "Republic of Korea", "韓国", "South Korea;Korea, South", "KR", "410"),
    ("PRK", "state", "North Korea", "北朝鮮", "DPRK", "KP", "408"),
    ("NAM", "state", "Namibia", "ナミビア", "", "NA", "516"),
    ("GIN", "state", "Guinea", "ギニア", "", "GN", "324"),
    ("GNB", "state", "Guinea-Bissau", "ギニアビサウ", "", "GW", "624"),
    ("JPN", "state", "Japan", "日本", "", "JP", "392"),
    ("SUN", "former", "Soviet Union", "ソ連", "USSR", "SU", "810"),
)
_COLUMNS = ["code", "kind", "name", "name_ja", "aliases", "alpha2", "m49"]
GAZETTEER = places.Gazetteer(
    pd.concat([tables.GAZETTEER.places, pd.DataFrame(_REAL, columns=_COLUMNS)], ignore_index=True).fillna(""),
    tables.GAZETTEER.region_table,
)
MEETING_TYPES = pd.DataFrame(tables.TYPE_ROWS, columns=list(sources.FILES["meeting_types"]), dtype="str")


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame(columns=["row", "value", "reason"])


@dataclass(frozen=True)
class TextSheet:
    """Hold cells, the numbers of their rows, the day system and rows that could not be taken."""

    cells: pd.DataFrame
    rows: np.ndarray
    serial_epoch: int = 0
    ragged: pd.DataFrame = field(default_factory=_no_rows)


def to_sheet(*rows: dict[str, str], serial_epoch: int = 0) -> TextSheet:
    """Return a sheet of these rows; a cell that a row does not give is blank."""
    cells = pd.DataFrame(list(rows)).fillna("").astype("str")
    return TextSheet(cells, np.arange(len(rows)) + 2, serial_epoch)


def to_sheet_of(**columns: list[str]) -> TextSheet:
    """Return a sheet of these columns."""
    cells = pd.DataFrame(columns, dtype="str")
    return TextSheet(cells, np.arange(len(cells)) + 2)


def to_roles(sheet: TextSheet) -> dict[str, str]:
    """Return the role that is guessed for every column."""
    return {use.column: use.role for use in to_mapping(sheet, GAZETTEER).uses}


def bring_in(sheet: TextSheet, mapping: Mapping | None = None, home: str = "") -> tuple[RawTable, Report]:
    """Return the raw table and the account of a sheet, as it is guessed or as a mapping says."""
    mapping = mapping or to_mapping(sheet, GAZETTEER)
    if home:
        mapping = replace(mapping, settings=replace(mapping.settings, home_country=home))
    return to_raw_table(sheet, mapping, GAZETTEER, MEETING_TYPES, "mine.csv")
