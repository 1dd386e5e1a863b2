"""This file is where a row's sources come from: its own columns, or else the file itself and the row in it."""

import json
from typing import Any

import pandas as pd

from components.events.raw_table import FILES
from components.intake.columns.mapping import Mapping
from components.intake.readers.text_columns import to_text

FILE_SOURCE = "file"  # key of the file itself as a source
_UNNAMED_FILE = "The file itself"
# Column of sources or event_sources → role of a sheet's column
_PAGE = {
    "key": "source_key",
    "title": "source",
    "publisher": "publisher",
    "url": "url",
    "published": "published",
    "kind": "source_kind",
    "language": "language",
}
_PROOF = {"locator": "locator", "stated_date": "stated_date", "read": "read", "note": "source_note"}
_SAYS_DATES = ("stated_date", "source_records")  # roles of columns with what each source states of the date
_MISSING = "–"  # a blank, where the lines of several columns belong together
_RECORD = {"key": "source"} | {name: name for name in (*_PAGE, *_PROOF) if name != "key"}


def to_row_sources(
    cells: pd.DataFrame, written: pd.DataFrame, mapping: Mapping, name: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return event_sources and sources: what each row names, else the file of that name and the row's number.

    `written` has, on the index of `cells`, id, place (where in the file the row is) and text (the date as written):
    a row of a table that has no column for it states this with its source.
    """
    stated = pd.DataFrame({column: to_text(cells, mapping, role) for column, role in (_PAGE | _PROOF).items()})
    proofs = _parted(stated, to_text(cells, mapping, "source_records")).join(written)
    own = (proofs[["key", "title", "publisher", "url", "published"]] != "").any(axis=1)
    proofs["source"] = proofs["key"] = _to_keys(proofs, own)
    proofs["locator"] = proofs["locator"].where(own | (proofs["locator"] != ""), proofs["place"])
    unsaid = proofs["stated_date"] == ""
    if mapping.columns(*_SAYS_DATES):
        unsaid &= ~own  # where the table says what each source states, a blank is a source that states no date
    proofs["stated_date"] = proofs["stated_date"].mask(unsaid, proofs["text"])
    pages = proofs[own].drop_duplicates("key")
    if not own.all():
        itself = {"key": FILE_SOURCE, "title": name or _UNNAMED_FILE, "kind": "table"}
        pages = pd.concat([pages, pd.DataFrame([itself])], ignore_index=True)
    proofs = proofs.rename(columns={"id": "event"})[list(FILES["event_sources"])].reset_index(drop=True)
    return proofs, pages.reindex(columns=list(FILES["sources"])).astype(object).fillna("").astype("str")


def _to_keys(proofs: pd.DataFrame, own: pd.Series) -> pd.Series:
    """Return a source's own key, else S and a number for each different source, else that of the file."""
    numbers = proofs.groupby(list(_PAGE), sort=False).ngroup() + 1
    keys = proofs["key"].where(proofs["key"] != "", "S" + numbers.astype("str"))
    return keys.where(own, FILE_SOURCE)


def _parted(stated: pd.DataFrame, records: pd.Series) -> pd.DataFrame:
    """Give every source of a row a line of its own, on the row's index: lines in a cell, or records of our own JSON."""
    several = stated["key"].str.contains("\n", regex=False) | (records != "")
    if not several.any():
        return stated
    places = stated.index[several]
    lines = [
        (place, found)
        for place, record, cells in zip(places, records[several], stated[several].to_dict("records"), strict=True)
        for found in (_to_records(record) or _to_lines(cells))
    ]
    parted = pd.DataFrame([found for _, found in lines], index=[place for place, _ in lines], columns=stated.columns)
    return pd.concat([stated[~several], parted.astype(object).fillna("").astype("str")]).sort_index(kind="stable")


def _to_lines(stated: dict[Any, Any]) -> list[dict[str, str]]:
    lines = {str(column): str(cell).split("\n") for column, cell in stated.items()}
    return [
        {column: _to_line(texts[place]) if place < len(texts) else "" for column, texts in lines.items()}
        for place in range(len(lines["key"]))
    ]


def _to_line(text: str) -> str:
    return "" if text == _MISSING else text


def _to_records(text: str) -> list[dict[str, str]]:
    """Read the sources of one event as our own JSON has them, one behind the other; none where it is something else."""
    decoder, records, place = json.JSONDecoder(), [], 0
    try:
        while place < len(text):
            record, place = decoder.raw_decode(text, place)
            records.append({column: str(record.get(name, "")) for column, name in _RECORD.items()})
            place += 1
    except (ValueError, RecursionError, AttributeError):
        return [dict.fromkeys(_RECORD, "") | {"title": text}]
    return records
