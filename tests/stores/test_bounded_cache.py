"""Tests of the one cache: bounded, the least recently used goes first, and nothing is made twice at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stores.bounded_cache import BoundedCache
from tests.support.patience import SECONDS


def get_all(cache, *keys, drop=lambda _: None):
    """Ask for keys, each its own value, and return those that had to be made."""
    made = []
    for key in keys:
        assert cache.get(key, lambda key=key: made.append(key) or key, drop=drop) == key
    return made


def test_what_was_made_is_not_made_again_and_the_least_recently_used_goes_first():
    gone = []
    cache = BoundedCache(3)
    assert get_all(cache, 0, 1, 2, 0, 3, 0, 1, drop=gone.append) == [0, 1, 2, 3, 1]
    assert gone == [1, 2]
    assert cache.items() == [(3, 3), (0, 0), (1, 1)]


def test_what_is_discarded_is_made_again():
    cache = BoundedCache(3)
    get_all(cache, 1, 2)
    cache.discard(1)
    cache.discard(7)
    assert get_all(cache, 1, 2) == [1]
    assert len(cache) == 2


def test_a_cleared_cache_holds_as_much_as_a_new_one():
    cache = BoundedCache(3, most_weight=3, weigh=int)
    get_all(cache, 1, 2)
    cache.clear()
    assert len(cache) == 0
    assert get_all(cache, 1, 2, 1) == [1, 2]


def test_what_is_held_is_found_and_counts_as_used_and_what_is_not_is_not_made():
    cache = BoundedCache(2)
    get_all(cache, 1, 2)
    assert [cache.find(key) for key in (1, 3)] == [1, None]
    get_all(cache, 4)
    assert [cache.find(key) for key in (1, 2, 4)] == [1, None, 4]


def test_what_is_heavier_than_all_that_may_be_held_is_given_and_not_held():
    cache = BoundedCache(3, most_weight=5, weigh=int)
    assert get_all(cache, 2, 6, 6) == [2, 6, 6]
    assert len(cache) == 0


@given(st.integers(1, 4), st.integers(1, 20), st.lists(st.integers(0, 8)))
def test_there_are_never_too_many_nor_too_heavy_ones_and_every_one_is_held_or_gone(most, most_weight, asked):
    gone = []
    cache = BoundedCache(most, most_weight, weigh=int)
    made = []
    for key in asked:
        made += get_all(cache, key, drop=gone.append)
        held = [value for _, value in cache.items()]
        assert len(held) <= most
        assert sum(held) <= most_weight
        assert sorted([*held, *gone]) == sorted(made)


@pytest.mark.parametrize(("fails", "times"), [(False, 1), (True, 2)])
def test_who_asks_for_what_another_is_making_waits_and_tries_where_that_fails(fails, times):
    cache, begun, let, made = BoundedCache(3), Event(), Event(), []

    def make():
        made.append(1)
        first = len(made) == 1
        begun.set()
        assert let.wait(SECONDS)
        if first and fails:
            raise ValueError("stopped")
        return 7

    def ask():
        waits = Event()
        return waits, pool.submit(cache.get, "key", make, lambda ended: waits.set() or ended.wait(SECONDS))

    with ThreadPoolExecutor() as pool:
        first = pool.submit(cache.get, "key", make)
        assert begun.wait(SECONDS)
        asked = [ask() for _ in range(3)]
        assert all(waits.wait(SECONDS) for waits, _ in asked)
        let.set()
        assert [other.result() for _, other in asked] == [7, 7, 7]
        assert isinstance(first.exception(), ValueError) == fails
    assert len(made) == times


def test_who_waits_may_give_up_and_nobody_else_waits_for_it():
    cache, begun, let = BoundedCache(3), Event(), Event()

    def make():
        begun.set()
        assert let.wait(SECONDS)
        return 7

    def give_up(_ended):
        raise TimeoutError

    with ThreadPoolExecutor() as pool:
        first = pool.submit(cache.get, "key", make)
        assert begun.wait(SECONDS)
        with pytest.raises(TimeoutError):
            cache.get("key", make, give_up)
        assert get_all(cache, "other") == ["other"]  # another key waits for nothing
        let.set()
        assert first.result() == 7


def test_who_looks_for_what_is_being_made_finds_nothing_and_does_not_wait():
    cache, begun, let = BoundedCache(3), Event(), Event()

    def make():
        begun.set()
        assert let.wait(SECONDS)
        return 7

    with ThreadPoolExecutor() as pool:
        first = pool.submit(cache.get, "key", make)
        assert begun.wait(SECONDS)
        assert cache.find("key") is None
        let.set()
        assert first.result() == cache.find("key") == 7
