"""Tests of addresses: parameters survive being written into one, and no address is too odd to be read."""

from hypothesis import given
from hypothesis import strategies as st

from components.query import links
from tests.support.trials import examples

some_codes = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@examples(60)
@given(st.dictionaries(some_codes, st.lists(some_codes, min_size=1, max_size=4), max_size=6))
def test_parameters_survive_an_address(query):
    assert links.parse_query(links.format_query(query)) == query


@examples(150)
@given(st.text(st.characters(), max_size=60) | st.text("?&=;%+@/ae0\ud800", max_size=60))
def test_no_address_raises(search):
    query = links.parse_query(search)
    assert all(isinstance(value, str) for values in query.values() for value in values)
    assert links.parse_query("?" + search.removeprefix("?")) == query


def test_an_address_with_too_many_parts_says_nothing():
    assert links.parse_query("&".join(["country=RUS"] * links.MOST_FIELDS)) == {"country": ["RUS"] * links.MOST_FIELDS}
    assert links.parse_query("&".join(["country=RUS"] * (links.MOST_FIELDS + 1))) == {}
