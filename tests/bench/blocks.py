"""A table of any size as an engine reads it, made block by block: memory holds one block of it.

python -m tests.bench.blocks COUNT FOLDER
"""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from components.events import raw_table, schema
from components.events.table import Table
from components.intake import table_folder
from components.stores.engines import engine_schema, metadata, write_parquet
from components.stores.engines.write_parquet import Progress
from tests.bench import drawn_dates, generator
from tests.bench.generator import SEED, SHIPPED

MOST = 100_000  # events of a block


def to_layout(count: int, seed: int = SEED) -> Path:
    """Return the folder of a table of so many events, written where it is not there yet."""
    recipe = b"".join(Path(file).read_bytes() for file in (__file__, generator.__file__, drawn_dates.__file__))
    recipe += str(engine_schema.TABLES).encode()
    folder = generator.CACHE / f"blocks-{count}-{seed}-{hashlib.sha256(recipe).hexdigest()[:8]}"
    if not folder.exists():
        write(count, folder, seed)
    return folder


def write(count: int, folder: Path, seed: int = SEED, progress: Progress | None = None) -> None:
    """Write a table of so many events as write_parquet does, without ever holding all of it."""
    shipped = _to_shipped(count)
    write_parquet.write_parts(to_parts(shipped, count, seed), metadata.build_about(shipped), folder, progress)


def to_parts(shipped: Table, count: int, seed: int = SEED) -> Iterator[tuple[float, dict[str, pd.DataFrame]]]:
    """Yield the blocks of a table in order, as write_parquet.build_parts does."""
    place = 0
    for number, texts in enumerate(_to_dates(count, seed)):
        yield (
            (place + len(texts)) / count,
            engine_schema.build_frames(_to_block(shipped, texts, (seed, number), place), place),
        )
        place += len(texts)


def _to_shipped(count: int) -> Table:
    """Return the shipped table without its events, as what lies beside those of the block."""
    shipped = table_folder.read_table(SHIPPED, SHIPPED)
    settings = replace(
        shipped.settings,
        title=f"{count:,} events",
        opening_window=drawn_dates.OPENING_WINDOW,
        opening_unfolded=(),
    )
    return replace(shipped, events=shipped.events[:0], claims=shipped.claims[:0], settings=settings)


def _to_dates(count: int, seed: int) -> Iterator[np.ndarray]:
    """Yield the dates of all blocks, in order; a block is of one year."""
    for year in drawn_dates.to_years(np.random.default_rng(seed), count):
        for start in range(0, len(year), MOST):
            yield year[start : start + MOST]


def _to_block(shipped: Table, texts: np.ndarray, seed: tuple[int, int], place: int) -> Table:
    """Return the events of a block, the first of which stands at a place among all."""
    numbers = np.arange(place + 1, place + len(texts) + 1)
    identities = "E" + numbers.astype(str).astype(object)
    cells = generator.to_cells(len(texts), seed).assign(date=texts, id=identities, row=numbers + 1)
    scheme = shipped.settings.region_scheme
    region_of = lambda code: shipped.gazetteer.region_of(code, scheme)  # noqa: E731 — as table.build_table has it
    events, _ = schema.parse_events(cells, shipped.vocabularies(), region_of)
    return replace(shipped, events=events, evidence=_to_evidence(shipped, identities, texts))


def _to_evidence(shipped: Table, identities: np.ndarray, texts: np.ndarray) -> pd.DataFrame:
    """Return a source for every event, those of the shipped table in turn."""
    known = shipped.sources.drop_duplicates("key")
    cited = known.iloc[np.resize(np.arange(len(known)), len(texts))].reset_index(drop=True)
    told = {"event": identities, "source": cited["key"], "locator": "paragraph 1", "stated_date": texts}
    pairs = pd.DataFrame({**told, "read": "opening", "note": ""}).astype(str)
    return pd.concat([pairs, cited[list(raw_table.FILES["sources"][1:])]], axis=1)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), progress=lambda share: print(f"{share:.0%}", file=sys.stderr))
