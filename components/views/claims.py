"""What sources say in numbers, held against the table."""

import pandas as pd

from components.events.table import Table
from components.query import links
from components.query.store import Store

MET, UNMET = "met", "unmet"


def check_claims(table: Table, store: Store) -> pd.DataFrame:
    """Count for every claim what its selection holds, certainly or possibly in its window.

    Columns: id, statement, source (title and locator), selection (query string), counted (the source's number), found
    (this table's), standing ("met" or "unmet"), expected (what the table's keepers expect), note. A claim whose
    selection can't be read has found -1 and is unmet.
    """
    known = table.sources
    titles = dict(zip(known["key"], known["title"], strict=True))
    return pd.DataFrame([_check_one(claim, titles, table, store) for claim in _rows(table.claims)])


def _rows(claims: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(name): str(cell) for name, cell in row.items()} for row in claims.to_dict("records")]


def _check_one(claim: dict[str, str], titles: dict[str, str], table: Table, store: Store) -> dict[str, object]:
    counted, found = int(claim["counted"]) if claim["counted"].isdecimal() else 0, _found(claim, table, store)
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
    }


def _found(claim: dict[str, str], table: Table, store: Store) -> int:
    request, ignored = links.parse_request(
        links.parse_query(claim["selection"]), table, store, links.find_opening(table, store)
    )
    return -1 if ignored else store.totals(request.selection).inside
