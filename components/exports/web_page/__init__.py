"""One HTML page that works without the internet."""
