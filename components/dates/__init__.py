"""What a date means: EDTF, spans, windows, calendar units, fiscal years, dates in words.

It knows no table, no event and no page; only what comes in as text, days or arrays.
"""
