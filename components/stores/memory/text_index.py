"""The search by words: what of an event is searched, and which words come near what was typed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from components.events import schema
from components.events.gazetteer import fold
from components.events.raw_table import Progress
from components.events.table import Table
from components.query.choice import Choice

MOST_WORDS = 20  # of a search; what comes after says nothing more
MOST_LETTERS = 200
MOST_OFFERED = 100_000  # words looked through for one that is like another
LEAST_LIKENESS = 72  # of 100; what is less like is no offer
_COLUMNS = ("title", "summary", "people", "city", "topics", "note")
_PLACES = ("countries", "organisations", "place")
_FOLDED = len(_COLUMNS) + len(_PLACES) + 1  # columns that are searched


@dataclass(frozen=True, eq=False)
class _ColumnIndex:
    """Hold one column's words, which of its different cells hold each, and which cell each event has.

    tokens: an Arrow array of words. cells, starts: the cells (numbers) of each word, one word after the other. cell_of:
    the cell of every event.
    """

    tokens: Any
    cells: np.ndarray
    starts: np.ndarray
    cell_of: np.ndarray
    size: int  # how many different cells there are

    def has(self, word: str) -> np.ndarray | None:
        """Return a bool per event: one of its words holds this one; None where no event's does."""
        found = pc.match_substring(self.tokens, word).to_numpy(zero_copy_only=False)
        if not found.any():
            return None
        holds = np.zeros(self.size, dtype=bool)
        # All at once: a letter is in a word of every row where each has a number of its own
        holds[self.cells[np.repeat(found, np.diff(self.starts))]] = True
        mask: np.ndarray = holds[self.cell_of]
        return mask


@dataclass(frozen=True, eq=False)
class TextIndex:
    """Hold what makes the folded words of every event, by column, and how many events there are."""

    make: Callable[[Progress], Iterable[_ColumnIndex]]
    size: int

    @cached_property
    def columns(self) -> tuple[_ColumnIndex, ...]:
        """Return the folded words of every event, by column."""
        return tuple(self.make(lambda _: None))

    def prepare(self, progress: Progress = lambda _: None) -> None:
        """Make now what the first search would make; `progress` is told the share, 0..1, and may raise to stop."""
        if "columns" not in vars(self):
            vars(self)["columns"] = tuple(self.make(progress))

    def keeps(self, choice: Choice) -> np.ndarray:
        """Return a bool per event: whether its text has all the words, each as it is typed, anywhere in it."""
        kept = np.ones(self.size, dtype=bool)
        for word in drop_contained_words(" ".join(choice.codes)):
            kept &= self._has(word)
        return kept

    def _has(self, word: str) -> np.ndarray:
        found = np.zeros(self.size, dtype=bool)
        for column in self.columns:
            mask = column.has(word)
            if mask is not None:
                found |= mask
        return found

    def offer(self, text: str) -> str:
        """Return the text with every word that no event has replaced by one that is like it; "" where there is none."""
        return offer_search(
            text, lambda word: bool(self._has(word).any()), lambda word: find_nearest(word, self._vocabulary)
        )

    @cached_property
    def _vocabulary(self) -> list[str]:
        """Return the words to offer in alphabetical order; of very many those that most cells hold."""
        held: dict[str, int] = {}
        for column in self.columns:
            for word, count in zip(column.tokens.to_pylist(), np.diff(column.starts).tolist(), strict=True):
                held[word] = held.get(word, 0) + count
        return sorted(sorted(held, key=lambda word: -held[word])[:MOST_OFFERED])


def split_words(text: str) -> list[str]:
    """Return the folded words of a search, at most MOST_WORDS, each once."""
    return list(dict.fromkeys(fold(text[:MOST_LETTERS]).split()))[:MOST_WORDS]


def drop_contained_words(text: str) -> list[str]:
    """Return the folded words of a search without those that another one holds: they say nothing more."""
    words = split_words(text)
    return [word for word in words if not any(word in other for other in words if other != word)]


def build_text_index(table: Table) -> TextIndex:
    """Fold title, summary, people, kind, and every English and Japanese name of places and organisations."""

    def make(progress: Progress) -> Iterator[_ColumnIndex]:
        for number, (folded, cell_of) in enumerate(_folded_columns(table)):
            progress(number / _FOLDED)
            yield _to_column(folded, cell_of)

    return TextIndex(make, len(table.events))


def offer_search(text: str, has: Callable[[str], bool], nearest: Callable[[str], str]) -> str:
    """Return a text with every word that there is not (`has`) replaced by the nearest; "" where nothing is better."""
    words = split_words(text)
    likely = [word if has(word) else nearest(word) for word in words]
    return " ".join(likely) if all(likely) and likely != words else ""


def find_nearest(word: str, vocabulary: Sequence[str]) -> str:
    """Return the first of those words that are most like one; "" where none is like it."""
    found = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return found[0] if found else ""


def build_texts(table: Table) -> pd.Series:
    """Return for every event all that a search may find of it, folded."""
    parts = [np.array(folded, dtype=object)[places] for folded, places in _folded_columns(table)]
    texts = [" ".join(cells) for cells in zip(*parts, strict=True)]
    return pd.Series(texts, index=table.events.index, dtype=str)


def _folded_columns(table: Table) -> Iterator[tuple[list[str], np.ndarray]]:
    """Yield for every searched column its different cells, folded, and which of them each event has."""
    events, types = table.events, table.meeting_types
    kinds = {code: f"{row['label']} {row.get('label_ja', '')}" for code, row in types.to_dict("index").items()}

    def spell_topic(code: str) -> str:
        return f"{table.name_of('topic', code)} {table.find_other_names('topic', code)}"

    spellings: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(_COLUMNS, str),
        "people": table.people.spell_cell,
        "topics": lambda cell: " ".join([cell, *map(spell_topic, schema.split_cell(cell))]),
        **dict.fromkeys(_PLACES, lambda cell: " ".join(map(table.gazetteer.spellings, cell.split(";")))),
        "meeting_type": lambda code: kinds.get(code, ""),
    }
    for column, spell in spellings.items():
        places, cells = pd.factorize(events[column])
        yield [fold(spell(cell)) for cell in cells], places


def _to_column(folded: list[str], cell_of: np.ndarray) -> _ColumnIndex:
    lists = pc.split_pattern(pa.array(folded, type=pa.large_string()), " ")
    words = pc.list_flatten(lists).dictionary_encode()
    codes = words.indices.to_numpy(zero_copy_only=False)
    owners = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int32)
    order = np.argsort(codes, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=len(words.dictionary)))])
    return _ColumnIndex(words.dictionary, owners[order], starts, cell_of.astype(np.int32), len(folded))
