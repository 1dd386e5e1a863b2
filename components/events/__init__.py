"""What a table is: schema, raw table, gazetteer, own columns, the text of events, escaping.

It knows dates, and neither files nor who answers questions about a table.
"""
