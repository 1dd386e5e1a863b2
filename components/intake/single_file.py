"""A table that is one file of anybody's: read, understood as a mapping says or as guessed, and checked."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from components.events import raw_table, schema, table
from components.events.gazetteer import Gazetteer
from components.events.raw_table import Progress, RawTable, TableError
from components.events.table import Table
from components.intake import gazetteer_files, limits, table_folder
from components.intake.columns import column_guesses, mapping_file
from components.intake.columns.mapping import Mapping
from components.intake.columns.mapping_file import MappingError
from components.intake.columns.our_files import is_ours
from components.intake.limits import IntakeError
from components.intake.readers import csv_rows
from components.intake.readers.sheets import Sheet, read_sheet
from components.intake.readers.text_tables import BY_CONTENT, Decisions
from components.intake.rows import assembly, cell_markup, corrections
from components.intake.rows.account import Report
from components.messages.sentence import Sentence

MAPPING_SUFFIX = ".mapping.json"  # behind the whole name of a file, for the mapping that is kept beside it
MOST_SAID = 5  # open questions that are said one by one
READ, GUESSED = 0.5, 0.1  # shares of the time that go into reading and guessing; the rest is understanding
DRAFTED = 0.7  # share of the time of reading a whole file until it is understood; the rest is checking
_UNFIT = Sentence("The saved mapping was made for other columns, so it was not used.")


@dataclass(frozen=True, eq=False)
class Known:
    """Hold what a file is understood by: the gazetteer, and the known kinds of meeting as in their file.

    problems: sentences on what is wrong with that file.
    """

    gazetteer: Gazetteer
    meeting_types: pd.DataFrame
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ImportDraft:
    """Hold a file on its way to a table: its bytes, how it was read and understood, and the account of every row.

    recalled: it is understood by what was said of an earlier table with the same columns.
    """

    name: str
    content: bytes
    sheet: Sheet
    mapping: Mapping
    raw: RawTable
    report: Report
    recalled: bool = False


def read_known(places_folder: Path) -> Known:
    """Read what files are understood by from a folder; raises TableError."""
    try:
        gazetteer = gazetteer_files.read_places(places_folder)
    except (OSError, ValueError) as error:
        raise TableError(
            Sentence("The gazetteer can't be read. Reason: {why}", why=raw_table.describe_failure(error))
        ) from error
    problems: list[str] = []
    kinds = table_folder.read_companion(places_folder, "meeting_types", problems)
    return Known(gazetteer, kinds, tuple(problems))


def read_draft(
    content: bytes,
    name: str,
    known: Known,
    decisions: Decisions = BY_CONTENT,
    saved: Mapping | None = None,
    progress: Progress = lambda _: None,
    kept: dict[str, Mapping] | None = None,
) -> ImportDraft:
    """Read the bytes of a file, and understand it as a saved mapping says where that fits, else as its columns look.

    `kept` has the mappings of earlier tables by fingerprint, for where none is saved. `progress` is told how far it is,
    0..1, and may raise to stop. Raises IntakeError.
    """
    sheet = _read_decoded(content, name, decisions, lambda share: progress(share * READ))
    columns = tuple(map(str, sheet.cells.columns))
    recalled = (kept or {}).get(mapping_file.compute_fingerprint(columns)) if saved is None else None
    saved = saved or recalled
    fitting = saved is not None and mapping_file.is_fitting(saved, columns)
    mapping = (
        mapping_file.fit_mapping(saved, columns, sheet.serial_epoch)
        if saved is not None and fitting
        else column_guesses.guess_mapping(sheet, known.gazetteer, lambda share: progress(READ + share * GUESSED))
    )
    draft = apply_mapping(name, content, sheet, mapping, known, _behind(READ + GUESSED, progress))
    draft = replace(draft, recalled=recalled is not None)
    return draft if fitting or saved is None else replace(draft, raw=replace(draft.raw, problems=(_UNFIT,)))


def _read_decoded(content: bytes, name: str, decisions: Decisions, progress: Progress) -> Sheet:
    """Read a file as a sheet without tags and entities, which only tables of our own may mean to the letter."""
    sheet = read_sheet(content, name, decisions, progress)
    return sheet if is_ours([*map(str, sheet.cells.columns)]) else cell_markup.decode_sheet(sheet)


def apply_mapping(
    name: str, content: bytes, sheet: Sheet, mapping: Mapping, known: Known, progress: Progress = lambda _: None
) -> ImportDraft:
    """Understand a sheet that was read as a mapping says; `progress` is told between steps, and may raise to stop."""
    raw, report = assembly.build_raw_table(sheet, mapping, known.gazetteer, known.meeting_types, name, progress)
    progress(1.0)
    return ImportDraft(name, content, sheet, mapping, raw, report)


def reapply_mapping(draft: ImportDraft, mapping: Mapping, known: Known, progress: Progress) -> ImportDraft:
    """Understand a draft in another way; `progress` as of understand."""
    other = apply_mapping(draft.name, draft.content, draft.sheet, mapping, known, progress)
    return replace(other, recalled=draft.recalled)


def _behind(done: float, progress: Progress) -> Progress:
    """Return what to tell the progress of the rest to, where a share is done."""
    return lambda share: progress(done + share * (1 - done))


def add_rows(
    draft: ImportDraft, content: bytes, name: str, mapping: Mapping, known: Known, progress: Progress = lambda _: None
) -> ImportDraft:
    """Add the rows of another file with the same columns to a draft, all of it understood as a mapping says.

    Nothing is merged or replaced. `progress` as of read_draft. Raises IntakeError; the draft stays as it was.
    """
    other = _read_decoded(content, name, BY_CONTENT, lambda share: progress(share * READ))
    sheet = corrections.add_corrections(draft.sheet, other, name)
    whole = apply_mapping(draft.name, draft.content, sheet, mapping, known, _behind(READ, progress))
    return replace(whole, recalled=draft.recalled)


def build_table(draft: ImportDraft, known: Known, progress: Progress = lambda _: None) -> Table:
    """Turn a draft into a checked table that opens on its commonest region; open questions are in its `problems`.

    `progress` as of table.build_table.
    """
    problems = (*known.problems, *draft.sheet.problems, *draft.raw.problems, *describe_questions(draft.report))
    whole = table.build_table(replace(draft.raw, problems=problems), known.gazetteer, progress)
    regions = schema.split_list(whole.events["regions"]).value_counts()
    return replace(whole, settings=replace(whole.settings, opening_unfolded=tuple(regions.index[:1])))


def describe_questions(report: Report) -> tuple[Sentence, ...]:
    """Say each question that is open, and how many cells wait for its answer; many of them in a number."""
    asked = report.questions
    said = tuple(
        Sentence(
            "Open question about “{column}”: {question} ({count} cell)",
            "Open question about “{column}”: {question} ({count} cells)",
            column=each.column,
            question=each.text if isinstance(each.text, Sentence) else Sentence(each.text),
            count=each.cells,
        )
        for each in asked[:MOST_SAID]
    )
    others = len(asked) - MOST_SAID
    if others <= 0:
        return said
    return (*said, Sentence("{count} more question is open.", "{count} more questions are open.", count=others))


def read(path: Path, places_folder: Path, progress: Progress = lambda _: None) -> Table:
    """Read a file of any kind as a table, with the mapping that is saved beside it where there is one.

    Its version is the hash of file and mapping. Raises TableError.
    """
    known = read_known(places_folder)
    problems: list[str] = []
    try:
        limits.FILE_BYTES.check(path.stat().st_size)
        content = path.read_bytes()
        saved, written = _read_saved(find_mapping_path(path), problems)
        draft = read_draft(content, path.name, known, saved=saved, progress=lambda share: progress(share * DRAFTED))
    except (OSError, IntakeError) as error:
        raise TableError(
            Sentence("“{file}” can't be opened. Reason: {why}", file=path.name, why=raw_table.describe_failure(error))
        ) from error
    whole = build_table(draft, known, lambda share: progress(DRAFTED + share * (1 - DRAFTED)))
    version = hashlib.sha256(content + written).hexdigest()[:12]
    problems += filter(csv_rows.is_cut, draft.sheet.notes)
    return replace(whole, version=version, problems=(*problems, *whole.problems))


def find_mapping_path(path: Path) -> Path:
    """Return where the mapping of a file is kept: beside it."""
    return path.with_name(path.name + MAPPING_SUFFIX)


def _read_saved(path: Path, problems: list[str]) -> tuple[Mapping | None, bytes]:
    """Return the saved mapping and its bytes; none, and a sentence in `problems`, where it can't be used."""
    try:
        with path.open("rb") as file:
            written = file.read(mapping_file.MOST_BYTES + 1)
        return mapping_file.read_bytes(written), written
    except FileNotFoundError:
        return None, b""
    except (OSError, MappingError) as error:
        problems.append(
            Sentence(
                "{file} can't be used, so the columns were guessed. Reason: {why}",
                file=path.name,
                why=raw_table.describe_failure(error),
            )
        )
        return None, b""
