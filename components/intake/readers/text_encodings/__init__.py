"""Encodings of text files: detected by their bytes and letters, or chosen by a person."""
