"""What the user sees. Chooses inputs and shows outputs; knows nothing the core does not tell it."""
