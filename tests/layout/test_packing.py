"""Tests of packing: no two marks or labels of a row overlap, and what is dropped is dropped by rank."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.layout import packing
from components.layout.packing import Mark
from components.layout.text_width import ELLIPSIS, text_width
from tests.support import tables
from tests.support.trials import examples

TINY = 1e-6  # pixels lost to rounding


def to_mark(symbol, *, title="Talks", rank=5, reach=0.0, pale=False):
    """Return a mark around a symbol at a pixel, its ink reaching further by so many pixels on each side."""
    half = packing.SYMBOL / 2 + reach
    return Mark(title, text_width(title, packing.LABEL_SIZE), rank, symbol - half, symbol + half, symbol, pale)


@st.composite
def some_marks(draw):
    """Draw a width and marks within it in the order of their beginning, as a store gives them."""
    width = draw(st.sampled_from(tables.WIDTHS))
    titles = st.sampled_from(("", *tables.TITLES, "国際会議" * 9, " " * 40))
    drawn = draw(
        st.lists(
            st.builds(
                to_mark,
                st.floats(0, width),
                title=titles,
                rank=st.integers(1, 99),
                reach=st.sampled_from([0.0, 0.0, 20.0, 900.0]),
                pale=st.booleans(),
            ),
            max_size=40,
        )
    )
    clipped = [mark._replace(left=max(mark.left, -5.5), right=min(mark.right, width + 5.5)) for mark in drawn]
    return sorted(clipped, key=lambda mark: mark.left), width


def assert_well_placed(marks, places, width):
    """Assert that labels lie in the window, say how their title begins, and that nothing in a row overlaps."""
    taken = []
    for number, (mark, place) in enumerate(zip(marks, places, strict=True)):
        taken.append((place.row, mark.left, mark.right, number))
        whole = place.label == mark.title
        assert whole or not place.label or mark.title.startswith(place.label.removesuffix(ELLIPSIS))
        assert place.label_width == pytest.approx(text_width(place.label, packing.LABEL_SIZE))
        if place.label:
            assert place.label_left >= -TINY
            assert place.label_left + place.label_width <= width + TINY
            taken.append((place.row, place.label_left, place.label_left + place.label_width, number))
    for one, other in itertools.combinations(sorted(taken), 2):
        if one[0] == other[0] and one[3] != other[3]:
            assert one[2] <= other[1] + TINY


@examples(300)
@given(some_marks(), st.sampled_from([1, 3, 16, 99]))
def test_nothing_overlaps_and_every_mark_is_placed_or_none(drawn, most_rows):
    marks, width = drawn
    places = packing.pack(marks, width, most_rows)
    if places is None:
        assert len(marks) > most_rows
    else:
        assert {place.row for place in places} <= set(range(most_rows))
        assert_well_placed(marks, places, width)


@examples(150)
@given(some_marks())
def test_with_rows_enough_every_mark_has_a_place(drawn):
    marks, width = drawn
    assert packing.pack(marks, width, max(1, len(marks))) is not None


@examples(150)
@given(some_marks())
def test_labels_that_fit_the_window_alone_are_whole_where_rows_are_free(drawn):
    marks, width = drawn
    for mark, place in zip(marks, packing.pack(marks, width, 99), strict=True):
        room = max(width - mark.right, mark.left) - packing.GAP
        if not mark.pale and mark.width <= room:
            assert place.label == mark.title


def test_whole_labels_stand_beside_their_marks():
    places = packing.pack([to_mark(100.0), to_mark(300.0)], 500.0, 3)
    assert [(place.row, place.label) for place in places] == [(0, "Talks"), (0, "Talks")]
    assert places[0].label_left == 100.0 + packing.SYMBOL / 2 + packing.GAP


def test_a_label_at_the_right_edge_turns_to_the_left():
    (place,) = packing.pack([to_mark(495.0)], 500.0, 3)
    assert place.label == "Talks"
    assert place.label_left + place.label_width == 495.0 - packing.SYMBOL / 2 - packing.GAP


def test_on_pale_ink_the_label_stands_behind_the_symbol():
    (place,) = packing.pack([to_mark(250.0, reach=200.0, pale=True)], 500.0, 3)
    assert place.label_left == 250.0 + packing.SYMBOL / 2 + packing.GAP


def test_marks_too_near_for_their_labels_take_rows():
    places = packing.pack([to_mark(100.0), to_mark(105.0), to_mark(110.0)], 500.0, 3)
    assert [place.row for place in places] == [0, 1, 2]
    assert {place.label for place in places} == {"Talks"}


@pytest.mark.parametrize("ranks", [(1, 18), (18, 1)])
def test_where_there_is_room_for_one_label_the_higher_rank_gets_it(ranks):
    title = "Ministers meet"
    edges = [to_mark(5.5, title=title, rank=ranks[0]), to_mark(164.5, title=title, rank=ranks[1])]
    places = packing.pack(edges, 170.0, 1)
    assert [place.label for place in places] == [title if rank == 1 else "" for rank in ranks]


def test_a_label_cut_to_next_to_nothing_is_left_away():
    marks = [to_mark(10.0, title="A very long title indeed"), to_mark(70.0, title="")]
    assert packing.pack(marks, 90.0, 1)[0].label == ""
    roomier = [marks[0], to_mark(120.0, title="")]
    cut = packing.pack(roomier, 130.0, 1)[0].label
    assert cut.endswith(ELLIPSIS)
    assert "A very long title indeed".startswith(cut.removesuffix(ELLIPSIS))


def test_marks_alone_that_find_no_rows_are_none():
    assert packing.pack([to_mark(50.0), to_mark(51.0), to_mark(52.0)], 500.0, 2) is None
    assert packing.pack([], 500.0, 2) == []
