"""Exports: pictures, pages, slides, tables, each a function of one export input.

It knows no Streamlit and no session; the page and the shell ask it alike.
"""
