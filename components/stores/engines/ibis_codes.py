"""The questions of an engine about the codes of filters: which there are, and how many events each has."""

from collections.abc import Sequence
from itertools import islice

import ibis
import pandas as pd
from ibis import Table as Rows

from components.query import column_arrays, filters
from components.query.column_arrays import ColumnArrays
from components.query.selection import Selection
from components.query.store import INSIDE
from components.stores.engines import engine_schema, ibis_expressions
from components.stores.engines.answer_cache import remembered
from components.stores.engines.ibis_expressions import MEMBERS
from components.stores.engines.ibis_queries import IbisQueries, column_of, indexed

SOON_READ = 1_000  # codes of a filter that are read at once and remembered; most filters have no more


class IbisCodes:
    """Answer the questions of store.Store about codes."""

    def __init__(self, queries: IbisQueries) -> None:
        """Ask by these queries, and remember with their answers."""
        self._queries = queries
        self.answers = queries.answers

    @remembered
    def facet(
        self, selection: Selection, key: str, most: int | None = None, codes: Sequence[str] | None = None
    ) -> ColumnArrays:
        """Count events per code of one filter, ignoring its own choice (see store.Store)."""
        return column_arrays.from_frame(self._count_codes(selection, key, most, codes), "code")

    def _count_codes(
        self, selection: Selection, key: str, most: int | None, codes: Sequence[str] | None
    ) -> pd.DataFrame:
        if codes is None and most is not None:
            return self._foremost_codes(selection, key, most)
        counts = self._counts(
            ibis_expressions.select_carriers(column_of(key), self._queries.scheme), selection.without(key)
        )
        if codes is not None:
            return indexed(self._queries.fetch(counts.filter(counts.code.isin(list(codes)))), "code", codes)[
                list(INSIDE)
            ]
        return indexed(self._queries.fetch(counts), "code", self.codes(key))[list(INSIDE)]

    def _counts(self, carriers: Rows, selection: Selection, by: tuple[str, ...] = ("code",)) -> Rows:
        """Count who carries what in the window: INSIDE, and inside (all of these)."""
        inside = self._queries.inside(carriers, selection)
        counted = ibis_expressions.classes(inside, selection.window)
        return inside.group_by(list(by)).aggregate(**{name: counted[name] for name in INSIDE}, inside=inside.count())

    def _foremost_codes(self, selection: Selection, key: str, most: int) -> pd.DataFrame:
        """Return the codes with most events, filled up from the alphabet, and the chosen ones."""
        column, chosen = column_of(key), selection.chosen(key).codes
        counts = self._counts(ibis_expressions.select_carriers(column, self._queries.scheme), selection.without(key))
        if column in engine_schema.MANY and not chosen:
            found = self._foremost_of_kinds(selection, most)
            found = found[found.pop("kind") == ibis_expressions.kind_of(column, self._queries.scheme)]
        else:
            found = self._queries.fetch(counts.order_by([counts.inside.desc(), counts.code]).limit(most))
        first = list(found["code"])
        other = self._known_codes(key, tuple(code for code in chosen if code not in {*first}))
        if other:
            found = pd.concat([found, self._queries.fetch(counts.filter(counts.code.isin(other)))])
        added = self._silent_codes(key, first, most - len(first)) if len(first) < most else ()
        return indexed(found, "code", [*dict.fromkeys([*found["code"], *added, *other])])[list(INSIDE)]

    @remembered
    def _foremost_of_kinds(self, selection: Selection, most: int) -> pd.DataFrame:
        """Count, in one statement, the codes with most events of every kind of member that nothing is chosen of."""
        kinds = [
            ibis_expressions.kind_of(each.column, self._queries.scheme)
            for each in filters.FACETS
            if each.many and not selection.chosen(each.key).codes
        ]
        members = MEMBERS.filter(MEMBERS.kind.isin(kinds), ~MEMBERS.silent)
        counts = self._counts(members, selection, ("kind", "code"))
        order = ibis.window(group_by="kind", order_by=[counts.inside.desc(), counts.code])
        return self._queries.fetch(counts.filter(ibis.row_number().over(order) < most))

    def _all_codes(self, key: str) -> Rows:
        return ibis_expressions.select_carriers(column_of(key), self._queries.scheme).select("code").distinct()

    def _silent_codes(self, key: str, first: list[str], most: int) -> tuple[str, ...]:
        """Return the first few codes in alphabetical order beside these."""
        alphabet = self._alphabet(key, max(SOON_READ, len(first) + most))
        return tuple(islice((code for code in alphabet if code not in {*first}), most))

    @remembered
    def _alphabet(self, key: str, most: int) -> tuple[str, ...]:
        """Return the first codes in alphabetical order."""
        codes = self._all_codes(key).order_by("code").limit(min(most, self._queries.engine.most_rows))
        return tuple(self._queries.fetch(codes)["code"])

    @remembered
    def _known_codes(self, key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of these codes any event carries."""
        plain = [code for code in codes if ibis_expressions.is_plain(code)]
        return (
            ()
            if not plain
            else tuple(self._queries.fetch(self._all_codes(key).filter(lambda rows: rows.code.isin(plain)))["code"])
        )

    def has_code(self, key: str, code: str) -> bool:
        """Return whether any event of the table carries a code of one filter."""
        return bool(self._known_codes(key, (code,)))

    @remembered
    def count_codes(self, key: str) -> int:
        """Return how many codes of one filter the events of the table carry."""
        if len(few := self._alphabet(key, SOON_READ)) < min(SOON_READ, self._queries.engine.most_rows):
            return len(few)
        codes = self._all_codes(key)  # counted once they are distinct: ClickHouse would count distinct ones nearly
        return int(self._queries.fetch(codes.aggregate(size=codes.count()))["size"].iloc[0])

    def codes(self, key: str, after: str = "") -> tuple[str, ...]:
        """Return the codes of one filter that come after one in alphabetical order, as many as an answer may hold."""
        return self._codes_after(key, after) if after else self._first_codes(key)

    @remembered
    def _first_codes(self, key: str) -> tuple[str, ...]:
        return self._codes_after(key, "")

    def _codes_after(self, key: str, after: str) -> tuple[str, ...]:
        """Return codes as `codes` does; not remembered, since millions of them would drive out all other answers."""
        return self._queries.following(self._all_codes(key), after)
