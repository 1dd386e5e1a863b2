"""Tests of kinds and levels: known ones are found, own ones look the same on every day."""

import pandas as pd
import pytest
from plotly.validator_cache import ValidatorCache

from components.intake.columns.mapping import OWN
from components.intake.rows import kind_matching
from components.intake.rows.kind_matching import build_own_kinds, match_kinds, match_levels, match_statuses
from tests.support.sheets import MEETING_TYPES

COLUMNS = list(MEETING_TYPES.columns)


def names(*words):
    return pd.Series(words, dtype="str")


def test_kinds_are_found_by_code_label_and_plural():
    kinds = match_kinds(names("SUMMIT", "Summits", "other events", "Parley", "parley "), MEETING_TYPES, {})
    assert kinds.codes == {
        "SUMMIT": "summit",
        "Summits": "summit",
        "other events": "other",
        "Parley": "own-parley",
        "parley ": "own-parley",
    }
    assert (kinds.own, kinds.undecided) == ({"own-parley": "Parley"}, ("Parley", "parley "))


@pytest.mark.parametrize(("answer", "code"), [("talks", "talks"), (OWN, "own-parley"), ("gone", "own-parley")])
def test_a_person_decides_on_a_kind(answer, code):
    kinds = match_kinds(names("Parley"), MEETING_TYPES, {"parley": answer})
    assert (kinds.codes["Parley"], kinds.undecided) == (code, ())


LEVELS = {
    "Head of State or Government": "head",
    "President": "head",
    "外相": "minister",
    "Deputy Minister": "vice-minister",
}


@pytest.mark.parametrize("name", LEVELS)
def test_levels_are_found(name):
    assert match_levels(names(name), {}).codes[name] == LEVELS[name]


def test_a_level_of_the_table_stays_one():
    assert match_levels(names("Bishop"), {}).own == {"own-bishop": "Bishop"}


def test_a_status_that_is_none_is_left_out():
    assert match_statuses(names("Held", "予定", "cancelled", "in doubt")) == {
        "Held": "held",
        "予定": "planned",
        "cancelled": "not-held",
    }


def test_own_kinds_look_alike_on_every_day_and_unlike_each_other():
    own = {f"own-{number}": f"Kind {number}" for number in range(len(kind_matching.SYMBOLS))}
    rows = build_own_kinds(own, COLUMNS)
    assert rows["symbol"].is_unique
    turned = build_own_kinds(dict(reversed(own.items())), COLUMNS)
    assert rows.equals(turned)
    more = build_own_kinds(own | {"own-more": "One more"}, COLUMNS)
    assert len(more) == len(own) + 1
    assert list(rows.columns) == COLUMNS


def test_an_own_kind_has_another_symbol_than_the_known_ones_beside_it():
    alone = build_own_kinds({"own-parley": "Parley"}, COLUMNS)["symbol"][0]
    assert build_own_kinds({"own-parley": "Parley"}, COLUMNS, [alone])["symbol"][0] not in ("", alone)
    assert build_own_kinds({"own-parley": "Parley"}, COLUMNS, kind_matching.SYMBOLS)["symbol"][0] == alone


def test_the_look_of_a_kind_is_its_names():
    alone = build_own_kinds({"own-parley": "Parley"}, COLUMNS)
    assert alone["symbol"].equals(build_own_kinds({"x": "PARLEY"}, COLUMNS)["symbol"])


def test_own_symbols_are_symbols():
    known = ValidatorCache.get_validator("scatter.marker", "symbol").values
    assert {*kind_matching.SYMBOLS, *(f"{symbol}-open" for symbol in kind_matching.SYMBOLS)} <= set(known)
