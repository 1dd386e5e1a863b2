"""The account of a visitor's file: what came in, what was mended, what was not taken."""

import pandas as pd
import streamlit as st

from components.events import own_columns
from components.intake.rows import corrections
from components.intake.rows.account import Report
from components.intake.single_file import ImportDraft
from components.panels import markup, rejected_rows
from components.panels.own_table.own_table import ImportSession

ADD, MORE = "Add corrected rows", "A file with rows to add"
_ADDED = (
    "A file with the same columns, such as the rows that were not taken once they are mended. They are read like the "
    "rest and come below it; nothing is merged or replaced."
)
# field of the report → what its list is called; to add one: a line here, and its columns in _NAMES
_LISTS = {
    "undated": "Rows without a date that can be read: {count}",
    "repaired": "Ways in which cells were mended: {count}",
    "duplicates": "Pairs that may be one event: {count}; none was merged",
}
_NAMES = {
    "raw": "As written",
    "edtf": "Read as",
    "words": "In words",
    "reason": "Why not",
    "how": "How",
    "column": "Column",
    "row": "Row",
    "text": "As written",
    "rows": "Rows",
    "example": "Such as",
    "other_row": "Other row",
    "title": "Title",
    "other_title": "Other title",
    "name": "As written",
    "means": "Understood as",
}


def render_readings(import_session: ImportSession, draft: ImportDraft) -> None:
    """Show the dates as written, as they are read, and in words; then the names of places as they are understood."""
    readings = draft.report.readings
    readings = readings.assign(words=readings["words"].where(readings["edtf"] != "", ""))
    if len(readings):
        st.html(markup.build_element("h3", "Dates: as written, as read, in words", "section"))
        rejected_rows.render_list(_to_shown(readings), f"readings {import_session.number}")
    names = list_places(import_session, draft.report)
    if len(names):
        with st.expander(f"Names of places: {len(names):,}"):
            rejected_rows.render_list(names, f"names {import_session.number}")


def list_places(import_session: ImportSession, report: Report) -> pd.DataFrame:
    """Return each name of a place, what it is understood as, how, and in how many cells it stands."""
    known = import_session.known
    rows = [
        (column, match.name, match.name if match.own or known is None else known.gazetteer.name(match.code), match.how,
         match.cells)
        for column, match in report.places
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Column", "As written", "Understood as", "How", "Cells"])


def render_report(import_session: ImportSession, draft: ImportDraft) -> None:
    """Show what became of every row; rows that were not taken can be downloaded with reasons."""
    report = draft.report
    st.html(markup.build_element("h3", "What comes in", "section"))
    for sentence in report.sentences():
        st.html(markup.build_element("p", markup.escape_text(sentence), "account"))
    for each in draft.sheet.added:
        rows = "row that was read was" if each.rows == 1 else "rows that were read were"
        said = f"{each.rows:,} {rows} added from “{each.name}”, numbered from {each.first:,} on."
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
    if len(report.rejected):
        rejected_rows.render_download(
            lambda: corrections.build_lines(draft.sheet, report.rejected), f"rejected rows {import_session.number}"
        )
    _render_more(import_session)
    for name, words in _LISTS.items():
        rows = getattr(report, name)
        if len(rows):
            with st.expander(words.format(count=f"{len(rows):,}")):
                rejected_rows.render_list(_to_shown(rows), f"{name} {import_session.number}")
    for sentence in describe_kept(report):
        st.html(markup.build_element("p", markup.escape_text(sentence), "quiet"))


def describe_kept(report: Report) -> tuple[str, ...]:
    """Say which columns are kept as they are, and which of these make filters and lanes."""
    groups = [column for column, makes_groups in report.extras if makes_groups]
    listed = _listed(groups[: own_columns.MOST_OWN])
    first = f", the first {own_columns.MOST_OWN} of {len(groups):,}" if len(groups) > own_columns.MOST_OWN else ""
    said = (
        f"Kept as they are, and shown on the card: {_listed([column for column, _ in report.extras])}.",
        f"Of few values, and so to filter by and to make lanes by: {listed}{first}.",
    )
    return said[: bool(report.extras) + bool(groups)]


def _listed(columns: list[str]) -> str:
    return ", ".join(f"“{column}”" for column in columns)


def _render_more(import_session: ImportSession) -> None:
    """Draw what adds rows from another file, the field drawn anew each time."""
    key = f"more rows {import_session.number} {import_session.additions}"
    with st.expander(ADD):
        st.html(markup.build_element("p", markup.escape_text(_ADDED), "quiet"))
        st.file_uploader(MORE, key=key, on_change=_on_more, args=(import_session, key))


def _on_more(import_session: ImportSession, key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        import_session.add(uploaded.getvalue(), uploaded.name)


def _to_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.rename(columns=_NAMES)
