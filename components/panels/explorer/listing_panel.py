"""The part of an answer under the timeline: the same events as a table of text, and those without a date."""

from collections.abc import Sequence
from typing import Any

from components.dates.certainty import CERTAIN
from components.events import event_text
from components.messages.catalogue import ENGLISH, Messages
from components.panels import markup
from components.query.store import INSIDE
from components.views.view import PAGE, ListedEvent, Page

COLUMNS = ("date", "title", "kind", "parties", "place", "certainty", "source")


def name_columns(_: Messages) -> dict[str, str]:
    """Return what each of COLUMNS is called."""
    return {
        "date": _("Date"),
        "title": _("Event"),
        "kind": _("Meeting type"),
        "parties": _("Counterparts"),
        "place": _("Place"),
        "certainty": _("In the period"),
        "source": _("Source"),
    }


def build_listing(page: Page, _: Messages) -> dict[str, Any]:
    """Return a page of the events in the window as the script has it: html, and the pages there are, if several."""
    if not page.rows:
        said = _("No matching events in this period.")
        return {"html": markup.build_element("p", markup.escape_text(said), "quiet"), "pages": None}
    table = _build_table(page.rows, list_columns(page.rows), _("Events in this period"), _)
    return {"html": table, "pages": build_pages("listing_from", page.first, page.of, _)}


def build_undated(page: Page, _: Messages) -> dict[str, Any] | None:
    """Return a page of the events without a date as `build_listing` does; None where there are none."""
    if not page.of:
        return None
    said = _("Events without a date: {count}", count=page.of)
    heading = markup.build_element("h3", markup.escape_text(said), "section")
    columns = [name for name in COLUMNS if name not in ("date", "certainty")]
    table = _build_table(page.rows, columns, said, _)
    return {"html": heading + table, "pages": build_pages("undated_from", page.first, page.of, _)}


def list_columns(rows: Sequence[ListedEvent]) -> list[str]:
    """Return the columns that say something of events in the period: most lists hold none that is not certain."""
    doubtful = any(row.standing != CERTAIN for row in rows)
    return [name for name in COLUMNS if doubtful or name != "certainty"]


def build_pages(name: str, first: int, of: int, _: Messages) -> dict[str, Any] | None:
    """Return, of a list of more than a page, which of its rows these are in words, and what leads to the others.

    name: its field in ViewOptions. previous, following: first rows, None where there is no such page.
    """
    if of <= PAGE:
        return None
    last = min(first + PAGE, of)
    return {
        "name": name,
        "words": _("{first} to {last} of {all}", first=first + 1, last=last, all=of),
        "previous": max(0, first - PAGE) if first > 0 else None,
        "following": first + PAGE if last < of else None,
    }


def _build_table(rows: Sequence[ListedEvent], columns: list[str], caption: str, _: Messages) -> str:
    names, standings = name_columns(_), event_text.describe_in_period(("", *INSIDE), _)
    said = dict(zip(("", *INSIDE), standings, strict=True)) | {CERTAIN: ""}
    heads = "".join(f'<th scope="col" class="{name}">{markup.escape_text(names[name])}</th>' for name in columns)
    body = "".join(_build_row(row, columns, said[row.standing], _) for row in rows)
    named = markup.build_element("caption", markup.escape_text(caption))
    return markup.build_element("table", f"{named}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>", "listing")


def _build_row(row: ListedEvent, columns: list[str], standing: str, _: Messages) -> str:
    made = {
        **{name: markup.escape_text(getattr(row, name)) for name in ("date", "kind", "parties", "place")},
        "title": markup.build_choice(row.id, describe_title(row, _)),
        "certainty": markup.escape_text(standing),
        "source": markup.build_link(row.url, row.source),
    }
    cells = (markup.build_element("td", made[name], name) for name in columns)
    return f'<tr data-row="{markup.escape_text(row.id)}">{"".join(cells)}</tr>'


def describe_title(row: ListedEvent, _: Messages = ENGLISH) -> str:
    """Return an event's title, with what stands against its having taken place."""
    doubt = event_text.describe_doubt(row.status, _)
    return _("{title} ({doubt})", title=row.title, doubt=doubt) if doubt else row.title
