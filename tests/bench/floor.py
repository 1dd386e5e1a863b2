"""The least that Streamlit can do: a button that changes a word."""

import streamlit as st

st.session_state.setdefault("count", 0)
if st.button("Change"):
    st.session_state["count"] += 1
st.text(f"word {st.session_state['count']}")
