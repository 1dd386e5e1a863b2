"""What runs: `streamlit run dashboard.py`."""

import gc

import streamlit as st

from components.panels import page, routes
from components.panels.server import app_server, error_log, sessions, streamlit_internals
from components.panels.tables import table_registry

error_log.silence_words()
app_server.run_safely(
    table_registry.start_opening
)  # before the first visitor, so that nobody waits; the page says the rest
streamlit_internals.keep_uploads_in_memory()
streamlit_internals.keep_connections_quick()
app = st.App(
    page.__file__,
    routes=routes.ROUTES,
    middleware=app_server.MIDDLEWARE,
    on_script_error=app_server.log_error,
    lifespan=sessions.let_go,
)
gc.freeze()  # Streamlit collects garbage after every rerun; what is loaded once need not be walked each time
