"""The server around the page: routes, headers, hosts, uploads, sessions, health, log."""
