"""Tests of links to a visitor's own table: they keep its version, and mean nothing to anybody else."""

from dataclasses import replace

import pytest

from components.query import links
from tests.query.test_links import OPENING, STORE, STORES, TABLE, read


@pytest.mark.parametrize("scheme", STORES)
def test_a_link_to_another_visitor_s_table_opens_as_the_table_does_and_says_so(scheme):
    named = {links.TABLE: ["0123"], "country": ["RUS"], "nonsense": ["1"]} | (
        {links.SCHEME: [scheme]} if scheme else {}
    )
    request, ignored = read(named)
    assert ignored == (links.OTHER_TABLE,)
    assert request == replace(OPENING, scheme=scheme)


def test_a_link_to_a_visitor_s_own_table_keeps_its_version():
    own = replace(OPENING, table="0123")
    request = replace(own, lanes_by="level", pinned=())
    assert links.parse_request(links.build_query(request, own), TABLE, STORE, own) == (request, ())
