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
from components.messages.catalogue import ENGLISH, Messages
from components.panels import fields, markup
from components.panels.own_table.own_table import ImportSession

MOST_ASKED = 12  # questions on the screen at a time
MOST_COLUMNS = 25  # columns on the screen at a time
SURE = 0.9  # confidence from which a column is folded away
MOST_TITLE = 120  # letters
_LINE_BREAK = "\n"


def render_answers(import_session: ImportSession, draft: ImportDraft, _: Messages = ENGLISH) -> None:
    """Draw every question that was asked of the file, with its answer where it has one."""
    asked = sorted(import_session.asked.values(), key=lambda each: bool(draft.mapping.answer_to(each.key, each.column)))
    open_ones = [each for each in asked if not draft.mapping.answer_to(each.key, each.column)]
    if not asked:
        return
    heading = (
        _.plural("Questions: {count} open", "Questions: {count} open", len(open_ones))
        if open_ones
        else _("Questions: all answered")
    )
    st.html(markup.build_element("h3", markup.escape_text(heading), "section"))
    first = 0
    if len(asked) > MOST_ASKED:
        key = f"part of questions {import_session.number}"
        first = _render_part(_("Questions on this screen"), len(asked), MOST_ASKED, key, _)
    in_order = list(import_session.asked.values())
    with st.container(key="questions"):
        for question in in_order[first : first + MOST_ASKED]:
            _render_answer(import_session, draft, question, _)


def _render_answer(import_session: ImportSession, draft: ImportDraft, question: Question, _: Messages) -> None:
    mapping, column = draft.mapping, question.column
    offered = {code: _(words) for code, words in question.options}
    fields.render_choice(
        _(question.text),
        {"": _("Not answered yet"), **offered, **_to_places(import_session, question)},
        mapping.answer_to(question.key, column),
        key=f"question {import_session.number} {question.key} {column}",
        take=lambda answer: import_session.change(lambda mapping: apply_answer(mapping, question, answer)),
    )
    said = [_describe_cells(question, _)]
    if answer := offered.get(question.proposed, ""):
        said.append(_("These cells suggest: “{answer}”.", answer=answer))
    st.html(markup.build_element("p", markup.escape_text(" ".join(said)), "quiet"))


def _describe_cells(question: Question, _: Messages) -> str:
    """Say which cells wait for the answer to a question: "3 cells in “Date”, e.g. “03/04/2013”."."""
    column, count = question.column, question.cells
    examples = ", ".join(_("“{text}”", text=example[:60]) for example in question.examples[:3])
    if not examples:
        return _.plural("{count} cell in “{column}”.", "{count} cells in “{column}”.", count, column=column)
    return _.plural(
        "{count} cell in “{column}”, e.g. {examples}.",
        "{count} cells in “{column}”, e.g. {examples}.",
        count,
        column=column,
        examples=examples,
    )


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


def render_columns(import_session: ImportSession, draft: ImportDraft, _: Messages = ENGLISH) -> None:
    """Draw each column with what it was taken for and why; another choice understands the file anew."""
    uses = draft.mapping.uses
    st.html(markup.build_element("h3", markup.escape_text(_("Columns")), "section"))
    first = 0
    if len(uses) > MOST_COLUMNS:
        key = f"part of columns {import_session.number}"
        first = _render_part(_("Columns on this screen"), len(uses), MOST_COLUMNS, key, _)
    shown = list(enumerate(uses[first : first + MOST_COLUMNS], first))
    sure = [each for each in shown if is_sure(each[1])]
    _render_rows(import_session, draft, [each for each in shown if each not in sure], _)
    if sure:
        with st.expander(_.plural("Recognised columns: {count}", "Recognised columns: {count}", len(sure))):
            _render_rows(import_session, draft, sure, _)


def is_sure(use: Use) -> bool:
    """Tell whether what a column was taken for needs no look: its name says it, or a person did."""
    return use.confidence >= SURE and use.role != EXTRA


def _render_rows(import_session: ImportSession, draft: ImportDraft, shown: list[tuple[int, Use]], _: Messages) -> None:
    for place, use in shown:
        with st.container(horizontal=True, vertical_alignment="center", key=f"column {import_session.number} {place}"):
            _render_column(import_session, draft, use, place, _)


def _render_column(import_session: ImportSession, draft: ImportDraft, use: Use, place: int, _: Messages) -> None:
    cells = draft.sheet.cells[use.column]
    filled = cells[cells.str.strip() != ""].head(1)
    example = _("e.g. “{text}”", text=filled.iloc[0][:60]) if len(filled) else _("blank in every row")
    said = markup.build_element("strong", markup.escape_text(use.column)) + markup.build_element(
        "span", markup.escape_text(f"{example}; {_(use.reason)}"), "quiet"
    )
    st.html(markup.build_element("p", said, "column"))
    change = partial(_change, import_session, use.column)
    roles = {role.key: _(role.label) for role in ROLES if not role.ours}
    if use.role not in roles:
        roles = {use.role: _(BY_KEY[use.role].label), **roles}
    fields.render_choice(
        _("Use “{column}” as", column=use.column), roles, use.role,
        key=f"role {import_session.number} {place}", take=lambda role: change(role=role), labelled=False,
    )  # fmt: skip
    if BY_KEY[use.role].listed:
        fields.render_choice(
            _("Values in “{column}”", column=use.column), _list_signs(_), use.separator,
            key=f"sign {import_session.number} {place}", take=lambda sign: change(separator=sign), labelled=False,
        )  # fmt: skip
    if use.role in DATE_ROLES:
        fields.render_choice(
            _("Date order in “{column}”", column=use.column), _list_orders(_), use.order,
            key=f"order {import_session.number} {place}", take=lambda order: change(order=order), labelled=False,
        )  # fmt: skip


def _list_signs(_: Messages) -> dict[str, str]:
    """Return the signs at which the cells of a column may be split, with their words."""
    signs = {sign: _("Split at “{sign}”", sign=sign.strip()) for sign in SEPARATORS if sign != _LINE_BREAK}
    return {"": _("One value per cell"), _LINE_BREAK: _("Split at line breaks"), **signs}


def _list_orders(_: Messages) -> dict[str, str]:
    """Return the orders of day, month and year that may be chosen for a column, with their words."""
    orders = {code: _("Date order: {order}", order=_(words)) for code, words in ORDERS.items()}
    return {"": _("Date order: detect"), **orders}


def _change(import_session: ImportSession, column: str, **said: str) -> None:
    import_session.change(lambda mapping: mapping.with_use(column, **said))


def render_settings(import_session: ImportSession, draft: ImportDraft, _: Messages = ENGLISH) -> None:
    """Draw what the table says of itself: title, home country, fiscal year, region scheme."""
    settings = draft.mapping.settings
    st.html(markup.build_element("h3", markup.escape_text(_("Table settings")), "section"))

    def change(**said: str | int) -> None:
        import_session.change(lambda mapping: replace(mapping, settings=replace(mapping.settings, **said)))  # type: ignore[arg-type]

    with st.container(horizontal=True, key="settings"):
        key = f"{import_session.number}"
        title = draft.raw.settings.title
        fields.render_text(
            _("Title"), title, key=f"title {key}", take=lambda text: change(title=text.strip()), most=MOST_TITLE
        )
        fields.render_choice(
            _("Home country (not counted as a counterpart)"), _to_states(import_session, _), settings.home_country,
            key=f"home {key}", take=lambda code: change(home_country=code),
        )  # fmt: skip
        starts = {"": _("None"), **{code: _(words) for code, words in QUESTIONS["fiscal_start"][1]}}
        fields.render_choice(
            _("Fiscal year starts"), starts, draft.mapping.answer_to("fiscal_start"),
            key=f"fiscal {key}",
            take=lambda answer: import_session.change(
                lambda mapping: mapping.answered("fiscal_start", answer) if answer else mapping
            ),
        )  # fmt: skip
        schemes = {scheme: _(SCHEME_NAMES.get(scheme, scheme)) for scheme in SCHEME_COLUMNS}
        fields.render_choice(
            _("Region grouping"), schemes, settings.region_scheme, key=f"regions {key}",
            take=lambda code: change(region_scheme=code),
        )  # fmt: skip


def _to_states(import_session: ImportSession, _: Messages) -> dict[str, str]:
    if import_session.known is None:
        return {"": _("None")}
    states = import_session.known.gazetteer.places.query("kind == 'state'").sort_values("name")
    return {"": _("None"), **dict(zip(states["code"], states["name"], strict=True))}


def _render_part(label: str, count: int, most: int, key: str, _: Messages) -> int:
    """Draw which part of a long list is on the screen; returns the place of its first entry."""
    firsts = list(range(0, count, most))
    chosen = st.selectbox(
        label,
        firsts,
        format_func=lambda first: _(
            "{first} to {last} of {count}", first=first + 1, last=min(first + most, count), count=count
        ),
        key=key,
    )
    return int(chosen or 0)
