"""This file is the dashboard over an engine that waits at a gate (see gate) beside its table."""

import os
from pathlib import Path

import streamlit as st

from components.panels import page, server, tables
from tests.browser import gate

gate.put_before_engines(Path(os.environ[tables.DATA]).parent)
app = st.App(page.__file__, routes=server.ROUTES, middleware=server.MIDDLEWARE, on_script_error=server.log_error)
