"""A briefing as a file and as a part of an address: written as JSON, and read without trusting a word."""

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from components.briefing.briefing import MOST_LETTERS, MOST_STEPS, Briefing, Step, clean_text
from components.dates import edtf
from components.dates.windows import Window
from components.events.table import Table
from components.query import links
from components.query.selection import Request, Selection
from components.query.store import Store

FORMAT = "diplomatic-timeline/briefing"
VERSION = 1
MOST_BYTES = 2_000_000  # of a file, and of a code when it is unpacked
MOST_CODE = 2_000  # letters of a code in an address: longer ones are cut by mail programs
MOST_NAMED = 20  # events that are missing; the others are counted
MOST_SENTENCES = 5  # on other things that are ignored
TEXTS = ("title", "subtitle", "classification", "audience_date")
_HEAD = ("format", "version", "table", "steps")
_STEP = ("heading", "note", "view")
# Like no request there is, so that a file says everything: tables may open on something else one day.
_UNLIKE = Request(Selection(Window(10**8, 10**8)), lanes_by="", unfolded=("",), pinned=("",))

InScheme = Callable[[str], tuple[Table, Store]]


class BriefingError(ValueError):
    """Says in one sentence why something is no briefing that can be opened."""


def format_briefing(briefing: Briefing, version: str) -> str:
    """Write a briefing as JSON, each view as a link says it; `version` is that of the table it was made on."""
    return json.dumps(_to_document(briefing, _UNLIKE, version), ensure_ascii=False, indent=2)


def read_briefing(
    content: str | bytes, store: Store, table: Table, opening: Request, in_scheme: InScheme | None = None
) -> tuple[Briefing, tuple[str, ...]]:
    """Read a briefing from JSON, and say in sentences what of it is not in this table; raises BriefingError.

    in_scheme: opens the table in the scheme of regions of a step ("" = its own); else `table` answers for all.
    A step whose event the table lacks is kept as it is, and the event is named.
    """
    document = _to_json(content)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BriefingError("This is no briefing: briefings are the .json files that “Save” makes here.")
    if document.get("version") != VERSION:
        raise BriefingError(
            "This briefing was saved by another version of the program and can't be opened by this one."
        )
    steps = document.get("steps", [])
    if not isinstance(steps, list):
        raise BriefingError("This briefing is damaged: its steps are no list.")
    if len(steps) > MOST_STEPS:
        raise BriefingError(f"This briefing has {len(steps):,} steps; {MOST_STEPS} is the most there can be.")
    reader = _BriefingReader(store, table, opening, in_scheme)
    reader.note_unknown(document, (*_HEAD, *TEXTS), "it")
    texts = {name: _to_text(document, name, "the briefing") for name in TEXTS}
    texts["audience_date"] = reader.read_date(texts["audience_date"])
    read = tuple(reader.read_step(step, number) for number, step in enumerate(steps, start=1))
    return Briefing(**texts, steps=read), reader.sentences()


def format_code(briefing: Briefing, opening: Request, version: str) -> str:
    """Pack a briefing into letters that an address can hold, its views as far as they differ from the opening one."""
    compact = json.dumps(_to_document(briefing, opening, version), ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(compact.encode("utf-8", "replace"), level=9)
    return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def fits_address(code: str) -> bool:
    """Return whether a code is short enough for an address."""
    return len(code) <= MOST_CODE


def read_code(
    code: str, store: Store, table: Table, opening: Request, in_scheme: InScheme | None = None
) -> tuple[Briefing, tuple[str, ...]]:
    """Read what to_code packed, as read_briefing does; raises BriefingError, also where it is too large unpacked."""
    unpacker = zlib.decompressobj()
    try:
        packed = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
        content = unpacker.decompress(packed, MOST_BYTES + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise BriefingError("The briefing in this link is damaged: perhaps the link was cut off.") from error
    if len(content) <= MOST_BYTES and not unpacker.eof:
        raise BriefingError("The briefing in this link is damaged: perhaps the link was cut off.")
    return read_briefing(content, store, table, opening, in_scheme)


def _to_document(briefing: Briefing, opening: Request, version: str) -> dict[str, Any]:
    steps = [_to_written(step, opening) for step in briefing.steps]
    texts = {name: getattr(briefing, name) for name in TEXTS}
    return {"format": FORMAT, "version": VERSION, "table": version, **texts, "steps": steps}


def _to_written(step: Step, opening: Request) -> dict[str, Any]:
    written: dict[str, Any] = {"heading": step.heading, "note": step.note}
    return written if step.request is None else {**written, "view": links.build_query(step.request, opening)}


def _to_json(content: str | bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise BriefingError(f"This is too large for a briefing: {MOST_BYTES // 1_000_000} MB is the most.")
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return json.loads(text, object_pairs_hook=_to_single)
    except BriefingError:
        raise
    except (ValueError, RecursionError) as error:
        raise BriefingError("This is no briefing, or it is damaged: it can't be read as JSON.") from error


def _to_single(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs; one that says a thing twice may mean either."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise BriefingError("This briefing is damaged: it says the same thing twice.")
    return made


def _to_text(said: Mapping[str, Any], name: str, of: str) -> str:
    text = said.get(name, "")
    if not isinstance(text, str):
        raise BriefingError(f"This briefing is damaged: the {name.replace('_', ' ')} of {of} is no text.")
    if len(text) > MOST_LETTERS:
        raise BriefingError(f"The {name.replace('_', ' ')} of {of} is longer than {MOST_LETTERS:,} letters.")
    return clean_text(text)


@dataclass
class _BriefingReader:
    """Read steps, and collect what is missing and what was ignored."""

    store: Store
    table: Table
    opening: Request
    in_scheme: InScheme | None
    events: list[tuple[str, int]] = field(default_factory=list)  # with the number of the step that shows it
    ignored: list[str] = field(default_factory=list)

    def read_step(self, said: Any, number: int) -> Step:
        """Read one step; raises BriefingError where it is none."""
        if not isinstance(said, dict):
            raise BriefingError(f"This briefing is damaged: step {number} is no step.")
        self.note_unknown(said, _STEP, f"step {number}")
        heading, note = (_to_text(said, name, f"step {number}") for name in ("heading", "note"))
        return Step(heading, note, self._read_view(said["view"], number) if "view" in said else None)

    def _read_view(self, query: Any, number: int) -> Request:
        if not _is_query(query):
            raise BriefingError(f"This briefing is damaged: the view of step {number} is none.")
        table, store = self.in_scheme(links.read_scheme(query)) if self.in_scheme else (self.table, self.store)
        event = next(iter(query.get(links.EVENT, ())), "")
        others = {name: values for name, values in query.items() if name != links.EVENT}
        request, ignored = links.parse_request(others, table, store, self.opening)
        self.ignored += [f"step {number}: {sentence}" for sentence in ignored]
        if event:
            self.events.append((event, number))
        return Request(**{**vars(request), "event": clean_text(event)})

    def read_date(self, text: str) -> str:
        """Return an EDTF date; where it is none, it is left out and said."""
        if not text or not edtf.parse_bounds([text]).iloc[0]["reason"]:
            return text
        self.ignored.append(f"“{links.quote_text(text)}” is no date")
        return ""

    def note_unknown(self, said: Mapping[str, Any], known: Sequence[str], of: str) -> None:
        """Note the parts that this version knows nothing of."""
        unknown = [links.quote_text(name) for name in said if name not in known]
        self.ignored += [f"“{name}” in {of} is not known here" for name in unknown]

    def sentences(self) -> tuple[str, ...]:
        """Say what the table lacks and what was ignored, each in one sentence."""
        there = {*self.store.events([event for event, _ in self.events])["id"]}
        missing = [
            f"“{links.quote_text(event)}” (step {number})" for event, number in self.events if event not in there
        ]
        absent = _listed(missing, MOST_NAMED)
        ignored = _listed(self.ignored, MOST_SENTENCES, "; ")
        said = (
            f"This table lacks events of the briefing, whose steps keep their texts: {absent}." if absent else "",
            f"Parts of the briefing were ignored: {ignored}." if ignored else "",
        )
        return tuple(filter(None, said))


def _listed(words: list[str], most: int, between: str = ", ") -> str:
    beyond = len(words) - most
    return between.join([*words[:most], f"and {beyond:,} more"] if beyond > 0 else words)


def _is_query(query: Any) -> bool:
    """Return whether something is parameters with lists of texts."""
    return isinstance(query, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in query.values()
    )
