"""Findings about cooperatives."""
