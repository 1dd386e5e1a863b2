"""The files of a gazetteer, read and checked: places.csv and regions.csv, and codes and names of other lists."""

from pathlib import Path

import pandas as pd

from components.events.gazetteer import (
    CODE_COLUMNS,
    NAME_COLUMNS,
    PLACE_COLUMNS,
    REGION_COLUMNS,
    SCHEME_COLUMNS,
    Gazetteer,
)
from components.intake.readers import csv_rows
from components.messages.sentence import Sentence


def read_places(folder: Path) -> Gazetteer:
    """Read places.csv and regions.csv of a folder, and country_codes.csv and place_names.csv where it has them.

    Raises OSError when one of the first two is absent, ValueError when one lacks a column or names a place twice.
    """
    places = _read_table(folder / "places.csv", PLACE_COLUMNS)
    if repeated := ", ".join(places["code"][places["code"].duplicated()]):
        raise ValueError(
            Sentence("places.csv has more than one row for: {codes}. Keep one row for each.", codes=repeated)
        )
    regions = _read_table(folder / "regions.csv", REGION_COLUMNS)
    _check_regions(places, regions)
    return Gazetteer(
        places,
        regions.sort_values("order", key=pd.to_numeric, kind="stable", ignore_index=True),
        code_lists=_read_known(folder / "country_codes.csv", CODE_COLUMNS, places),
        other_names=_read_known(folder / "place_names.csv", NAME_COLUMNS, places),
    )


def _read_known(path: Path, columns: tuple[str, ...], places: pd.DataFrame) -> pd.DataFrame:
    """Read a file that may be absent, without the rows of places that the gazetteer lacks."""
    if not path.exists():
        return pd.DataFrame(columns=list(columns), dtype="str")
    table = _read_table(path, columns)
    return table[table["place"].isin(places["code"]) | (table["place"] == "")].reset_index(drop=True)


def _read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    _check_end(path)
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig").fillna("")  # "NA" is Namibia
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(
            Sentence(
                "{file} is missing one or more columns: {columns}. Add them.",
                file=path.name,
                columns=", ".join(missing),
            )
        )
    return table


def _check_regions(places: pd.DataFrame, regions: pd.DataFrame) -> None:
    """Raise ValueError where places lie in regions that regions.csv lacks, which would be nobody's lane."""
    for scheme, column in SCHEME_COLUMNS.items():
        known = regions["code"][regions["scheme"] == scheme]
        missing = places[column][(places[column] != "") & ~places[column].isin(known)].nunique()
        if missing:
            raise ValueError(
                Sentence(
                    "regions.csv is missing {count} region named in places.csv. Add it.",
                    "regions.csv is missing {count} regions named in places.csv. Add them.",
                    count=missing,
                )
            )


def _check_end(path: Path) -> None:
    """Raise ValueError where a file is cut short in its last row: what it lacks would lie in no region."""
    ending = csv_rows.Ending()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        counts = [len(cells) for _, cells, _ in csv_rows.read_rows(lines, ending=ending)]
    if cut := ending.describe_cut(counts[0] if counts else 0):
        raise ValueError(Sentence("The last row of {file} is incomplete. {reason}", file=path.name, reason=cut))
