"""The account of a table that came in: every row accepted, repaired, undated, possibly doubled or rejected."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from components.dates import date_text
from components.events import own_columns, schema
from components.intake import limits
from components.intake.columns.mapping import Mapping
from components.intake.dates.date_style import Question
from components.intake.dates.row_dates import NO_COLUMN
from components.intake.rows.place_matching import Match
from components.messages.sentence import N_, Sentence

_PAIRS = (
    N_("Possible duplicates: {count} pair, not merged."),
    N_("Possible duplicates: {count} pairs, none merged."),
)
_LISTED_PAIRS = (
    N_("Possible duplicates: {count} pair, not merged; the {listed} most alike are listed."),
    N_("Possible duplicates: {count} pairs, none merged; the {listed} most alike are listed."),
)
REPAIRED = ["how", "rows", "example"]
UNDATED = ["row", "text", "reason"]


@dataclass(frozen=True)
class Report:
    """Hold what became of a sheet; `read` rows are `taken` rows and one line each in `rejected`.

    rejected: row, column, value, reason. repaired: how, rows, example. undated: row, text, reason, of taken rows.
    duplicates: row, other_row, title, other_title, the most alike first; nothing is merged. duplicates_found: how many
    such pairs there are. readings: column, raw, edtf, words, reason, how. presets: questions that were answered before
    anybody asked. places: column and match of every name. extras: columns kept as they are, and whether they make
    groups.
    """

    read: int
    taken: int
    rejected: pd.DataFrame
    repaired: pd.DataFrame
    undated: pd.DataFrame
    duplicates: pd.DataFrame
    readings: pd.DataFrame
    questions: tuple[Question, ...]
    presets: tuple[Question, ...]
    places: tuple[tuple[str, Match], ...]
    extras: tuple[tuple[str, bool], ...]
    duplicates_found: int = 0

    def sentences(self) -> tuple[Sentence | str, ...]:
        """Say the account in a few sentences."""
        counts = (
            (
                len(self.rejected),
                N_("{count} row was not imported; download it to see the reason."),
                N_("{count} rows were not imported; download them to see the reasons."),
            ),
            (
                len(self.undated),
                N_("{count} imported row has no readable date; its original text is kept."),
                N_("{count} imported rows have no readable dates; their original text is kept."),
            ),
            (self.duplicates_found, *(_LISTED_PAIRS if self._are_few_listed() else _PAIRS)),
            (len(self.questions), N_("{count} question is open."), N_("{count} questions are open.")),
        )
        listed = len(self.duplicates)
        said = (Sentence(one, many, count=count, listed=listed) for count, one, many in counts if count)
        lacks = len(self.undated) and (self.undated["reason"] == NO_COLUMN).all()
        first = Sentence(
            "{taken} of {count} row imported.", "{taken} of {count} rows imported.", taken=self.taken, count=self.read
        )
        return (first, *[NO_COLUMN] * bool(lacks), *said)

    def _are_few_listed(self) -> bool:
        return len(self.duplicates) < self.duplicates_found


def count_repairs(notes: Iterable[tuple[pd.Series, pd.Series]]) -> pd.DataFrame:
    """Count repairs: pairs of what was done to each row ("" = nothing, `; ` between) and the text it was done to."""
    lines = []
    for how, texts in notes:
        done = how[how != ""]
        examples = texts[how != ""].groupby(done).first().to_dict()
        for words, rows in done.value_counts().items():
            lines += [(part, int(rows), str(examples[words])) for part in str(words).split("; ")]
    listed = pd.DataFrame(lines, columns=REPAIRED)
    counted = listed.groupby("how", sort=False, as_index=False).agg({"rows": "sum", "example": "first"})
    whole = limits.CELL_ENTRIES.describe()  # the only repair that says a number, and so is more than its English text
    said = [whole if how == whole else how for how in counted["how"]]
    return counted.assign(how=pd.Series(said, index=counted.index, dtype=object))


def add_mended(repaired: pd.DataFrame, mended: Iterable[tuple[str, int, str]]) -> pd.DataFrame:
    """Add to the repairs what was done to cells before anything was read of them: how, cells, one of them."""
    return pd.concat([repaired, pd.DataFrame(mended, columns=REPAIRED)], ignore_index=True) if mended else repaired


def describe_readings(readings: pd.DataFrame) -> pd.DataFrame:
    """Add to what was read how it is said in words."""
    stated = readings["edtf"].where(readings["edtf"] != "..", "")
    words = date_text.describe_dates(stated)
    return readings.assign(words=words)[["column", "raw", "edtf", "words", "reason", "how"]]


def describe_kept_columns(mapping: Mapping, events: pd.DataFrame) -> tuple[tuple[str, bool], ...]:
    """Return the columns that are kept as they are, and whether their few values make a filter and lanes."""
    kept = [(use, schema.EXTRA + use.column) for use in mapping.uses if schema.EXTRA + use.column in events]
    return tuple((use.column, own_columns.makes_groups(events[name], use.separator)) for use, name in kept)
