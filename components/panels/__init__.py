"""This file is the package of what is seen: the page, its panels, and the timeline's component."""
