"""The dashboard over an engine that waits at a gate (see gate) beside its table."""

import os
from pathlib import Path

import streamlit as st

from components.panels import page, routes
from components.panels.server import app_server
from components.panels.tables import table_registry
from tests.browser import gate

gate.put_before_engines(Path(os.environ[table_registry.DATA]).parent)
app = st.App(
    page.__file__,
    routes=routes.ROUTES,
    middleware=app_server.MIDDLEWARE,
    on_script_error=app_server.log_error,
)
