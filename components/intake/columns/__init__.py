"""Which column is what: roles, guesses from names and content, and the mapping that a person confirms."""
