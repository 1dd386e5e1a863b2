"""Where a row's sources and locators come from: its own columns, or else the file itself and the row in it."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from components.events.raw_table import FILES
from components.intake import limits
from components.intake.columns.mapping import Mapping
from components.intake.readers.text_columns import has_too_many_entries, join_text
from components.messages.sentence import N_

FILE_SOURCE = "file"  # key of the file itself as a source
_UNNAMED_FILE = N_("The file itself")
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
MISSING = "–"  # a blank, where the lines of several columns belong together
_RECORD = {"key": "source"} | {name: name for name in (*_PAGE, *_PROOF) if name != "key"}


def read_row_sources(
    cells: pd.DataFrame, written: pd.DataFrame, mapping: Mapping, name: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return event_sources and sources: what each row names, else the file of that name and the row's number.

    `written` has, on the index of `cells`, id, place (where in the file the row is) and text (the date as written):
    a row of a table that has no column for it states this with its source. Raises IntakeError beyond limits.SOURCES.
    """
    stated = pd.DataFrame({column: join_text(cells, mapping, role) for column, role in (_PAGE | _PROOF).items()})
    proofs = _parted(stated, join_text(cells, mapping, "source_records")).join(written)
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
    """Give every source of a row a line of its own, on the row's index: lines in a cell, or records of our own JSON.

    Raises IntakeError beyond limits.SOURCES.
    """
    several = stated["key"].map(_has_lines).astype(bool) | (records != "")
    if not several.any():
        return stated
    places: list[Any] = []
    columns: dict[str, list[str]] = {str(column): [] for column in stated}
    rows = zip(stated.index[several], records[several], stated[several].to_dict("records"), strict=True)
    for place, record, cells in rows:
        for found in _to_records(record) or _to_lines(cells):
            places.append(place)
            for column, texts in columns.items():
                texts.append(found.get(column, ""))
        limits.SOURCES.check(len(places))
    parted = pd.DataFrame({column: pd.Series(texts, dtype="str") for column, texts in columns.items()})
    return pd.concat([stated[~several], parted.set_axis(pd.Index(places), axis=0)]).sort_index(kind="stable")


def _has_lines(key: str) -> bool:
    return "\n" in key and not has_too_many_entries(key, "\n")


def _to_lines(stated: dict[Any, Any]) -> Iterator[dict[str, str]]:
    lines = {str(column): str(cell).split("\n") for column, cell in stated.items()}
    for place in range(len(lines["key"])):
        found = {column: texts[place] for column, texts in lines.items() if place < len(texts)}
        yield {column: "" if text == MISSING else text for column, text in found.items()}


def _to_records(text: str) -> list[dict[str, str]]:
    """Read the sources of one event as our own JSON has them, one behind the other; none where it is something else."""
    records: list[dict[str, str]] = []
    decoder, place = json.JSONDecoder(), 0
    try:
        while place < len(text) and len(records) <= limits.CELL_ENTRIES.most:
            record, place = decoder.raw_decode(text, place)
            records.append({column: str(record.get(name, "")) for column, name in _RECORD.items()})
            place += 1
    except (ValueError, RecursionError, AttributeError):
        return [{"title": text}]
    return records if len(records) <= limits.CELL_ENTRIES.most else [{"title": text}]
