"""The statements that make the layout's tables in a warehouse, and the command that prints them.

python -m components.stores.engines.ddl clickhouse | postgres | duckdb | bigquery
"""

import sys

from components.stores.engines import engine_schema

# Text is compared letter by letter, whatever the language of the server. To add an engine: its types here, and what
# ends its statements in `_ending`.
TYPES = {
    "duckdb": {"string": "VARCHAR", "boolean": "BOOLEAN", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT"},
    "clickhouse": {"string": "String", "boolean": "Bool", "int16": "Int16", "int32": "Int32", "int64": "Int64"},
    "postgres": {
        "string": 'text COLLATE "C"',
        "boolean": "boolean",
        "int16": "smallint",
        "int32": "integer",
        "int64": "bigint",
    },
    "bigquery": {"string": "STRING", "boolean": "BOOL", **dict.fromkeys(("int16", "int32", "int64"), "INT64")},
}
_CLUSTERED = {
    "events": ("position",),
    "members": ("kind", "code", "position"),
    "evidence": ("event", "number"),
    "words": ("word",),
    "about": ("name",),
}


def create_statements(dialect: str) -> list[str]:
    """Return the statements that make all tables of the layout, sorted and partitioned as the dialect allows."""
    statements = []
    for name, columns in engine_schema.TABLES.items():
        cells = ", ".join(
            f"{column} {TYPES[dialect][kind]} {_never(dialect)}".strip() for column, kind in columns.items()
        )
        statements.append(f"CREATE TABLE {name} ({cells}){_ending(dialect, name)}")
    return statements + (_indexes() if dialect == "postgres" else [])


def _never(dialect: str) -> str:
    """Return how a column is told that no cell of it is missing; ClickHouse means that anyway."""
    return "" if dialect == "clickhouse" else "NOT NULL"


def _ending(dialect: str, name: str) -> str:
    order = ", ".join(_CLUSTERED[name])
    if dialect == "clickhouse":
        parts = " PARTITION BY intDiv(year, 10)" if name in engine_schema.BY_YEAR else ""
        return f" ENGINE = MergeTree{parts} ORDER BY ({order})"
    if dialect == "bigquery":
        parts = " PARTITION BY RANGE_BUCKET(year, GENERATE_ARRAY(0, 2200, 1))" if name in engine_schema.BY_YEAR else ""
        return f"{parts} CLUSTER BY {order}"
    return ""


def _indexes() -> list[str]:
    """Return the indexes that PostgreSQL needs; two more than the order of the tables."""
    keys = [*_CLUSTERED.items(), ("events", ("id",)), ("members", ("position", "kind"))]
    return [f"CREATE INDEX ON {name} ({', '.join(columns)})" for name, columns in keys]


def main(arguments: list[str] | None = None) -> int:
    """Print the statements for the engine that the command line names."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 1 or given[0] not in TYPES:
        sys.stderr.write(f"Name one engine: {', '.join(TYPES)}.\n")
        return 1
    sys.stdout.write("".join(f"{statement};\n" for statement in create_statements(given[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
