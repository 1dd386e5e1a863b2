"""This file is the door of the intake: how any file becomes a sheet of text cells, and a sheet our events."""
