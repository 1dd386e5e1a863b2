"""Bytes of any kind of file to a table of text, bounded, in a child process."""
