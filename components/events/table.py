"""A table that is ready to be asked: events, what proves them, and the words for their codes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from components.dates import edtf, windows
from components.events import gazetteer, levels, own_columns, raw_table, schema
from components.events.own_columns import OwnColumn
from components.events.people import People
from components.events.raw_table import Settings
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_, Sentence

STATUS_NAMES = {
    "held": N_("Held"),
    "planned": N_("Planned, not confirmed"),
    "not-held": N_("Announced, not held"),
    "unknown": N_("Not known whether held"),
}
LEAST_RANK = 99
MOST_FOLDED = 32  # lists of codes whose folded words are held: one a filter, more than a table has
MONTHS = 12


@dataclass(frozen=True)
class Table:
    """Hold one read-only table.

    events: see schema.parse_events. rejected: row, column, value, reason. evidence: one row an event and source, with
    event, source, locator, stated_date, read, note, title, publisher, url, published, kind, language.
    meeting_types: as in its file, on `code`, `rank` a number. claims, sources: as in their files. problems: sentences.
    level_rows: see levels.merge_levels, by `rank`, a number. own_columns: those beyond the schema's that make filters
    and lanes. people: whom the events' people are; empty where they stand as text. topics: as in their file. messages:
    the language in which it is told.
    """

    events: pd.DataFrame
    rejected: pd.DataFrame
    evidence: pd.DataFrame
    meeting_types: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    gazetteer: gazetteer.Gazetteer
    settings: Settings
    version: str
    problems: tuple[str, ...]
    level_rows: pd.DataFrame
    own_columns: tuple[OwnColumn, ...] = ()
    people: People = field(default_factory=People)
    topics: pd.DataFrame = field(default_factory=lambda: raw_table.build_empty("topics"))
    messages: Messages = ENGLISH

    def in_language(self, messages: Messages) -> "Table":
        """Return this table told in another language."""
        if messages == self.messages:
            return self
        return self._told.setdefault(messages.language, replace(self, messages=messages))

    @cached_property
    def _told(self) -> dict[str, "Table"]:
        """Hold this table in the languages that were asked for, with what each has made of itself."""
        return {}

    def cells(self, column: str) -> pd.Series:
        """Return the events' cells of a column, all blank where there is none of that name."""
        return self.events[column] if column in self.events else pd.Series("", index=self.events.index, dtype=str)

    def name_of(self, vocabulary: str, code: str) -> str:
        """Return the words for a code of "region", "place", "meeting_type", "level", "status" or free text."""
        if vocabulary == "region":
            return self.gazetteer.region_name(code, self.settings.region_scheme)
        if vocabulary == "place":
            return self.gazetteer.name(code)
        if vocabulary == "meeting_type":
            return self._kind_labels.get(code, code)
        if vocabulary == "topic":
            return self._topic_labels.get(code) or code.replace("-", " ").capitalize()
        if vocabulary == "status":
            return self.messages(STATUS_NAMES.get(code, code))
        return self.levels.get(code, code) if vocabulary == "level" else code

    def find_codes(self, vocabulary: str, codes: Sequence[str], text: str) -> list[str]:
        """Return those of the codes of which a spelling holds a text, case, accents and width folded."""
        codes = tuple(codes)
        holds = pc.match_substring(self._folded_names(vocabulary, codes), gazetteer.fold(text))
        return [codes[place] for place in np.flatnonzero(holds)]

    @cached_property
    def _folded_names(self) -> Callable[[str, tuple[str, ...]], Any]:
        """Return what gives an Arrow array of the folded words of codes; who looks for one asks again at every step."""
        return lru_cache(maxsize=MOST_FOLDED)(self._fold_names)

    def _fold_names(self, vocabulary: str, codes: tuple[str, ...]) -> Any:
        names = ((self.name_of(vocabulary, code), self.find_other_names(vocabulary, code)) for code in codes)
        return pa.array([gazetteer.fold(" ".join(filter(None, pair))) for pair in names], type=pa.large_string())

    def find_other_names(self, vocabulary: str, code: str) -> str:
        """Return what a code is found by beside the words that name_of gives; "" where nothing is known."""
        if vocabulary == "person":
            return self.people.find_other_names(code)
        if vocabulary == "place":
            return self.gazetteer.name_ja(code)
        if vocabulary == "meeting_type" and "label_ja" in self.meeting_types:
            return str(self.meeting_types["label_ja"].get(code, ""))
        if vocabulary == "level":
            return str(self.level_rows["label_ja"].get(code, ""))
        return self._topic_labels_ja.get(code, "") if vocabulary == "topic" else ""

    @cached_property
    def _kind_labels(self) -> dict[str, str]:
        return {str(code): str(label) for code, label in self.meeting_types["label"].items()}

    @cached_property
    def levels(self) -> dict[str, str]:
        """Return the words for every level by its code, by rank."""
        return {str(code): str(label) for code, label in self.level_rows["label"].items()}

    @cached_property
    def _topic_labels(self) -> dict[str, str]:
        return dict(zip(self.topics["code"], self.topics["label"], strict=True))

    @cached_property
    def _topic_labels_ja(self) -> dict[str, str]:
        return dict(zip(self.topics["code"], self.topics["label_ja"], strict=True))

    def vocabularies(self) -> schema.Vocabularies:
        """Return the known codes by vocabulary."""
        return build_vocabularies(self.meeting_types, self.gazetteer, self.settings.region_scheme, self.levels)


def build_vocabularies(
    meeting_types: pd.DataFrame, gazetteer: gazetteer.Gazetteer, scheme: str, levels: Iterable[str] = schema.LEVELS
) -> schema.Vocabularies:
    """Gather the codes that cells, links and claims may use, by vocabulary."""
    return {
        "meeting_type": frozenset(meeting_types.index),
        "level": frozenset(levels),
        "status": frozenset(schema.STATUSES),
        "confidence": frozenset(schema.CONFIDENCES),
        "place": frozenset(gazetteer.codes()),
        "region": frozenset(code for code, _ in gazetteer.regions(scheme)),
    }


def build_table(
    raw: raw_table.RawTable, gazetteer: gazetteer.Gazetteer, progress: raw_table.Progress = lambda _: None
) -> Table:
    """Turn the raw tables of a folder into one checked table; `progress` as of schema.parse_events."""
    raw = _with_known_as_of(_with_known_fiscal_year(_with_known_opening(_with_known_scheme(raw))))
    scheme = raw.settings.region_scheme
    meeting_types = _to_meeting_types(raw)
    gazetteer, level_rows = gazetteer.with_places(raw.own_places), _to_levels(raw)
    vocabularies = build_vocabularies(meeting_types, gazetteer, scheme, level_rows.index)
    events, rejected = schema.parse_events(
        raw.events, vocabularies, lambda code: gazetteer.region_of(code, scheme), progress
    )
    people = People(raw.people, raw.offices)
    resolved = people.resolve(events)
    if resolved is not events["people"]:
        events = events.assign(people=resolved, persons=schema.find_persons(resolved))
    progress(1.0)
    ragged = raw.ragged.assign(column="")
    return Table(
        events=events,
        rejected=pd.concat([rejected, ragged])[schema.REJECTED].sort_values("row", kind="stable", ignore_index=True),
        evidence=_to_evidence(raw),
        meeting_types=meeting_types,
        claims=raw.claims,
        sources=raw.sources,
        gazetteer=gazetteer,
        settings=raw.settings,
        version=raw.version,
        problems=raw.problems,
        level_rows=level_rows,
        own_columns=own_columns.find_own_columns(events, raw.own_separators),
        people=people,
        topics=raw.topics,
    )


def _with_known_scheme(raw: raw_table.RawTable) -> raw_table.RawTable:
    """Return the raw table with the usual region scheme, and a sentence, where its own is none."""
    scheme, usual = raw.settings.region_scheme, raw_table.Settings.region_scheme
    if scheme in gazetteer.SCHEME_COLUMNS:
        return raw
    problem = Sentence("“{scheme}” is not a region grouping, so “{usual}” is used instead.", scheme=scheme, usual=usual)
    return replace(raw, settings=replace(raw.settings, region_scheme=usual), problems=(*raw.problems, problem))


def _with_known_fiscal_year(raw: raw_table.RawTable) -> raw_table.RawTable:
    """Return the raw table with calendar years, and a sentence, where its fiscal year is none."""
    settings = raw.settings
    if 1 <= settings.fiscal_year_start_month <= MONTHS and settings.fiscal_year_named_by in raw_table.FISCAL_NAMES:
        return raw
    problem = Sentence("This table's fiscal year setting is not valid, so only calendar years are available.")
    return replace(raw, settings=replace(settings, fiscal_year_start_month=1), problems=(*raw.problems, problem))


def _with_known_opening(raw: raw_table.RawTable) -> raw_table.RawTable:
    """Return the raw table with a sentence where the period that it wants to open on is none."""
    try:
        windows.parse_window(raw.settings.opening_window or "2013")
    except ValueError:
        opening = raw.settings.opening_window
        problem = Sentence("“{text}” is not a valid opening period, so all dates are shown.", text=opening)
        return replace(raw, problems=(*raw.problems, problem))
    return raw


def _with_known_as_of(raw: raw_table.RawTable) -> raw_table.RawTable:
    """Return the raw table without its as-of date, and with a sentence, where that is none."""
    told = raw.settings.as_of
    if not told or not edtf.parse_bounds([told])["reason"].iloc[0]:
        return raw
    problem = Sentence("“{text}” is not a valid date, so the “statuses as of” date is not shown.", text=told)
    return replace(raw, settings=replace(raw.settings, as_of=""), problems=(*raw.problems, problem))


def _to_evidence(raw: raw_table.RawTable) -> pd.DataFrame:
    """Join each pair of event and source with what is known of the source; of a repeated key the first row counts."""
    pairs = raw.event_sources[list(raw_table.FILES["event_sources"])].reset_index(drop=True)
    known = raw.sources[list(raw_table.FILES["sources"])].drop_duplicates("key").set_index("key")
    return pd.concat([pairs, known.reindex(pairs["source"], fill_value="").reset_index(drop=True)], axis=1)


def with_scheme(table: Table, scheme: str) -> Table:
    """Return the same table with its regions after another scheme; raises ValueError where there is no such scheme."""
    regions = schema.find_regions(table.events["countries"], lambda code: table.gazetteer.region_of(code, scheme))
    settings = replace(table.settings, region_scheme=scheme)
    return replace(table, events=table.events.assign(regions=regions), settings=settings)


def _to_meeting_types(raw: raw_table.RawTable) -> pd.DataFrame:
    """Return the kinds of meeting by code; where their file is missing, the events' own codes, each its own label."""
    kinds = raw.meeting_types
    if kinds.empty and "meeting_type" in raw.events:
        codes = raw.events["meeting_type"].str.strip()
        used = sorted(set(codes[codes != ""]))
        kinds = kinds.drop(columns="row", errors="ignore")
        kinds = kinds.reindex(range(len(used)), fill_value="").assign(code=used, label=used)
    kinds = kinds.assign(rank=_parse_ranks(kinds["rank"]))
    return kinds.drop_duplicates("code").set_index("code").sort_values("rank", kind="stable")


def _to_levels(raw: raw_table.RawTable) -> pd.DataFrame:
    """Return the levels by code, the highest first."""
    rows = levels.merge_levels(raw.levels, raw.own_levels)
    return rows.assign(rank=_parse_ranks(rows["rank"])).sort_values("rank", kind="stable")


def _parse_ranks(cells: pd.Series) -> pd.Series:
    """Return ranks, 0 to LEAST_RANK; what is no number is the last."""
    ranks = pd.to_numeric(cells, errors="coerce").replace([np.inf, -np.inf], np.nan)
    return ranks.fillna(LEAST_RANK).clip(0, LEAST_RANK).astype(int)
