"""The picture of the rooms in docs/architecture.md, drawn from the imports: python -m tests.support.rooms_picture."""

import ast
from collections import Counter
from pathlib import Path

from components.exports.svg.svg_elements import element, text

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "rooms.svg"
ROOMS = (
    *("messages", "dates", "events", "query", "intake", "stores", "layout", "display", "views", "briefing", "exports"),
    "panels",
)
LEFT, TOP, STEP, WIDTH, HEIGHT = 24.0, 40.0, 44.0, 250.0, 30.0
APART = 13.0  # pixels between two arcs that end in one room
INK, PALE, RULE = "#1d2733", "#f4f6f8", "#8a95a3"


def count_modules(folder: Path) -> dict[str, int]:
    """Return how many modules each room of components/ has."""
    return {
        room: sum(path.name != "__init__.py" for path in (folder / "components" / room).rglob("*.py")) for room in ROOMS
    }


def count_imports(folder: Path) -> Counter[tuple[str, str]]:
    """Count, for every pair of rooms, the imports of the first that name something of the second."""
    counted: Counter[tuple[str, str]] = Counter()
    for path in sorted((folder / "components").rglob("*.py")):
        room = path.relative_to(folder / "components").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module == "components":
                names = [f"components.{alias.name}" for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "components" and len(parts) > 1 and parts[1] in ROOMS and parts[1] != room:
                    counted[room, parts[1]] += 1
    return counted


def draw_rooms(folder: Path) -> str:
    """Return the rooms as SVG, the highest on top, with an arc for every room that one imports from."""
    modules, imports = count_modules(folder), count_imports(folder)
    middle = {room: TOP + STEP * number + HEIGHT / 2 for number, room in enumerate(reversed(ROOMS))}
    boxes = [
        element("rect", x=LEFT, y=middle[room] - HEIGHT / 2, width=WIDTH, height=HEIGHT, rx=3, fill=PALE, stroke=RULE)
        + text(room, LEFT + 12, middle[room] + 5, 14, fill=INK, font_weight=600)
        + text(f"{modules[room]} modules", LEFT + WIDTH - 12, middle[room] + 5, 12, fill=INK, text_anchor="end")
        for room in ROOMS
    ]
    height = TOP + STEP * len(ROOMS) + 12
    said = "Every arc leads down, from a room to one that it imports from; the wider, the more imports."
    title = element("title", "The rooms of components/ and what they import")
    head = text(said, LEFT, 22, 12, fill=INK)
    ground = element("rect", width="100%", height="100%", fill="#ffffff")
    content = [title, ground, head, *_draw_arcs(imports, middle), *boxes]
    return element(
        "svg",
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 640 {height:g}",
        font_family="sans-serif",
        role="img",
    )


def _draw_arcs(imports: Counter[tuple[str, str]], middle: dict[str, float]) -> list[str]:
    arcs = []
    for (room, other), count in sorted(imports.items()):
        right, first, last = LEFT + WIDTH, middle[room], middle[other]
        reach = right + APART * abs(ROOMS.index(room) - ROOMS.index(other)) * 2 + 10
        path = f"M{right:g} {first:g} C{reach:g} {first:g} {reach:g} {last:g} {right:g} {last:g}"
        arcs.append(element("path", d=path, fill="none", stroke=RULE, stroke_width=min(4.0, 0.6 + count / 12)))
    return arcs


if __name__ == "__main__":
    PICTURE.write_text(draw_rooms(ROOT) + "\n", encoding="utf-8")
