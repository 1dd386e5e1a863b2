"""A briefing as a file and as a part of an address: written as JSON, and read without trusting a word."""

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from components.briefing.briefing import MOST_LETTERS, MOST_STEPS, Briefing, Step, clean_text, list_first
from components.dates import edtf
from components.dates.windows import Window
from components.events.table import Table
from components.messages.sentence import Sentence
from components.query import links
from components.query.selection import Request, Selection
from components.query.store import Store

FORMAT = "diplomatic-timeline/briefing"
VERSION = 1
MOST_BYTES = 2_000_000  # of a file, and of a code when it is unpacked
MOST_CODE = 2_000  # letters of a code in an address: longer ones are cut by mail programs
MOST_NAMED = 20  # events that are missing; the others are counted
MOST_SENTENCES = 5  # on other things that are ignored
# Texts of the title page and of a step, by their keys in a file, as the page calls them
TEXTS = {
    "title": Sentence("Title"),
    "subtitle": Sentence("Subtitle"),
    "classification": Sentence("Classification marking"),
    "audience_date": Sentence("Date of the briefing"),
}
STEP_TEXTS = {"heading": Sentence("Heading"), "note": Sentence("Note")}
_HEAD = ("format", "version", "table", "steps")
_STEP = (*STEP_TEXTS, "view")
# Like no request there is, so that a file says everything: tables may open on something else one day.
_UNLIKE = Request(Selection(Window(10**8, 10**8)), lanes_by="", unfolded=("",), pinned=("",))

_DAMAGED_LINK = Sentence("The briefing in this link is incomplete or damaged. Copy the whole link again.")

InScheme = Callable[[str], tuple[Table, Store]]


class BriefingError(ValueError):
    """Says in a Sentence why something is no briefing that can be opened, and what to do."""


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
        raise BriefingError(
            Sentence("This is not a saved briefing. Open a .json file that was saved here with “Save”.")
        )
    if document.get("version") != VERSION:
        raise BriefingError(
            Sentence("This briefing was saved by another version of the program. Open it with that version.")
        )
    steps = document.get("steps", [])
    if not isinstance(steps, list):
        raise BriefingError(Sentence("This briefing file is damaged: its steps are not a list. Open another copy."))
    if len(steps) > MOST_STEPS:
        raise BriefingError(
            Sentence(
                "This briefing has {count} step, but the limit is {most}. Split it into several files.",
                "This briefing has {count} steps, but the limit is {most}. Split it into several files.",
                count=len(steps),
                most=MOST_STEPS,
            )
        )
    reader = _BriefingReader(store, table, opening, in_scheme)
    reader.note_unknown(document, (*_HEAD, *TEXTS))
    texts = {name: _to_text(document, name, label) for name, label in TEXTS.items()}
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
        raise BriefingError(_DAMAGED_LINK) from error
    if len(content) <= MOST_BYTES and not unpacker.eof:
        raise BriefingError(_DAMAGED_LINK)
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
        most = MOST_BYTES // 1_000_000
        raise BriefingError(
            Sentence("This file is too large: a briefing file can be at most {most} MB. Open another one.", most=most)
        )
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return json.loads(text, object_pairs_hook=_to_single)
    except BriefingError:
        raise
    except (ValueError, RecursionError) as error:
        raise BriefingError(
            Sentence("This file is damaged or is not a briefing. Open a .json file that was saved here with “Save”.")
        ) from error


def _to_single(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs; one that says a thing twice may mean either."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise BriefingError(Sentence("This briefing file is damaged: it contains an entry twice. Open another copy."))
    return made


def _to_text(said: Mapping[str, Any], name: str, label: Sentence) -> str:
    text = said.get(name, "")
    if not isinstance(text, str):
        raise BriefingError(
            Sentence("This briefing file is damaged: “{field}” is not text. Open another copy.", field=label)
        )
    if len(text) > MOST_LETTERS:
        raise BriefingError(
            Sentence("“{field}” is longer than {most} characters. Shorten it.", field=label, most=MOST_LETTERS)
        )
    return clean_text(text)


def _refuse_step(number: int) -> BriefingError:
    return BriefingError(
        Sentence("This briefing file is damaged at step {number}. Open another copy.", number=str(number))
    )


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
            raise _refuse_step(number)
        self.note_unknown(said, _STEP, number)
        heading, note = (
            _to_text(said, name, Sentence("{field} of step {number}", field=label, number=str(number)))
            for name, label in STEP_TEXTS.items()
        )
        return Step(heading, note, self._read_view(said["view"], number) if "view" in said else None)

    def _read_view(self, query: Any, number: int) -> Request:
        if not _is_query(query):
            raise _refuse_step(number)
        table, store = self.in_scheme(links.read_scheme(query)) if self.in_scheme else (self.table, self.store)
        event = next(iter(query.get(links.EVENT, ())), "")
        others = {name: values for name, values in query.items() if name != links.EVENT}
        request, ignored = links.parse_request(others, table, store, self.opening)
        _ = self.table.messages
        self.ignored += [_("step {number}: {problem}", number=str(number), problem=problem) for problem in ignored]
        if event:
            self.events.append((event, number))
        return Request(**{**vars(request), "event": clean_text(event)})

    def read_date(self, text: str) -> str:
        """Return an EDTF date; where it is none, it is left out and said."""
        if not text or not edtf.parse_bounds([text]).iloc[0]["reason"]:
            return text
        self.ignored.append(self.table.messages("“{text}” is not a date", text=links.quote_text(text)))
        return ""

    def note_unknown(self, said: Mapping[str, Any], known: Sequence[str], step: int = 0) -> None:
        """Note the parts, of a step or of the briefing, that this version knows nothing of."""
        _ = self.table.messages
        for name in (links.quote_text(name) for name in said if name not in known):
            unknown = _("unknown entry “{name}”", name=name)
            self.ignored.append(_("step {number}: {problem}", number=str(step), problem=unknown) if step else unknown)

    def sentences(self) -> tuple[str, ...]:
        """Say what the table lacks and what was ignored, each in one sentence."""
        _, there = self.table.messages, {*self.store.events([event for event, _number in self.events])["id"]}
        missing = [
            _("“{event}” (step {number})", event=links.quote_text(event), number=str(number))
            for event, number in self.events
            if event not in there
        ]
        absent = list_first(missing, MOST_NAMED, _)
        ignored = list_first(self.ignored, MOST_SENTENCES, _, "; ")
        said = (
            _(
                "These events in the briefing are not in this table: {events}. Their steps keep their texts.",
                events=absent,
            )
            if absent
            else "",
            _("Parts of the briefing were ignored: {parts}.", parts=ignored) if ignored else "",
        )
        return tuple(filter(None, said))


def _is_query(query: Any) -> bool:
    """Return whether something is parameters with lists of texts."""
    return isinstance(query, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in query.values()
    )
