"""How anybody's file becomes events: readers, dates, columns, rows.

It knows what an event is, and neither the page nor what is asked of a table later.
"""
