"""This file is how the components' scripts and styles come together: small files, joined into one each."""

from pathlib import Path

_ASSETS = Path(__file__).parent / "assets"


def read_asset(*names: str) -> str:
    """Return the text of files of the assets, one after the other."""
    return "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names)
