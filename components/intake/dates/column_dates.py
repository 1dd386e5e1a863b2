"""The reader of a column of dates as a whole: its calendar, and what makes all of it doubtful, before its cells."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.intake.dates import column_doubts, other_calendars
from components.intake.dates.column_doubts import COLUMN_QUESTIONS
from components.intake.dates.date_parts import ONLY_COUNTED, ONLY_JULIAN
from components.intake.dates.date_reading import MOST_EXAMPLES, build_questions, read_dates
from components.intake.dates.date_style import DateStyle, Question, infer_order
from components.intake.dates.date_tokens import LUNAR, PhraseError, normalise
from components.intake.dates.historical_dates import BEFORE_OUR_ERA, NO_YEAR_0, OLD_STYLE, TWO_DAYS
from components.intake.dates.other_calendars import (
    BUDDHIST,
    CALENDARS,
    CONVERTED,
    JAPANESE,
    MINGUO,
    OTHER,
    OURS,
    find_calendar,
)
from components.messages.sentence import N_, Sentence

_LEFT_UNDATED = N_("This column's dates are in another calendar, so the row is left undated.")
_UNCONVERTED = N_(
    "The column's name indicates {calendar}, and its dates can't be converted; give them in the Gregorian calendar."
)
_OF_CALENDAR = {BUDDHIST: N_("Buddhist-era year"), MINGUO: N_("Minguo year"), JAPANESE: ""}
_SWAPPED = N_("day and month swapped back")
_YEARS, _SPANS = N_("day that represents a year"), N_("first and last year of a range")
_MOST = 5_000  # different texts that are looked at for what makes a whole column doubtful
_OFF_CALENDAR = other_calendars.NOT_OF_CALENDAR.partition("{year}")[2].partition("{calendar}")[0]
_DASHES = r"[\u2010-\u2015\u2212]"
_DATES_NOT_KEPT = (BEFORE_OUR_ERA, OLD_STYLE, ONLY_COUNTED, ONLY_JULIAN, TWO_DAYS, NO_YEAR_0, LUNAR)
_ARABIC = r"[\u0600-\u06ff]"
_FOUR_DIGITS = r"(?<!\d)(\d{4})(?!\d)"
_MINGUO_LIKE = r"1[0-3]\d(?:[./-]\d{1,2}){0,2}|1[0-3]\d[01]\d[0-3]\d"


@dataclass(frozen=True)
class DateColumn:
    """Hold a column of dates: its name, what was said of it by question, and the names of all columns of its sheet."""

    name: str
    said: dict[str, str]
    neighbours: tuple[str, ...] = ()


def read_column(texts: pd.Series, style: DateStyle, column: DateColumn) -> pd.DataFrame:
    """Read a column as read_dates does, once its calendar is known and nothing makes the whole of it doubtful.

    A question about the whole column has the key "calendar:NAME" and the like (column_doubts.COLUMN_QUESTIONS).
    """
    said = column.said.get("calendar", "")
    calendar = said or find_calendar(column.name)
    sample = _to_sample(texts)
    if (not calendar or calendar == OURS) and not _is_doubtful(sample, style, column):
        return _with_signed(texts, read_dates(texts, style), style)
    codes, values = pd.factorize(texts.astype("str").str.strip())
    distinct = pd.Series(values, dtype="str")
    if calendar and calendar != OURS:
        readings = _read_in_calendar(distinct, style, calendar, column)
    elif not said and suspect_calendar(sample, column):
        readings = _to_asked(distinct, "calendar", column)
    else:
        readings = _read_doubtful(distinct, style, column)
    return readings.take(codes).set_axis(texts.index, axis=0)


def build_column_questions(column: DateColumn, texts: pd.Series, readings: pd.DataFrame) -> list[Question]:
    """Return what has to be asked of a column, of all of it and of its cells, with the answers they speak for."""
    keys = [str(key) for key in readings["question"].unique() if ":" in str(key)]
    of_all = readings["question"].isin(keys).to_numpy()
    asked = [_build_question(key, column, texts[(readings["question"] == key).to_numpy()]) for key in keys]
    return [*asked, *build_questions(column.name, texts[~of_all], readings[~of_all])]


def are_dates(readings: pd.DataFrame) -> pd.Series:
    """Tell which readings are dates, be it that they wait for an answer or are of a kind that isn't kept yet."""
    return (readings["edtf"] != "") | (readings["question"] != "") | readings["reason"].isin(_DATES_NOT_KEPT)


def to_plain_texts(name: str, cells: list[str]) -> list[str]:
    """Return cells as they are read where their column is dates: its calendar converted, spans of years written out."""
    calendar = find_calendar(name)
    if calendar in CONVERTED:
        era = other_calendars.find_era(name)
        return [_convert(cell, calendar, era)[0] or cell for cell in cells]
    if not any(map(column_doubts.SHORT_SPAN.match, cells)):
        return cells
    plain = pd.Series(cells, dtype="str").str.replace(_DASHES, "-", regex=True)
    spans = column_doubts.find_short_spans(plain) == "span"
    return list(plain.mask(spans, column_doubts.write_spans(plain)))


def suspect_calendar(sample: pd.Series, column: DateColumn) -> str:
    """Return the calendar that the years of a column look as if they were of, "" where they look like ours."""
    filled = sample.map(normalise).astype("str")
    years = filled.str.extract(_FOUR_DIGITS)[0].dropna().astype(int)
    if len(filled) > 1 and filled.str.fullmatch(_MINGUO_LIKE).all():
        return MINGUO
    if len(years) < max(2, len(filled) * 0.6):
        return ""
    if years.between(2400, 2699).all():
        return BUDDHIST
    in_arabic = pd.Series([column.name, *column.neighbours]).str.contains(_ARABIC).any()
    return "persian" if in_arabic and years.between(1300, 1450).all() else ""


def _to_sample(texts: pd.Series) -> pd.Series:
    """Return the different filled texts of some rows, evenly from first to last; of all where they are few."""
    rows = texts if len(texts) <= _MOST else texts.iloc[:: len(texts) // _MOST + 1]
    stripped = pd.Series(rows.astype("str").str.strip().unique(), dtype="str")
    return stripped[stripped != ""].reset_index(drop=True)


def _build_question(key: str, column: DateColumn, texts: pd.Series) -> Question:
    vocabulary, _, name = key.partition(":")
    words, options, _ = COLUMN_QUESTIONS[vocabulary]
    examples = tuple(texts.unique()[:MOST_EXAMPLES])
    proposed = ""
    if vocabulary == "calendar":
        proposed = suspect_calendar(pd.Series(texts.unique(), dtype="str"), column)
    elif vocabulary == "years":
        proposed = "yes"
    known = proposed if proposed in dict(options) else ""
    return Question(key, name, words, options, examples, len(texts), known)


def _to_asked(distinct: pd.Series, vocabulary: str, column: DateColumn, reason: str = "") -> pd.DataFrame:
    """Return readings that wait for the answer to a question about their column; blank texts wait for nothing."""
    said = ("", reason or COLUMN_QUESTIONS[vocabulary][2], "", f"{vocabulary}:{column.name}")
    rows = [said if text else ("", "", "", "") for text in distinct]
    return pd.DataFrame(rows, index=distinct.index, columns=["edtf", "reason", "how", "question"], dtype=object)


def _read_in_calendar(distinct: pd.Series, style: DateStyle, calendar: str, column: DateColumn) -> pd.DataFrame:
    """Read texts whose column is of another calendar; what no rule converts has no date, and is asked about."""
    said = column.said.get("calendar", "")
    if calendar not in CONVERTED:
        named = Sentence(CALENDARS.get(calendar, N_("another calendar")))
        reason = _LEFT_UNDATED if said else Sentence(_UNCONVERTED, calendar=named)
        asked = _to_asked(distinct, "calendar", column, reason)
        return asked.assign(question="") if said == OTHER else asked
    readings = _read_converted(distinct, style, calendar, other_calendars.find_era(column.name))
    off_calendar = readings["reason"].str.contains(_OFF_CALENDAR, regex=False)
    key = "" if said else f"calendar:{column.name}"
    return readings.assign(question=readings["question"].mask(off_calendar, key))


def _read_converted(distinct: pd.Series, style: DateStyle, calendar: str, era: str = "") -> pd.DataFrame:
    """Read texts by the rule that turns the years of a calendar into ours; a rule that fails is the reason."""
    converted = [_convert(text, calendar, era) for text in distinct]
    texts = pd.Series([text for text, _ in converted], index=distinct.index, dtype="str")
    readings = read_dates(texts, replace(style, first_short_year=0, serial_epoch=-1))
    short = readings["question"] == "first_short_year"
    refused = pd.Series([reason for _, reason in converted], index=distinct.index, dtype=object)
    no_century = Sentence(other_calendars.NO_CENTURY, calendar=Sentence(CALENDARS[calendar]))
    refused = refused.mask(short, pd.Series([no_century] * len(refused), index=refused.index, dtype=object))
    if calendar == BUDDHIST:
        refused = refused.mask(_are_of_april(readings["edtf"]), other_calendars.NEW_YEAR_IN_APRIL)
    refused = refused.astype(object)
    noted = (readings["edtf"] != "") & (texts != distinct) & (calendar != JAPANESE)
    readings = readings.assign(how=readings["how"].mask(noted, _OF_CALENDAR[calendar]))
    return readings.assign(
        edtf=readings["edtf"].mask(refused != "", ""),
        how=readings["how"].mask(refused != "", ""),
        question=readings["question"].mask(refused != "", ""),
        reason=readings["reason"].mask(refused != "", refused),
    )


def _convert(text: str, calendar: str, era: str) -> tuple[str, str]:
    try:
        return other_calendars.convert_text(text, calendar, era) if text else "", ""
    except PhraseError as error:
        return "", error.args[0]


def _are_of_april(edtf: pd.Series) -> pd.Series:
    """Tell which dates may be off by a year, as the Thai year began in April until 1940: all but April to December."""
    early = edtf.str.extract(r"([0-9X]{4})")[0].fillna("9999") < "1941"
    return early & ~(edtf.str.fullmatch(r"\d{4}-(?:0[4-9]|1[0-2])(?:-\d{2})?") & (edtf >= "1889-04"))


def _is_doubtful(sample: pd.Series, style: DateStyle, column: DateColumn) -> bool:
    """Tell whether a sample of a column's different texts shows anything that makes all of it doubtful."""
    if not column.said.get("calendar", "") and suspect_calendar(sample, column):
        return True
    texts, _, asked = _apply_doubts(sample, style, column)
    return bool((texts != sample).any() or (asked != "").any())


def _with_signed(texts: pd.Series, readings: pd.DataFrame, style: DateStyle) -> pd.DataFrame:
    """Read those texts that are no dates of ours and have the sign of another calendar."""
    unread = ((readings["edtf"] == "") & (readings["reason"] != "")).to_numpy()
    signed = np.flatnonzero(unread)
    signed = signed[texts.iloc[signed].str.contains(other_calendars.SIGNED, regex=True).to_numpy(dtype=bool)]
    theirs = texts.iloc[signed].reset_index(drop=True)
    for calendar in (BUDDHIST, MINGUO) if len(theirs) else ():
        same = (theirs.map(other_calendars.find_sign) == calendar).to_numpy()
        read = _read_converted(theirs[same], style, calendar)
        for name in read.columns:
            values = readings[name].to_numpy(dtype=object, copy=True)
            values[signed[same]] = read[name].to_numpy()
            readings = readings.assign(**{name: values})
    return readings


def _read_doubtful(distinct: pd.Series, style: DateStyle, column: DateColumn) -> pd.DataFrame:
    """Read texts of our own calendar, but for those that wait for what all of them mean."""
    texts, notes, asked = _apply_doubts(distinct, style, column)
    readings = _with_signed(distinct, read_dates(texts, style), style)
    readings = readings.assign(how=readings["how"].mask((notes != "") & (readings["edtf"] != ""), notes))
    for vocabulary in filter(None, asked.unique()):
        waiting = distinct[asked == vocabulary]
        readings.loc[waiting.index] = _to_asked(waiting, vocabulary, column).to_numpy()
    return readings


def _apply_doubts(distinct: pd.Series, style: DateStyle, column: DateColumn) -> "_Doubted":
    texts, notes, asked = distinct, pd.Series("", index=distinct.index), pd.Series("", index=distinct.index)
    for doubt in _DOUBTS:
        texts, notes, asked = doubt(texts, notes, asked, style, column)
    return texts, notes, asked


_Doubted = tuple[pd.Series, pd.Series, pd.Series]  # texts, notes, and the question that each waits for


def _doubt_swapped(
    texts: pd.Series, notes: pd.Series, asked: pd.Series, _style: DateStyle, column: DateColumn
) -> _Doubted:
    said = column.said.get("swapped", "")
    if said == "no" or not (swapped := column_doubts.find_swapped(texts)).any():
        return texts, notes, asked
    if not said:
        return texts, notes, asked.mask(swapped, "swapped")
    return texts.mask(swapped, column_doubts.swap_back(texts)), notes.mask(swapped, _SWAPPED), asked


def _doubt_years(
    texts: pd.Series, notes: pd.Series, asked: pd.Series, style: DateStyle, column: DateColumn
) -> _Doubted:
    said = column.said.get("years", "")
    if said == "no" or not (days := column_doubts.find_years_as_days(texts, style.serial_epoch)).any():
        return texts, notes, asked
    if not said:
        return texts, notes, asked.mask(days, "years")
    years = column_doubts.to_years(texts[days], style.serial_epoch)
    return texts.mask(days, years.reindex(texts.index)), notes.mask(days, _YEARS), asked


def _doubt_spans(
    texts: pd.Series, notes: pd.Series, asked: pd.Series, _style: DateStyle, column: DateColumn
) -> _Doubted:
    plain = texts.str.replace(_DASHES, "-", regex=True)
    kinds = column_doubts.find_short_spans(plain)
    if not (kinds != "").any():
        return texts, notes, asked
    said = column.said.get("spans", "") or column_doubts.settle_spans(kinds, plain)
    spans = (kinds == "span") | ((kinds != "") & (said == "years"))
    doubtful = kinds.isin(["either", "month"]) & (said == "")
    written = texts.mask(spans, column_doubts.write_spans(plain))
    return written, notes.mask(spans, _SPANS), asked.mask(doubtful, "spans")


def _doubt_early_years(
    texts: pd.Series, notes: pd.Series, asked: pd.Series, _style: DateStyle, _column: DateColumn
) -> _Doubted:
    return column_doubts.write_early_years(texts), notes, asked


# To add a doubt about a whole column: a function here, and its words in column_doubts.COLUMN_QUESTIONS.
_DOUBTS: tuple[Callable[..., _Doubted], ...] = (_doubt_swapped, _doubt_years, _doubt_spans, _doubt_early_years)


def propose_swap(texts: pd.Series, question: Question) -> Question:
    """Return the question on swapped days with its answer proposed, where the rows run with time only if it is yes."""
    order = infer_order(pd.Series(texts.unique(), dtype="str"))
    runs = question.key.startswith("swapped:") and column_doubts.runs_only_swapped(texts, order)
    return replace(question, proposed="yes") if runs else question
