"""What can be exported: every kind of file, its options, and the statement that stands on each (D12)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components.briefing import briefing, export_input
from components.briefing.briefing_file import InScheme
from components.briefing.export_input import PAPERS, SCALES, ExportInput, ExportOptions
from components.events.raw_table import TableError
from components.events.table import Table
from components.exports import registry, saving
from components.exports.errors import ExportError
from components.exports.registry import Export
from components.layout import count_text
from components.messages.catalogue import Messages
from components.messages.sentence import N_
from components.panels import error_messages, markup
from components.panels.briefing import briefing_history
from components.panels.explorer import page_state
from components.panels.explorer.page_state import Shown
from components.panels.server import error_log
from components.panels.tables import engine_wait, table_registry
from components.query.selection import Request
from components.query.store import EngineError, Store, Totals
from components.views import selection_summary
from components.views.selection_summary import SelectionSummary

KEY, REFUSED = "export", "refused files"
MOST_COUNTED = 20_000  # events whose sources are counted before a file is made
MOST_TEMPLATE = 20  # megabytes
PICTURES = {False: N_("as on screen"), True: N_("complete, with every lane")}
Make = Callable[[], bytes]


@dataclass(frozen=True)
class ExportGathering:
    """Hold what a file is made of as it was shown, without having asked for it yet.

    A file is made in a thread without a session, so nothing can be looked up by then. Streamlit lets go of a button's
    callable, and so of the table, once the whole page was drawn without it. draft: the session's, not its briefing, so
    that what was written since the button was drawn is in the file. in_scheme: opens the table in a scheme of regions.
    """

    table: Table
    store: Store
    request: Request
    draft: briefing_history.BriefingHistory
    options: ExportOptions
    link: str
    in_scheme: InScheme

    def gather(self) -> ExportInput:
        """Ask for all that files hold; steps are made of the selection where no briefing is in hand."""
        table, store, request = self.table, self.store, self.request
        steps, made = self.draft.newest or briefing.build_briefing(store, table, request), datetime.now(UTC)
        given = export_input.build_export_input(
            store, table, request, steps, made, link=self.link, options=self.options
        )
        return export_input.with_schemes(given, self.in_scheme)


def is_open() -> bool:
    """Return whether the kinds of file are in sight."""
    return bool(st.session_state.get(KEY))


def render_exports(shown: Shown) -> None:
    """Show the kinds of file that what is shown can be exported as; their bytes are made when one is asked for."""
    opened = st.expander(shown.table.messages("Export"), key=KEY, on_change="rerun")
    with opened:
        if opened.open:
            with error_messages.errors_shown("export"):
                _render_kinds(shown)


def _render_kinds(shown: Shown) -> None:
    totals, table, store, request = shown.count(), shown.table, shown.store, shown.request
    stated = engine_wait.run_query(store, lambda asked: _to_statement(asked, shown, totals))
    _ = table.messages
    brief = (count_text.describe_totals(totals, _), *request.selection.describe(table))
    said = _("Files contain: {selection}", selection=stated.text if stated.sources else " · ".join(brief))
    st.html(markup.build_element("p", markup.escape_text(said), "quiet"))
    in_scheme = table_registry.build_scheme_opener()(table, store)
    gathering = ExportGathering(
        table, store, request, briefing_history.get_history(), _render_options(_), stated.link, in_scheme
    )
    refused: list[str] = st.session_state.setdefault(REFUSED, [])
    for sentence in dict.fromkeys(refused):
        error_messages.render_error(sentence)
    refused.clear()
    for export in registry.EXPORTS:
        _render_kind(export, totals.inside, stated, partial(make_file, export, gathering, refused), _)


def _to_statement(store: Store, shown: Shown, totals: Totals) -> SelectionSummary:
    """State the selection; no sources are counted of a very large one."""
    selection, sources = shown.request.selection, 0
    if totals.inside <= MOST_COUNTED:
        cited = [*store.rows(selection)["id"], *store.undated(selection, limit=export_input.MOST_UNDATED)["id"]]
        sources = store.evidence(cited)["source"].nunique()
    return selection_summary.summarise(store, shown.table, selection, sources, datetime.now(UTC), shown.address)


def _render_options(_: Messages) -> ExportOptions:
    pictures = {whole: _(words) for whole, words in PICTURES.items()}
    paper, image, scale, template = st.columns(4)
    chosen = paper.selectbox(_("Paper"), PAPERS, format_func=str.upper, key="paper")
    whole = image.selectbox(_("Timeline image"), [*pictures], format_func=pictures.__getitem__, key="whole")
    scaled = scale.selectbox(_("PNG resolution"), SCALES, 1, format_func=lambda times: f"{times}×", key="scale")
    file = template.file_uploader(
        _("Your own slide template"), type=["pptx", "potx"], key="template", max_upload_size=MOST_TEMPLATE
    )
    return ExportOptions(file.getvalue() if file else b"", chosen, whole, round(page_state.read_shape()[0]), scaled)


def _render_kind(export: Export, events: int, stated: SelectionSummary, produce: Make, _: Messages) -> None:
    """Show one kind of file; where it can't hold so many events, say so instead of making it."""
    beyond = ""
    try:
        registry.check_size(export, events)
    except ExportError as error:
        beyond = _(error_messages.get_sentence(error))
    with st.container(horizontal=True, vertical_alignment="center", key=f"export {export.key}"):
        st.download_button(
            _(export.label),
            produce,
            saving.build_file_name(stated, export.suffix),
            export.media_type,
            key=f"export-{export.key}",
            on_click="ignore",
            disabled=bool(beyond),
            width=140,
        )
        said = beyond or f"{_(export.held)} {_(export.about)}"
        st.html(markup.build_element("p", markup.escape_text(said), "quiet"))


def make_file(export: Export, gathering: ExportGathering, refused: list[str]) -> bytes:
    """Make a file once it is asked for; where that fails, keep the sentence to be shown and let the browser say so."""
    _ = gathering.table.messages
    try:
        return registry.make_file(export, gathering.gather())
    except (ExportError, EngineError, TableError) as error:
        problem = _(error_messages.get_sentence(error))
        refused.append(_("{kind}: the file was not created. {problem}", kind=_(export.label), problem=problem))
        raise
    except Exception as error:
        error_log.write_error(f"{export.key} could not be made", error)
        refused.append(
            _(
                "{kind}: the file could not be created. Try again; if it happens again, the server's log has the "
                "details.",
                kind=_(export.label),
            )
        )
        raise
