"""Tests of what measures colours: distances are those that were published, and simulations keep what they must."""

import pytest

from tests.support import colour_vision

# Rows of table 1 of Sharma, Wu and Dalal (2005)
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize("row", PUBLISHED, ids=str)
def test_distances_are_the_published_ones(row):
    one, other, distance = row
    assert colour_vision.compute_ciede2000(one, other) == pytest.approx(distance, abs=1e-4)
    assert colour_vision.compute_ciede2000(other, one) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("vision", colour_vision.VISIONS)
@pytest.mark.parametrize("grey", ["#000000", "#808080", "#ffffff"])
def test_what_is_grey_is_seen_as_it_is(vision, grey):
    assert colour_vision.measure_distance(colour_vision.see(grey, vision), grey) < 0.5


def test_red_and_green_come_close_for_who_lacks_a_cone_for_either():
    def measure(vision, one="#c04040", other="#408040"):
        return colour_vision.measure_distance(colour_vision.see(one, vision), colour_vision.see(other, vision))

    assert measure("colour") > 50
    assert max(measure("protanopia"), measure("deuteranopia")) < measure("colour") / 2
    assert measure("tritanopia") > 40


def test_lab_is_that_of_the_standard():
    assert colour_vision.to_lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.01)
    assert colour_vision.to_lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
