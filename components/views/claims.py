"""What sources say in numbers, held against the table."""

from typing import Any

import pandas as pd

from components.dates.windows import Window
from components.events.table import Table
from components.messages.catalogue import ENGLISH, Messages
from components.query import links
from components.query.choice import Choice
from components.query.selection import Selection
from components.query.store import Store

MET, UNMET = "met", "unmet"


def check_claims(table: Table, store: Store) -> pd.DataFrame:
    """Count for every claim what its selection holds in its window.

    Columns: id, statement, source (title and locator), selection (query string), counted (the source's number), found
    (this table's), standing ("met" or "unmet"), expected (what the table's keepers expect), note, window and choices
    (of the selection as it was read). A claim whose selection can't be read has found -1 and is unmet.
    """
    known = table.sources
    titles = dict(zip(known["key"], known["title"], strict=True))
    return pd.DataFrame([_check_one(claim, titles, table, store) for claim in _rows(table.claims)])


def _rows(claims: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(name): str(cell) for name, cell in row.items()} for row in claims.to_dict("records")]


def _check_one(claim: dict[str, str], titles: dict[str, str], table: Table, store: Store) -> dict[str, object]:
    counted = int(claim["counted"]) if claim["counted"].isdecimal() else 0
    query = links.parse_query(claim["selection"])
    request, ignored = links.parse_request(query, table, store, links.find_opening(table, store))
    found = -1 if ignored else store.totals(request.selection).inside
    return {
        "id": claim["id"],
        "statement": claim["statement"],
        "source": ", ".join(filter(None, (titles.get(claim["source"], claim["source"]), claim["locator"]))),
        "selection": claim["selection"],
        "counted": counted,
        "found": found,
        "standing": MET if found == counted else UNMET,
        "expected": claim["expected"],
        "note": claim["note"],
        "window": request.selection.window,
        "choices": request.selection.choices,
    }


def list_gaps(checked: pd.DataFrame, selection: Selection, _: Messages = ENGLISH) -> list[str]:
    """Say, of claims that were checked, those that count more than the table has of what is selected.

    A claim is about a selection where their windows overlap and it chooses, of every filter that is chosen, one of the
    same codes. Of a selection without filters nothing is said: every claim would be about it.
    """
    if not selection.choices or checked.empty:
        return []
    lacking = checked[(checked["found"] >= 0) & (checked["found"] < checked["counted"])]
    rows: list[Any] = list(lacking.itertuples())
    return [
        _(
            "{statement} The source counts {counted}; this table has {found}.",
            statement=claim.statement,
            counted=claim.counted,
            found=claim.found,
        )
        for claim in rows
        if _is_about(claim.window, claim.choices, selection)
    ]


def _is_about(window: Window, choices: tuple[Choice, ...], selection: Selection) -> bool:
    theirs = {choice.key: set(choice.codes) for choice in choices}
    overlap = window.first <= selection.window.last and selection.window.first <= window.last
    return overlap and all(theirs.get(choice.key, set()) & set(choice.codes) for choice in selection.choices)
