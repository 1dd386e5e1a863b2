"""A visitor's own table: upload, how it was read, columns, account, and what visitors may hold."""
