"""What has to be asked of columns of dates: which one says when, and whether a second one is the last day."""

import pandas as pd

from components.events.gazetteer import Gazetteer
from components.intake.columns.column_content import MOST
from components.intake.columns.column_roles import END_PART_ROLES, EXTRA, NAMED, fold_header
from components.intake.columns.date_headers import DATE, END, parse_header, says_act, says_record
from components.intake.columns.day_order import DayOrder, compare_days
from components.intake.columns.likely_dates import has_dates_column, list_askable, measure_dates
from components.intake.columns.mapping import (
    BY_PERSON,
    EACH_COLUMN,
    NO_DATES_COLUMN,
    ROLE,
    WHEN,
    Mapping,
)
from components.intake.dates.date_style import Question
from components.messages.sentence import N_, Sentence

SHORT = 60  # days that a meeting or journey hardly lasts longer than
_MOST_EXAMPLES = 3
_WHICH = N_("Which column has the date of the event?")
_ENDS = (("end", N_("the last day of the event")), (EXTRA, N_("a different date: kept as an extra field")))


def ask_dates(cells: pd.DataFrame, mapping: Mapping, _gazetteer: Gazetteer) -> tuple[Question, ...]:
    """Ask which column says when, where none is known to or two do, or what a second column of dates is."""
    if not len(cells):
        return ()
    if not has_dates_column(mapping):
        return _ask_when(cells, mapping)
    first = (*mapping.columns("start", "date"), "")[0]
    if not first or mapping.columns("end", *END_PART_ROLES) or mapping.answer_to(f"{WHEN}:"):
        return ()
    second = _find_second(cells, mapping, first)
    return (_ask_second(cells, first, *second),) if second else ()


def _ask_when(cells: pd.DataFrame, mapping: Mapping) -> tuple[Question, ...]:
    askable = () if mapping.answer_to(f"{WHEN}:") else list_askable(cells, mapping)
    if not askable:
        return ()
    options = (*((name, f"“{name}”") for name in askable), (NO_DATES_COLUMN, N_("none of the columns")))
    return (_build(f"{WHEN}:", askable[0], _WHICH, options, cells),)


def _find_second(cells: pd.DataFrame, mapping: Mapping, first: str) -> tuple[str, DayOrder] | None:
    """Return the column of dates that may belong to the first one, the nearest in time, and how they stand."""
    others = [name for name in _list_candidates(mapping, first) if measure_dates(cells[name], mapping) >= MOST]
    orders = [
        (name, compare_days(cells[first], cells[name], mapping.style, (_order(mapping, first), _order(mapping, name))))
        for name in others
    ]
    asked = [(name, order) for name, order in orders if _is_asked(first, name, order)]
    return min(asked, key=lambda each: abs(each[1].days)) if asked else None


def _list_candidates(mapping: Mapping, first: str) -> list[str]:
    return [
        use.column
        for use in mapping.uses
        if use.role in (EXTRA, "date")
        and use.column != first
        and use.reason != BY_PERSON
        and not says_record(use.column)
    ]


def _is_asked(first: str, second: str, order: DayOrder) -> bool:
    """Tell whether two columns of dates need a word: acts, days in any order, or one never before the other."""
    acts = says_act(first), says_act(second)
    if all(acts):
        return True
    if any(acts):
        return not _is_named(first)
    return order.after > 0 and (not order.before or not _is_named(first))


def _is_named(column: str) -> bool:
    return parse_header(column).part == DATE or fold_header(column) in NAMED


def _ask_second(cells: pd.DataFrame, first: str, second: str, order: DayOrder) -> Question:
    if order.before or says_act(first) or says_act(second):
        options = (
            (first, f"“{first}”"),
            (second, f"“{second}”"),
            (EACH_COLUMN, Sentence("“{first}”, or “{second}” where it is blank", first=first, second=second)),
        )
        text = Sentence(
            "“{first}” and “{second}” both have dates. Which of them is the date of the event?",
            first=first,
            second=second,
        )
        return _build(f"{WHEN}:", second, text, options, cells)
    proposed = "end" if _is_likely_end(first, second, order) else ""
    text = Sentence(
        "What are the dates in “{second}”, none of which is before the one in “{first}”?", second=second, first=first
    )
    return _build(f"{ROLE}:{second}", second, text, _ENDS, cells, proposed)


def _is_likely_end(first: str, second: str, order: DayOrder) -> bool:
    """Tell whether names and days speak for a last day: it is named as one, or numbered as the first is, and near."""
    one, other = parse_header(first), parse_header(second)
    numbered = one.rest[-1:] == ("1",) and other.rest[-1:] == ("2",) and one.rest[:-1] == other.rest[:-1]
    return other.side == END or (order.days <= SHORT and numbered)


def _build(
    key: str, column: str, text: str, options: tuple[tuple[str, str], ...], cells: pd.DataFrame, proposed: str = ""
) -> Question:
    texts = cells[column].str.strip()
    filled = texts[texts != ""]
    examples = tuple(str(text) for text in filled.drop_duplicates().head(_MOST_EXAMPLES))
    return Question(key, column, text, options, examples, len(filled), proposed)


def _order(mapping: Mapping, column: str) -> str:
    return mapping.use_of(column).order
