"""The lines of a calendar's text: unfolded, and whole again where one goes on unmarked or the file is cut off."""

import re
from dataclasses import dataclass, field

_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"([A-Za-z0-9-]{1,80})[;:]")
# Properties of RFC 5545 and RFC 7986 that may be written in small letters; what is none is a line that goes on
_PROPERTIES = (
    "begin end calscale method prodid version attach categories class comment description geo location "
    "percent-complete priority resources status summary completed dtend due dtstart duration freebusy transp tzid "
    "tzname tzoffsetfrom tzoffsetto tzurl attendee contact organizer recurrence-id related-to url uid exdate "
    "exrule rdate rrule action repeat trigger created dtstamp last-modified sequence request-status name color "
    "image conference refresh-interval source acknowledged proximity structured-data"
)
_KNOWN = frozenset(_PROPERTIES.split())
_BRACKETS = ("BEGIN:", "END:")  # which nothing goes on
_EVENT, _CALENDAR = "VEVENT", "VCALENDAR"


@dataclass
class CalendarLines:
    """Hold the lines of whole components, how many go on unmarked, and what the end of the file cuts off.

    is_cut: the file ends within a calendar. cut: the lines of the component that it ends in; events: how many begin.
    """

    lines: list[str] = field(default_factory=list)
    joined: int = 0
    events: int = 0
    is_cut: bool = False
    cut: tuple[str, ...] = ()

    def to_text(self) -> str:
        """Return the text of whole components; it has a line end, so that it is never taken for a file's name."""
        return "".join(f"{line}\r\n" for line in self.lines)


def read_lines(text: str) -> CalendarLines:
    """Unfold the lines of a calendar, and close what is not closed; the component that the file ends in is cut."""
    read = CalendarLines()
    begun: list[tuple[str, int]] = []  # component, and the line that it begins in
    for line in _unfold(text, read):
        name, _, value = line.partition(":")
        kind = value.strip().upper()
        if name.strip().upper() == "BEGIN":
            if kind == _EVENT and begun and begun[-1][0] == _EVENT:
                read.lines.append(f"END:{begun.pop()[0]}")
            begun.append((kind, len(read.lines)))
            read.events += kind == _EVENT
        elif name.strip().upper() == "END":
            if kind not in (open_kind for open_kind, _ in begun):
                continue
            while begun[-1][0] != kind:
                read.lines.append(f"END:{begun.pop()[0]}")
            begun.pop()
        read.lines.append(line)
    _close(read, begun)
    return read


def _close(read: CalendarLines, begun: list[tuple[str, int]]) -> None:
    read.is_cut = bool(begun)
    inner = [place for kind, place in begun if kind != _CALENDAR]
    if inner:
        read.cut = tuple(read.lines[inner[0] :]) if len(read.lines) > inner[0] + 1 else ()
        del read.lines[inner[0] :]
    read.lines += [f"END:{kind}" for kind, _ in reversed(begun) if kind == _CALENDAR]


def _unfold(text: str, read: CalendarLines) -> list[str]:
    """Return the lines of a text, each with those that go on with it; one without a name of its own does so."""
    parts: list[list[str]] = []
    for line in _LINE_ENDS.split(text):
        if line.startswith((" ", "\t")) and parts:
            parts[-1].append(line[1:])
        elif not line.strip():
            continue
        elif _is_property(line) or not parts:
            parts.append([line])
        elif not parts[-1][0].upper().startswith(_BRACKETS):
            parts[-1].append(f" {line.strip()}")
            read.joined += 1
    return ["".join(part) for part in parts]


def _is_property(line: str) -> bool:
    name = _NAME.match(line)
    if name is None:
        return False
    return name[1].isupper() or name[1].casefold() in _KNOWN or name[1][:2].casefold() == "x-"
