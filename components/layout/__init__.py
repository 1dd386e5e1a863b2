"""Where everything stands: lanes, level of detail, packing, strips, overview, in pixels.

It asks a Store through its protocol, and knows neither Plotly nor colours.
"""
