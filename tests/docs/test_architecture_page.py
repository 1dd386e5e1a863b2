"""Tests of the page on the architecture: its picture is that of the imports, its table has every room."""

from tests.support import rooms_picture

PAGE = (rooms_picture.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_picture_is_drawn_from_the_imports_as_they_are():
    drawn = rooms_picture.draw_rooms(rooms_picture.ROOT)
    assert rooms_picture.PICTURE.read_text(encoding="utf-8").strip() == drawn, "python -m tests.support.rooms_picture"


def test_no_arc_leads_up():
    order = {room: number for number, room in enumerate(rooms_picture.ROOMS)}
    assert [pair for pair in rooms_picture.count_imports(rooms_picture.ROOT) if order[pair[0]] < order[pair[1]]] == []


def test_every_room_is_explained():
    assert all(f"| `components/{room}/` |" in PAGE for room in rooms_picture.ROOMS)
