"""The timeline as SVG: pages of lanes, the overview, the legend; and PNG of it."""
