"""Regular expressions run step by step, so that a test can count the work instead of reading a clock.

Python's own engine doesn't say how often it goes back. This one goes through a pattern in the same order and counts.
"""

import re
from collections.abc import Callable, Iterator
from re import _constants as codes
from re import _parser as parser

MOST = 400_000  # steps after which a match is given up: no text that is tried here needs so many
FEW = 4  # times that a bounded repeat is tried beyond its least: its bound is no matter here
_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_ENDS = (codes.AT_END, codes.AT_END_STRING)
Instruction = tuple


class Steps:
    """Count the steps that a pattern takes."""

    def __init__(self, pattern: re.Pattern, way: str) -> None:
        """Take a pattern, and the way: it is to `match` or `fullmatch` a text, or all matches are found (`search`)."""
        tree = parser.parse(pattern.pattern, pattern.flags)
        self._program = [*_compile(tree, pattern.flags), *[("end",)] * (way == "fullmatch")]
        self._searches = way == "search"
        self.text, self.taken = "", 0

    def count(self, text: str) -> int:
        """Return how many steps it takes on a text, MOST where it is given up."""
        self.text, self.taken = text, 0
        place = 0
        while place <= len(text) * self._searches:
            end = self._run(self._program, place, {})
            place = place + 1 if end is None else max(end, place + 1)
        return min(self.taken, MOST)

    def _run(self, program: list[Instruction], place: int, groups: dict) -> int | None:
        """Return where a match that begins here ends, None where there is none."""
        waiting = [(0, place, groups)]
        while waiting:
            at, place, groups = waiting.pop()
            while at < len(program) and self.taken < MOST:
                self.taken += 1
                kind, *told = program[at]
                at, place, groups = _ACTIONS[kind](self, at, place, groups, waiting, *told)
                if at is None:
                    break
            else:
                return place if at >= len(program) else None
        return None

    def _letter(self, at, place, groups, _waiting, fits):
        good = place < len(self.text) and fits(self.text[place])
        return (at + 1 if good else None), place + 1, groups

    def _fork(self, at, place, groups, waiting, first, second):
        waiting.append((at + second, place, groups))
        return at + first, place, groups

    def _jump(self, at, place, groups, _waiting, by):
        return at + by, place, groups

    def _save(self, at, place, groups, _waiting, name):
        return at + 1, place, {**groups, name: place}

    def _moved(self, at, place, groups, _waiting, name):
        return (at + 1 if groups[name] != place else None), place, groups

    def _refer(self, at, place, groups, _waiting, group):
        said = self.text[groups.get((group, 0), 0) : groups.get((group, 1), 0)]
        return (at + 1 if self.text.startswith(said, place) else None), place + len(said), groups

    def _atomic(self, at, place, groups, _waiting, program):
        end = self._run(program, place, groups)
        return (None if end is None else at + 1), end, groups

    def _look(self, at, place, groups, _waiting, program, back, wanted):
        found = place >= back and self._run(program, place - back, groups) is not None
        return (at + 1 if found == wanted else None), place, groups

    def _anchor(self, at, place, groups, _waiting, fits):
        return (at + 1 if fits(self.text, place) else None), place, groups

    def _end(self, at, place, groups, _waiting):
        return (at + 1 if place == len(self.text) else None), place, groups


_ACTIONS = {
    "letter": Steps._letter,
    "fork": Steps._fork,
    "jump": Steps._jump,
    "save": Steps._save,
    "moved": Steps._moved,
    "refer": Steps._refer,
    "atomic": Steps._atomic,
    "look": Steps._look,
    "anchor": Steps._anchor,
    "end": Steps._end,
}


def _compile(tree, flags: int) -> list[Instruction]:
    program: list[Instruction] = []
    for op, told in tree:
        program += _PARTS[op](op, told, flags)
    return program


def _to_letter(op, told, flags: int) -> list[Instruction]:
    said = parser.SubPattern(parser.State(), [(op, told)])
    fits = _to_test(said, flags)
    return [("letter", fits)]


def _to_test(said, flags: int) -> Callable[[str], bool]:
    op, told = said[0]
    items = told if op is codes.IN else [(op, told)]
    negated = bool(items) and items[0][0] is codes.NEGATE
    known: dict[str, bool] = {}

    def fits(letter: str) -> bool:
        if letter not in known:
            spelled = {letter, letter.lower(), letter.upper()} if flags & re.IGNORECASE else {letter}
            known[letter] = any(_is_in(each, item, flags) for each in spelled for item in items) != negated
        return known[letter]

    return fits


def _is_in(letter: str, item, flags: int) -> bool:
    op, told = item
    if op is codes.CATEGORY:
        return re.fullmatch(_CATEGORIES[told], letter, flags & re.ASCII) is not None
    if op is codes.RANGE:
        return told[0] <= ord(letter) <= told[1]
    if op is codes.ANY:
        return letter != "\n" or bool(flags & re.DOTALL)
    return {codes.LITERAL: ord(letter) == told, codes.NOT_LITERAL: ord(letter) != told}.get(op, False)


def _to_branch(_op, told, flags: int) -> list[Instruction]:
    program: list[Instruction] = []
    for way in reversed([_compile(each, flags) for each in told[1]]):
        program = [("fork", 1, len(way) + 2), *way, ("jump", len(program) + 1), *program] if program else way
    return program


def _to_repeat(op, told, flags: int) -> list[Instruction]:
    least, most, tree = told
    body = _compile(tree, flags)
    lazy = op is codes.MIN_REPEAT

    def fork(inside: int, beyond: int) -> Instruction:
        return ("fork", beyond, inside) if lazy else ("fork", inside, beyond)

    program = body * least
    if most is codes.MAXREPEAT:
        name = ("turn", id(tree))
        program += [fork(1, len(body) + 4), ("save", name), *body, ("moved", name), ("jump", -len(body) - 3)]
    for left in range(min(most - least, FEW), 0, -1) if most is not codes.MAXREPEAT else ():
        program += [fork(1, left * (len(body) + 1)), *body]
    return [("atomic", program)] if op is codes.POSSESSIVE_REPEAT else program


def _to_group(_op, told, flags: int) -> list[Instruction]:
    group, added, dropped, tree = told
    inside = _compile(tree, (flags | added) & ~dropped)
    return inside if group is None else [("save", (group, 0)), *inside, ("save", (group, 1))]


def _to_look(op, told, flags: int) -> list[Instruction]:
    direction, tree = told
    back = tree.getwidth()[0] if direction < 0 else 0
    return [("look", _compile(tree, flags), back, op is codes.ASSERT)]


def _to_anchor(_op, told, flags: int) -> list[Instruction]:
    def is_edge(text: str, place: int) -> bool:
        sides = (text[place - 1 : place], text[place : place + 1])
        return len({bool(side) and _is_in(side, (codes.CATEGORY, codes.CATEGORY_WORD), flags) for side in sides}) == 2

    fits = {
        codes.AT_BEGINNING: lambda text, place: place == 0 or (flags & re.MULTILINE and text[place - 1] == "\n"),
        codes.AT_BEGINNING_STRING: lambda _text, place: place == 0,
        codes.AT_BOUNDARY: is_edge,
        codes.AT_NON_BOUNDARY: lambda text, place: not is_edge(text, place),
        **dict.fromkeys(_ENDS, lambda text, place: text[place:] in ("", "\n")),
    }[told]
    return [("anchor", fits)]


_PARTS = {
    **dict.fromkeys((codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN), _to_letter),
    **dict.fromkeys(_REPEATS, _to_repeat),
    **dict.fromkeys((codes.ASSERT, codes.ASSERT_NOT), _to_look),
    codes.BRANCH: _to_branch,
    codes.SUBPATTERN: _to_group,
    codes.AT: _to_anchor,
    codes.GROUPREF: lambda _op, told, _flags: [("refer", told)],
    codes.ATOMIC_GROUP: lambda _op, told, flags: [("atomic", _compile(told, flags))],
}


def to_witnesses(pattern: re.Pattern) -> Iterator[tuple[str, str]]:
    """Yield what stands before each unbounded repeat of a pattern and what it repeats, as texts that may fit."""
    yield from _witnesses(parser.parse(pattern.pattern, pattern.flags), "")
    yield _sample(parser.parse(pattern.pattern, pattern.flags))[:-1], ""


def _witnesses(tree, before: str) -> Iterator[tuple[str, str]]:
    for op, told in tree:
        inner = told[-1] if op in _REPEATS or op in (codes.SUBPATTERN, codes.ASSERT, codes.ASSERT_NOT) else None
        if op in _REPEATS and told[1] is codes.MAXREPEAT:
            yield before, _sample(inner)
        if op is codes.ATOMIC_GROUP:
            inner = told
        for each in told[1] if op is codes.BRANCH else [inner] * (inner is not None):
            yield from _witnesses(each, before)
        before += _sample([(op, told)])


def _sample(tree) -> str:
    """Return a short text that is likely to fit a part of a pattern."""
    return "".join(_SAMPLES.get(op, lambda _told: "")(told) for op, told in tree)


def _sample_of(items) -> str:
    tried = " a1(<\"'=-.,;&é日\n" + "".join(chr(told) for op, told in items if op is codes.LITERAL)
    fits = _to_test([(codes.IN, items)], 0)
    ranged = [chr(told[0]) for op, told in items if op is codes.RANGE]
    return next((letter for letter in [*tried, *ranged] if fits(letter)), "")


_SAMPLES: dict = {
    codes.LITERAL: chr,
    codes.NOT_LITERAL: lambda told: "a" if told != ord("a") else "b",
    codes.ANY: lambda _told: "a",
    codes.IN: _sample_of,
    codes.BRANCH: lambda told: _sample(told[1][0]),
    codes.SUBPATTERN: lambda told: _sample(told[-1]),
    codes.ATOMIC_GROUP: _sample,
    **dict.fromkeys(_REPEATS, lambda told: _sample(told[-1]) * max(told[0], 1 if told[1] is codes.MAXREPEAT else 0)),
}
