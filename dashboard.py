"""This file is what runs: `streamlit run dashboard.py`."""

import gc

import streamlit as st

from components.panels import fault_log, health, page, server, sessions, tables, uploads

fault_log.silence_words()
server.run_safely(tables.begin)  # before the first visitor, so that nobody waits for it; the page says the rest
uploads.keep_in_memory()
app = st.App(
    page.__file__,
    routes=[*server.ROUTES, health.ROUTE],
    middleware=server.MIDDLEWARE,
    on_script_error=server.log_error,
    lifespan=sessions.let_go,
)
gc.freeze()  # Streamlit collects garbage after every rerun; what is loaded once need not be walked each time
