"""Tests of how a view is looked at: lists are turned on their own, and options looked for are kept by filter."""

from dataclasses import asdict

import pytest

from components.query.view_options import ViewOptions

LISTS = ("listing_from", "listed_from", "undated_from")


@pytest.mark.parametrize("name", LISTS)
def test_turning_one_list_leaves_the_others(name):
    view_options = ViewOptions(0.3, 40, 0, (("country", "fra"),), 1, 2, 3)
    turned = asdict(view_options.turned(name, 200))
    assert turned == {**asdict(view_options), name: 200}


def test_a_list_of_another_name_can_not_be_turned():
    with pytest.raises(KeyError):
        ViewOptions().turned("margin", 3)


def test_what_is_looked_for_is_kept_by_filter():
    view_options = ViewOptions(finds=(("country", "fra"), ("person", "ana")))
    assert [view_options.found(key) for key in ("country", "person", "topic")] == ["fra", "ana", ""]
