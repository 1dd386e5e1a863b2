"""Which table is shown: the server's, opened once for all, or the visitor's; and waiting for it."""
