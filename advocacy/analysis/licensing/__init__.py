"""Findings about licensing."""
