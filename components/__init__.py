"""The package of everything that Diplomatic Timeline is made of."""
