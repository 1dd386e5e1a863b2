"""Pages set by Typst."""
