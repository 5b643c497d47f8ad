"""Findings about surveys."""
