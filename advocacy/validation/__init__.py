"""Checks on a table, and the report they give."""
