"""Small sheets made in memory, as a file of anybody's would be read, and what is made of them."""

from dataclasses import replace

import numpy as np
import pandas as pd

from components.events import gazetteer, raw_table
from components.events.raw_table import RawTable
from components.intake.columns.column_guesses import guess_mapping
from components.intake.columns.mapping import Mapping
from components.intake.readers.sheets import Sheet
from components.intake.readers.text_tables import Decisions
from components.intake.rows.account import Report
from components.intake.rows.assembly import build_raw_table
from tests.support import tables

# The places of tests.support.tables, some real ones with the codes and spellings of files, and two that are alike.
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
GAZETTEER = gazetteer.Gazetteer(
    pd.concat([tables.GAZETTEER.places, pd.DataFrame(_REAL, columns=_COLUMNS)], ignore_index=True).fillna(""),
    tables.GAZETTEER.region_table,
)
MEETING_TYPES = pd.DataFrame(tables.TYPE_ROWS, columns=list(raw_table.FILES["meeting_types"]), dtype="str")


def to_sheet_with(cells: pd.DataFrame, serial_epoch: int = 0) -> Sheet:
    """Return a sheet with these cells, as its file had them from the second row on."""
    ragged = pd.DataFrame(columns=["row", "value", "reason"])
    return Sheet(cells, np.arange(len(cells)) + 2, "csv", Decisions(), {}, (), ragged, serial_epoch)


def to_sheet(*rows: dict[str, str], serial_epoch: int = 0) -> Sheet:
    """Return a sheet of these rows; a cell that a row does not give is blank."""
    return to_sheet_with(pd.DataFrame(list(rows)).fillna("").astype("str"), serial_epoch)


def to_sheet_of(**columns: list[str]) -> Sheet:
    """Return a sheet of these columns."""
    return to_sheet_with(pd.DataFrame(columns, dtype="str"))


def to_roles(sheet: Sheet) -> dict[str, str]:
    """Return the role that is guessed for every column."""
    return {use.column: use.role for use in guess_mapping(sheet, GAZETTEER).uses}


def bring_in(
    sheet: Sheet, mapping: Mapping | None = None, home: str = "", places: gazetteer.Gazetteer = GAZETTEER
) -> tuple[RawTable, Report]:
    """Return the raw table and the account of a sheet, as it is guessed or as a mapping says."""
    mapping = mapping or guess_mapping(sheet, places)
    if home:
        mapping = replace(mapping, settings=replace(mapping.settings, home_country=home))
    return build_raw_table(sheet, mapping, places, MEETING_TYPES, "mine.csv")
