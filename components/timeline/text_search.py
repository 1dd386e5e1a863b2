"""This file is the search by words: what of an event is searched, and which words come near what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from components.timeline.places import fold
from components.timeline.table import Table

if TYPE_CHECKING:
    from components.timeline.filters import Choice

MOST_WORDS = 20  # of a search; what comes after says nothing more
MOST_LETTERS = 200
LEAST_LIKENESS = 72  # of 100; what is less like is no offer
_COLUMNS = ("title", "summary", "people", "city", "topics", "note")
_PLACES = ("countries", "organisations", "place")


@dataclass(frozen=True, eq=False)
class TextIndex:
    """Hold the folded text of every event, in the events' order."""

    texts: pd.Series

    def keeps(self, choice: "Choice") -> np.ndarray:
        """Return a bool per event: whether its text has all the words, each as it is typed, anywhere in it."""
        kept = np.ones(len(self.texts), dtype=bool)
        for word in to_words(" ".join(choice.codes)):
            kept &= self.texts.str.contains(word, regex=False).to_numpy(dtype=bool)
        return kept

    def offer(self, text: str) -> str:
        """Return the text with every word that no event has replaced by one that is like it; "" where there is none."""
        words = to_words(text)
        likely = [word if self._has(word) else self._nearest(word) for word in words]
        return " ".join(likely) if all(likely) and likely != words else ""

    def _has(self, word: str) -> bool:
        return bool(self.texts.str.contains(word, regex=False).any())

    def _nearest(self, word: str) -> str:
        found = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
        return found[0] if found else ""

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted({word for text in self.texts for word in text.split()})


def to_words(text: str) -> list[str]:
    """Return the folded words of a search, at most MOST_WORDS, each once."""
    return list(dict.fromkeys(fold(text[:MOST_LETTERS]).split()))[:MOST_WORDS]


def to_index(table: Table) -> TextIndex:
    """Fold title, summary, people, kind, and every English and Japanese name of places and organisations."""
    events, types = table.events, table.meeting_types
    kinds = {code: f"{row['label']} {row.get('label_ja', '')}" for code, row in types.to_dict("index").items()}
    spellings: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(_COLUMNS, str),
        **dict.fromkeys(_PLACES, lambda cell: " ".join(map(table.gazetteer.spellings, cell.split(";")))),
        "meeting_type": lambda code: kinds.get(code, ""),
    }
    parts = [_folded(events[column], spell) for column, spell in spellings.items()]
    texts = pd.Series([" ".join(cells) for cells in zip(*parts, strict=True)], index=events.index, dtype=str)
    return TextIndex(texts)


def _folded(cells: pd.Series, spell: Callable[[str], str]) -> pd.Series:
    """Fold what every cell spells; cells that are alike are folded once."""
    folded = {cell: fold(spell(cell)) for cell in cells.unique()}
    return cells.map(folded)
