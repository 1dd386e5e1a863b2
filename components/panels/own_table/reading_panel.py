"""How a visitor's file was read, each decision open to change, and the first rows as they came out."""

from dataclasses import replace
from functools import partial
from pathlib import PurePath

import streamlit as st

from components.intake import limits
from components.intake.readers.delimiters import DELIMITERS
from components.intake.readers.sheets import KINDS
from components.intake.readers.text_encodings.encoding import CHOICES
from components.intake.single_file import ImportDraft
from components.panels import fields, markup, row_list
from components.panels.own_table.own_table import ImportSession

PREVIEWED = 5  # rows
_HEADED = ("csv", "xlsx", "xlsb", "xls", "ods")  # kinds of file in which the row with the names is looked for
_LABELS = {
    "encoding": "Encoding",
    "delimiter": "Between the cells",
    "sheet": "Sheet",
    "until": "Series without an end go on until",
}
_AS_OTHERS = "the last day of all others"


def render_reading(import_session: ImportSession, draft: ImportDraft) -> None:
    """Draw what was decided in reading; another decision reads the file again."""
    sheet = draft.sheet
    words, _ = KINDS[sheet.kind]
    counts = ((len(sheet.cells), "row"), (len(sheet.cells.columns), "column"))
    size = ", ".join(f"{count:,} {noun}{'s' * (count != 1)}" for count, noun in counts)
    name = PurePath(draft.name).name
    st.html(markup.build_element("p", markup.escape_text(f"“{name}” was read as {words}: {size}."), "read"))
    offered = {name: options for name, options in sheet.offered.items() if name in _LABELS and len(options) > 1}
    if offered or sheet.kind in _HEADED:
        with st.container(horizontal=True, key="reading"):
            for part, options in offered.items():
                words_of = {option: _describe(part, option, sheet.words) for option in options}
                take = partial(_on_decision, import_session, draft, part)
                fields.render_choice(
                    _LABELS[part], words_of, getattr(sheet.decided, part), f"{part} {import_session.number}", take
                )
            if sheet.kind in _HEADED:
                _render_header(import_session, draft)
    for note in (*sheet.notes, *draft.raw.problems):
        st.html(markup.build_element("p", markup.escape_text(note), "quiet"))
    row_list.render_rows(sheet.cells.head(PREVIEWED), f"first rows {import_session.number}")


def _render_header(import_session: ImportSession, draft: ImportDraft) -> None:
    fields.render_number(
        "Row with the column names (0: none)",
        draft.sheet.decided.header_row or 0,
        f"header {import_session.number}",
        lambda row: import_session.read(draft.content, draft.name, replace(import_session.decisions, header_row=row)),
        limits.HEADER_DEPTH.most,
    )


def _on_decision(import_session: ImportSession, draft: ImportDraft, part: str, value: str) -> None:
    """Read the file again; in another sheet the row with the names is looked for anew."""
    decisions = replace(import_session.decisions, **{part: value})  # type: ignore[arg-type]  # texts, all of them
    import_session.read(
        draft.content, draft.name, replace(decisions, header_row=None) if part == "sheet" else decisions
    )


def _describe(part: str, option: str, words: dict[str, str]) -> str:
    """Return what a person calls an option; of an encoding, with a few words as it reads them."""
    if part == "encoding" and words.get(option):
        return f"{CHOICES.get(option, option)}: {words[option]}"
    if part == "until":
        return option or _AS_OTHERS
    return {"delimiter": DELIMITERS, "encoding": CHOICES}.get(part, {}).get(option, option)
