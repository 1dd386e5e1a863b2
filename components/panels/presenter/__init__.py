"""A briefing on the whole screen."""
