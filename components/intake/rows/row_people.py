"""Where our own files say whom their people are in Japanese, and their topics in words: both are known again."""

from collections.abc import Iterator

import pandas as pd

from components.events import schema
from components.events.raw_table import FILES
from components.events.schema import split_cell
from components.intake.columns.mapping import Mapping
from components.intake.readers.text_columns import join_text
from components.intake.rows.row_sources import MISSING


def read_people(cells: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """Return the people of a sheet whose Japanese names stand beside them, as in people.csv; the name is the key."""
    pairs = _read_pairs(cells, mapping, "people", "people_ja")
    names = {schema.drop_offices(person): name for person, name in pairs if name != MISSING}
    rows = [{"key": person, "name": person, "name_ja": name} for person, name in names.items()]
    return pd.DataFrame(rows, columns=list(FILES["people"]), dtype=object).fillna("").astype("str")


def read_topics(cells: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """Return the topics of a sheet whose words stand beside them, as in topics.csv."""
    pairs = _read_pairs(cells, mapping, "topics", "topics_in_words")
    rows = [{"code": code, "label": label} for code, label in dict(pairs).items()]
    return pd.DataFrame(rows, columns=list(FILES["topics"]), dtype=object).fillna("").astype("str")


def _read_pairs(cells: pd.DataFrame, mapping: Mapping, listed: str, said: str) -> Iterator[tuple[str, str]]:
    """Yield each entry of cells of one role with that at its place in another's; cells of another length say nothing.

    Distinct cells are found before any is looked at: most tables have no such columns, and a large one few of them.
    """
    if not mapping.columns(said):
        return
    pairs = pd.DataFrame({role: join_text(cells, mapping, role) for role in (listed, said)}).drop_duplicates()
    for cell, words in pairs.itertuples(index=False):
        entries, others = split_cell(cell), split_cell(words)
        if len(entries) == len(others):
            yield from zip(entries, others, strict=True)
