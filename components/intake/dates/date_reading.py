"""The reader of a column of dates as people write them: EDTF, or the reason or question in the way."""

from dataclasses import replace

import pandas as pd

from components.dates import edtf
from components.intake.dates import act_marks, date_tokens, moments, part_qualifiers, times_of_day
from components.intake.dates.date_parts import ONLY_COUNTED, ONLY_JULIAN, PLACEHOLDER_YEARS
from components.intake.dates.date_phrases import NO_DATE, TIME_DROPPED, Reading, read_phrase
from components.intake.dates.date_style import QUESTIONS, DateStyle, Question, infer_order
from components.intake.readers import cell_marks, characters
from components.messages.sentence import N_

COLUMNS = ["edtf", "reason", "how", "question"]
MOST_EXAMPLES = 5
MOST_PHRASES = 100_000  # distinct texts of a column, beside EDTF, that are read one by one: about ten seconds

_INVISIBLE_DROPPED = N_("invisible characters left out")
_RAISED_DIGIT = "[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]"  # a footnote, and no digit of a day
_TEXT_MARK_DROPPED = N_("apostrophe at the start of a text cell left out")
_TEXT_MARKS = ("'", "\u2018", "\u2019")
_QUALIFIED = N_("uncertainty mark on part of the date applied to the whole date")
_SERIAL = r"\d{5}(?:\.\d+)?"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_DAY, _FIRST_DAY = r"\d-\d{2}-\d{2}", r"\d{4}-\d{2}-01"
LEAST_FIRST_DAYS = 3  # different days, each the first of a month, that are no accident
_SHOWN = {  # letters of an ISO day, and the note
    "month": (7, N_("first day of a month read as the whole month")),
    "year": (4, N_("first day of a month read as the whole year")),
}
_FIRST_DAYS_UNASKED = N_("This may be an exact day, or a whole month recorded as its first day.")
_UNASKED = N_("This may be a spreadsheet's day number (a date stored as a number).")
_TOO_MANY = N_(
    "This column has too many different values for all of them to be read, so this one was not read as a date."
)
_JULIAN_DAY = r"(?:[02468][1235679]|[13579][01345789])00-02-29"  # of a century that our calendar has no leap year for
_NEVER_WAS = "1900-02-29"
_NO_SERIAL = N_("Numbers are not read as dates in this table.")
# Day 0 of each system; the first counts a 29 February 1900 that never was, so its earlier days are one off.
_COUNTED_FROM = {
    1900: N_("a spreadsheet's day number, counted from 1900"),
    1904: N_("a spreadsheet's day number, counted from 1904"),
}
_DAY_ZERO = {1900: edtf.parse_day("1899-12-30"), 1904: edtf.parse_day("1904-01-01")}


def read_dates(texts: pd.Series, style: DateStyle) -> pd.DataFrame:
    """Read a column of dates, each distinct text once.

    Returns, on the index of `texts`, the columns edtf ("" = none), reason ("" = read or blank, else why not), how
    (what was done to read it, "" = it was EDTF) and question ("" or the key of QUESTIONS that it waits for). Where
    `style` has no order, the column's own evidence gives it, or the order stays a question.
    """
    codes, distinct = pd.factorize(texts.astype("str").str.strip())
    readings = _with_first_days(_read_visible(pd.Series(distinct, dtype="str"), style), style.first_days)
    return readings.take(codes).set_axis(texts.index, axis=0)


def has_dates(cells: list[str]) -> bool:
    """Tell whether any of these cells is a date that says more than a year, in whichever order its parts stand."""
    readings = read_dates(pd.Series(cells, dtype="str"), DateStyle(placeholder="year", first_short_year=1950))
    return bool((readings["edtf"].str.contains(r"\d-\d", regex=True) | (readings["question"] == "order")).any())


def build_questions(column: str, texts: pd.Series, readings: pd.DataFrame) -> tuple[Question, ...]:
    """Return what has to be asked of a column, with how many cells wait for it and a few of them."""
    keys = readings["question"].to_numpy()
    waiting = pd.Series(texts.to_numpy()[keys != ""]).groupby(keys[keys != ""], sort=False)
    return tuple(
        Question(str(key), column, *QUESTIONS[str(key)], tuple(cells.unique()[:MOST_EXAMPLES]), len(cells))
        for key, cells in waiting
    )


def _read_visible(texts: pd.Series, style: DateStyle) -> pd.DataFrame:
    """Read texts by what a person sees of them; an apostrophe in front that makes no sense is that of a text cell."""
    visible = texts.map(characters.drop_invisible).astype("str")
    readings = _with_note(_read_distinct(visible, style), visible != texts, _INVISIBLE_DROPPED)
    readings.loc[(visible == "") & (texts != ""), "reason"] = NO_DATE
    unsure = visible[(readings["edtf"] == "") | visible.str.contains(_RAISED_DIGIT, regex=True)]
    cut = unsure.map(cell_marks.cut_marks).astype("str")
    cut = cut[cut != unsure]
    if len(cut):
        read = _with_note(_read_distinct(cut, _to_settled(visible, style)), cut != "", cell_marks.MARKS)
        readings.loc[read.index] = read.to_numpy()
    unread = (readings["edtf"] == "") & visible.str.startswith(_TEXT_MARKS)
    if unread.any():
        unmarked = visible[unread].map(_to_unmarked).astype("str")
        read = _with_note(_read_distinct(unmarked, _to_settled(visible, style)), unread[unread], _TEXT_MARK_DROPPED)
        read = read[(read["edtf"] != "") | (read["question"] != "")]
        readings.loc[read.index] = read.to_numpy()
    return readings


def _to_unmarked(text: str) -> str:
    """Return a text without the apostrophe in front, and without one at its end that closes it."""
    return text[1:].removesuffix(text[0]).strip()


def _with_note(readings: pd.DataFrame, done: pd.Series, note: str) -> pd.DataFrame:
    """Say in front of how a text was read what was done to it before, where it was read."""
    how = readings["how"]
    noted = (note + "; " + how).where(how != "", note)
    return readings.assign(how=how.mask(done & (readings["edtf"] != ""), noted))


def _read_distinct(texts: pd.Series, style: DateStyle) -> pd.DataFrame:
    readings = pd.DataFrame("", index=texts.index, columns=COLUMNS, dtype=object)
    blank = texts == ""
    plain = _are_edtf(texts, style) & ~blank
    readings.loc[plain, "edtf"] = texts[plain]
    others = texts[~plain & ~blank]
    if len(others):
        readings.loc[others.index] = _read_untimed(others, style).to_numpy()
    return readings


def _with_first_days(readings: pd.DataFrame, meaning: str) -> pd.DataFrame:
    """Take days that are all the first of a month for what they stand for, or ask: some files keep months as such."""
    days = readings["edtf"].str.contains(_DAY, regex=True)
    first = readings["edtf"].str.fullmatch(_FIRST_DAY)
    if meaning == "day" or days.sum() < LEAST_FIRST_DAYS or not first[days].all():
        return readings
    if not meaning:
        asked = {"edtf": "", "how": "", "reason": _FIRST_DAYS_UNASKED, "question": "first_days"}
        return readings.assign(**{name: readings[name].mask(days, value) for name, value in asked.items()})
    letters, how = _SHOWN[meaning]
    return readings.assign(
        edtf=readings["edtf"].mask(days, readings["edtf"].str.slice(0, letters)), how=readings["how"].mask(days, how)
    )


def _are_edtf(texts: pd.Series, style: DateStyle) -> pd.Series:
    """Tell which texts are EDTF and no placeholder that is asked about."""
    known = edtf.parse_bounds(texts)["reason"] == ""
    if style.placeholder != "year":
        known &= ~texts.str.contains("|".join(PLACEHOLDER_YEARS), regex=True)
    return known


def _read_untimed(texts: pd.Series, style: DateStyle) -> pd.DataFrame:
    """Read texts that are no EDTF as they stand; timestamps by their day alone, each distinct rest once."""
    untimed = texts.map(times_of_day.drop_time).astype("str")
    codes, distinct = pd.factorize(untimed)
    rest = pd.Series(distinct, dtype="str")
    read = _checked(_read_rest(rest, style)).take(codes).set_axis(texts.index, axis=0)
    return _with_note(read, untimed != texts, TIME_DROPPED)


def _read_rest(texts: pd.Series, style: DateStyle) -> pd.DataFrame:
    readings = pd.DataFrame("", index=texts.index, columns=COLUMNS, dtype=object)
    plain = _are_edtf(texts, style)
    readings.loc[plain, "edtf"] = texts[plain]
    whole = texts.map(part_qualifiers.move_qualifiers).astype("str")
    qualified = whole != texts
    qualified &= _are_edtf(whole, style) if qualified.any() else qualified
    readings.loc[qualified, "edtf"] = whole[qualified]
    readings.loc[qualified, "how"] = _QUALIFIED
    rest = whole[~plain & ~qualified]
    serials = rest[rest.str.fullmatch(_SERIAL)]
    compact = rest[rest.str.fullmatch(_COMPACT)]
    counted = rest[moments.find_moments(rest)]
    phrases = rest.drop([*serials.index, *compact.index, *counted.index])
    readings.loc[counted.index] = _read_moments(counted, len(texts) - len(counted)).to_numpy()
    readings.loc[serials.index] = _read_serials(serials, style.serial_epoch).to_numpy()
    readings.loc[compact.index, "edtf"] = compact.str.replace(_COMPACT, r"\1-\2-\3", regex=True)
    readings.loc[compact.index, "how"] = N_("eight digits read as year, month and day")
    read, unread = phrases.iloc[:MOST_PHRASES], phrases.iloc[MOST_PHRASES:]
    readings.loc[read.index] = _read_phrases(read, style).to_numpy()
    readings.loc[unread.index, "reason"] = _TOO_MANY
    return readings


def _read_phrases(texts: pd.Series, style: DateStyle) -> pd.DataFrame:
    """Read texts one by one, once the order of day, month and year is settled by all of them."""
    settled = _to_settled(texts, style)
    return _to_frame([_read_marked(text, settled) for text in texts], texts.index)


def _read_marked(text: str, style: DateStyle) -> Reading:
    """Read a text, and where it can't be read as it stands, without the letter of an act behind it."""
    read = read_phrase(text, style)
    plain, mark = act_marks.split_mark(text)
    if read.edtf or read.question or not mark:
        return read
    unmarked = read_phrase(plain, style)
    noted = "; ".join(filter(None, (unmarked.how, act_marks.NOTE)))
    return unmarked._replace(how=noted) if unmarked.edtf else unmarked if unmarked.question else read


def _to_settled(texts: pd.Series, style: DateStyle) -> DateStyle:
    """Return a style whose order is the one that these texts prove, where it has none."""
    plain = texts[texts.str.len() <= date_tokens.LONGEST].map(date_tokens.normalise).astype("str")
    return replace(style, order=style.order or infer_order(plain))


def _read_serials(texts: pd.Series, epoch: int) -> pd.DataFrame:
    """Read a spreadsheet's day numbers, as its own system counts them; a fraction is a time of day."""
    if epoch not in _DAY_ZERO:
        unread = Reading("", _NO_SERIAL) if epoch else Reading("", _UNASKED, question="serial_epoch")
        return _to_frame([unread] * len(texts), texts.index)
    days = texts.str.split(".").str[0].astype(int) + _DAY_ZERO[epoch]
    return _to_frame([Reading(edtf.format_day(day), how=_COUNTED_FROM[epoch]) for day in days], texts.index)


def _read_moments(texts: pd.Series, others: int) -> pd.DataFrame:
    return _to_frame(moments.read_moments(texts, others), texts.index)


def _to_frame(readings: list[Reading], index: pd.Index) -> pd.DataFrame:
    """Return readings as they are: a column of pandas' own texts would make one of a Sentence."""
    return pd.DataFrame(readings, index=index, columns=COLUMNS, dtype=object)


def _checked(readings: pd.DataFrame) -> pd.DataFrame:
    """Take away what is no date after all: 30 February, an end before its start."""
    reasons = edtf.parse_bounds(readings["edtf"])["reason"]
    reasons = reasons.mask((reasons != "") & readings["edtf"].str.contains(_JULIAN_DAY, regex=True), ONLY_JULIAN)
    reasons = reasons.mask(readings["edtf"] == _NEVER_WAS, ONLY_COUNTED)
    wrong = (reasons != "") & (readings["edtf"] != "..")
    return readings.assign(
        edtf=readings["edtf"].mask(wrong, ""),
        how=readings["how"].mask(wrong, ""),
        reason=readings["reason"].mask(wrong, reasons),
    )
