"""Calendars (iCalendar): their lines, the zone that decides a day, and series written out."""
