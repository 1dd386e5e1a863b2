"""The reader of one date in anybody's words: EDTF, or the reason or question in the way."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from components.dates.edtf import format_day, parse_bounds
from components.events.gazetteer import fold
from components.intake.dates import date_tokens, historical_dates, japanese_eras, left_out_parts, times_of_day
from components.intake.dates.date_ends import find_ends, share_parts
from components.intake.dates.date_parts import OpenQuestionError, Part, parse_part
from components.intake.dates.date_reasons import MORE_DATES, UNCLEAR, find_reason
from components.intake.dates.date_style import DateStyle
from components.intake.dates.date_tokens import PhraseError, Token
from components.intake.dates.date_vocabulary import DITTO_MARKS, NO_DATES
from components.messages.sentence import N_, Sentence

_LEADING = ("from", "until", "since", "before", "after", "by", "between", "sometime", "range")
_TRAILING = {"range": "from", "from-after": "from", "until-after": "until", "by": "by", "not-before": "not-before"}
_JOINTS = ("range", "or", "and", "until", "from-after", "slash")
# A time of day takes these with it: "from 10:00", "between 10:00 and 12:00"
_OF_SPANS = ("from", "between", "sometime")
_OF_TIMES = (*_OF_SPANS, "until", "since", "before", "after", "by")
_TIMED_SIDES = {"before": "by", "after": "not-before"}  # before noon of a day is by that day
_MOST_HOURS = 24
TIME_DROPPED = N_("time of day left out")
NO_DATE = N_("No date is stated.")
SAME_AS_ABOVE = N_("This mark may mean the date of the cell above.")
ONLY_TIME = N_("Only a time of day is stated.")
_HOUR_OR_DAY = N_("This number may be an hour or a day; give the full date.")
_PARTED = re.compile(r"\d{4} ?- ?\d{1,2}(?: ?- ?\d{1,2})?")
_STRAY_BLANK = N_(
    "This date contains a space, so it may be a day, a month or a range; remove the space or give the full dates."
)
_EITHER_OR_BOTH = N_("A slash between two dates may mean either “or” or “to”.")
_WHOLE_DAY = 10  # letters of a day in EDTF
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = 7  # letters of a month, season or quarter in EDTF
_FIRST, _LAST = "0001", "9999"
# What databases and spreadsheets write for nothing.
_ZEROES = (
    *("0000-00-00", "00/00/0000", "0/0/0000", "1900-01-00", "1900-00-00", "1900/1/0", "1/0/1900", "0/1/1900"),
    *("0", "00:00:00"),  # day 0 of a workbook, as a number and as its cell is read
)


class Reading(NamedTuple):
    """Hold how one text is read: EDTF ("" = none), why not, what was done to it, and the question that it waits for."""

    edtf: str
    reason: str = ""
    how: str = ""
    question: str = ""


@dataclass(frozen=True)
class _Phrase:
    """Hold a phrase taken apart: its one or two ends, how they are joined or related, and its mark."""

    ends: tuple[tuple[Token, ...], ...]
    relation: str = ""
    joint: str = ""
    about: bool = False
    doubt: bool = False
    beginningless: bool = False


def read_phrase(text: str, style: DateStyle) -> Reading:
    """Read one text that is no plain EDTF; its days are yet to be checked."""
    if len(text) > date_tokens.LONGEST:
        return Reading("", N_("This text is too long to be a date; give the date only."))
    whole = date_tokens.normalise(text)
    marked = date_tokens.mark_text(whole)
    timed = times_of_day.MARK in marked
    if refusal := _describe_nothing(whole, date_tokens.drop_times(marked), timed=timed):
        return Reading("", refusal)
    try:
        western, notes = _rewrite(marked, style)
        edtf, how = _to_edtf(_to_phrase(date_tokens.tokenise(western)), style)
    except OpenQuestionError as error:
        return Reading("", error.args[0], question=error.question)
    except PhraseError as error:
        return Reading("", historical_dates.describe_unread(marked) or find_reason(whole.casefold(), error.args[0]))
    noted = (*(TIME_DROPPED,) * timed, *notes, *how)
    return Reading(
        edtf, how="; ".join(dict.fromkeys(noted)) or ("" if edtf == text else N_("written in a different format"))
    )


def _rewrite(marked: str, style: DateStyle) -> tuple[str, tuple[str, ...]]:
    """Return a marked text in the words and years that are read here, and notes on what was made of it."""
    filled, left_out = left_out_parts.fill_left_out(japanese_eras.write_digits(marked), style.order)
    plain, notes = historical_dates.rewrite_historical(filled)
    western, of_era = date_tokens.convert_eras(plain)
    beyond = japanese_eras.describe_beyond(plain) if of_era else ()
    eras = (N_("Japanese-era year"), *beyond) if of_era else ()
    return japanese_eras.join_years(western), (*(left_out_parts.NOTE,) * left_out, *eras, *notes)


def _describe_nothing(whole: str, untimed: str, *, timed: bool) -> str:
    """Say why a text is no date before it is taken apart, "" where it may be one."""
    if (nothing := whole if whole in _ZEROES else untimed) in _ZEROES:
        return Sentence("“{text}” is how a spreadsheet or database records that there is no date.", text=nothing)
    if whole.casefold() in DITTO_MARKS:
        return SAME_AS_ABOVE
    if fold(untimed) in NO_DATES:
        return ONLY_TIME if timed else NO_DATE
    return _STRAY_BLANK if " " in untimed and _PARTED.fullmatch(untimed) else ""


def _to_phrase(tokens: list[Token]) -> _Phrase:
    tokens, about = _without_about(tokens)
    kinds = {token.kind for token in tokens}
    tokens = [token for token in tokens if token.kind not in ("filler", "doubt", "beginningless")]
    relation, tokens = _take_relation(_without_times(tokens))
    relation = _TIMED_SIDES.get(relation, relation) if "time" in kinds else relation
    phrase = _Phrase((), relation, "", about, "doubt" in kinds, "beginningless" in kinds)
    joints = [place for place, token in enumerate(tokens) if token.kind in _JOINTS]
    if not joints:
        return replace(phrase, ends=(tuple(tokens),))
    if len(joints) > 1:
        raise PhraseError(MORE_DATES)
    place = joints[0]
    ends = (tuple(tokens[:place]), tuple(tokens[place + 1 :]))
    return replace(phrase, ends=ends, joint=tokens[place].kind)


def _without_about(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Take out what says "about", which before a time of day says nothing of the date; a ~ between two is a range."""
    kept: list[Token] = []
    about = False
    for place, token in enumerate(tokens):
        before, after = (tokens[beside].kind if 0 <= beside < len(tokens) else "" for beside in (place - 1, place + 1))
        if token.kind == "about-or-range" and _joins(before) and _joins(after):
            kept.append(Token("range"))
        elif token.kind not in ("about", "about-or-range"):
            kept.append(token)
        else:
            about |= after != "time"
    return kept, about


def _joins(kind: str) -> bool:
    """Tell whether a ~ beside a token of this kind can join it with another date."""
    return kind not in ("", "about", "about-or-range", "doubt", *_JOINTS, *_LEADING)


def _without_times(tokens: list[Token]) -> list[Token]:
    """Take out times of day, and every end that is nothing else, with what joins it: 28 April 10:00 to 12:00."""
    if not any(token.kind == "time" for token in tokens):
        return tokens
    joints, ends = _to_joined(tokens)
    kept = [place for place, end in enumerate(ends) if not _is_time(end)]
    if joints and joints[-1].kind == "from-after" and not ends[-1] and ends[-2][-1].kind == "time":
        kept.pop()
    if not kept:
        raise PhraseError(ONLY_TIME)
    left = _without_time(ends[kept[0]], whole=len(kept) == len(ends))
    for one, other in pairwise(kept):
        _check_hours(ends[one], ends[other])
        left += [joints[other - 1], *_without_time(ends[other])]
    return left


def _to_joined(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Return what joins ends, and the ends; words before the first one are part of it."""
    joints: list[Token] = []
    ends: list[list[Token]] = [[]]
    for token in tokens:
        leads = not joints and all(before.kind in _LEADING for before in ends[0])
        if token.kind in _JOINTS and not leads:
            joints.append(token)
            ends.append([])
        else:
            ends[-1].append(token)
    return joints, ends


def _is_time(end: list[Token]) -> bool:
    return {token.kind for token in end} - {*_OF_TIMES, "until-after"} == {"time"}


def _without_time(end: list[Token], *, whole: bool = True) -> list[Token]:
    """Take times of day out of one end with the words that relate to them; `whole`: no end was a time alone."""
    before_time = [one.kind in _OF_TIMES and other.kind == "time" for one, other in pairwise((*end, Token("")))]
    return [
        token
        for place, token in enumerate(end)
        if token.kind != "time"
        and not (before_time[place] and (place or token.kind in _OF_SPANS))
        and (whole or place or token.kind not in _OF_SPANS)
    ]


def _check_hours(one: list[Token], other: list[Token]) -> None:
    """Raise PhraseError where a bare number is joined with a time of day, as it may be an hour: 28 April 2-4pm."""
    for end, beside in ((one, other[:1]), (other, one[-1:])):
        bare = [token for token in end if token.kind not in _OF_TIMES]
        hour = len(bare) == 1 and bare[0].kind == "number" and str(bare[0].value).isdigit()
        if hour and int(str(bare[0].value)) <= _MOST_HOURS and [token.kind for token in beside] == ["time"]:
            raise PhraseError(_HOUR_OR_DAY)


def _take_relation(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Take the word before or after the dates that says how the event stands to them."""
    relation = ""
    while tokens and tokens[0].kind in _LEADING:
        if tokens[0].kind == "range" or (relation and tokens[0].kind not in ("from", "between")):
            raise PhraseError(UNCLEAR)
        relation = relation or tokens[0].kind
        tokens = tokens[1:]
    if tokens and tokens[-1].kind in _TRAILING:
        joined = any(token.kind in _JOINTS for token in tokens[:-1])
        relation = relation if joined or relation else _TRAILING[tokens[-1].kind]
        tokens = tokens[:-1]
    return relation, tokens


def _to_edtf(phrase: _Phrase, style: DateStyle) -> tuple[str, tuple[str, ...]]:
    parts = [parse_part(end, style) for end in phrase.ends]
    how = tuple(note for part in parts for note in part.how)
    mark = ("%" if phrase.doubt else "~") if phrase.about else "?" if phrase.doubt else ""
    if len(parts) == 2:
        first, last = share_parts(*parts)
        return _to_pair(phrase, first, last, mark), how
    return _to_related(phrase, parts[0], mark, style), how


def _is_iso(end: tuple[Token, ...]) -> bool:
    """Tell whether an end is one day of ISO 8601, in whose intervals a slash stands between first and last."""
    return len(end) == 1 and end[0].kind == "digits" and _ISO_DAY.fullmatch(str(end[0].value)) is not None


def _to_pair(phrase: _Phrase, first: Part, last: Part, mark: str) -> str:
    if phrase.relation not in ("", "from", "between", "sometime") or first.open:
        raise PhraseError(UNCLEAR)
    if first.third or last.third or first.fiscal or last.fiscal:
        raise PhraseError(
            N_("A range of parts of a month or year, or of fiscal years, can't be read; give its first and last day.")
        )
    ends = first.to_edtf(), last.to_edtf()
    whole_days = not last.open and len(ends[0]) == len(ends[1]) == _WHOLE_DAY
    if phrase.joint == "slash" and whole_days and not all(map(_is_iso, phrase.ends)):
        raise PhraseError(_EITHER_OR_BOTH)
    if phrase.joint == "slash" and not (
        last.open or (len(ends[0]) == len(ends[1]) and phrase.ends[0][-1].kind != "number")
    ):
        raise PhraseError(_EITHER_OR_BOTH)
    # April/May 2013 is one of the two or both, which only the set of their days doesn't narrow down
    either = phrase.joint == "slash" and len(ends[0]) == _MONTH and phrase.ends[0][-1].kind != "year_month"
    if phrase.relation in ("between", "sometime") or phrase.joint == "or" or (either and not last.open):
        return _to_set(*ends, mark)
    if phrase.joint == "and" and not _are_neighbours(*ends):
        raise PhraseError(N_("Two dates are stated; give one event per row."))
    return f"{ends[0]}{mark}/.." if last.open else f"{ends[0]}/{ends[1]}{mark}"


def _to_related(phrase: _Phrase, part: Part, mark: str, style: DateStyle) -> str:
    first, last, own = find_ends(part, style)
    mark = "%" if own and "?" in mark else mark or own
    if phrase.relation in ("", "sometime"):
        return f"{first}{mark}" if first == last else _to_set(first, last, mark)
    if part.open or phrase.relation == "between":
        raise PhraseError(UNCLEAR)
    if first == last and phrase.relation in ("from", "since"):
        return f"{first}{mark}/{'..' if phrase.relation == 'since' else ''}"
    if first == last and phrase.relation == "until":
        return f"{'..' if phrase.beginningless else ''}/{first}{mark}"
    return _to_side(phrase.relation, _to_set(first, last, mark))


def _to_side(relation: str, edtf: str) -> str:
    """Return the set of all days on one side of a date, to the end of the calendar as open sets are not read here."""
    bounds = parse_bounds([edtf]).iloc[0]
    if bounds["reason"]:
        raise PhraseError(bounds["reason"])
    first, last = int(bounds["start_min"]), int(bounds["end_max"])
    ends = {
        "before": (_FIRST, _shortened(first - 1)),
        "by": (_FIRST, _shortened(last)),
        "until": (_FIRST, _shortened(last)),
        "after": (format_day(last + 1).removesuffix("-01-01"), _LAST),
        "not-before": (format_day(first).removesuffix("-01-01"), _LAST),
        "from": (format_day(first).removesuffix("-01-01"), _LAST),
        "since": (format_day(first).removesuffix("-01-01"), _LAST),
    }[relation]
    return _to_set(*ends, "")


def _shortened(day: int) -> str:
    return format_day(day).removesuffix("-12-31")


def _to_set(first: str, last: str, mark: str) -> str:
    return f"{first}{mark}" if first == last else f"[{first}..{last}]{mark}"


def _are_neighbours(first: str, last: str) -> bool:
    days = [parse_bounds([end]).iloc[0] for end in (first, last)]
    return bool(days[1]["start_min"] - days[0]["end_max"] == 1)
