"""The strongest objections an opponent could raise, and what the data answer."""
