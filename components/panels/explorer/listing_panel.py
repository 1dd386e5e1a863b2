"""The part of an answer under the timeline: the same events as a table of text, and those without a date."""

from typing import Any

import pandas as pd

from components.dates.certainty import CERTAIN
from components.events import event_text
from components.messages.catalogue import ENGLISH, Messages
from components.panels import markup
from components.views.view import PAGE, View

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


def build_listing(view: View) -> dict[str, Any]:
    """Return a page of the events in the window as the script has it: html, and the pages there are, if several."""
    _, listing = view.table.messages, view.listing
    if listing is None or listing.empty:
        return {"html": markup.build_element("p", _("No matching events in this period."), "quiet"), "pages": None}
    table = _build_table(listing, list_columns(listing), _("Events in this period"), _)
    return {
        "html": table,
        "pages": build_pages("listing_from", view.view_options.listing_from, view.totals.inside, _),
    }


def build_undated(view: View) -> dict[str, Any] | None:
    """Return a page of the events without a date as `build_listing` does; None where there are none."""
    _, undated = view.table.messages, view.undated
    if undated is None or not view.totals.undated:
        return None
    said = _("Events without a date: {count}", count=view.totals.undated)
    columns = [name for name in COLUMNS if name not in ("date", "certainty")]
    return {
        "html": markup.build_element("h3", markup.escape_text(said), "section")
        + _build_table(undated, columns, said, _),
        "pages": build_pages("undated_from", view.view_options.undated_from, view.totals.undated, _),
    }


def list_columns(listing: pd.DataFrame) -> list[str]:
    """Return the columns that say something of events in the period: most lists hold none that is not certain."""
    doubtful = (listing["standing"] != CERTAIN).any()
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


def _build_table(listing: pd.DataFrame, columns: list[str], caption: str, _: Messages) -> str:
    names, cells = name_columns(_), build_cells(listing, _)
    heads = "".join(f'<th scope="col">{markup.escape_text(names[name])}</th>' for name in columns)
    rows = "".join(_build_row(row, columns) for row in cells.to_dict("records"))
    named = markup.build_element("caption", markup.escape_text(caption))
    return markup.build_element("table", f"{named}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>", "listing")


def _build_row(row: dict[Any, Any], columns: list[str]) -> str:
    special = {
        "title": lambda: markup.build_choice(row["id"], row["title"]),
        "source": lambda: markup.build_link(row["url"], row["source"]),
    }
    cells = (
        markup.build_element("td", special[name]() if name in special else markup.escape_text(row[name]), name)
        for name in columns
    )
    return f'<tr data-row="{markup.escape_text(row["id"])}">{"".join(cells)}</tr>'


def build_cells(listing: pd.DataFrame, _: Messages = ENGLISH) -> pd.DataFrame:
    """Return the rows of a listing with what is said of an event beside its title, and how it stands in the period."""
    standings = ("" if standing == CERTAIN else standing for standing in listing["standing"])
    doubts = [event_text.describe_doubt(status, _) for status in listing["status"]]
    titles = [
        _("{title} ({doubt})", title=title, doubt=doubt) if doubt else title
        for title, doubt in zip(listing["title"], doubts, strict=True)
    ]
    return listing.assign(certainty=event_text.describe_in_period(standings, _), title=titles)
