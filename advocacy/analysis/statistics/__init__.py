"""Estimates and tests from textbooks, without knowledge of mining."""
