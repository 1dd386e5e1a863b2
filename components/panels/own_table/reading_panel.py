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
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_
from components.panels import fields, markup, row_list
from components.panels.own_table.own_table import ImportSession

PREVIEWED = 5  # rows
_HEADED = ("csv", "xlsx", "xlsb", "xls", "ods")  # kinds of file in which the row with the names is looked for
_LABELS = {
    "encoding": N_("Encoding"),
    "delimiter": N_("Delimiter"),
    "sheet": N_("Sheet"),
    "until": N_("For recurring events with no end date, list up to"),
}


def render_reading(import_session: ImportSession, draft: ImportDraft, _: Messages = ENGLISH) -> None:
    """Draw what was decided in reading; another decision reads the file again."""
    sheet = draft.sheet
    said = _(
        "“{name}” was read as {kind}: {rows}, {columns}.",
        name=PurePath(draft.name).name,
        kind=_(KINDS[sheet.kind][0]),
        rows=_.plural("{count} row", "{count} rows", len(sheet.cells)),
        columns=_.plural("{count} column", "{count} columns", len(sheet.cells.columns)),
    )
    st.html(markup.build_element("p", markup.escape_text(said), "read"))
    offered = {name: options for name, options in sheet.offered.items() if name in _LABELS and len(options) > 1}
    if offered or sheet.kind in _HEADED:
        with st.container(horizontal=True, key="reading"):
            for part, options in offered.items():
                words_of = {option: _describe(part, option, sheet.words, _) for option in options}
                take = partial(_on_decision, import_session, draft, part)
                fields.render_choice(
                    _(_LABELS[part]), words_of, getattr(sheet.decided, part), f"{part} {import_session.number}", take
                )
            if sheet.kind in _HEADED:
                _render_header(import_session, draft, _)
    for note in (*sheet.notes, *draft.raw.problems):
        st.html(markup.build_element("p", markup.escape_text(_(note)), "quiet"))
    row_list.render_rows(sheet.cells.head(PREVIEWED), key=f"first rows {import_session.number}")


def _render_header(import_session: ImportSession, draft: ImportDraft, _: Messages) -> None:
    fields.render_number(
        _("Row with the column names (0 = none)"),
        draft.sheet.decided.header_row or 0,
        key=f"header {import_session.number}",
        take=lambda row: import_session.read(
            draft.content, draft.name, replace(import_session.decisions, header_row=row)
        ),
        most=limits.HEADER_DEPTH.most,
    )


def _on_decision(import_session: ImportSession, draft: ImportDraft, part: str, value: str) -> None:
    """Read the file again; in another sheet the row with the names is looked for anew."""
    decisions = replace(import_session.decisions, **{part: value})  # type: ignore[arg-type]  # texts, all of them
    import_session.read(
        draft.content, draft.name, replace(decisions, header_row=None) if part == "sheet" else decisions
    )


def _describe(part: str, option: str, words: dict[str, str], _: Messages) -> str:
    """Return what a person calls an option; of an encoding, with a few words as it reads them."""
    if part == "encoding" and words.get(option):
        return f"{_(CHOICES.get(option, option))}: {words[option]}"
    if part == "until":
        return option or _("the last day of all other events")
    known = {"delimiter": DELIMITERS, "encoding": CHOICES}.get(part, {})
    return _(known[option]) if option in known else option
