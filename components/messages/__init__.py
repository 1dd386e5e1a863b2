"""The room of words: every sentence that a person reads comes out of its catalogue, in the language that is asked for.

It knows nothing of dates, events or pages, and holds no language of its own: who composes something is given one.
"""
