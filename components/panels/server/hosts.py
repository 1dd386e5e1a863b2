"""The names by which the server may be asked for, so that no foreign name is turned on it (DNS rebinding) (D13).

A page of another site can have its own name lead to this machine, and would then be taken for one of ours. An address
or this machine's own name can't be had that way.
"""

import ipaddress
import os
import socket
from functools import cache

from starlette.types import Scope

from components.messages.sentence import Sentence

SETTING = "DIPLOMATIC_TIMELINE_HOSTS"  # further names, commas between; where it is set, no connection is spared
REFUSED = Sentence(
    (
        "This server does not accept the host name in the address you used. Use its own host "
        "name or IP address, or ask its administrator to add the name to the setting "
        "{setting}."
    ),
    setting=SETTING,
)


def is_allowed(scope: Scope) -> bool:
    """Return whether a connection asks for the server by a name that is its own.

    Unless names are set, only this machine's own visitors are asked, and none whom a proxy brings: it may have any
    name. (A foreign page can't add headers to a websocket, which carries all that is shown.)
    """
    headers = dict(scope["headers"])
    proxied = any(name == b"forwarded" or name.startswith(b"x-forwarded-") for name in headers)
    address, _ = scope.get("client") or ("", 0)
    spared = not os.environ.get(SETTING) and (proxied or not _is_loopback(address))
    return spared or is_own_host(headers.get(b"host", b"").decode("latin-1"))


def is_own_host(host: str) -> bool:
    """Return whether a Host header (a name or an address, and a port) is none, an address, or a name of this server."""
    name = _without_port(host.strip().lower())
    return not host or _is_address(name) or name.removesuffix(".") in _to_names(os.environ.get(SETTING, ""))


@cache
def _to_names(stated: str) -> frozenset[str]:
    named = {name.strip().lower() for name in stated.split(",")} - {""}
    return frozenset({"localhost", socket.gethostname().lower(), *named})


def _without_port(host: str) -> str:
    name, _, port = host.rpartition(":")
    return name if name and port.isdecimal() and not host.endswith("]") else host


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _is_loopback(address: str) -> bool:
    return _is_address(address) and ipaddress.ip_address(address).is_loopback
