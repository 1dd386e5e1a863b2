"""What most would write first: the whole table through px.timeline and st.plotly_chart."""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def read(folder: str) -> pd.DataFrame:
    """Read the flat table once, as a careful page does."""
    return pd.read_parquet(Path(folder) / "flat.parquet")


events = read(os.environ["DIPLOMATIC_TIMELINE_DATA"])
if st.checkbox("one country"):
    events = events[events["one_country"]]
if st.checkbox("half"):
    events = events[events["half"]]
st.text(f"{len(events)} events")
chart = px.timeline(events, x_start="start", x_end="end", y="region", color="meeting_type", hover_name="title")
st.plotly_chart(chart)
