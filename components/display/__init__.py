"""The timeline as a Plotly figure, and the colours and sizes that every picture is drawn with.

It decides nothing about events: what is drawn comes from the layout.
"""
