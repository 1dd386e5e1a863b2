"""Briefings: ordered steps as a value and as a file, how they are presented, and what exports are given.

It knows views, and neither Streamlit nor a format of exported files.
"""
