"""The timeline on the page with its filters, card and lists."""
