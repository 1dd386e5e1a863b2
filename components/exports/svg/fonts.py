"""The fonts that pages and pictures are set in, where they lie, and what stands in for them elsewhere."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import font_source_sans_pro

FAMILY = "Source Sans Pro"
# Carries Japanese under the Open Font License; a machine without it lends its own fonts
JAPANESE_PACKAGE, JAPANESE = "noto_cjk_sans_jp_regular", "Noto Sans CJK JP"
STAND_INS = ("Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo", "Noto Sans", "DejaVu Sans")


def _stack(*names: str) -> str:
    return ", ".join((*(f"'{name}'" for name in names), "sans-serif"))


STACK = _stack(FAMILY, "Source Sans 3", JAPANESE, *STAND_INS)
EAST_ASIAN = _stack(JAPANESE, *STAND_INS)
WEIGHTS = ("Regular", "Semibold", "Bold", "It")


@cache
def font_files() -> tuple[str, ...]:
    """Return the paths of the font files that are installed with us."""
    folder = Path(font_source_sans_pro.SourceSansPro).parent
    return (*(str(folder / f"SourceSansPro-{weight}.ttf") for weight in WEIGHTS), *_japanese_files())


@cache
def font_folders() -> tuple[str, ...]:
    """Return the folders that hold those files."""
    return tuple(sorted({str(Path(file).parent) for file in font_files()}))


def _japanese_files() -> tuple[str, ...]:
    package = find_spec(JAPANESE_PACKAGE)
    if package is None or package.origin is None:
        return ()
    return tuple(map(str, sorted(Path(package.origin).parent.glob("*.otf"))))
