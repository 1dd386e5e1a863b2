"""Where the other cells of a row become its id, title, kind, level and words, and nothing is left over."""

import re
from dataclasses import dataclass

import pandas as pd

from components.events import schema
from components.events.levels import LEVEL_NAMES
from components.intake.columns.column_roles import EXTRA
from components.intake.columns.mapping import OWN, Mapping
from components.intake.dates.date_style import Question
from components.intake.readers.text_columns import join_cells, join_text
from components.intake.rows import kind_matching
from components.messages.sentence import N_, Sentence

LONGEST_TITLE = 90  # letters of a title that is made of a summary
COMPOSED = N_("title built from other columns, such as people and place")
RENUMBERED = N_("row number used as the event's ID")
# vocabulary → the answer that keeps a name as it is, and the question
_ASKED = {
    "kind": (N_("a meeting type used only in this table"), N_("Which meeting type is “{name}”?")),
    "level": (N_("a level used only in this table"), N_("Which level is “{name}”?")),
}
_SENTENCE = re.compile(r"^(.+?[.!?。])(?:\s|$)", re.DOTALL)
_MOST_ASKED = 60  # names of kinds; a column with more has no kinds


@dataclass(frozen=True)
class RowKinds:
    """Hold the columns meeting_type, level, status and confidence, own kinds and levels (code to label), questions.

    unmatched: the columns whose cells have words that none of these columns takes; they are kept as extra ones.
    """

    rows: pd.DataFrame
    own_kinds: dict[str, str]
    own_levels: dict[str, str]
    questions: tuple[Question, ...]
    unmatched: tuple[str, ...]


def read_row_kinds(cells: pd.DataFrame, mapping: Mapping, meeting_types: pd.DataFrame) -> RowKinds:
    """Turn names of kinds, levels and statuses into codes."""
    kinds, levels, statuses, confidences = (
        join_text(cells, mapping, role) for role in ("meeting_type", "level", "status", "confidence")
    )
    known_kinds = kind_matching.match_kinds(kinds[kinds != ""], meeting_types, mapping.decided("kind"))
    known_levels = kind_matching.match_levels(levels[levels != ""], mapping.decided("level"))
    matched = kind_matching.match_statuses(statuses)
    sure = {name: name for name in schema.CONFIDENCES}
    rows = pd.DataFrame(
        {
            "meeting_type": _coded(kinds, known_kinds.codes),
            "level": _coded(levels, known_levels.codes),
            "status": _coded(statuses, matched),
            "confidence": _coded(confidences, sure),
        },
        index=cells.index,
    )
    lost = {"status": statuses, "confidence": confidences}
    types = list(zip(meeting_types["code"], meeting_types["label"], strict=True))
    questions = (
        *_ask("kind", mapping.columns("meeting_type"), known_kinds.undecided, kinds, types),
        *_ask("level", mapping.columns("level"), known_levels.undecided, levels, list(LEVEL_NAMES.items())),
    )
    unmatched = tuple(role for role, texts in lost.items() if ((rows[role] == "") & (texts != "")).any())
    return RowKinds(rows, known_kinds.own, known_levels.own, questions, mapping.columns(*unmatched))


def read_ids(cells: pd.DataFrame, rows: pd.Series, mapping: Mapping) -> tuple[pd.Series, pd.Series]:
    """Return an id a row, the file's own or else R and the row's number, and which rows lost a repeated one."""
    stated = join_text(cells, mapping, "id")
    made = (stated == "") | stated.duplicated()
    if not made.any():
        return stated, made
    numbered = "R" + rows[made].astype("str")
    while (clash := numbered.isin(stated[~made])).any():
        numbered = numbered.mask(clash, numbered + "-")
    return pd.concat([stated[~made], numbered]).sort_index(), made & (stated != "")


def read_titles(cells: pd.DataFrame, rows: pd.Series, mapping: Mapping) -> tuple[pd.Series, pd.Series]:
    """Return a title a row, made of what there is where the row has none, and which were made."""
    stated = join_text(cells, mapping, "title")
    made = stated == ""
    if not made.any():
        return stated, made
    who, where = join_text(cells, mapping, "people"), _where(cells, mapping)
    composed = join_cells((who, where), ": ")
    fallbacks = (
        _first_sentence(join_text(cells, mapping, "summary")),
        join_text(cells, mapping, "meeting_type"),
        join_text(cells, mapping, "topics"),
        "Row " + rows.astype("str"),
    )
    for fallback in fallbacks:
        composed = composed.where(composed != "", fallback)
    return stated.mask(made, composed), made


def read_extras(cells: pd.DataFrame, mapping: Mapping, others: tuple[str, ...]) -> pd.DataFrame:
    """Return the columns that are kept as they are, `others` among them, under names that the schema has not."""
    kept = [use.column for use in mapping.uses if use.role == EXTRA or use.column in others]
    return pd.DataFrame({schema.EXTRA + column: cells[column].str.strip() for column in kept}, index=cells.index)


def _coded(names: pd.Series, codes: dict[str, str]) -> pd.Series:
    found = {name: code for name, code in codes.items() if name and code}
    if not found:
        return pd.Series("", index=names.index, dtype="str")
    return names.map(found).astype(object).fillna("").astype("str")


def _where(cells: pd.DataFrame, mapping: Mapping) -> pd.Series:
    city = join_text(cells, mapping, "city")
    columns = ("countries", "visitor_country", "host_country", "place", "organisations")
    country = pd.Series("", index=cells.index, dtype="str")
    for role in columns:
        country = country.where(country != "", join_text(cells, mapping, role))
    return join_cells((city, country), ", ")


def _first_sentence(summaries: pd.Series) -> pd.Series:
    return summaries.map({summary: _shortened(summary) for summary in summaries.unique()}).astype("str")


def _shortened(summary: str) -> str:
    sentence = _SENTENCE.match(summary[: LONGEST_TITLE * 4])
    title = (sentence[1] if sentence else summary).strip()
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 2].rsplit(" ", 1)[0] + " …"


def _ask(
    vocabulary: str, columns: tuple[str, ...], names: tuple[str, ...], texts: pd.Series, options: list[tuple[str, str]]
) -> tuple[Question, ...]:
    """Ask what each name that is no known kind or level means; it is the table's own until then."""
    counts = texts[texts.isin(names)].value_counts()
    own, ask = _ASKED[vocabulary]
    choices = (*options, (OWN, own))
    return tuple(
        Question(
            f"{vocabulary}:{name}",
            columns[0],
            Sentence(ask, name=name[:LONGEST_TITLE]),
            choices,
            (name,),
            int(counts[name]),
        )
        for name in counts.index[:_MOST_ASKED]
    )
