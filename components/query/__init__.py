"""What is asked of a table, as data: selection, filters, lane schemes, links, the Store protocol.

It knows dates and events, and not how an answer is found.
"""
