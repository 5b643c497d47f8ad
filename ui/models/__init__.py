"""What the widgets show, as Qt asks for it."""
