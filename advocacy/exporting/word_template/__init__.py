"""The user's own Word document that a brief is written into: read as hostile, cleaned, its places filled."""
