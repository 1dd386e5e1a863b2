"""What is said of an event in a line or two, and how a stranger's text is made safe for a figure."""

import html
import textwrap
from collections.abc import Iterable

import pandas as pd

from components.dates import date_text
from components.dates.certainty import CERTAIN, POSSIBLE, UNCERTAIN
from components.events import schema
from components.events.table import Table
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_

HOVER_LETTERS = 60  # of a line
HOVER_LINES = 8  # of a title


def describe_events(events: pd.DataFrame, table: Table) -> list[str]:
    """Say each event in one line: kind, date in words, and where it is not known to be held, that.

    events: meeting_type, date, status.
    """
    columns = zip(events["meeting_type"], events["date"], events["status"], strict=True)
    return [describe_event(kind, date, status, table) for kind, date, status in columns]


def describe_event(meeting_type: str, date: str, status: str, table: Table) -> str:
    """Say an event in one line: kind, date in words, and where it is not known to be held, that."""
    _ = table.messages
    kind, doubt = table.name_of("meeting_type", meeting_type), describe_doubt(status, _)
    parts = (kind, date_text.describe_stored(date, _), doubt)
    return " · ".join(filter(None, parts))


IN_PERIOD = {"": "", CERTAIN: N_("certainly"), UNCERTAIN: N_("date uncertain"), POSSIBLE: N_("possibly")}
_DOUBTS = {
    "planned": N_("planned, not confirmed"),
    "not-held": N_("announced, not held"),
    "unknown": N_("not known whether held"),
}


def describe_in_period(standings: Iterable[str], _: Messages = ENGLISH) -> list[str]:
    """Say how surely events are in the period, for a column, by how they stand in it (store.INSIDE)."""
    words = {standing: _(said) for standing, said in IN_PERIOD.items()}
    return [words[standing] for standing in standings]


def describe_standing(standing: str, _: Messages = ENGLISH) -> str:
    """Say what must be said of how an event stands in the period; a date says itself that it is uncertain."""
    return _("possibly in the period") if standing == POSSIBLE else ""


def describe_doubt(status: str, _: Messages = ENGLISH) -> str:
    """Say what stands against an event having taken place: "planned, not confirmed"; "" where nothing does."""
    return "" if status in schema.DONE else _(_DOUBTS.get(status, status))


def escape_markup(text: str) -> str:
    """Make text safe for Plotly, which reads markup and %{…} in what it draws; control characters become spaces."""
    clean = text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)
    return html.escape(clean, quote=False).replace("%{", "%&#123;")


def build_hover(title: str, lines: list[str]) -> str:
    """Return a hover's markup: the title in bold, wrapped and cut to HOVER_LINES, then lines."""
    wrapped = [title]
    if len(title) > HOVER_LETTERS:  # wrapping costs as much as all else that is drawn of an event
        wrapped = textwrap.wrap(title, HOVER_LETTERS, max_lines=HOVER_LINES, placeholder="…") or [""]
    return "<br>".join(
        [*(f"<b>{escape_markup(part)}</b>" for part in wrapped), *(escape_markup(line) for line in lines)]
    )
