"""The import summary of a visitor's file: what was imported, what was corrected, what was not imported."""

import pandas as pd
import streamlit as st

from components.dates import date_text
from components.events import own_columns
from components.intake.rows import corrections
from components.intake.rows.account import Report
from components.intake.single_file import ImportDraft
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_, Sentence
from components.panels import markup, rejected_rows
from components.panels.own_table.own_table import ImportSession

ADD, MORE = N_("Add corrected rows"), N_("A file with rows to add")
_NAMES = {
    "raw": N_("Original"),
    "edtf": N_("Interpreted"),
    "words": N_("Meaning"),
    "reason": N_("Problem"),
    "how": N_("Method"),
    "column": N_("Column"),
    "row": N_("Row"),
    "text": N_("Original"),
    "rows": N_("Rows"),
    "example": N_("Example"),
    "other_row": N_("Other row"),
    "title": N_("Title"),
    "other_title": N_("Other title"),
    "name": N_("Original"),
    "means": N_("Interpreted"),
    "cells": N_("Cells"),
}
_NOTES = "; "  # between what was done to a cell, one thing after the other


def render_readings(import_session: ImportSession, draft: ImportDraft, _: Messages = ENGLISH) -> None:
    """Show the dates as written, as they are read, and in words; then the names of places as they are understood."""
    readings = draft.report.readings
    if len(readings):
        heading = _("Dates: original, interpreted, meaning")
        st.html(markup.build_element("h3", markup.escape_text(heading), "section"))
        rejected_rows.render_list(list_readings(readings, _), key=f"readings {import_session.number}")
    names = list_places(import_session, draft.report, _)
    if len(names):
        with st.expander(_.plural("Place names: {count}", "Place names: {count}", len(names))):
            rejected_rows.render_list(names, key=f"names {import_session.number}")


def list_readings(readings: pd.DataFrame, _: Messages = ENGLISH) -> pd.DataFrame:
    """Return dates as written, as they are read, and in words, with names for the columns."""
    words = date_text.describe_dates(readings["edtf"].where(readings["edtf"] != "..", ""), _)
    return _to_shown(readings.assign(words=words.where(readings["edtf"] != "", "")), _)


def list_places(import_session: ImportSession, report: Report, _: Messages = ENGLISH) -> pd.DataFrame:
    """Return each name of a place, what it is understood as, how, and in how many cells it stands."""
    known = import_session.known
    rows = [
        (column, match.name, match.name if match.own or known is None else known.gazetteer.name(match.code), match.how,
         match.cells)
        for column, match in report.places
    ]  # fmt: skip
    names = ["column", "name", "means", "how", "cells"]
    return _to_shown(pd.DataFrame(rows, columns=names, dtype=object), _)


def render_report(import_session: ImportSession, draft: ImportDraft, _: Messages = ENGLISH) -> None:
    """Show what became of every row; rows that were not imported can be downloaded with reasons."""
    report = draft.report
    st.html(markup.build_element("h3", markup.escape_text(_("Import summary")), "section"))
    for sentence in report.sentences():
        st.html(markup.build_element("p", markup.escape_text(_(sentence)), "account"))
    for each in draft.sheet.added:
        said = _.plural(
            "{count} row was added from “{name}”, numbered from {first}.",
            "{count} rows were added from “{name}”, numbered from {first}.",
            each.rows,
            name=each.name,
            first=str(each.first),
        )
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
    if len(report.rejected):
        rejected_rows.render_download(
            lambda: corrections.build_lines(draft.sheet, report.rejected, _),
            key=f"rejected rows {import_session.number}",
        )
    _render_more(import_session, _)
    for name in ("undated", "repaired", "duplicates"):
        rows = getattr(report, name)
        if len(rows):
            with st.expander(_name_list(name, len(rows), _)):
                rejected_rows.render_list(_to_shown(rows, _), key=f"{name} {import_session.number}")
    for sentence in describe_kept(report, _):
        st.html(markup.build_element("p", markup.escape_text(sentence), "quiet"))


def _name_list(name: str, count: int, _: Messages) -> str:
    """Say what a list of the report holds, by its field; to add one: a line here, and its columns in _NAMES."""
    if name == "undated":
        return _.plural("Rows without a readable date: {count}", "Rows without a readable date: {count}", count)
    if name == "repaired":
        return _.plural("Automatic corrections: {count}", "Automatic corrections: {count}", count)
    return _.plural(
        "Possible duplicates: {count} pair, not merged", "Possible duplicates: {count} pairs, none merged", count
    )


def describe_kept(report: Report, _: Messages = ENGLISH) -> tuple[str, ...]:
    """Say which columns are kept as they are, and which of these make filters and lanes."""
    groups = [column for column, makes_groups in report.extras if makes_groups]
    said = []
    if report.extras:
        kept = _quote([column for column, _makes_groups in report.extras], _)
        said.append(_("Extra fields, shown with each event: {columns}.", columns=kept))
    if groups:
        listed, most = _quote(groups[: own_columns.MOST_OWN], _), own_columns.MOST_OWN
        said.append(
            _("Also available as filters and lanes: {columns}.", columns=listed)
            if len(groups) <= most
            else _(
                "Also available as filters and lanes: {columns} (the first {shown} of {count}).",
                columns=listed,
                shown=most,
                count=len(groups),
            )
        )
    return tuple(said)


def _quote(columns: list[str], _: Messages) -> str:
    return ", ".join(_("“{text}”", text=column) for column in columns)


def _render_more(import_session: ImportSession, _: Messages) -> None:
    """Draw what adds rows from another file, the field drawn anew each time."""
    key = f"more rows {import_session.number} {import_session.additions}"
    with st.expander(_(ADD)):
        about = _(
            "Choose a file with the same columns, such as the rows that were not imported, once "
            "you have corrected them. Its rows are read in the same way and added below the "
            "others; nothing is merged or replaced."
        )
        st.html(markup.build_element("p", markup.escape_text(about), "quiet"))
        st.file_uploader(_(MORE), key=key, on_change=_on_more, args=(import_session, key))


def _on_more(import_session: ImportSession, key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        import_session.add(uploaded.getvalue(), uploaded.name)


def _to_shown(rows: pd.DataFrame, _: Messages) -> pd.DataFrame:
    """Return rows of a report in a language: reasons, notes on what was done, and the names of the columns."""
    if "reason" in rows:
        rows = rows.assign(reason=[_(reason) for reason in rows["reason"]])
    if "how" in rows:
        rows = rows.assign(how=[_say_notes(how, _) for how in rows["how"]])
    return rows.rename(columns={name: _(words) for name, words in _NAMES.items()})


def _say_notes(how: str, _: Messages) -> str:
    """Say what was done to a cell: a Sentence, or notes of the catalogue with _NOTES between."""
    return _(how) if isinstance(how, Sentence) else _NOTES.join(_(note) for note in str(how).split(_NOTES))
