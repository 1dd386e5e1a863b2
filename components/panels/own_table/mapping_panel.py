"""What a visitor's columns were taken for, the questions that only a person can answer, and settings."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components.events.gazetteer import SCHEME_COLUMNS, SCHEME_NAMES
from components.intake.columns.column_content import SEPARATORS
from components.intake.columns.column_roles import BY_KEY, DATE_ROLES, EXTRA, ROLES
from components.intake.columns.mapping import Mapping, Use
from components.intake.dates.date_style import ORDERS, QUESTIONS, Question
from components.intake.single_file import ImportDraft
from components.panels import fields, markup
from components.panels.own_table.own_table import ImportSession

MOST_ASKED = 12  # questions on the screen at a time
MOST_COLUMNS = 25  # columns on the screen at a time
SURE = 0.9  # confidence from which a column is folded away
MOST_TITLE = 120  # letters
_ROLES = {role.key: role.label for role in ROLES if not role.ours}
_SIGNS = {
    "": "Not parted",
    "\n": "Line ends",
    **{sign: f"Parted by “{sign.strip()}”" for sign in SEPARATORS if sign != "\n"},
}
_ORDERS = {"": "Order: as the column shows", **{code: f"Order: {words}" for code, words in ORDERS.items()}}


def render_answers(import_session: ImportSession, draft: ImportDraft) -> None:
    """Draw every question that was asked of the file, with its answer where it has one."""
    asked = sorted(import_session.asked.values(), key=lambda each: bool(draft.mapping.answer_to(each.key, each.column)))
    open_ones = [each for each in asked if not draft.mapping.answer_to(each.key, each.column)]
    if not asked:
        return
    said = f"{len(open_ones):,} open" if open_ones else "all answered"
    st.html(markup.build_element("h3", markup.escape_text(f"Questions: {said}"), "section"))
    first = 0
    if len(asked) > MOST_ASKED:
        first = _render_part("Questions", len(asked), MOST_ASKED, f"part of questions {import_session.number}")
    in_order = list(import_session.asked.values())
    with st.container(key="questions"):
        for question in in_order[first : first + MOST_ASKED]:
            _render_answer(import_session, draft, question)


def _render_answer(import_session: ImportSession, draft: ImportDraft, question: Question) -> None:
    mapping, column = draft.mapping, question.column
    examples = ", ".join(f"“{example[:60]}”" for example in question.examples[:3])
    waits = f"{question.cells:,} {'cell' if question.cells == 1 else 'cells'} in “{column}”"
    fields.render_choice(
        question.text,
        {"": "Not answered yet", **dict(question.options), **_to_places(import_session, question)},
        mapping.answer_to(question.key, column),
        f"question {import_session.number} {question.key} {column}",
        lambda answer: import_session.change(lambda mapping: apply_answer(mapping, question, answer)),
    )
    spoken = dict(question.options).get(question.proposed, "")
    proposed = f" Proposed, as these cells suggest: “{spoken}”." * bool(spoken)
    said = f"{waits}{', such as ' * bool(examples)}{examples}.{proposed}"
    st.html(markup.build_element("p", markup.escape_text(said), "quiet"))


def _to_places(import_session: ImportSession, question: Question) -> dict[str, str]:
    """Return every place that may answer a question about one, behind those that are offered; it is found by typing."""
    if import_session.known is None or not question.key.startswith("place:"):
        return {}
    offered = {code for code, _ in question.options}
    places = import_session.known.gazetteer.places.sort_values("name")
    names = (
        places["name"].str.cat(places["name_ja"].where(places["name_ja"] != places["name"], ""), sep=" ").str.strip()
    )
    return {code: name for code, name in zip(places["code"], names, strict=True) if code not in offered}


def apply_answer(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping with an answer; "" leaves it as it is, since what was said can be changed and not unsaid."""
    return mapping.answered(question.key, answer, question.column) if answer else mapping


def render_columns(import_session: ImportSession, draft: ImportDraft) -> None:
    """Draw each column with what it was taken for and why; another choice understands the file anew."""
    uses = draft.mapping.uses
    st.html(markup.build_element("h3", "Columns", "section"))
    first = 0
    if len(uses) > MOST_COLUMNS:
        first = _render_part("Columns", len(uses), MOST_COLUMNS, f"part of columns {import_session.number}")
    shown = list(enumerate(uses[first : first + MOST_COLUMNS], first))
    sure = [each for each in shown if is_sure(each[1])]
    _render_rows(import_session, draft, [each for each in shown if each not in sure])
    if sure:
        with st.expander(f"Columns that are sure: {len(sure):,}"):
            _render_rows(import_session, draft, sure)


def is_sure(use: Use) -> bool:
    """Tell whether what a column was taken for needs no look: its name says it, or a person did."""
    return use.confidence >= SURE and use.role != EXTRA


def _render_rows(import_session: ImportSession, draft: ImportDraft, shown: list[tuple[int, Use]]) -> None:
    for place, use in shown:
        with st.container(horizontal=True, vertical_alignment="center", key=f"column {import_session.number} {place}"):
            _render_column(import_session, draft, use, place)


def _render_column(import_session: ImportSession, draft: ImportDraft, use: Use, place: int) -> None:
    cells = draft.sheet.cells[use.column]
    filled = cells[cells.str.strip() != ""].head(1)
    example = f"such as “{filled.iloc[0][:60]}”" if len(filled) else "blank in every row"
    said = markup.build_element("strong", markup.escape_text(use.column)) + markup.build_element(
        "span", markup.escape_text(f"{example}; {use.reason}"), "quiet"
    )
    st.html(markup.build_element("p", said, "column"))
    change = partial(_change, import_session, use.column)
    roles = _ROLES if use.role in _ROLES else {use.role: BY_KEY[use.role].label, **_ROLES}
    fields.render_choice(
        f"What “{use.column}” is", roles, use.role, f"role {import_session.number} {place}",
            lambda role: change(role=role),
        labelled=False,
    )  # fmt: skip
    if BY_KEY[use.role].listed:
        fields.render_choice(
            f"What parts “{use.column}”", _SIGNS, use.separator, f"sign {import_session.number} {place}",
            lambda sign: change(separator=sign), labelled=False,
        )  # fmt: skip
    if use.role in DATE_ROLES:
        fields.render_choice(
            f"Order of dates in “{use.column}”", _ORDERS, use.order, f"order {import_session.number} {place}",
            lambda order: change(order=order), labelled=False,
        )  # fmt: skip


def _change(import_session: ImportSession, column: str, **said: str) -> None:
    import_session.change(lambda mapping: mapping.with_use(column, **said))


def render_settings(import_session: ImportSession, draft: ImportDraft) -> None:
    """Draw what the table says of itself: title, home country, fiscal year, region scheme."""
    settings = draft.mapping.settings
    st.html(markup.build_element("h3", "The table", "section"))

    def change(**said: str | int) -> None:
        import_session.change(lambda mapping: replace(mapping, settings=replace(mapping.settings, **said)))  # type: ignore[arg-type]

    with st.container(horizontal=True, key="settings"):
        key = f"{import_session.number}"
        title = draft.raw.settings.title
        fields.render_text("Title", title, f"title {key}", lambda text: change(title=text.strip()), MOST_TITLE)
        fields.render_choice(
            "Home country, which is no other side", _to_states(import_session), settings.home_country, f"home {key}",
            lambda code: change(home_country=code),
        )  # fmt: skip
        begins = {"": "not said: calendar years only", **dict(QUESTIONS["fiscal_start"][1])}
        fields.render_choice(
            "Fiscal year 2013 begins", begins, draft.mapping.answer_to("fiscal_start"),
            f"fiscal {key}",
            lambda answer: import_session.change(
                lambda mapping: mapping.answered("fiscal_start", answer) if answer else mapping
            ),
        )  # fmt: skip
        schemes = {scheme: SCHEME_NAMES.get(scheme, scheme) for scheme in SCHEME_COLUMNS}
        fields.render_choice(
            "Regions", schemes, settings.region_scheme, f"regions {key}", lambda code: change(region_scheme=code)
        )


def _to_states(import_session: ImportSession) -> dict[str, str]:
    if import_session.known is None:
        return {"": "None"}
    states = import_session.known.gazetteer.places.query("kind == 'state'").sort_values("name")
    return {"": "None", **dict(zip(states["code"], states["name"], strict=True))}


def _render_part(label: str, count: int, most: int, key: str) -> int:
    """Draw which part of a long list is on the screen; returns the place of its first entry."""
    firsts = list(range(0, count, most))
    chosen = st.selectbox(
        f"{label} on this screen",
        firsts,
        format_func=lambda first: f"{first + 1:,} to {min(first + most, count):,} of {count:,}",
        key=key,
    )
    return int(chosen or 0)
