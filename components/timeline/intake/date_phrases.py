"""This file is the reader of one date in anybody's words: EDTF, or the reason or question in the way."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from components.timeline import dates
from components.timeline.intake import date_tokens
from components.timeline.intake.date_ends import to_ends, to_filled
from components.timeline.intake.date_parts import UNCLEAR, OpenQuestionError, Part, to_part
from components.timeline.intake.date_style import DateStyle
from components.timeline.intake.date_tokens import PhraseError, Token
from components.timeline.intake.date_vocabulary import NO_DATES
from components.timeline.places import fold

_LEADING = ("from", "until", "since", "before", "after", "by", "between", "sometime", "range")
_TRAILING = {"range": "from", "from-after": "from", "until-after": "until", "by": "by", "not-before": "not-before"}
_JOINTS = ("range", "or", "and", "until", "from-after", "slash")
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
        return Reading("", "This is too long for a date.")
    whole = date_tokens.to_plain(text)
    plain, timed = date_tokens.to_untimed(whole)
    if (nothing := whole if whole in _ZEROES else plain) in _ZEROES:
        return Reading("", f"“{nothing}” is a spreadsheet's or database's way to write no date.")
    if fold(plain) in NO_DATES:
        return Reading("", "Only a time of day is stated." if timed else "No date is stated.")
    try:
        western, of_era = date_tokens.to_western(plain)
        edtf, how = _to_edtf(_to_phrase(date_tokens.to_tokens(western)), style)
    except OpenQuestionError as error:
        return Reading("", str(error), question=error.question)
    except PhraseError as error:
        return Reading("", str(error))
    noted = (*("time of day left out",) * timed, *("year of a Japanese era",) * of_era, *how)
    return Reading(edtf, how="; ".join(dict.fromkeys(noted)) or ("" if edtf == text else "written in another way"))


def _to_phrase(tokens: list[Token]) -> _Phrase:
    tokens, about = _without_about(tokens)
    kinds = {token.kind for token in tokens}
    tokens = [token for token in tokens if token.kind not in ("filler", "doubt", "beginningless")]
    relation, tokens = _take_relation(tokens)
    phrase = _Phrase((), relation, "", about, "doubt" in kinds, "beginningless" in kinds)
    joints = [place for place, token in enumerate(tokens) if token.kind in _JOINTS]
    if not joints:
        return replace(phrase, ends=(tuple(tokens),))
    if len(joints) > 1:
        raise PhraseError("More than two dates are stated.")
    place = joints[0]
    ends = (tuple(tokens[:place]), tuple(tokens[place + 1 :]))
    return replace(phrase, ends=ends, joint=tokens[place].kind)


def _without_about(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Take out what says "about"; a ~ between two dates is a range."""
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        between = 0 < place < len(tokens) - 1 and tokens[place - 1].kind not in (*_JOINTS, *_LEADING)
        if token.kind == "about-or-range" and between:
            kept.append(Token("range"))
        elif token.kind not in ("about", "about-or-range"):
            kept.append(token)
    return kept, len(kept) < len(tokens)


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
    parts = [to_part(end, style) for end in phrase.ends]
    how = tuple(note for part in parts for note in part.how)
    mark = ("%" if phrase.doubt else "~") if phrase.about else "?" if phrase.doubt else ""
    if len(parts) == 2:
        first, last = to_filled(*parts)
        return _to_pair(phrase, first, last, mark), how
    return _to_related(phrase, parts[0], mark, style), how


def _to_pair(phrase: _Phrase, first: Part, last: Part, mark: str) -> str:
    if phrase.relation not in ("", "from", "between", "sometime") or first.open:
        raise PhraseError(UNCLEAR)
    if first.third or last.third or first.fiscal or last.fiscal:
        raise PhraseError("A range of parts or of fiscal years is not read.")
    ends = first.to_edtf(), last.to_edtf()
    if phrase.joint == "slash" and not (
        last.open or (len(ends[0]) == len(ends[1]) and phrase.ends[0][-1].kind != "number")
    ):
        raise PhraseError("A slash between two dates may mean either or both.")
    # April/May 2013 is one of the two or both, which only the set of their days doesn't narrow down
    either = phrase.joint == "slash" and len(ends[0]) == _MONTH and phrase.ends[0][-1].kind != "year_month"
    if phrase.relation in ("between", "sometime") or phrase.joint == "or" or (either and not last.open):
        return _to_set(*ends, mark)
    if phrase.joint == "and" and not _are_neighbours(*ends):
        raise PhraseError("Two dates are stated, and one row is one event.")
    return f"{ends[0]}{mark}/.." if last.open else f"{ends[0]}/{ends[1]}{mark}"


def _to_related(phrase: _Phrase, part: Part, mark: str, style: DateStyle) -> str:
    first, last, own = to_ends(part, style)
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
    bounds = dates.to_bounds([edtf]).iloc[0]
    if bounds["reason"]:
        raise PhraseError(bounds["reason"])
    first, last = int(bounds["start_min"]), int(bounds["end_max"])
    ends = {
        "before": (_FIRST, _shortened(first - 1)),
        "by": (_FIRST, _shortened(last)),
        "until": (_FIRST, _shortened(last)),
        "after": (dates.to_iso(last + 1).removesuffix("-01-01"), _LAST),
        "not-before": (dates.to_iso(first).removesuffix("-01-01"), _LAST),
        "from": (dates.to_iso(first).removesuffix("-01-01"), _LAST),
        "since": (dates.to_iso(first).removesuffix("-01-01"), _LAST),
    }[relation]
    return _to_set(*ends, "")


def _shortened(day: int) -> str:
    return dates.to_iso(day).removesuffix("-12-31")


def _to_set(first: str, last: str, mark: str) -> str:
    return f"{first}{mark}" if first == last else f"[{first}..{last}]{mark}"


def _are_neighbours(first: str, last: str) -> bool:
    days = [dates.to_bounds([end]).iloc[0] for end in (first, last)]
    return bool(days[1]["start_min"] - days[0]["end_max"] == 1)
