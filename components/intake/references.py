"""The references between the files of a table, and what is said of those that lead nowhere.

A file that was cut between two rows shows in nothing else.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from components.messages.sentence import N_, Sentence


class Reference(NamedTuple):
    """Hold which cells of one file name rows of another one, by which of its cells, and what is said of those it lacks.

    one, many: a sentence for one row and for {count}, with {row}, the first of them, and the files {file} and {target}.
    """

    file: str
    column: str
    target: str
    key: str
    one: str
    many: str


# To add one: a line here
REFERENCES = (
    Reference(
        "event_sources", "event", "events", "id",
        N_(
"Row {row} of {file} names an event that is not in {target}, so this row has no "
"effect."
),
        N_(
"{count} rows of {file} (the first is row {row}) name events that are not in "
"{target}, so these rows have no effect."
),
    ),
    Reference(
        "event_sources", "source", "sources", "key",
        N_(
"Row {row} of {file} names a source that is not in {target}, so its title and "
"address are not shown."
),
        N_(
"{count} rows of {file} (the first is row {row}) name sources that are not in "
"{target}, so their titles and addresses are not shown."
),
    ),
    *(
        Reference(
            file, "source", "sources", "key",
            N_(
"Row {row} of {file} names a source that is not in {target}, so its title is not "
"shown."
),
            N_(
"{count} rows of {file} (the first is row {row}) name sources that are not in "
"{target}, so their titles are not shown."
),
        )
        for file in ("claims", "offices")
    ),
    Reference(
        "offices", "person", "people", "key",
        N_(
"Row {row} of {file} names a person who is not in {target}, so this office is not "
"shown."
),
        N_(
"{count} rows of {file} (the first is row {row}) name people who are not in "
"{target}, so these offices are not shown."
),
    ),
)  # fmt: skip


def describe_dangling(files: Mapping[str, pd.DataFrame], events_name: str) -> Iterator[Sentence]:
    """Say of each reference how many rows of its file (text cells, `row`) name what the other lacks.

    files: by name without suffix, events among them; `events_name` is that of their file, with it. One that can't be
    read has no `row`, and what it lacks is said already.
    """
    files = {name: rows for name, rows in files.items() if "row" in rows}
    for file, column, target, key, one, many in REFERENCES:
        if not {file, target} <= {*files}:
            continue
        named = files[file][column].str.strip()
        dangling = files[file]["row"][(named != "") & ~_are_among(named, files[target][key].str.strip())]
        if len(dangling):
            names = {"file": f"{file}.csv", "target": events_name if target == "events" else f"{target}.csv"}
            yield Sentence(one, many, count=len(dangling), row=str(dangling.iloc[0]), **names)
    yield from _describe_nameless_kinds(files)
    yield from _describe_lost_proofs(files)


def _describe_nameless_kinds(files: Mapping[str, pd.DataFrame]) -> Iterator[Sentence]:
    """Say that no kind of meeting has a name; where some have, a code that has none is the fault of its event."""
    if "meeting_types" in files and files["meeting_types"].empty and "meeting_type" in files["events"]:
        named = int((files["events"]["meeting_type"].str.strip() != "").sum())
        if named:
            yield Sentence(
                "meeting_types.csv has no rows, so the meeting type of {count} event is shown as a code.",
                "meeting_types.csv has no rows, so the meeting types of {count} events are shown as codes.",
                count=named,
            )


def _describe_lost_proofs(files: Mapping[str, pd.DataFrame]) -> Iterator[Sentence]:
    """Say that rows between events and sources may be lost; events or sources alone without the other are ordinary."""
    if not {"event_sources", "sources", "claims"} <= {*files}:
        return
    proofs = files["event_sources"]
    unproved = ~_are_among(files["events"]["id"].str.strip(), proofs["event"].str.strip())
    cited = [files[name]["source"] for name in ("event_sources", "claims", "offices") if name in files]
    unused = ~_are_among(files["sources"]["key"], pd.concat(cited))
    if unproved.any() and unused.any():
        yield Sentence(
            "event_sources.csv may be missing rows: {events} and {sources}.",
            events=Sentence("{count} event has no source", "{count} events have no source", count=int(unproved.sum())),
            sources=Sentence("{count} source has no event", "{count} sources have no event", count=int(unused.sum())),
        )


def _are_among(texts: pd.Series, known: pd.Series) -> np.ndarray:
    """Mark the texts that are among the known ones: over a million a second's work, by Series.isin half a minute's."""
    found = compute.is_in(pa.array(texts, pa.string()), value_set=pa.array(known, pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)
