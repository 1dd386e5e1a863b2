"""Where a sheet and its mapping become the raw table of the dashboard, with an account of every row."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

import numpy as np
import pandas as pd

from components.events import schema
from components.events.gazetteer import Gazetteer
from components.events.raw_table import FILES, Progress, RawTable, Settings
from components.intake.columns.mapping import Mapping
from components.intake.columns.mapping_file import format_mapping
from components.intake.columns.our_files import restore_cells
from components.intake.dates.date_style import Question
from components.intake.dates.row_dates import RowDates, find_unused, read_row_dates
from components.intake.readers.sheets import Sheet
from components.intake.readers.text_columns import join_cells, join_text
from components.intake.rows import account, column_questions, row_people, row_text
from components.intake.rows.account import Report
from components.intake.rows.kind_matching import build_own_kinds
from components.intake.rows.likely_duplicates import find_duplicates
from components.intake.rows.row_names import RowPlaces, find_whole_lists, read_row_places, read_text_lists
from components.intake.rows.row_sources import read_row_sources
from components.intake.rows.row_text import RowKinds
from components.intake.rows.rows_taken import EventRows, find_event_rows

_LISTS, _TEXTS = ("city", "people", "topics"), ("summary", "note")
_LONGEST_QUOTE = 200  # letters of a date that can't be read, in the note of its event


@dataclass(frozen=True)
class _Read:
    """Hold what was read of the rows that are not blank, column by column; all on one index."""

    cells: pd.DataFrame
    rows: pd.Series
    when: RowDates
    where: RowPlaces
    kinds: RowKinds
    ids: pd.Series
    renumbered: pd.Series
    titles: pd.Series
    composed: pd.Series
    questions: tuple[Question, ...]
    found: EventRows


def build_raw_table(
    sheet: Sheet,
    mapping: Mapping,
    gazetteer: Gazetteer,
    meeting_types: pd.DataFrame,
    name: str = "",
    progress: Progress = lambda _: None,
) -> tuple[RawTable, Report]:
    """Turn a sheet into a raw table as its mapping says, and give account of every row.

    `mapping` has a use for every column of the sheet (mapping_file.is_fitting). `meeting_types` are the known kinds, as
    in their file; `name` is the file's, which is the source of what names none. `progress` is told the share that is
    done between two steps, and may raise to stop.
    """
    sheet = restore_cells(sheet)
    found = find_event_rows(sheet.cells, sheet.rows, mapping)
    ragged = pd.concat([sheet.ragged, found.rejected], ignore_index=True)
    read = _read(found, mapping, gazetteer, meeting_types, progress)
    events = _to_events(read, mapping)
    progress(0.7)
    proofs, pages = read_row_sources(read.cells, _to_written(read, sheet), mapping, name)
    raw = RawTable(
        events=events,
        event_sources=proofs,
        sources=pages,
        meeting_types=_add_own_kinds(meeting_types, read.kinds),
        claims=pd.DataFrame(columns=list(FILES["claims"]), dtype="str"),
        settings=_name_table(mapping, name),
        folder=Path(),
        version=_hash_version(sheet, mapping, name),
        ragged=ragged,
        own_places=read.where.own_places,
        own_levels=read.kinds.own_levels,
        people=row_people.read_people(read.cells, mapping),
        topics=row_people.read_topics(read.cells, mapping),
        own_separators={use.column: use.separator for use in mapping.uses},
    )
    progress(0.9)
    report = _to_report(read, events, ragged, mapping)
    return raw, replace(report, repaired=account.add_mended(report.repaired, sheet.mended))


def _name_table(mapping: Mapping, file: str) -> Settings:
    """Return the settings of a mapping; a table without a title has its file's name."""
    return replace(mapping.to_settings(), title=mapping.settings.title or PurePath(file).stem or Settings.title)


def _to_written(read: _Read, sheet: Sheet) -> pd.DataFrame:
    """Return of each row its id, its place in the file and its date as written, for what is said of its source."""
    return pd.DataFrame({"id": read.ids, "place": _to_places(read.rows, sheet), "text": read.when.rows["text"]})


def _add_own_kinds(known: pd.DataFrame, kinds: RowKinds) -> pd.DataFrame:
    """Add the table's own kinds to the known ones, with other symbols than the known ones that its events have."""
    beside = known["symbol"][known["code"].isin(kinds.rows["meeting_type"])]
    return pd.concat([known, build_own_kinds(kinds.own_kinds, known.columns, beside)], ignore_index=True)


def _read(
    found: EventRows, mapping: Mapping, gazetteer: Gazetteer, meeting_types: pd.DataFrame, progress: Progress
) -> _Read:
    cells, numbers = found.cells, pd.Series(found.rows, dtype=int)
    ids, renumbered = row_text.read_ids(cells, numbers, mapping)
    titles, composed = row_text.read_titles(cells, numbers, mapping)
    progress(0.1)
    when = read_row_dates(cells, mapping)
    progress(0.4)
    where = read_row_places(cells, mapping, gazetteer)
    progress(0.5)
    kinds = row_text.read_row_kinds(cells, mapping, meeting_types)
    progress(0.6)
    questions = (*found.questions, *column_questions.find_questions(found.stated, mapping, gazetteer))
    return _Read(cells, numbers, when, where, kinds, ids, renumbered, titles, composed, questions, found)


def _to_events(read: _Read, mapping: Mapping) -> pd.DataFrame:
    """Return the schema's columns, the extra ones and `row`."""
    words = {role: read_text_lists(read.cells, mapping, role) for role in _LISTS}
    words |= {role: join_text(read.cells, mapping, role) for role in _TEXTS}
    words["note"] = _with_unread_date(_with_lost_id(words["note"], read, mapping), read.when.rows)
    words |= {"id": read.ids, "date": read.when.rows["edtf"], "title": read.titles}
    extras = row_text.read_extras(read.cells, mapping, (*read.kinds.unmatched, *read.where.kept, *find_unused(mapping)))
    columns = [pd.DataFrame(words, index=read.cells.index), read.kinds.rows, read.where.rows, extras]
    found = pd.concat(columns, axis=1)
    for column in schema.COLUMNS:  # one that has no rule of its own is read as it stands
        if column.name not in found:
            read_role = read_text_lists if column.many else join_text
            found[column.name] = read_role(read.cells, mapping, column.name)
    names = [column.name for column in schema.COLUMNS]
    return found[[*names, *extras.columns]].assign(row=read.rows)


def _to_report(read: _Read, events: pd.DataFrame, ragged: pd.DataFrame, mapping: Mapping) -> Report:
    when = read.when.rows
    listed = pd.DataFrame({"row": read.rows, "text": when["text"], "reason": when["reason"]})
    repairs = (
        (when["how"], when["text"]),
        (read.composed.map({True: row_text.COMPOSED, False: ""}), read.titles),
        (read.renumbered.map({True: row_text.RENUMBERED, False: ""}), read.ids),
        *read.where.parted,
        *find_whole_lists(read.cells, mapping),
        *read.found.repairs,
    )
    found = find_duplicates(events)
    return Report(
        read=len(events) + len(ragged),
        taken=len(events),
        rejected=ragged.assign(column="")[schema.REJECTED],
        repaired=account.count_repairs(repairs),
        undated=listed[(when["edtf"] == "").to_numpy()].reset_index(drop=True),
        duplicates=found.pairs,
        duplicates_found=found.found,
        readings=account.describe_readings(read.when.readings),
        questions=(*read.questions, *read.when.questions, *read.where.questions, *read.kinds.questions),
        presets=(*read.where.presets, *read.found.presets),
        places=read.where.matches,
        extras=account.describe_kept_columns(mapping, events),
    )


def _to_places(rows: pd.Series, sheet: Sheet) -> pd.Series:
    """Say where in the file each row is; of one that was added, where from."""
    places = "row " + rows.astype("str")
    for each in sheet.added:
        theirs = rows.between(each.first, each.last)
        places = places.mask(theirs, places + f", added from “{each.name}”")
    return places


def _with_lost_id(notes: pd.Series, read: _Read, mapping: Mapping) -> pd.Series:
    """Keep the id that another row has as well."""
    lost = read.renumbered
    return _with_words(notes, lost, "Number as written: “" + join_text(read.cells[lost], mapping, "id") + "”.")


def _with_unread_date(notes: pd.Series, dates: pd.DataFrame) -> pd.Series:
    """Keep the text of a date that can't be read, or one of whose two days can't, so that the card shows it."""
    unread = ((dates["edtf"] == "") | dates["partly"]) & (dates["text"] != "")
    texts = dates.loc[unread, "text"].astype("str")
    return _with_words(notes, unread, "Date as written: “" + texts.str.slice(0, _LONGEST_QUOTE) + "”.")


def _with_words(notes: pd.Series, which: pd.Series, words: pd.Series) -> pd.Series:
    """Put words behind the notes of some rows, which are few; all others stay as they are, and are not looked at."""
    if not which.any():
        return notes
    noted = notes.astype("str").copy()
    noted[which] = join_cells((noted[which], words), " ")
    return noted


def _hash_version(sheet: Sheet, mapping: Mapping, name: str) -> str:
    """Return a hash over cells, mapping and name: the table's version."""
    digest = hashlib.sha256(f"{name}\n{format_mapping(mapping)}".encode(errors="replace"))
    digest.update(np.asarray(sheet.rows).astype(np.int64).tobytes())
    digest.update(pd.util.hash_pandas_object(sheet.cells, index=False).to_numpy().tobytes())
    return digest.hexdigest()[:12]
