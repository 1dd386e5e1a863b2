"""Rows of events: workbook, CSV, JSON, calendar."""
