"""The package of slides: a deck of native shapes, on our own template or on the user's."""
