"""The questions that an engine answers by counting: totals, lanes, density, bins; and its words."""

import ibis
import pandas as pd

from components.dates import calendar_units, edtf
from components.dates.windows import Window
from components.events.schema import BOUNDS
from components.query.choice import Choice
from components.query.selection import Selection
from components.query.store import CLASSES, EngineError, Totals
from components.stores.engines import engine_binning, ibis_expressions
from components.stores.engines.answer_cache import remembered
from components.stores.engines.ibis_asking import indexed
from components.stores.engines.ibis_codes import Coding
from components.stores.engines.ibis_expressions import EVENTS, WORDS
from components.stores.memory import binning, text_index
from components.stores.memory.text_index import MOST_OFFERED

_SINCE = ["certain", "possible", "later"]  # classes of events that do not end before the window


class Counting(Coding):
    """Answer the questions of store.Store that are counts."""

    @remembered
    def size(self) -> int:
        """Return how many events the table has."""
        return int(self._fetch(EVENTS.aggregate(size=EVENTS.count()))["size"].iloc[0])

    @remembered
    def span(self) -> Window | None:
        """Return the window from the first to the last bounded day of all dated events, None where there is none."""
        if not self.size():
            return None
        days = [(EVENTS[name], (EVENTS[name] > edtf.BEGINNINGLESS) & (EVENTS[name] < edtf.ENDLESS)) for name in BOUNDS]
        low = ibis.least(*(ibis.ifelse(bounded, day, edtf.ENDLESS) for day, bounded in days)).min()
        high = ibis.greatest(*(ibis.ifelse(bounded, day, edtf.BEGINNINGLESS) for day, bounded in days)).max()
        first, last = map(int, self._fetch(EVENTS.aggregate(low=low, high=high)).iloc[0])
        return Window(first, last) if first <= last else None

    @remembered
    def totals(self, selection: Selection) -> Totals:
        """Count the events that the filters keep."""
        kept = self._kept(EVENTS, selection.choices)
        counts = self._fetch(kept.aggregate(**ibis_expressions.classes(kept, selection.window)))
        return Totals(*map(int, counts[list(CLASSES)].iloc[0]))

    @remembered
    def _lane_keys(self, lanes_by: str) -> tuple[str, ...]:
        lanes = ibis_expressions.to_lane_rows(lanes_by, self._scheme).select("code").distinct()
        keys = self._fetch(lanes.limit(self._engine.most_rows))["code"]
        if len(keys) == self._engine.most_rows:
            raise EngineError(f"There would be {len(keys):,} lanes or more: make lanes of something else.")
        return tuple(sorted(keys))

    def has_lane(self, lanes_by: str, lane: str) -> bool:
        """Return whether any event of the table stands in a lane."""
        return lane in self._lane_keys(lanes_by)

    def offer_text(self, text: str) -> str:
        """Return a search like this one that finds something, "" where there is none or this one does."""
        return text_index.offer(text, self._has_word, self._nearest_word)

    @remembered
    def _has_word(self, word: str) -> bool:
        return not self._fetch(WORDS.filter(WORDS.word.contains(word)).limit(1)).empty

    def _nearest_word(self, word: str) -> str:
        """Return the word most like this one; of very many words only those are looked at that begin alike."""
        words = self._vocabulary("")
        return text_index.find_nearest(word, words if len(words) < MOST_OFFERED else self._vocabulary(word[:1]))

    @remembered
    def _vocabulary(self, beginning: str) -> tuple[str, ...]:
        """Return the first MOST_OFFERED words, or a few more, that begin so, in alphabetical order."""
        words: list[str] = []
        alike = WORDS.filter(WORDS.word.startswith(beginning)) if beginning else WORDS
        while len(words) < MOST_OFFERED and (more := self._following(alike, words[-1] if words else "")):
            words += more
        return tuple(words)

    @remembered
    def lanes(self, selection: Selection, lanes_by: str) -> pd.DataFrame:
        """Count events per lane: the columns of CLASSES; index = lane key."""
        window, whole = selection.window, self._lane_sizes(selection.choices, lanes_by)
        there = ibis_expressions.to_lane_rows(lanes_by, self._scheme)
        since = self._kept(there.filter(there.dated, there.end_max >= window.first), selection.choices)
        counted = ibis_expressions.classes(since, window)
        found = since.group_by("code").aggregate(**{name: counted[name] for name in _SINCE})
        counts = indexed(self._fetch(found), "lane", list(whole.index)).assign(undated=whole["undated"])
        counts["earlier"] = whole["size"] - counts[[*_SINCE, "undated"]].sum(axis=1)
        return counts[list(CLASSES)]

    @remembered
    def _lane_sizes(self, choices: tuple[Choice, ...], lanes_by: str) -> pd.DataFrame:
        """Count what the filters keep per lane, in any window: size, undated. So a moved window counts what follows."""
        keys = self._lane_keys(lanes_by)
        kept = self._kept(ibis_expressions.to_lane_rows(lanes_by, self._scheme), choices)
        sizes = kept.group_by("code").aggregate(size=kept.count(), undated=kept.count(where=~kept.dated))
        return indexed(self._fetch(sizes), "lane", keys)

    def density(self, selection: Selection, unit: str) -> pd.DataFrame:
        """Count the dated events that the filters keep on calendar units (see store.Store)."""
        return self._density(selection.choices, unit)

    @remembered
    def _density(self, choices: tuple[Choice, ...], unit: str) -> pd.DataFrame:
        kept = self._kept(EVENTS, choices).filter(lambda rows: rows.dated)
        held, first = kept[f"{unit}_held"], kept[f"{unit}_first"]
        cells = kept.select("known", held=held, first=first, high=ibis.ifelse(held < 0, kept.start_max, first))
        counts = cells.group_by(["held", "first", "high"]).aggregate(
            known=cells.count(where=cells.known), imprecise=cells.count(where=~cells.known)
        )
        found = self._fetch(counts)
        found["last"] = engine_binning.to_lasts(found)
        found = found.sort_values(["held", "first", "last"], ignore_index=True)
        found["unit"] = binning.UNIT_NAMES[found["held"]]
        return found[["unit", "first", "last", "known", "imprecise"]]

    @remembered
    def bins(
        self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], unit: str, margin: int = 0
    ) -> pd.DataFrame:
        """Count the events in the window on calendar units, each event once a lane (see store.Store)."""
        placed = self._drawn(selection, lanes_by, lanes, margin)
        held, first = placed[f"{unit}_held"], placed[f"{unit}_first"]
        wide = held != calendar_units.UNITS.index(unit)
        low, high = ibis.ifelse(wide, placed.start_min, first), ibis.ifelse(wide, placed.start_max, first)
        cells = placed.select("lane", "side", "lit", "certain", held=held, first=first, low=low, high=high)
        counts = cells.group_by(["lane", "side", "held", "first", "low", "high"]).aggregate(
            events=cells.count(),
            lit=cells.count(where=cells.lit),
            doubtful=cells.count(where=cells.lit & ~cells.certain & (cells.side == 0)),
        )
        return engine_binning.to_bins(self._fetch(counts), lanes, unit, selection.window, margin)
