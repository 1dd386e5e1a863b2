"""A table that stays in an engine: its settings and words are read, its events are asked for."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from components.events.gazetteer import Gazetteer
from components.events.raw_table import Progress, TableError, describe_failure
from components.events.table import Table
from components.intake import gazetteer_files
from components.messages.sentence import Sentence
from components.query.store import EngineError, Store
from components.stores.engines import connections, ibis_queries, metadata
from components.stores.engines.duckdb_engine import Engine
from components.stores.engines.ibis_store import IbisStore

CONNECTED = 0.5  # share of opening that is done then


def open_engine_table(
    settings: Mapping[str, object], places_folder: Path, progress: Progress = lambda _: None
) -> tuple[Table, IbisStore]:
    """Open what the settings name (see connections.connect_engine): the table without its events, and their store.

    `progress` is told how far it is, 0..1, and may raise to stop. Raises TableError.
    """
    progress(0.0)
    try:
        gazetteer = gazetteer_files.read_places(places_folder)
    except (OSError, ValueError) as error:
        raise TableError(Sentence("The gazetteer can't be read. Reason: {why}", why=describe_failure(error))) from error
    engine = connections.connect_engine(settings)
    progress(CONNECTED)
    return build_table(engine, gazetteer)


def build_table(engine: Engine, gazetteer: Gazetteer) -> tuple[Table, IbisStore]:
    """Return the table that an engine holds, without its events, and their store."""
    try:
        about = ibis_queries.read_about(engine)
    except EngineError as error:
        raise TableError(*error.args) from error
    whole = metadata.parse_table(about, gazetteer)
    return whole, IbisStore(engine, whole.settings.region_scheme)


def with_scheme(whole: Table, store: Store, scheme: str) -> tuple[Table, IbisStore]:
    """Return the same table and store with regions after another scheme; raises ValueError where there is none."""
    whole.gazetteer.regions(scheme)
    if not isinstance(store, IbisStore):
        raise TypeError("Only a table that an engine answers for is asked in another scheme.")
    return replace(whole, settings=replace(whole.settings, region_scheme=scheme)), store.in_scheme(scheme)
