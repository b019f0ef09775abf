"""Bytes in, entries and articles out: feeds, pages, dates, languages, text."""
