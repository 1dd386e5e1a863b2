"""A visitor's own table: in this session and nowhere else, from the file to the timeline."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import streamlit as st

from components.events.raw_table import Progress
from components.intake import single_file
from components.intake.columns import mapping_file
from components.intake.columns.mapping import Mapping
from components.intake.columns.mapping_file import MappingError
from components.intake.dates.date_style import Question
from components.intake.limits import IntakeError
from components.intake.readers.text_tables import BY_CONTENT, Decisions
from components.intake.single_file import ImportDraft, Known
from components.messages.sentence import N_
from components.panels import error_messages
from components.panels.own_table import quota
from components.panels.own_table.quota import Reservation
from components.panels.server import streamlit_internals
from components.panels.tables import background_work, served_tables
from components.panels.tables.background_work import Work
from components.panels.tables.served_tables import Answers
from components.stores import opening
from components.stores.stamp import Opened

OWN, SHOWN = (
    "table of a visitor",
    "table shown",
)  # in the session: what is explored, and what now (table_registry.get_shown_code)
IMPORT_SESSION = "import_session"  # in the session: the file that is worked on
PLACES = Path(__file__).resolve().parents[3] / "data"  # what files are understood by
_LEFT = N_("The file was read again, so the rows you had added are gone; add them again.")
_OTHER_COLUMNS = N_(
    "This mapping is for a table with different columns; it will be applied to the next table that has them."
)
_NO_TABLE = N_("This file is a mapping, not a table; it will be applied to the next table that has the same columns.")
MOST_KEPT = 20  # mappings
MOST_ANSWERED = 4_000_000  # bytes of answers about an own table that are kept
PATIENCE = 4.0  # seconds for which a page waits for work before it says how far it is


@dataclass(eq=False)
class OwnTable:
    """Hold an own table by its version, opened in its own region scheme and in others that were asked for.

    token: the name by which the visitor's page, and nobody else, can ask for answers (served_tables). answers: those
    that were given, which go when the table does.
    """

    version: str
    opening: Work[Opened]
    token: str = field(default_factory=served_tables.build_token, repr=False)
    answers: Answers = field(default_factory=lambda: served_tables.build_answers(MOST_ANSWERED), repr=False)
    others: dict[str, Work[Opened]] = field(default_factory=dict)

    def begin(self, scheme: str = "") -> Work[Opened]:
        """Have the table opened in a region scheme, "" for its own."""
        if not scheme:
            return self.opening
        if scheme not in self.others:
            opened = self.opening.result()
            self.others[scheme] = background_work.start_work(lambda tell: opening.with_scheme(opened, scheme, tell))
        return self.others[scheme]


@dataclass(eq=False)
class ImportSession:
    """Hold the file that a visitor works on: its draft, what is being done with it, and every question it has raised.

    number: counted up with every reading, so that no field keeps what was said of another file. uploads: files so far;
    additions: files of rows to add. decisions: what a person decided of the reading. said: the mapping that is being
    followed, None while the file is read or nothing is done. refusal: one sentence, "" = none. shares, coming: of what
    the server may hold, for the draft and for the one that is being made; the file's own first. kept: what was said of
    the tables of this session, by the fingerprint of their columns.
    """

    number: int = 0
    uploads: int = 0
    additions: int = 0
    decisions: Decisions = BY_CONTENT
    known: Known | None = None
    draft: ImportDraft | None = None
    said: Mapping | None = None
    work: Work[ImportDraft] | None = None
    opening: Work[Opened] | None = None
    asked: dict[tuple[str, str], Question] = field(default_factory=dict)
    refusal: str = ""
    shares: tuple[Reservation, ...] = ()
    coming: tuple[Reservation, ...] = ()
    kept: dict[str, Mapping] = field(default_factory=dict)

    def read(self, content: bytes, name: str, decisions: Decisions = BY_CONTENT) -> None:
        """Begin to read a file, or to read it again as a person decided; a mapping is followed instead."""
        if mapping_file.is_mapping(content):
            self.follow(content)
            return
        again = self.draft if self.draft and self.draft.content is content else None
        if again:
            self.coming = self.shares[:1]
        elif not self._take(len(content), ()):
            return
        known, self.decisions = self._know(), decisions
        left = bool(again and again.sheet.added)
        self.number, self.asked, self.said = self.number + 1, {}, None

        def make(tell: Progress) -> ImportDraft:
            draft = single_file.read_draft(content, name, known, decisions, progress=tell, kept=self.kept)
            return replace(draft, raw=replace(draft.raw, problems=(_LEFT,))) if left else draft

        self._begin(make)

    def change(self, to_changed: Callable[[Mapping], Mapping]) -> None:
        """Begin to understand the file in another way: after what was said last, be it understood by now or not."""
        if self.draft is None or (self.work and self.said is None):
            return  # the file is being read again, and what is said of it belongs to what was read before
        draft, known = self.draft, self._know()
        said = self.said = to_changed(self.said or draft.mapping)
        self._begin(lambda tell: single_file.reapply_mapping(draft, said, known, tell))
        if self.opening:
            self.open()  # with this too

    def follow(self, content: bytes) -> None:
        """Follow a mapping's file: now where it fits the table that is here, else for the next one that it fits."""
        try:
            saved = mapping_file.read_bytes(content)
        except MappingError as error:
            self.refusal = error_messages.get_sentence(error)
            return
        self._keep(saved)
        sheet = self.draft.sheet if self.draft else None
        columns = tuple(map(str, sheet.cells.columns)) if sheet else ()
        if sheet and mapping_file.is_fitting(saved, columns):
            self.change(lambda _: mapping_file.fit_mapping(saved, columns, sheet.serial_epoch))
        else:
            self.refusal = _OTHER_COLUMNS if sheet else _NO_TABLE

    def guess(self) -> None:
        """Begin to read the file again, and forget what was said of tables with its columns."""
        if self.draft:
            self.kept.pop(mapping_file.compute_fingerprint(tuple(map(str, self.draft.sheet.cells.columns))), None)
            self.read(self.draft.content, self.draft.name, self.decisions)

    def add(self, content: bytes, name: str) -> None:
        """Begin to add the rows of another file, such as corrected ones; all that was said stays."""
        if self.draft is None or (self.work and self.said is None):
            return
        self.additions += 1
        if not self._take(len(content), self.shares):
            return
        draft, known, said = self.draft, self._know(), self.said or self.draft.mapping
        self.said = None  # nothing is said of these rows before they are there, else they would get lost
        self._begin(lambda tell: single_file.add_rows(draft, content, name, said, known, tell))

    def open(self) -> None:
        """Begin to open the table that the file is, with all that was said of it, be that understood by now or not."""
        if self.draft:
            draft, known, following = self.draft, self._know(), self.work
            _stop_work(self.opening)
            self.opening = background_work.start_work(
                lambda tell: _open_table(following.result() if following else draft, known, tell), self.shares
            )

    def stop(self) -> None:
        """Stop what is being done with the file, since nobody waits for it any more."""
        _stop_work(self.work)
        _stop_work(self.opening)

    def settle(self) -> bool:
        """Take what was made of the file, and tell whether it is; one that can't be read leaves what there was."""
        if self.work and self.work.ended.wait(PATIENCE):
            if self.work.made:
                self.draft, self.shares = self.work.made, self.coming
                if self.said:
                    self._keep(self.draft.mapping)
            self.refusal = error_messages.get_sentence(self.work.error) if self.work.error else ""
            self.work = self.said = None
            self.coming = self.shares
            if self.draft:
                for question in (*self.draft.report.questions, *self.draft.report.presets):
                    self.asked.setdefault((question.key, question.column), question)
        return self.work is None

    def _begin(self, make: Callable[[Progress], ImportDraft]) -> None:
        """Begin other work on the file; what went on is stopped, and keeps its share until it has."""
        _stop_work(self.work)
        self.work = background_work.start_work(make, self.coming)

    def _take(self, size: int, others: tuple[Reservation, ...]) -> bool:
        """Take a share for so many bytes more, beside others; where there is none, say so and change nothing."""
        try:
            self.coming = (*others, quota.reserve(size))
        except IntakeError as error:
            self.refusal = error_messages.get_sentence(error)
            return False
        return True

    def _keep(self, mapping: Mapping) -> None:
        """Keep a mapping for the next table with its columns; of too many, the oldest goes."""
        self.kept[mapping_file.compute_fingerprint(tuple(use.column for use in mapping.uses))] = mapping
        while len(self.kept) > MOST_KEPT:
            del self.kept[next(iter(self.kept))]

    def _know(self) -> Known:
        self.known = self.known or single_file.read_known(PLACES)
        return self.known


def _stop_work(work: Work[Any] | None) -> None:
    if work:
        work.stop()


def _open_table(draft: ImportDraft, known: Known, tell: Progress) -> Opened:
    whole = single_file.build_table(draft, known, lambda share: tell(share * opening.READ))
    return opening.with_store(whole, tell)


def get_shown() -> OwnTable | None:
    """Return the visitor's own table where it is the one that is shown."""
    own = get_own()
    return own if own and st.session_state.get(SHOWN) == own.version else None


def get_own() -> OwnTable | None:
    """Return the visitor's own table, if there is a visitor and one."""
    own: OwnTable | None = st.session_state.get(OWN) if is_visited() else None
    return own


def is_visited() -> bool:
    """Return whether a visitor asks, and not the server, in its main thread, before the first of them.

    Raises RuntimeError in any other thread: it has no session, so the server's table would pass for the visitor's.
    """
    if streamlit_internals.is_in_run():
        return True
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("Which table a visitor is shown is looked up in a run of the page, never in another thread.")
    return False


def set_own(opening: Work[Opened]) -> None:
    """Make a table that is open the visitor's own, and turn to it."""
    own = st.session_state[OWN] = OwnTable(opening.result()[0].version, opening)
    served_tables.name_table(own.token, own)
    st.session_state[SHOWN] = own.version


def get_import() -> ImportSession:
    """Return the file that the visitor works on."""
    laid: ImportSession = st.session_state.setdefault(IMPORT_SESSION, ImportSession())
    return laid


def clear_import() -> None:
    """Remove the file; the next one has another number, and what was said of its columns is kept."""
    get_import().stop()
    st.session_state[IMPORT_SESSION] = ImportSession(
        get_import().number + 1, get_import().uploads + 1, kept=get_import().kept
    )
