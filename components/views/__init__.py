"""What a screen or a file is given for a request: view, card, claims, citation, selection summary.

It composes what rooms above it found, and knows neither Streamlit nor a format of files.
"""
