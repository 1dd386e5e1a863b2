"""The least that a page of Streamlit's with a picture can be: it loads plotly.js and draws nothing."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure())
