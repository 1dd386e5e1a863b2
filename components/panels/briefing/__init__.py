"""The briefing on the page: its texts, its steps, and their history."""
