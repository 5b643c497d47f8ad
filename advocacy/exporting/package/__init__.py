"""The evidence package: a brief with everything by which a third person can check it."""
