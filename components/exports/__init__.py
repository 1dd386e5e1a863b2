"""This file is the package of what leaves: files made from a view."""
