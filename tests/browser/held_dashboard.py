"""The dashboard in which text tables, whoever reads them, are read behind a gate (see held_child)."""

import os

import streamlit as st

from components.intake.readers import child_process, sheets
from components.panels import page, routes
from components.panels.server import app_server
from tests.browser import held_child

inherited = child_process.build_environment
child_process.PROGRAM = held_child.__name__
child_process.build_environment = lambda: inherited() | {held_child.PORT: os.environ[held_child.PORT]}
sheets.read_delimited = held_child.held(sheets.read_delimited)
app = st.App(
    page.__file__, routes=routes.ROUTES, middleware=app_server.MIDDLEWARE, on_script_error=app_server.log_error
)
