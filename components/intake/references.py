"""The references between the files of a table, and what is said of those that lead nowhere.

A file that was cut between two rows shows in nothing else.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute


class Reference(NamedTuple):
    """Hold which cells of one file name rows of another one, by which of its cells, and what they miss without it."""

    file: str
    column: str
    target: str
    key: str
    missed: str


# To add one: a line here
REFERENCES = (
    Reference("event_sources", "event", "events", "id", "they prove no event that is shown"),
    Reference("event_sources", "source", "sources", "key", "their title and address are not shown"),
    Reference("claims", "source", "sources", "key", "their title is not shown"),
    Reference("offices", "person", "people", "key", "nobody has these offices"),
    Reference("offices", "source", "sources", "key", "their title is not shown"),
)


def describe_dangling(files: Mapping[str, pd.DataFrame], events_name: str) -> Iterator[str]:
    """Say of each reference how many rows of its file (text cells, `row`) name what the other lacks.

    files: by name without suffix, events among them; `events_name` is that of their file, with it. One that can't be
    read has no `row`, and what it lacks is said already.
    """
    files = {name: rows for name, rows in files.items() if "row" in rows}
    for file, column, target, key, missed in REFERENCES:
        if not {file, target} <= {*files}:
            continue
        named = files[file][column].str.strip()
        dangling = files[file]["row"][(named != "") & ~_are_among(named, files[target][key].str.strip())]
        if len(dangling):
            where = events_name if target == "events" else f"{target}.csv"
            yield (
                f"{_count(len(dangling), 'row')} of {file}.csv (the first is row {dangling.iloc[0]}) "
                f"{'names' if len(dangling) == 1 else 'name'} {column}s that {where} lacks: {missed}."
            )
    yield from _describe_nameless_kinds(files)
    yield from _describe_lost_proofs(files)


def _describe_nameless_kinds(files: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Say that no kind of meeting has a name; where some have, a code that has none is the fault of its event."""
    if "meeting_types" in files and files["meeting_types"].empty and "meeting_type" in files["events"]:
        named = (files["events"]["meeting_type"].str.strip() != "").sum()
        if named:
            yield f"meeting_types.csv has no rows: the kinds of meeting of {_count(named, 'event')} are shown as codes."


def _describe_lost_proofs(files: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Say that rows between events and sources may be lost; events or sources alone without the other are ordinary."""
    if not {"event_sources", "sources", "claims"} <= {*files}:
        return
    proofs = files["event_sources"]
    unproved = ~_are_among(files["events"]["id"].str.strip(), proofs["event"].str.strip())
    cited = [files[name]["source"] for name in ("event_sources", "claims", "offices") if name in files]
    unused = ~_are_among(files["sources"]["key"], pd.concat(cited))
    if unproved.any() and unused.any():
        yield (
            f"event_sources.csv may lack rows: {_count(unproved.sum(), 'event')} without a source, and "
            f"{_count(unused.sum(), 'source')} without an event."
        )


def _are_among(texts: pd.Series, known: pd.Series) -> np.ndarray:
    """Mark the texts that are among the known ones: over a million a second's work, by Series.isin half a minute's."""
    found = compute.is_in(pa.array(texts, pa.string()), value_set=pa.array(known, pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _count(amount: int, noun: str) -> str:
    return f"{amount:,} {noun}" if amount == 1 else f"{amount:,} {noun}s"
