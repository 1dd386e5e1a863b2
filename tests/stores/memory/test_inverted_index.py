"""Tests of members: counts of codes, common and rare ones, agree with plain counts over random tables."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.query.choice import Choice
from components.stores.memory.inverted_index import OUT, Groups, InvertedIndex, build_index
from tests.support.trials import examples

SIZES = (1, 7, 8, 9, 63, 64, 65, 1_000, 3_001)
SHARES = {"everywhere": 1.0, "half": 0.5, "tenth": 0.1, "seldom": 0.004, "once": 0.0}


def to_carried(size, seed):
    """Return for each code a bool per event: whether the event carries it; every code is carried at least once."""
    drawn = np.random.default_rng(seed)
    carried = {code: drawn.random(size) < share for code, share in SHARES.items()}
    for mask in carried.values():
        mask[drawn.integers(size)] = True
    return carried


def to_codes(carried):
    """Return codes on the position of their event, in random order as no table would promise another."""
    pairs = [(event, code) for code, mask in carried.items() for event in np.flatnonzero(mask)]
    codes = pd.Series([code for _, code in pairs], index=[event for event, _ in pairs], dtype=str)
    return codes.sample(frac=1.0, random_state=0)


def to_random(size, seed):
    carried = to_carried(size, seed)
    return carried, build_index(to_codes(carried), size)


some_tables = {"size": st.sampled_from(SIZES), "seed": st.integers(0, 9_999)}


@examples(60)
@given(**some_tables, how_many=st.integers(1, 5))
def test_counts_of_common_and_rare_codes_agree_with_a_plain_count(size, seed, how_many):
    carried, members = to_random(size, seed)
    groups = Groups(np.random.default_rng(seed + 1).integers(OUT, how_many, size).astype(np.int8), how_many)
    wanted = [[int((carried[code] & (groups.of == each)).sum()) for each in range(how_many)] for code in members.codes]
    assert members.count(groups).tolist() == wanted


def test_both_ways_of_counting_are_taken():
    _, members = to_random(3_001, 5)
    common = {members.codes[place] for place in members._common}
    assert {"everywhere", "half", "tenth"} == common
    assert {members.codes[place] for place in set(members._rare[1].tolist())} == {"seldom", "once"}


@pytest.mark.parametrize("size", SIZES)
def test_a_bit_stands_for_every_event_and_none_beyond_the_last(size):
    groups = Groups(np.zeros(size, dtype=np.int8), 2)
    assert [int(np.bitwise_count(bits).sum()) for bits in groups.bits] == [size, 0]


@examples(40)
@given(**some_tables, wanted=st.lists(st.sampled_from([*SHARES, "nowhere"]), unique=True), every=st.booleans())
def test_any_or_all_of_the_chosen_codes_keep_an_event(size, seed, wanted, every):
    carried, members = to_random(size, seed)
    masks = [carried.get(code, np.zeros(size, dtype=bool)) for code in wanted]
    join = np.logical_and if every else np.logical_or
    kept = join.reduce(masks) if masks else np.zeros(size, dtype=bool)
    assert members.keeps(Choice("country", tuple(wanted), every)).tolist() == kept.tolist()


@examples(20)
@given(**some_tables)
def test_the_events_of_a_code_come_in_order(size, seed):
    carried, members = to_random(size, seed)
    for code, mask in carried.items():
        assert members.of(code).tolist() == np.flatnonzero(mask).tolist()
        assert code in members
    assert members.of("nowhere").tolist() == []
    assert "nowhere" not in members


def test_places_are_those_of_known_codes_in_the_order_asked():
    _, members = to_random(64, 1)
    assert members.codes == tuple(sorted(SHARES))
    found = members.places(("tenth", "nowhere", "half"))
    assert [members.codes[place] for place in found] == ["tenth", "half"]
    assert members.places(()).tolist() == []


@pytest.mark.parametrize("size", [0, 1, 64])
def test_a_table_without_any_code_has_no_counts(size):
    members = build_index(pd.Series([], index=pd.Index([], dtype=np.int64), dtype=str), size)
    members.prepare()
    assert members.count(Groups(np.zeros(size, dtype=np.int8), 3)).shape == (0, 3)
    assert not members.keeps(Choice("country", ("RUS",))).any()
    assert members.keeps(Choice("country", ("RUS",))).shape == (size,)


def test_what_is_out_counts_nowhere():
    _, members = to_random(1_000, 2)
    assert not members.count(Groups(np.full(1_000, OUT, dtype=np.int8), 2)).any()


def test_preparing_changes_no_answer():
    carried, prepared = to_random(1_000, 3)
    prepared.prepare()
    groups = Groups(np.zeros(1_000, dtype=np.int8), 1)
    plain = InvertedIndex(prepared.events, prepared.positions, prepared.codes, prepared.size)
    assert prepared.count(groups).tolist() == plain.count(groups).tolist()
    assert prepared.count(groups)[:, 0].tolist() == [int(carried[code].sum()) for code in prepared.codes]
