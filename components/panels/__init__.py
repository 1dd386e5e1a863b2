"""The page: panels, their components and scripts, and the server around them.

The only room that knows Streamlit.
"""
