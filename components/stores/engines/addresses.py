"""The address of a server that holds a larger table: how it is read, and what opens it."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from components.events.raw_table import TableError
from components.messages.sentence import Sentence
from components.stores.engines.duckdb_engine import Engine
from components.stores.engines.query_context import Limits
from components.stores.engines.server_engines import ClickHouse, Postgres

CONNECT_SECONDS = 10
SWITCH = {"": True, "1": True, "true": True, "0": False, "false": False}
CERTIFIED = ("sslmode", "sslrootcert", "sslcert", "sslkey")  # what PostgreSQL's own addresses say of TLS
# A connection that a firewall dropped in silence is noticed within a minute, also while an answer is waited for.
ALIVE = {
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": CONNECT_SECONDS * 1000,
}


def open_server(settings: Mapping[str, object], limits: Limits) -> Engine:
    """Open what the setting `url` names, with the setting `password`; raises TableError."""
    try:
        address = urlsplit(str(settings["url"]))
        opened = _SERVERS.get(address.scheme) if address.hostname and address.port != 0 else None
    except ValueError:  # a port that is no number, half a bracket
        opened = None
    if opened is None:
        raise TableError(
            Sentence("The setting “url” must name a host and begin with one of {beginnings}.", beginnings=_BEGINNINGS)
        )
    password = str(settings.get("password") or unquote(address.password or ""))
    return opened(address, password, limits)


def _options(address: SplitResult, known: tuple[str, ...]) -> dict[str, str]:
    """Return the options of an address; one that is not known may be a password's own “?”, so it is not repeated."""
    options = dict(parse_qsl(address.query, keep_blank_values=True))
    if {*options} - {*known}:
        raise TableError(
            Sentence(
                "The setting “url” has an unrecognised option after its “?”. Options for {scheme}:// are: {options}.",
                scheme=address.scheme,
                options=", ".join(known),
            )
        )
    return options


def _open_postgres(address: SplitResult, password: str, limits: Limits) -> Postgres:
    import psycopg  # noqa: PLC0415 — only who asks PostgreSQL needs it

    named: dict[str, Any] = {
        "host": address.hostname,
        "port": address.port or 5432,
        "user": unquote(address.username or "") or None,
        "password": password or None,
        "dbname": address.path.strip("/") or None,
        "connect_timeout": CONNECT_SECONDS,
        **ALIVE,
        **_options(address, CERTIFIED),
    }
    return Postgres(lambda: psycopg.connect(**named), limits)


def _open_clickhouse(address: SplitResult, password: str, limits: Limits) -> ClickHouse:
    import clickhouse_connect  # noqa: PLC0415 — only who asks ClickHouse needs it

    secure = SWITCH.get(_options(address, ("secure",)).get("secure", "0").lower())
    if secure is None:
        raise TableError(Sentence("The option “secure” of the setting “url” must be 1 or 0."))
    try:
        client = clickhouse_connect.get_client(
            host=address.hostname,
            port=address.port,
            username=unquote(address.username or "") or None,
            password=password,
            database=address.path.strip("/") or None,
            secure=secure,
            connect_timeout=CONNECT_SECONDS,
            send_receive_timeout=limits.seconds + CONNECT_SECONDS,
            autogenerate_session_id=False,
        )
    except clickhouse_connect.driver.exceptions.Error as error:
        raise TableError(
            Sentence(
                "The ClickHouse server named by the setting “url” does not respond. Check that it is "
                "running and that the address and login are right."
            )
        ) from error
    return ClickHouse(client, limits)


# To add one: a line here, its class in server_engines, its types in `ddl` and `engine_schema_check`.
_SERVERS: dict[str, Callable[[SplitResult, str, Limits], Engine]] = {
    "clickhouse": _open_clickhouse,
    "postgres": _open_postgres,
    "postgresql": _open_postgres,
}
_BEGINNINGS = ", ".join(f"{scheme}://" for scheme in _SERVERS)
